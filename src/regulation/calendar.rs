//! The working days of Vietnamese public offices: Monday to Friday, less public holidays and the days
//! off given in their place, plus the Saturdays worked in exchange.
//!
//! The deadlines of R-CONV-02, R-POST-02 and R-POST-03 run on it. The days are data; a year that has no
//! table, or one not announced yet, is estimated: [`calendar_confidence`] tells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::citation::Confidence;
use super::{LoadError, loaded};

/// Whether public offices work on that day.
pub fn is_working_day(date: NaiveDate) -> bool {
    let calendar = loaded(&CALENDAR);
    if calendar.make_up.contains(&date) {
        return true;
    }
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !calendar.is_holiday(date)
}

/// The deadline: the `count`-th working day after `date`, which is not counted itself. None or fewer: `date`.
pub fn add_working_days(date: NaiveDate, count: i64) -> NaiveDate {
    let mut day = date;
    let mut left = count;
    while left > 0 {
        let Some(later) = day.succ_opt() else {
            return day;
        };
        day = later;
        left -= i64::from(is_working_day(day));
    }
    day
}

/// The latest day from which `count` working days run up to `date`, which is counted: the last day for a
/// notice. None or fewer: `date`.
pub fn working_days_before(date: NaiveDate, count: i64) -> NaiveDate {
    let mut day = date;
    let mut left = count;
    while left > 0 {
        left -= i64::from(is_working_day(day));
        let Some(earlier) = day.pred_opt() else {
            return day;
        };
        day = earlier;
    }
    day
}

/// Working days after `from`, up to and including `to`; negative, counted the other way, if `to` is earlier.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -working_days_between(to, from);
    }
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.fold(0, |count, day| count + i64::from(is_working_day(day)))
}

/// How sure we are of the working days of a year: announced, or estimated.
pub fn calendar_confidence(year: i32) -> Confidence {
    loaded(&CALENDAR)
        .confidence
        .get(&year)
        .copied()
        .unwrap_or(Confidence::Uncertain)
}

const FILE: &str = "working-days.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    fixed: Vec<DayOfYear>,
    year: Vec<Year>,
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayOfYear {
    month: u32,
    day: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i32,
    confidence: Confidence,
    /// The first day of the lunar year; kept so that a reader, and a test, can check the days around it.
    lunar_new_year: NaiveDate,
    new_year: Vec<NaiveDate>,
    tet: Vec<NaiveDate>,
    hung_kings: Vec<NaiveDate>,
    reunification_and_labour: Vec<NaiveDate>,
    national_day: Vec<NaiveDate>,
    make_up: Vec<NaiveDate>,
}

