//! What stands against giving and ending an office. Pure.

use chrono::NaiveDate;

use super::model::PlaceHeld;
use crate::auth::permission::{GROUND, Role};
use crate::error::{Arg, Reason};
use crate::unit::model::Level;
use crate::user::model::UserKind;

/// From its first day to the first day on which it no longer holds.
pub type Period = (NaiveDate, Option<NaiveDate>);

/// What giving an office looks at.
#[derive(Debug, Clone)]
pub struct GiveFacts {
    /// It would be the office of whoever gives it.
    pub own: bool,
    /// What stands behind the account.
    pub kind: UserKind,
    /// The account is shut.
    pub disabled: bool,
    /// The office.
    pub role: Role,
    /// What its unit is; absent for the whole installation.
    pub level: Option<Level>,
    /// When it would hold.
    pub period: Period,
    /// When the account holds the same office at the same unit already.
    pub held: Vec<Period>,
}

/// What ending an office looks at.
#[derive(Debug, Clone)]
pub struct EndFacts {
    /// It is the office of whoever ends it.
    pub own: bool,
    /// The office.
    pub role: Role,
    /// When it would have ended; `None`: never.
    pub before: Option<NaiveDate>,
    /// The civil date on which it is asked.
    pub today: NaiveDate,
    /// When it holds with its new end.
    pub period: Period,
    /// When else the account holds the same office at the same unit.
    pub held: Vec<Period>,
    /// It is an administrator's of the whole installation.
    pub administers_installation: bool,
    /// How many other accounts administer the installation without an end.
    pub other_administrators: i64,
}

/// Why an account is given no office at all: it is that of whoever gives it, or it is shut.
pub fn against_holder(own: bool, disabled: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if own {
        reasons.push(Reason::new("own_office"));
    }
    if disabled {
        reasons.push(Reason::new("account_disabled"));
    }
    on_ground(reasons)
}

/// Every reason against giving this office to this account.
pub fn against_giving(facts: &GiveFacts) -> Vec<Reason> {
    let mut reasons = against_holder(facts.own, facts.disabled);
    let role = Arg::term("role", facts.role);
    match facts.kind {
        UserKind::Person if facts.role == Role::Integrator => {
            reasons.push(Reason::new("role_of_integrators"));
        }
        UserKind::Integrator if !matches!(facts.role, Role::Integrator | Role::Observer) => {
            reasons.push(Reason::new("role_of_persons").with("role", role.clone()));
        }
        UserKind::Person | UserKind::Integrator => (),
    }
    if let Some(level) = facts.level
        && !is_held_at(facts.role, level)
    {
        reasons.push(
            Reason::new("role_not_at_level")
                .with("role", role.clone())
                .with("level", Arg::term("level", level)),
        );
    }
    if facts.held.iter().any(|held| overlap(*held, facts.period)) {
        reasons.push(Reason::new("office_held").with("role", role));
    }
    on_ground(reasons)
}

/// Every reason against this end. An end may also be put off; that is giving the office for longer. What is over
/// stays as it was.
pub fn against_ending(facts: &EndFacts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(ended) = facts.before.filter(|before| *before <= facts.today) {
        reasons.push(Reason::new("office_over").with("date", ended));
    }
    let put_off = match (facts.before, facts.period.1) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(before), Some(end)) => end > before,
    };
    if facts.own && put_off {
        reasons.push(Reason::new("own_office"));
    }
    let is_first_end = facts.before.is_none();
    if facts.administers_installation && is_first_end && facts.other_administrators == 0 {
        reasons.push(Reason::new("last_administrator"));
    }
    if facts.held.iter().any(|held| overlap(*held, facts.period)) {
        reasons.push(Reason::new("office_held").with("role", Arg::term("role", facts.role)));
    }
    on_ground(reasons)
}

/// Whether a unit of this level has this office: a branch acts through its branch committee, every other unit
/// through its secretary and officers.
pub fn is_held_at(role: Role, level: Level) -> bool {
    match role {
        Role::BranchCommittee | Role::Counter => level.is_branch(),
        Role::OrganisationOfficer | Role::Secretary | Role::CommitteeOfficer => !level.is_branch(),
        Role::Administrator | Role::Observer | Role::Integrator => true,
    }
}

/// The places that decide who keeps an account: those of the offices that have not ended, or, where all have,
/// of every one it ever held.
pub fn that_count(held: &[PlaceHeld]) -> impl Iterator<Item = &PlaceHeld> {
    let any_live = held.iter().any(|held| held.live);
    held.iter().filter(move |held| held.live || !any_live)
}

fn overlap(one: Period, other: Period) -> bool {
    let begins_before_end = |(from, _): Period, (_, to): Period| to.is_none_or(|to| from < to);
    begins_before_end(one, other) && begins_before_end(other, one)
}

