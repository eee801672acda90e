//! What must hold of a member's dates and status.

use chrono::{Months, NaiveDate};

use super::model::{Member, MemberStatus};
use crate::dates;
use crate::error::{FieldError, Reason};
use crate::regulation::{Cited, Regulation};

/// What cannot be, whatever the regulation: every field at once.
pub fn impossible(member: &Member, today: NaiveDate) -> Vec<FieldError> {
    let mut problems = Vec::new();
    problems.extend(dates::against_birth(
        "/birth_date",
        member.birth_date,
        today,
    ));
    for (pointer, date) in [
        ("/admitted_on", member.admitted_on),
        ("/official_on", member.official_on),
    ] {
        if date.is_some_and(|date| date > today) {
            problems.push(FieldError::new(pointer, "member_date_in_future"));
        }
    }
    if let (Some(admitted), Some(official)) = (member.admitted_on, member.official_on)
        && official < admitted
    {
        problems.push(FieldError::new("/official_on", "official_before_admitted"));
    }
    if member.admitted_on.is_none() && member.official_on.is_some() {
        problems.push(FieldError::new("/admitted_on", "admission_date_missing"));
    }
    problems
}

/// What the regulation of the day forbids, with the clause: every reason at once.
///
/// The least age holds on every day, by the oldest text that is known where the day lies before it: every charter has
/// asked for eighteen years. How long probation lasted differed, so days before that text are not judged by it.
pub fn reasons_against(member: &Member) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if member.status == MemberStatus::Probationary && member.official_on.is_some() {
        reasons.push(Reason::new("probationary_with_official_date").on("Điều lệ Đảng, Điều 5"));
    }
    let Some(admitted) = member.admitted_on else {
        return reasons;
    };
    let regulation = Regulation::on(admitted);
    let age = regulation.admission_years_least();
    let of_age = member.birth_date.checked_add_months(months(age.value * 12));
    if of_age.is_none_or(|of_age| admitted < of_age) {
        let reason = Reason::new("admitted_too_young").with("least", age.value);
        reasons.push(cited(reason, &age));
    }
    if !regulation.is_known() {
        return reasons;
    }
    let probation = regulation.probation_months();
    let earliest = admitted.checked_add_months(months(probation.value));
    if let (Some(official), Some(earliest)) = (member.official_on, earliest)
        && admitted <= official
        && official < earliest
    {
        let reason = Reason::new("official_too_early")
            .with("months", probation.value)
            .with("earliest", earliest);
        reasons.push(cited(reason, &probation));
    }
    reasons
}

fn months(count: i64) -> Months {
    Months::new(u32::try_from(count).unwrap_or(0))
}

fn cited<T>(reason: Reason, figure: &Cited<T>) -> Reason {
    reason.on(figure.ground.clause).under(figure.ground.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use crate::member::model::Sex;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn member(birth: &str, admitted: &str, official: &str) -> Member {
        Member {
            id: Id::new(),
            unit_id: Id::new(),
            full_name: "Nguyễn Văn An".to_owned(),
            birth_date: day(birth),
            sex: Sex::Male,
            ethnicity: None,
            admitted_on: admitted.parse().ok(),
            official_on: official.parse().ok(),
            post: None,
            education: None,
            status: MemberStatus::Official,
            created_at: "2022-03-16T01:00:00Z".parse().expect("a moment"),
            version: 1,
        }
    }

    #[test]
    fn dates_that_cannot_be_are_told_together() {
        let today = day("2022-03-16");
        let codes = |member: &Member| {
            let problems = impossible(member, today);
            problems
                .into_iter()
                .map(|problem| problem.code)
                .collect::<Vec<_>>()
        };
        assert!(codes(&member("1990-05-19", "2015-09-02", "2016-09-02")).is_empty());
        assert_eq!(
            codes(&member("2022-03-16", "2023-01-01", "2022-03-17")),
            [
                "born_in_future",
                "member_date_in_future",
                "member_date_in_future",
                "official_before_admitted"
            ]
        );
        assert_eq!(
            codes(&member("1990-05-19", "", "2016-09-02")),
            ["admission_date_missing"]
        );
    }

    #[test]
    fn art_1_and_art_5_eighteen_years_and_twelve_months() {
        for (birth, admitted, official, expected) in [
            ("1997-09-02", "2015-09-02", "2016-09-02", vec![]),
            (
                "1997-09-03",
                "2015-09-02",
                "2016-09-02",
                vec!["admitted_too_young"],
            ),
            (
                "1990-01-01",
                "2015-09-02",
                "2016-09-01",
                vec!["official_too_early"],
            ),
            (
                "1999-01-01",
                "2015-09-02",
                "2016-03-02",
                vec!["admitted_too_young", "official_too_early"],
            ),
            ("1949-01-01", "1967-01-01", "1967-06-01", vec![]),
            (
                "1949-01-02",
                "1967-01-01",
                "1967-06-01",
                vec!["admitted_too_young"],
            ),
            ("1912-02-03", "1930-02-03", "1930-02-03", vec![]),
            ("1912-02-04", "1930-02-03", "", vec!["admitted_too_young"]),
            ("1990-01-01", "", "", vec![]),
        ] {
            let found = reasons_against(&member(birth, admitted, official));
            let codes: Vec<&str> = found.iter().map(|reason| reason.code).collect();
            assert_eq!(codes, expected, "{birth} {admitted} {official}");
            assert!(found.iter().all(|reason| reason.regulation.is_some()));
        }
    }

    #[test]
    fn a_probationary_member_has_no_official_date() {
        let mut member = member("1990-01-01", "2015-09-02", "2016-09-02");
        member.status = MemberStatus::Probationary;
        let codes: Vec<&str> = reasons_against(&member)
            .iter()
            .map(|reason| reason.code)
            .collect();
        assert_eq!(codes, ["probationary_with_official_date"]);
    }
}
