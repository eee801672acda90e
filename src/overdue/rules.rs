//! What counts as overdue or soon due, whose turn it is, and on what ground. Pure.

use chrono::{Days, NaiveDate};

use super::model::{Clause, Kind, Place, Start, Turn};
use crate::assignment::model::Purpose;
use crate::auth::seat::Seats;
use crate::congress::model::State;
use crate::congress::rules::{PLAN, PRACTICE, at_risk_until, whose_turn};
use crate::regulation::{Ground, Regulation};
use crate::workflow::Seat;

/// The ground on which guidance is acknowledged.
pub const GUIDANCE: &str = "Văn bản lưu ý của Ban Tổ chức";

/// No day of a round of congresses lies before this one.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The last day that is looked at: what is due later is not soon due yet.
pub fn until(today: NaiveDate) -> NaiveDate {
    at_risk_until(today)
}

/// Whether it should have been done by today. What has no day is overdue from the day after it arose.
pub fn is_overdue(on: NaiveDate, today: NaiveDate) -> bool {
    on < today
}

/// The states in which a congress is awaited in this way; none for what is no congress.
pub fn states_of(kind: Kind) -> &'static [State] {
    match kind {
        Kind::NotHeld => &[
            State::Preparing,
            State::Submitted,
            State::Approved,
            State::Convened,
        ],
        Kind::NotClosed => &[State::InSession],
        Kind::Report => &[State::Closed],
        Kind::Confirmation => &[State::Reported],
        // Once it is convened, the guidance has been acknowledged or the Secretary has let it go ahead.
        Kind::Guidance => &[State::Preparing, State::Submitted, State::Approved],
        Kind::Assignment | Kind::SecretaryAppointment | Kind::Vacancy => &[],
    }
}

/// The purpose of the tasks of this kind; none for what is no task.
pub fn purpose_of(kind: Kind) -> Option<Purpose> {
    match kind {
        Kind::Assignment => Some(Purpose::Task),
        Kind::SecretaryAppointment => Some(Purpose::AppointSecretary),
        Kind::Vacancy => Some(Purpose::FillVacancy),
        Kind::NotHeld | Kind::NotClosed | Kind::Report | Kind::Confirmation | Kind::Guidance => {
            None
        }
    }
}

/// Who must act on a congress that stands so; of guidance, the branch alone.
pub fn turns(kind: Kind, state: State, seats: &Seats) -> Vec<Turn> {
    let acting = match kind {
        Kind::Guidance => vec![Seat::Branch],
        Kind::NotHeld
        | Kind::NotClosed
        | Kind::Report
        | Kind::Confirmation
        | Kind::Assignment
        | Kind::SecretaryAppointment
        | Kind::Vacancy => whose_turn(state),
    };
    let held = acting.into_iter().filter_map(|seat| {
        let unit_id = seats.unit(seat)?;
        Some(Turn { seat, unit_id })
    });
    held.collect()
}

/// Who does a task: a secretary is appointed by the committee above, any other task is done by those it was given to.
pub fn seat_of_task(kind: Kind, given_to: Seat) -> Seat {
    match kind {
        Kind::SecretaryAppointment => Seat::Upper,
        Kind::NotHeld
        | Kind::NotClosed
        | Kind::Report
        | Kind::Confirmation
        | Kind::Guidance
        | Kind::Assignment
        | Kind::Vacancy => given_to,
    }
}

/// The clause by which it is awaited, in the text in force on the day of the congress.
pub fn clause(kind: Kind, regulation: &Regulation) -> Clause {
    match kind {
        Kind::NotHeld | Kind::NotClosed => practice(PLAN),
        Kind::Report => of(regulation.report_working_days().ground),
        Kind::Confirmation => of(regulation.confirmation_working_days().ground),
        Kind::Guidance => practice(GUIDANCE),
        Kind::Assignment => practice(PRACTICE),
        Kind::SecretaryAppointment => of(regulation.secretary_ballots_most().ground),
        Kind::Vacancy => of(regulation.shortfall()),
    }
}

fn of(ground: Ground) -> Clause {
    Clause {
        clause: ground.clause,
        text: ground.text,
    }
}

fn practice(clause: &'static str) -> Clause {
    Clause { clause, text: "" }
}