fn on_ground(reasons: Vec<Reason>) -> Vec<Reason> {
    reasons
        .into_iter()
        .map(|reason| reason.on(GROUND))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    fn secretary_of_a_committee() -> GiveFacts {
        GiveFacts {
            own: false,
            kind: UserKind::Person,
            disabled: false,
            role: Role::Secretary,
            level: Some(Level::BaseCommittee),
            period: (day("2022-03-01"), None),
            held: Vec::new(),
        }
    }

    #[test]
    fn every_reason_against_an_office_is_told_at_once() {
        assert!(against_giving(&secretary_of_a_committee()).is_empty());
        let facts = GiveFacts {
            own: true,
            kind: UserKind::Integrator,
            disabled: true,
            level: Some(Level::Branch),
            held: vec![(day("2020-01-01"), None)],
            ..secretary_of_a_committee()
        };
        assert_eq!(
            codes(&against_giving(&facts)),
            [
                "own_office",
                "account_disabled",
                "role_of_persons",
                "role_not_at_level",
                "office_held"
            ]
        );
    }

    #[test]
    fn a_system_looks_and_integrates_and_a_person_does_not_pose_as_one() {
        for (kind, role, refused) in [
            (UserKind::Integrator, Role::Integrator, None),
            (UserKind::Integrator, Role::Observer, None),
            (
                UserKind::Integrator,
                Role::Administrator,
                Some("role_of_persons"),
            ),
            (UserKind::Person, Role::Observer, None),
            (
                UserKind::Person,
                Role::Integrator,
                Some("role_of_integrators"),
            ),
        ] {
            let facts = GiveFacts {
                kind,
                role,
                ..secretary_of_a_committee()
            };
            let found = codes(&against_giving(&facts));
            assert_eq!(found.first().copied(), refused, "{role}");
        }
    }

    #[test]
    fn a_branch_acts_through_its_committee_and_a_committee_through_its_secretary() {
        for (role, level, held) in [
            (Role::BranchCommittee, Level::Branch, true),
            (Role::BranchCommittee, Level::BaseBranch, true),
            (Role::BranchCommittee, Level::BaseCommittee, false),
            (Role::Secretary, Level::Branch, false),
            (Role::Secretary, Level::BlocCommittee, true),
            (Role::Counter, Level::Branch, true),
            (Role::Observer, Level::Branch, true),
        ] {
            assert_eq!(is_held_at(role, level), held, "{role} at {level}");
        }
    }

    #[test]
    fn the_same_office_is_not_held_twice_on_one_day() {
        for (held, wanted, refused) in [
            (("2020-01-01", None), ("2022-03-01", None), true),
            (
                ("2020-01-01", Some("2022-03-01")),
                ("2022-03-01", None),
                false,
            ),
            (
                ("2020-01-01", Some("2022-03-02")),
                ("2022-03-01", None),
                true,
            ),
            (
                ("2023-01-01", None),
                ("2022-03-01", Some("2023-01-01")),
                false,
            ),
        ] {
            let period = |(from, to): (&str, Option<&str>)| (day(from), to.map(day));
            let facts = GiveFacts {
                held: vec![period(held)],
                period: period(wanted),
                ..secretary_of_a_committee()
            };
            assert_eq!(!against_giving(&facts).is_empty(), refused, "{wanted:?}");
        }
    }

    #[test]
    fn the_installation_keeps_an_administrator_without_an_end() {
        for (administers, before, others, refused) in [
            (true, None, 0, true),
            (true, None, 1, false),
            (true, Some("2023-01-01"), 0, false),
            (false, None, 0, false),
        ] {
            let facts = EndFacts {
                administers_installation: administers,
                before: before.map(day),
                other_administrators: others,
                ..ended_by_another()
            };
            assert_eq!(!against_ending(&facts).is_empty(), refused);
        }
    }

    #[test]
    fn what_is_over_stays_as_it_was() {
        for (before, refused) in [
            ("2022-05-18", true),
            ("2022-05-19", true),
            ("2022-05-20", false),
        ] {
            let facts = EndFacts {
                before: Some(day(before)),
                ..ended_by_another()
            };
            let codes: Vec<_> = against_ending(&facts).iter().map(|one| one.code).collect();
            assert_eq!(codes.contains(&"office_over"), refused, "{before}");
        }
    }

    #[test]
    fn nobody_puts_off_the_end_of_their_own_office() {
        for (own, before, refused) in [
            (true, None, false),
            (true, Some("2022-06-01"), true),
            (true, Some("2022-08-01"), false),
            (false, Some("2022-06-01"), false),
        ] {
            let facts = EndFacts {
                own,
                before: before.map(day),
                ..ended_by_another()
            };
            assert_eq!(!against_ending(&facts).is_empty(), refused, "{before:?}");
        }
    }

    fn ended_by_another() -> EndFacts {
        EndFacts {
            own: false,
            role: Role::Administrator,
            before: None,
            today: day("2022-05-19"),
            period: (day("2022-01-01"), Some(day("2022-07-01"))),
            held: Vec::new(),
            administers_installation: false,
            other_administrators: 0,
        }
    }
}