impl Year {
    fn days_off(&self) -> impl Iterator<Item = NaiveDate> {
        [
            &self.new_year,
            &self.tet,
            &self.hung_kings,
            &self.reunification_and_labour,
            &self.national_day,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    fn is_coherent(&self) -> bool {
        self.days_off()
            .chain(self.make_up.iter().copied())
            .all(|day| day.year() == self.year)
            && self.tet.contains(&self.lunar_new_year)
            && self.make_up.iter().all(|day| day.weekday() == Weekday::Sat)
    }
}

/// The tables of all years, ready to be asked.
#[derive(Debug)]
pub(super) struct Calendar {
    fixed: BTreeSet<DayOfYear>,
    days_off: BTreeSet<NaiveDate>,
    make_up: BTreeSet<NaiveDate>,
    confidence: BTreeMap<i32, Confidence>,
}

impl Calendar {
    fn is_holiday(&self, date: NaiveDate) -> bool {
        let day_of_year = DayOfYear {
            month: date.month(),
            day: date.day(),
        };
        self.days_off.contains(&date) || self.fixed.contains(&day_of_year)
    }
}

pub(super) static CALENDAR: LazyLock<Result<Calendar, LoadError>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("tables/working-days.toml")).map_err(|cause| {
            LoadError::Unreadable {
                file: FILE,
                cause: cause.to_string(),
            }
        })?;
    if !table.year.iter().all(Year::is_coherent) {
        return Err(LoadError::Incoherent { file: FILE });
    }
    Ok(Calendar {
        fixed: table.fixed.into_iter().collect(),
        days_off: table.year.iter().flat_map(Year::days_off).collect(),
        make_up: table
            .year
            .iter()
            .flat_map(|year| &year.make_up)
            .copied()
            .collect(),
        confidence: table
            .year
            .iter()
            .map(|year| (year.year, year.confidence))
            .collect(),
    })
});

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn labour_code_art_112_days_off_and_their_substitutes() {
        for off in [
            "2021-05-03",
            "2022-01-03",
            "2022-01-31",
            "2022-02-04",
            "2022-04-11",
            "2022-05-02",
            "2022-05-03",
            "2022-09-01",
            "2023-01-20",
            "2023-01-26",
            "2023-05-02",
            "2023-05-03",
            "2023-09-04",
            "2024-02-14",
            "2024-04-18",
            "2024-04-29",
            "2025-01-27",
            "2025-04-07",
            "2025-05-02",
            "2025-09-01",
            "2026-02-16",
            "2026-04-27",
            "2027-04-16",
            "2030-02-01",
        ] {
            assert!(!is_working_day(day(off)), "{off}");
        }
        for worked in [
            "2020-09-03",
            "2022-01-28",
            "2022-02-07",
            "2022-05-04",
            "2022-05-11",
            "2022-08-31",
            "2023-01-27",
            "2024-02-15",
            "2024-05-04",
            "2025-02-03",
            "2025-04-26",
            "2025-09-03",
        ] {
            assert!(is_working_day(day(worked)), "{worked}");
        }
    }

    #[test]
    fn labour_code_art_112_every_year_gives_its_days_on_what_would_be_weekdays() {
        // Five of Tet, one each of New Year, Hung Kings, 30 April, 1 May; the second day of
        // National Day came in 2021. A swapped day is worked elsewhere, so it does not count.
        for year in 2020..=2030 {
            let mut off = 0;
            for date in day(&format!("{year}-01-01"))
                .iter_days()
                .take_while(|date| date.year() == year)
            {
                let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
                off += i64::from(!weekend && !is_working_day(date));
                off -= i64::from(weekend && is_working_day(date));
            }
            assert_eq!(off, if year == 2020 { 10 } else { 11 }, "{year}");
        }
    }

    #[test]
    fn section_16_1_1_seven_working_days_after_the_close() {
        for (close, count, deadline) in [
            ("2022-05-11", 7, "2022-05-20"),
            ("2022-05-13", 7, "2022-05-24"),
            ("2022-04-28", 7, "2022-05-11"),
            ("2022-01-28", 1, "2022-02-07"),
            ("2025-04-25", 1, "2025-04-26"),
            ("2022-05-11", 0, "2022-05-11"),
        ] {
            assert_eq!(
                add_working_days(day(close), count),
                day(deadline),
                "{count} after {close}"
            );
        }
    }

    #[test]
    fn section_11_1_the_last_day_for_a_notice_leaves_thirty_working_days() {
        for opening in ["2022-05-11", "2022-05-15", "2023-02-10", "2025-05-05"] {
            let opening = day(opening);
            let notice = working_days_before(opening, 30);
            assert_eq!(working_days_between(notice, opening), 30, "{opening}");
            let a_day_late = notice.succ_opt().unwrap();
            assert!(working_days_between(a_day_late, opening) < 30, "{opening}");
        }
    }

    #[test]
    fn counting_and_adding_agree_and_time_runs_both_ways() {
        let start = day("2024-01-01");
        for count in 1..600 {
            let deadline = add_working_days(start, count);
            assert!(is_working_day(deadline));
            assert_eq!(working_days_between(start, deadline), count);
            assert_eq!(working_days_between(deadline, start), -count);
        }
        assert_eq!(working_days_between(start, start), 0);
    }

    #[test]
    fn years_without_a_table_have_weekends_and_fixed_holidays_and_are_uncertain() {
        assert!(!is_working_day(day("2015-04-30")) && !is_working_day(day("2035-09-02")));
        assert!(is_working_day(day("2015-04-29")));
        assert_eq!(calendar_confidence(2015), Confidence::Uncertain);
        assert_eq!(calendar_confidence(2022), Confidence::Known);
        assert_eq!(calendar_confidence(2029), Confidence::Uncertain);
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        assert_eq!(add_working_days(NaiveDate::MAX, 7), NaiveDate::MAX);
        assert_eq!(working_days_before(NaiveDate::MIN, 7), NaiveDate::MIN);
    }
}
