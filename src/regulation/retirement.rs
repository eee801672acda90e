//! When a member reaches retirement age, and how much working time is left before (R-AGE-01).
//!
//! The age is data: Labour Code 2012 up to 2020, Decree 135/2020/NĐ-CP from 2021.

use std::fmt;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{LoadError, loaded};

/// The sex on which the retirement age depends.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// A month of a year. [`Display`](fmt::Display) writes it as Vietnamese papers do: `4/2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Month {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
}

impl Month {
    /// The month a day lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self {
            year: i64::from(date.year()),
            month: i64::from(date.month()),
        }
    }

    /// So many months later.
    pub fn plus(self, months: i64) -> Self {
        let index = self.index() + months;
        Self {
            year: index.div_euclid(MONTHS_A_YEAR),
            month: index.rem_euclid(MONTHS_A_YEAR) + 1,
        }
    }

    /// Months from this one to the other; negative if the other is past.
    pub fn months_until(self, other: Self) -> i64 {
        other.index() - self.index()
    }

    fn index(self) -> i64 {
        self.year * MONTHS_A_YEAR + self.month - 1
    }
}

impl From<NaiveDate> for Month {
    fn from(date: NaiveDate) -> Self {
        Self::of(date)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.month, self.year)
    }
}

/// The month in which a person born on that day reaches retirement age and stops working.
pub fn retirement_month(birth_date: NaiveDate, sex: Sex) -> Month {
    let birth = Month::of(birth_date);
    let ages = loaded(&AGES);
    ages.dated
        .iter()
        .map(|row| (row.year, birth.plus(row.age(sex))))
        .find(|(year, reached)| reached.year <= *year)
        .map_or_else(|| birth.plus(ages.last.age(sex)), |(_, reached)| reached)
}

/// Months of working time left, counted from the reference month of the round (R-AGE-01); negative for
/// one who has retired.
pub fn months_left(reference: Month, birth_date: NaiveDate, sex: Sex) -> i64 {
    reference.months_until(retirement_month(birth_date, sex))
}

const MONTHS_A_YEAR: i64 = 12;
const FILE: &str = "retirement.toml";

/// The retirement ages: those bound to a year, the first of them for all years before, and the last for good.
#[derive(Debug)]
pub(super) struct Ages {
    dated: Vec<AgesOfYear>,
    last: AgesOfYear,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    year: Vec<AgesOfYear>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgesOfYear {
    year: i64,
    male: Age,
    female: Age,
}

impl AgesOfYear {
    /// In months.
    fn age(&self, sex: Sex) -> i64 {
        let age = match sex {
            Sex::Male => &self.male,
            Sex::Female => &self.female,
        };
        age.years * MONTHS_A_YEAR + age.months
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Age {
    years: i64,
    months: i64,
}

pub(super) static AGES: LazyLock<Result<Ages, LoadError>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("tables/retirement.toml")).map_err(|cause| {
        LoadError::Unreadable {
            file: FILE,
            cause: cause.to_string(),
        }
    })?;
    let mut dated = table.year;
    if !dated.is_sorted_by_key(|row| row.year) {
        return Err(LoadError::Incoherent { file: FILE });
    }
    let last = dated.pop().ok_or(LoadError::Incoherent { file: FILE })?;
    Ok(Ages { dated, last })
});

#[cfg(test)]
mod tests {
    use super::*;

    fn retires(year: i32, month: u32, sex: Sex) -> String {
        retirement_month(NaiveDate::from_ymd_opt(year, month, 15).unwrap(), sex).to_string()
    }

    /// Appendix I of the decree prints the pension's first month, which is the one after.
    #[test]
    fn decree_135_appendix_1_months_for_men() {
        for (year, month, expected) in [
            (1958, 7, "7/2018"),
            (1960, 12, "12/2020"),
            (1961, 1, "4/2021"),
            (1961, 9, "12/2021"),
            (1961, 10, "4/2022"),
            (1962, 6, "12/2022"),
            (1962, 7, "4/2023"),
            (1963, 3, "12/2023"),
            (1963, 12, "12/2024"),
            (1964, 1, "4/2025"),
            (1965, 6, "12/2026"),
            (1966, 3, "12/2027"),
            (1966, 4, "4/2028"),
            (1990, 4, "4/2052"),
        ] {
            assert_eq!(
                retires(year, month, Sex::Male),
                expected,
                "born {month}/{year}"
            );
        }
    }

    #[test]
    fn decree_135_appendix_1_months_for_women() {
        for (year, month, expected) in [
            (1965, 12, "12/2020"),
            (1966, 1, "5/2021"),
            (1966, 8, "12/2021"),
            (1966, 9, "5/2022"),
            (1967, 4, "12/2022"),
            (1967, 5, "5/2023"),
            (1968, 9, "5/2025"),
            (1969, 4, "12/2025"),
            (1974, 12, "8/2034"),
            (1975, 5, "5/2035"),
            (1990, 4, "4/2050"),
        ] {
            assert_eq!(
                retires(year, month, Sex::Female),
                expected,
                "born {month}/{year}"
            );
        }
    }

    #[test]
    fn retirement_never_comes_earlier_for_those_born_later() {
        for sex in [Sex::Male, Sex::Female] {
            let births = (0..600).map(|months| {
                Month {
                    year: 1950,
                    month: 1,
                }
                .plus(months)
            });
            let retirements: Vec<Month> = births
                .map(|birth| {
                    let year = i32::try_from(birth.year).unwrap();
                    let month = u32::try_from(birth.month).unwrap();
                    retirement_month(NaiveDate::from_ymd_opt(year, month, 1).unwrap(), sex)
                })
                .collect();
            assert!(retirements.is_sorted(), "{sex}");
        }
    }

    #[test]
    fn r_age_01_months_are_counted_from_the_reference_month() {
        let born = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap();
        let april_2025 = Month {
            year: 2025,
            month: 4,
        };
        assert_eq!(months_left(april_2025, born(1968, 4), Sex::Male), 60);
        assert_eq!(months_left(april_2025, born(1968, 3), Sex::Male), 59);
        assert_eq!(months_left(april_2025, born(1964, 1), Sex::Male), 0);
        assert!(months_left(april_2025, born(1950, 1), Sex::Female) < 0);
    }
}