/// From where on a kind is read for the page after this place: of the same day, the kinds before it are done, the
/// kinds after it are still to come.
pub fn start(kind: Kind, after: Option<&Place>) -> Start {
    let Some(after) = after else {
        return Start {
            from: FIRST_DAY,
            beyond: None,
        };
    };
    let next_day = after.on.checked_add_days(Days::new(1)).unwrap_or(after.on);
    match kind.cmp(&after.kind) {
        std::cmp::Ordering::Less => Start {
            from: next_day,
            beyond: None,
        },
        std::cmp::Ordering::Equal => Start {
            from: after.on,
            beyond: Some((after.path.clone(), after.id)),
        },
        std::cmp::Ordering::Greater => Start {
            from: after.on,
            beyond: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use strum::VariantArray;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seats() -> Seats {
        Seats {
            plan_unit: Some(Id::new()),
            approving_unit: Some(Id::new()),
            sub_committee: None,
            branch: Some(Id::new()),
        }
    }

    #[test]
    fn every_state_that_awaits_something_is_of_one_kind_and_the_finished_of_none() {
        for state in State::VARIANTS {
            let kinds = Kind::VARIANTS
                .iter()
                .filter(|kind| **kind != Kind::Guidance && states_of(**kind).contains(state));
            assert_eq!(kinds.count(), usize::from(!state.is_finished()), "{state}");
        }
        for kind in Kind::VARIANTS {
            assert_ne!(
                states_of(*kind).is_empty(),
                purpose_of(*kind).is_none(),
                "{kind}: a congress or a task"
            );
        }
    }

    #[test]
    fn r_post_02_and_03_the_branch_reports_and_the_committee_above_confirms() {
        let seats = seats();
        let turn = |kind, state| turns(kind, state, &seats);
        let report = turn(Kind::Report, State::Closed);
        assert_eq!(report[0].seat, Seat::Branch);
        assert_eq!(Some(report[0].unit_id), seats.branch);
        let confirmation = turn(Kind::Confirmation, State::Reported);
        assert_eq!(confirmation[0].seat, Seat::Upper);
        assert_eq!(Some(confirmation[0].unit_id), seats.approving_unit);
        let guidance = turn(Kind::Guidance, State::Submitted);
        assert_eq!(guidance[0].seat, Seat::Branch);
        for (on, text) in [("2022-05-11", "24-QĐ/TW"), ("2025-08-01", "294-QĐ/TW")] {
            let regulation = Regulation::on(day(on));
            for kind in [Kind::Report, Kind::Confirmation] {
                let clause = clause(kind, &regulation);
                assert!(
                    clause.text.starts_with(text),
                    "{kind} {on}: {}",
                    clause.text
                );
                assert!(clause.clause.contains("16.1"), "{}", clause.clause);
            }
        }
    }

    #[test]
    fn r_post_05_and_r_res_06_every_kind_names_its_clause() {
        let regulation = Regulation::on(day("2022-05-11"));
        for kind in Kind::VARIANTS {
            assert!(!clause(*kind, &regulation).clause.is_empty(), "{kind}");
        }
        let appointment = clause(Kind::SecretaryAppointment, &regulation);
        assert!(appointment.clause.contains("24"), "{}", appointment.clause);
    }

    #[test]
    fn overdue_is_what_should_have_been_done_before_today_and_soon_what_falls_within_a_week() {
        let today = day("2022-05-20");
        assert!(is_overdue(day("2022-05-19"), today));
        assert!(!is_overdue(today, today));
        assert_eq!(until(today), day("2022-05-27"));
    }

    #[test]
    fn a_page_goes_on_where_the_last_one_ended_kind_by_kind() {
        let place = Place {
            on: day("2022-05-20"),
            kind: Kind::Report,
            path: crate::db::path::UnitPath::everywhere(),
            id: Id::new(),
        };
        let at = |kind| start(kind, Some(&place));
        assert_eq!(at(Kind::NotHeld).from, day("2022-05-21"));
        assert_eq!(at(Kind::Report).from, place.on);
        assert!(at(Kind::Report).beyond.is_some());
        assert_eq!(at(Kind::Vacancy).from, place.on);
        assert!(at(Kind::Vacancy).beyond.is_none());
    }
}
