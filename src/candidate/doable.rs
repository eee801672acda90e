//! What can be done with candidates as the election stands, whatever is then said of them.

use super::model::{Candidate, State};
use super::rules;
use crate::auth::actor::Actor;
use crate::congress::model::State as CongressState;
use crate::election::model::{Case, State as ElectionState};
use crate::election::rules::Facts;
use crate::error::{Arg, Error, Reason};
use crate::opinion::rules::decide_deed;
use crate::regulation::{Ground, cited};
use crate::vote::service::expect_in_session;
use crate::workflow::Seat;

/// What can be done with a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The support of a name from the floor is recorded, or who a name of the scheme is on the roll.
    Correct,
    /// The candidate asks to withdraw.
    AskWithdrawal,
    /// The congress decides on that.
    DecideWithdrawal,
}

/// Every reason why nobody is put forward now.
pub fn against_nominating(case: &Case, facts: &Facts) -> Vec<Reason> {
    not_now(case, facts, &[ElectionState::Nominating])
}

/// Whether somebody may be put forward now, whoever it is.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn expect_to_nominate(actor: &Actor, case: &Case, facts: &Facts) -> Result<(), Error> {
    // R-EL-11: an application is received by those who work for the committee as well.
    let by = [Seat::Branch, Seat::Upper, Seat::Office];
    decide_deed(
        &by,
        &case.seats().held_by(actor),
        against_nominating(case, facts),
    )?;
    Ok(())
}

/// Every reason why this is not done with a candidate now.
pub fn against((case, facts): (&Case, &Facts), candidate: &Candidate, deed: Deed) -> Vec<Reason> {
    const OPEN: [ElectionState; 2] = [ElectionState::Nominating, ElectionState::Settling];
    let ground = facts.regulation.withdrawal();
    match deed {
        Deed::Correct => not_now(case, facts, &OPEN),
        Deed::AskWithdrawal => {
            let mut reasons = not_now(case, facts, &OPEN);
            reasons.extend(unless_in(candidate, &[State::Standing], ground));
            reasons
        }
        Deed::DecideWithdrawal => {
            let mut reasons = not_now(case, facts, &[ElectionState::Settling]);
            reasons.extend(unless_in(candidate, &[State::WithdrawalAsked], ground));
            reasons
        }
    }
}

/// Whether this may be done with a candidate now, whatever is then said.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn expect(
    actor: &Actor,
    (case, facts): (&Case, &Facts),
    candidate: &Candidate,
    deed: Deed,
) -> Result<(), Error> {
    let reasons = against((case, facts), candidate, deed);
    if deed == Deed::DecideWithdrawal {
        return expect_in_session(actor, &case.congress, reasons);
    }
    decide_deed(&[Seat::Branch], &case.seats().held_by(actor), reasons)?;
    Ok(())
}

/// Why nothing can be done with candidates now.
fn not_now(case: &Case, facts: &Facts, states: &[ElectionState]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.congress != CongressState::InSession {
        reasons.push(Reason::new("election_congress_not_in_session"));
    }
    if !states.contains(&case.election.state) {
        let ground = facts.regulation.committee_list_first();
        let reason = Reason::new("election_not_at_candidates")
            .with("state", Arg::term("election-state", case.election.state))
            .with("from", Arg::terms("election-state", states));
        reasons.push(cited(reason, ground));
    }
    reasons
}

fn unless_in(candidate: &Candidate, states: &[State], ground: Ground) -> Vec<Reason> {
    if states.contains(&candidate.state) {
        return Vec::new();
    }
    let reason = rules::in_state("candidate_not_standing", candidate.state);
    vec![cited(reason, ground)]
}
