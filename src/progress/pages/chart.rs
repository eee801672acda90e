//! Where the parts of a drawing stand; the templates draw them by attributes.

use chrono::{Datelike, NaiveDate};

/// How wide a stacked bar is.
pub const BAR: i64 = 200;

/// A part of a stacked bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub x: i64,
    /// How wide it is.
    pub width: i64,
    /// Its colour.
    pub fill: &'static str,
    /// What it says.
    pub words: String,
}

/// Figures side by side, each as wide as its share; none narrower than can be seen.
pub fn stacked(parts: &[(i64, &'static str, String)]) -> Vec<Segment> {
    let total: i64 = parts.iter().map(|(n, ..)| n).sum();
    let mut before = 0;
    let mut segments = Vec::new();
    for (n, fill, words) in parts {
        if *n <= 0 {
            continue;
        }
        let (x, end) = (before * BAR / total, (before + n) * BAR / total);
        segments.push(Segment {
            x,
            // The gap tells two parts from each other without their colours.
            width: (end - x - 1).max(1),
            fill,
            words: words.clone(),
        });
        before += n;
    }
    segments
}

/// Where the days begin on a timeline.
pub const LEFT: i64 = 280;
/// Where they end.
pub const RIGHT: i64 = 940;
/// How high the months stand above the rows.
pub const TOP: i64 = 48;
/// How high a row is.
pub const ROW: i64 = 24;

/// From which day to which a timeline goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

impl Span {
    /// From the first of these days to the last, with a little before and after.
    pub fn over(days: &[NaiveDate], today: NaiveDate) -> Self {
        let first = days.iter().min().copied().unwrap_or(today);
        let last = days.iter().max().copied().unwrap_or(today);
        let some = chrono::Days::new(5);
        Self {
            from: first.checked_sub_days(some).unwrap_or(first),
            to: last.checked_add_days(some).unwrap_or(last),
        }
    }

    /// Where a day stands.
    pub fn x(&self, day: NaiveDate) -> i64 {
        let whole = (self.to - self.from).num_days().max(1);
        let gone = (day - self.from).num_days().clamp(0, whole);
        LEFT + gone * (RIGHT - LEFT) / whole
    }

    /// Whether a day stands on it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The first days of the months on it, where there are few enough to be named.
    pub fn months(&self) -> Vec<NaiveDate> {
        let mut months = Vec::new();
        let mut next = first_of_next(self.from);
        while let Some(day) = next.filter(|day| *day <= self.to) {
            months.push(day);
            next = first_of_next(day);
        }
        let step = months.len().div_ceil(12).max(1);
        months.into_iter().step_by(step).collect()
    }
}

fn first_of_next(day: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = match day.month() {
        12 => (day.year() + 1, 1),
        month => (day.year(), month + 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// A name that is too long for its place, cut short.
pub fn short(name: &str) -> String {
    const MOST: usize = 36;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut cut: String = name.chars().take(MOST - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, month, day).expect("a date")
    }

    #[test]
    fn a_bar_is_filled_and_its_parts_do_not_touch() {
        let parts = [
            (1, "#111", "một".to_owned()),
            (0, "#222", "không".to_owned()),
            (3, "#333", "ba".to_owned()),
        ];
        let bar = stacked(&parts);
        let places: Vec<_> = bar.iter().map(|part| (part.x, part.width)).collect();
        assert_eq!(places, [(0, 49), (50, 149)]);
        assert_eq!(stacked(&[]), []);
        assert_eq!(stacked(&[(0, "#111", String::new())]), []);
    }

    #[test]
    fn days_stand_in_their_order_and_months_are_named() {
        let span = Span::over(&[day(5, 1), day(7, 31)], day(4, 1));
        assert!(span.x(day(5, 1)) < span.x(day(7, 31)));
        assert_eq!(span.x(day(1, 1)), LEFT);
        assert_eq!(span.months(), [day(5, 1), day(6, 1), day(7, 1), day(8, 1)]);
        assert!(!span.covers(day(4, 1)));
    }
}
