//! Whether a congress keeps to the term of the committee whose term it ends (R-TERM-01, R-TERM-02, R-TERM-03). Pure.
//!
//! The length is what the plan laid down under which the term began, else what the regulation said on that day: that
//! branches meet every five years since 294-QĐ/TW does not lengthen a term that began before.

use chrono::{Months, NaiveDate};

use super::rules::PLAN;
use crate::error::Reason;
use crate::regulation::{CongressLevel, Ground, Regulation, cited};

/// The term that a congress ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermEnding {
    /// The day on which the congress before closed.
    pub began_after: NaiveDate,
    /// Its length in months, where the plan of that congress laid one down.
    pub laid_down: Option<i64>,
}

/// How a day lies to the end of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// The very day.
    OnTheDay,
    /// Early or late, by no more than may be with the consent of the committee above.
    WithConsent(Reason),
    /// Earlier or later than may be at all; how strict that is, the regulation says.
    Beyond(Reason, Ground),
}

/// A length that a term may have, with its ground.
struct Length {
    months: i64,
    clause: &'static str,
    text: &'static str,
}

/// How a day fits the term.
pub fn fit(
    day: NaiveDate,
    term: &TermEnding,
    regulation: &Regulation,
    level: CongressLevel,
) -> Fit {
    let length = length(term, level);
    let Some(due) = after(term.began_after, length.months) else {
        return Fit::OnTheDay;
    };
    if day == due {
        return Fit::OnTheDay;
    }
    let tolerance = regulation.term_tolerance_months(level);
    let bounds = bounds(due, tolerance.value);
    let early = day < due;
    let about = |code: &'static str| {
        Reason::new(code)
            .with("date", day)
            .with("closed", term.began_after)
            .with("months", length.months)
            .with("due", due)
            .with("tolerance", tolerance.value)
    };
    if (bounds.0..=bounds.1).contains(&day) {
        let reason = about(if early { "term_early" } else { "term_late" });
        return Fit::WithConsent(reason.on(length.clause).under(length.text));
    }
    let (code, bound) = if early {
        ("term_too_early", bounds.0)
    } else {
        ("term_too_late", bounds.1)
    };
    let reason = about(code).with("bound", bound);
    Fit::Beyond(cited(reason, tolerance.ground), tolerance.ground)
}

/// Whether no day is left on which the term may still end.
pub fn has_run_out(
    today: NaiveDate,
    term: &TermEnding,
    regulation: &Regulation,
    level: CongressLevel,
) -> bool {
    let due = after(term.began_after, length(term, level).months);
    let tolerance = regulation.term_tolerance_months(level).value;
    due.is_some_and(|due| bounds(due, tolerance).1 < today)
}

fn length(term: &TermEnding, level: CongressLevel) -> Length {
    if let Some(months) = term.laid_down {
        return Length {
            months,
            clause: PLAN,
            text: "",
        };
    }
    let figure = Regulation::on(term.began_after).term_months(level);
    Length {
        months: figure.value,
        clause: figure.ground.clause,
        text: figure.ground.text,
    }
}

/// The first and the last day that may be.
fn bounds(due: NaiveDate, tolerance: i64) -> (NaiveDate, NaiveDate) {
    let months = Months::new(u32::try_from(tolerance).unwrap_or(0));
    let first = due.checked_sub_months(months).unwrap_or(due);
    (first, due.checked_add_months(months).unwrap_or(due))
}

fn after(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(u32::try_from(months).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regulation::Severity;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(closed: &str, on: &str, laid_down: Option<i64>, level: CongressLevel) -> Fit {
        let term = TermEnding {
            began_after: day(closed),
            laid_down,
        };
        fit(day(on), &term, &Regulation::on(day(on)), level)
    }

    fn code(fit: &Fit) -> &'static str {
        match fit {
            Fit::OnTheDay => "",
            Fit::WithConsent(reason) | Fit::Beyond(reason, _) => reason.code,
        }
    }

    #[test]
    fn r_term_01_a_subordinate_branch_meets_after_thirty_months_give_or_take_six() {
        use CongressLevel::SubordinateBranch;
        for (on, expected) in [
            ("2022-05-11", ""),
            ("2022-05-10", "term_early"),
            ("2021-11-11", "term_early"),
            ("2021-11-10", "term_too_early"),
            ("2022-11-11", "term_late"),
            ("2022-11-12", "term_too_late"),
        ] {
            let fit = held("2019-11-11", on, None, SubordinateBranch);
            assert_eq!(code(&fit), expected, "{on}");
        }
        let Fit::Beyond(reason, ground) = held("2019-11-11", "2021-01-05", None, SubordinateBranch)
        else {
            panic!("beyond");
        };
        assert_eq!(ground.severity, Severity::Block);
        assert!(reason.ground.contains("24"), "{}", reason.ground);
    }

    #[test]
    fn r_term_02_a_base_organisation_meets_after_five_years_give_or_take_one() {
        use CongressLevel::Base;
        for (on, expected) in [
            ("2020-05-20", ""),
            ("2019-05-20", "term_early"),
            ("2019-05-19", "term_too_early"),
            ("2021-05-20", "term_late"),
            ("2021-05-21", "term_too_late"),
        ] {
            assert_eq!(code(&held("2015-05-20", on, None, Base)), expected, "{on}");
        }
    }

    #[test]
    fn r_term_03_five_years_are_the_length_of_terms_that_begin_since_and_of_none_before() {
        use CongressLevel::SubordinateBranch;
        for (closed, on, expected) in [
            ("2022-12-20", "2025-06-20", ""),
            ("2022-12-20", "2025-09-15", "term_late"),
            ("2022-12-20", "2026-08-01", "term_too_late"),
            ("2022-12-20", "2027-12-20", "term_too_late"),
            ("2025-07-10", "2030-07-10", ""),
            ("2025-07-10", "2028-01-10", "term_too_early"),
        ] {
            let fit = held(closed, on, None, SubordinateBranch);
            assert_eq!(code(&fit), expected, "{closed} {on}");
        }
    }

    #[test]
    fn r_term_03_what_the_plan_laid_down_is_the_length() {
        use CongressLevel::SubordinateBranch;
        let fit = held("2025-09-15", "2028-03-15", Some(60), SubordinateBranch);
        assert_eq!(code(&fit), "term_too_early");
        let fit = held("2025-09-15", "2030-08-15", Some(60), SubordinateBranch);
        let Fit::WithConsent(reason) = fit else {
            panic!("within the tolerance");
        };
        assert_eq!((reason.code, reason.ground), ("term_early", PLAN));
    }
}
