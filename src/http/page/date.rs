//! Dates and moments as people in Vietnam write and read them.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::db::time::Instant;

/// 11/5/2022
pub fn short(date: NaiveDate) -> String {
    date.format("%-d/%-m/%Y").to_string()
}

/// 19/5/2022 08:00, in Vietnam.
pub fn moment(moment: Instant) -> String {
    let local = moment.local();
    format!("{} {}", short(local.date()), local.format("%H:%M"))
}

/// 08:00, in Vietnam.
pub fn hour(moment: Instant) -> String {
    moment.local().format("%H:%M").to_string()
}

/// What somebody typed as a date, in the form of the API: `11/5/2022` (also with dots or dashes) is `2022-05-11`.
/// Anything that is no date stays as it was typed, so that the check that follows names it.
pub fn typed(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else {
        return text.trim().to_owned();
    };
    let read = || {
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        let year: i32 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
        NaiveDate::from_ymd_opt(year, month, day)
    };
    read().map_or_else(|| text.trim().to_owned(), |date| date.to_string())
}

/// What somebody typed as a moment in Vietnam, in the form of the API: `19/5/2022 7:40` is
/// `2022-05-19T07:40:00+07:00`. Anything else stays as it was typed, so that the check that follows names it.
pub fn typed_moment(text: &str) -> String {
    let read = || {
        let (day, hour) = text.trim().split_once(char::is_whitespace)?;
        let day: NaiveDate = typed(day).parse().ok()?;
        let hour =
            NaiveTime::parse_from_str(&hour.trim().replace(['h', '.'], ":"), "%H:%M").ok()?;
        Some(format!("{day}T{}+07:00", hour.format("%H:%M:%S")))
    };
    read().unwrap_or_else(|| text.trim().to_owned())
}

/// What somebody typed as an hour, in the form of the API: `7h30`, `7:30` and `7 giờ 30` are `07:30`. Anything else stays
/// as it was typed, so that the check that follows names it.
pub fn typed_hour(text: &str) -> String {
    let read = || {
        let words = text.trim().to_lowercase().replace("giờ", ":");
        let plain = words.trim_end_matches("phút").replace(['h', 'g', '.'], ":");
        let (hour, minute) = plain.split_once(':')?;
        let minute = Some(minute.trim()).filter(|minute| !minute.is_empty());
        let (hour, minute) = (hour.trim().parse(), minute.unwrap_or("0").parse());
        let hour = NaiveTime::from_hms_opt(hour.ok()?, minute.ok()?, 0)?;
        Some(hour.format("%H:%M").to_string())
    };
    read().unwrap_or_else(|| text.trim().to_owned())
}

/// A date as the API writes it in the words of a page; what is no date stays as it is.
pub fn in_words(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), short)
}

/// The date as it would be typed: 11/05/2022; what is no date stays as it is.
pub fn to_type(text: &str) -> String {
    text.parse::<NaiveDate>().map_or_else(
        |_| text.to_owned(),
        |date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_it_is_typed() {
        for (text, read) in [
            ("11/5/2022", "2022-05-11"),
            (" 01/05/2022 ", "2022-05-01"),
            ("1.5.2022", "2022-05-01"),
            ("31/2/2022", "31/2/2022"),
            ("11/5/22", "11/5/22"),
            ("2022-05-11", "2022-05-11"),
            ("hôm nay", "hôm nay"),
        ] {
            assert_eq!(typed(text), read, "{text}");
        }
        for (text, read) in [
            ("19/5/2022 7:40", "2022-05-19T07:40:00+07:00"),
            ("19/05/2022  07h40", "2022-05-19T07:40:00+07:00"),
            ("7:40", "7:40"),
            ("19/5/2022 25:00", "19/5/2022 25:00"),
        ] {
            assert_eq!(typed_moment(text), read, "{text}");
        }
        for (text, read) in [
            ("7:30", "07:30"),
            ("7h30", "07:30"),
            (" 7 giờ 30 ", "07:30"),
            ("7 giờ 30 phút", "07:30"),
            ("7g30", "07:30"),
            ("13.45", "13:45"),
            ("8 giờ", "08:00"),
            ("14h", "14:00"),
            ("07:30", "07:30"),
            ("25:00", "25:00"),
            ("7h60", "7h60"),
            ("730", "730"),
            ("sáng", "sáng"),
        ] {
            assert_eq!(typed_hour(text), read, "{text}");
        }
        assert_eq!(in_words("2022-05-01"), "1/5/2022");
        assert_eq!(in_words("mai"), "mai");
        assert_eq!(to_type("2022-05-11"), "11/05/2022");
        assert_eq!(to_type("31/2/2022"), "31/2/2022");
    }
}
