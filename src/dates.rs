//! Which days a date can be, by what it tells. Each meaning has its one rule here; bodies and rules both ask it.
//!
//! Pure: whoever asks brings the present day.

use chrono::{Datelike, Months, NaiveDate};
use validator::ValidationError;

use crate::error::FieldError;

/// The day the Party was founded: nothing of its work is older.
const FOUNDED: Option<NaiveDate> = NaiveDate::from_ymd_opt(1930, 2, 3);

/// The most years anybody here has lived: whoever would be older was written down wrongly.
pub const LONGEST_LIFE_YEARS: u32 = 115;

/// A `validator` rule for any date: between 1900 and 2199, which both databases keep and sort alike.
///
/// # Errors
/// `date_out_of_range`.
pub fn civil_date(date: &NaiveDate) -> Result<(), ValidationError> {
    if (1900..=2199).contains(&date.year()) {
        Ok(())
    } else {
        Err(ValidationError::new("date_out_of_range"))
    }
}

/// A `validator` rule for a day of the Party's work (a paper, a meeting, a window, an admission): since it was founded.
///
/// # Errors
/// `date_out_of_range`, `date_before_party`.
pub fn party_day(date: &NaiveDate) -> Result<(), ValidationError> {
    civil_date(date)?;
    if FOUNDED.is_none_or(|founded| *date >= founded) {
        Ok(())
    } else {
        Err(ValidationError::new("date_before_party"))
    }
}

/// What is wrong with a date of birth, whatever the regulation: not yet, or too long ago for anybody who lives.
pub fn against_birth(pointer: &str, born: NaiveDate, today: NaiveDate) -> Option<FieldError> {
    if born >= today {
        return Some(FieldError::new(pointer, "born_in_future"));
    }
    let oldest = today.checked_sub_months(Months::new(LONGEST_LIFE_YEARS * 12));
    oldest.filter(|oldest| born < *oldest).map(|_| {
        FieldError::new(pointer, "born_too_long_ago").with("years", i64::from(LONGEST_LIFE_YEARS))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn nothing_of_the_party_is_older_than_the_party() {
        let told = |text: &str| {
            party_day(&day(text))
                .err()
                .map(|error| error.code.into_owned())
        };
        assert_eq!(told("1930-02-03"), None);
        assert_eq!(told("1930-02-02").as_deref(), Some("date_before_party"));
        assert_eq!(told("1022-05-11").as_deref(), Some("date_out_of_range"));
        assert_eq!(told("2200-01-01").as_deref(), Some("date_out_of_range"));
    }

    #[test]
    fn nobody_is_born_tomorrow_or_before_those_who_live() {
        let today = day("2022-03-16");
        let told =
            |text: &str| against_birth("/birth_date", day(text), today).map(|fault| fault.code);
        assert_eq!(told("1907-03-16"), None);
        assert_eq!(told("1907-03-15").as_deref(), Some("born_too_long_ago"));
        assert_eq!(told("2022-03-15"), None);
        assert_eq!(told("2022-03-16").as_deref(), Some("born_in_future"));
    }
}
