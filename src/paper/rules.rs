//! How dates, numbers and shares are written in a Party document.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Asia::Ho_Chi_Minh;

use crate::db::time::Instant;
use crate::words::Language;

/// What the locales call a thing of a closed set, in the language of the papers.
pub fn word(family: &str, name: impl ToString) -> String {
    let name = name.to_string().replace('_', "-");
    Language::Vietnamese.say(&format!("{family}-{name}"))
}

/// `2022 - 2025`, which no end of a line tears apart.
pub fn term(from: impl Display, to: impl Display) -> String {
    format!("{from}\u{a0}-\u{a0}{to}")
}

/// `ngày 05 tháng 02 năm 2026`: a zero before days under ten and before the first two months.
pub fn written_date(date: NaiveDate) -> String {
    let month = match date.month() {
        month @ (1 | 2) => format!("{month:02}"),
        month => month.to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// `05/02/2026`, in tables.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// `Lạng Sơn, ngày 11 tháng 5 năm 2022`; dots for what is not known.
pub fn place_and_date(place: Option<&str>, date: Option<NaiveDate>) -> String {
    let place = place.unwrap_or("................");
    match date {
        Some(date) => format!("{place}, {}", written_date(date)),
        None => format!("{place}, ngày ..... tháng ..... năm 20....."),
    }
}

/// A count, with a zero before one digit: `05`.
pub fn counted(count: i64) -> String {
    format!("{count:02}")
}

/// The share of a part in percent, as everywhere: `96,55%`.
pub fn percent(part: i64, whole: i64) -> String {
    Language::Vietnamese.share(part, whole)
}

/// `08 giờ 30`, from `08:30`; anything else as it is.
pub fn written_time(time: &str) -> String {
    match time.split_once(':') {
        Some((hours, minutes)) => format!("{hours} giờ {minutes}"),
        None => time.to_owned(),
    }
}

/// The hour in Vietnam at a moment, `HH:MM`.
pub fn hour_of(at: Instant) -> String {
    at.utc()
        .with_timezone(&Ho_Chi_Minh)
        .format("%H:%M")
        .to_string()
}

/// The minutes since midnight of an hour written `HH:MM`.
pub fn minutes_of_day(hour: &str) -> Option<i64> {
    let (hours, minutes) = hour.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

/// The hour so many minutes after midnight, `HH:MM`.
pub fn time_of_day(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The name of a branch or committee inside a sentence and in capitals of the header.
pub fn capitals(name: &str) -> String {
    name.to_uppercase()
}

/// The first letter as a capital.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// How many lines a header can take.
const HEADER_LINES: usize = 20;

/// The paragraphs of a text that was filed with a header of its own: without the header, which the program prints
/// anew, and without empty lines.
pub fn body_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let header = lines
        .iter()
        .take(HEADER_LINES)
        .take_while(|line| is_of_header(line))
        .count();
    lines
        .into_iter()
        .skip(header)
        .map(ToOwned::to_owned)
        .collect()
}

/// Capitals only (organ, Party, type), a number, a date, signs without letters.
fn is_of_header(line: &str) -> bool {
    let letters = || line.chars().filter(|sign| sign.is_alphabetic());
    let capitals = letters().all(char::is_uppercase);
    let folded = crate::db::search::fold(line);
    let numbered = folded.starts_with("so ") || folded.starts_with("so:");
    let dated = ["ngay ", " thang ", " nam "]
        .iter()
        .all(|word| folded.contains(word))
        && line.chars().count() < 60;
    capitals || numbered || dated
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn r_4_4_dates_are_written_out() {
        for (date, written) in [
            ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
            ("2022-05-11", "ngày 11 tháng 5 năm 2022"),
            ("2025-12-31", "ngày 31 tháng 12 năm 2025"),
        ] {
            assert_eq!(written_date(day(date)), written);
        }
        let dated = place_and_date(Some("Lạng Sơn"), Some(day("2022-05-01")));
        assert_eq!(dated, "Lạng Sơn, ngày 01 tháng 5 năm 2022");
    }

    #[test]
    fn shares_have_a_decimal_comma() {
        for (part, whole, written) in [
            (28, 29, "96,55%"),
            (1, 3, "33,33%"),
            (2, 3, "66,67%"),
            (20, 20, "100%"),
            (0, 7, "0%"),
            (1, 8, "12,50%"),
            (199, 200, "99,50%"),
            (5, 0, "–"),
        ] {
            assert_eq!(percent(part, whole), written);
        }
    }

    #[test]
    fn a_filed_text_loses_its_own_header_and_nothing_else() {
        let filed = "ĐẢNG BỘ VNPT LẠNG SƠN\nCHI BỘ TRUNG TÂM KINH DOANH\n*\nSố 02-NQ/ĐH\n\
                     ĐẢNG CỘNG SẢN VIỆT NAM\nLạng Sơn, ngày 11 tháng 5 năm 2022\n\nNGHỊ QUYẾT\n-----\n\
                     Đại hội Chi bộ lần thứ V\n\nI- ĐÁNH GIÁ\nNgày 10 tháng 5 năm 2022 Chi bộ đã họp và đánh giá kết quả.\n";
        assert_eq!(
            body_of(filed),
            [
                "Đại hội Chi bộ lần thứ V",
                "I- ĐÁNH GIÁ",
                "Ngày 10 tháng 5 năm 2022 Chi bộ đã họp và đánh giá kết quả.",
            ]
        );
        assert_eq!(body_of("Một đoạn.\n\nHai."), ["Một đoạn.", "Hai."]);
        assert_eq!(body_of(""), [""; 0]);
    }

    #[test]
    fn times_and_names() {
        assert_eq!(written_time("08:30"), "08 giờ 30");
        assert_eq!(written_time("sáng"), "sáng");
        assert_eq!(minutes_of_day("08:30"), Some(510));
        assert_eq!(minutes_of_day("sáng"), None);
        assert_eq!(time_of_day(510 + 45), "09:15");
        assert_eq!(hour_of("2022-05-11T01:05:00Z".parse().unwrap()), "08:05");
        assert_eq!(
            capitals("Chi bộ Trung tâm Kinh doanh"),
            "CHI BỘ TRUNG TÂM KINH DOANH"
        );
        assert_eq!(sentence("đại hội"), "Đại hội");
        assert_eq!(counted(5), "05");
        assert_eq!(counted(105), "105");
    }

    proptest! {
        #[test]
        fn a_part_of_the_whole_is_never_more_than_all(whole in 1_i64..5000, part in 0_i64..5000) {
            prop_assume!(part <= whole);
            let written = percent(part, whole);
            prop_assert!(written.ends_with('%') && !written.contains('.'));
            let units: i64 = written.trim_end_matches('%').split(',').next().unwrap().parse().unwrap();
            prop_assert!((0..=100).contains(&units));
            prop_assert_eq!(units == 100 , written == "100%");
        }
    }
}
