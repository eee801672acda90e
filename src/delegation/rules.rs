//! When delegates can be allocated to a congress. Pure.

use crate::congress::model::State;
use crate::error::{Arg, Reason};
use crate::plan::rules::unless;
use crate::regulation::{Regulation, cited};

/// What an allocation is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What is in force on the day of the congress.
    pub regulation: &'a Regulation,
    /// Where the congress stands.
    pub congress: State,
    /// Whether the plan's congresses elect delegates (3-regulations §3.1).
    pub in_plan: bool,
    /// Whether their election has begun: the list is published.
    pub begun: bool,
}

/// Every reason why the number of delegates is not allocated now.
pub fn against_allocating(facts: &Facts<'_>) -> Vec<Reason> {
    let is_ahead = match facts.congress {
        State::Preparing
        | State::Submitted
        | State::Approved
        | State::Convened
        | State::InSession => true,
        State::Closed | State::Reported | State::Confirmed | State::Annulled | State::Cancelled => {
            false
        }
    };
    let rows = [
        (facts.in_plan, "delegates_not_in_plan"),
        (is_ahead, "delegates_congress_over"),
        (!facts.begun, "delegates_election_begun"),
    ];
    rows.into_iter()
        .flat_map(|(holds, code)| unless(holds, || Reason::new(code)))
        .map(|reason| {
            let reason = reason.with("state", Arg::term("congress-state", facts.congress));
            cited(reason, facts.regulation.delegates_allocated())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_del_03_delegates_are_allocated_before_their_election_begins() {
        let regulation = Regulation::on("2025-03-01".parse().unwrap());
        let mut facts = Facts {
            regulation: &regulation,
            congress: State::InSession,
            in_plan: true,
            begun: false,
        };
        let codes = |facts: &Facts<'_>| -> Vec<&str> {
            let reasons = against_allocating(facts);
            assert!(reasons.iter().all(|reason| reason.regulation.is_some()));
            reasons.iter().map(|reason| reason.code).collect()
        };
        assert!(codes(&facts).is_empty());
        facts.begun = true;
        assert_eq!(codes(&facts), ["delegates_election_begun"]);
        facts.congress = State::Closed;
        facts.in_plan = false;
        assert_eq!(
            codes(&facts),
            [
                "delegates_not_in_plan",
                "delegates_congress_over",
                "delegates_election_begun"
            ]
        );
    }
}
