//! When a target may be listed, changed, and put to the vote.

use super::model::State;
use crate::congress::model::State as CongressState;
use crate::error::{Arg, Reason};
use crate::plan::rules::{PRACTICE, unless};
use crate::vote::model::Told;

/// The most targets of one resolution.
pub const MOST_TARGETS: i64 = 100;

/// What a target is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Where the congress stands.
    pub congress: CongressState,
    /// Whether the resolution is adopted.
    pub resolution_adopted: bool,
    /// How many targets there are.
    pub count: i64,
}

/// Every reason why a target may not be added, changed or taken away now.
pub fn against_changing(state: State, facts: &Facts) -> Vec<Reason> {
    let mut reasons = against_listing(facts);
    reasons.extend(unless(state != State::Adopted, || {
        Reason::new("target_adopted").on(PRACTICE)
    }));
    reasons
}

/// Every reason why a further target may not be listed now.
pub fn against_adding(facts: &Facts) -> Vec<Reason> {
    let mut reasons = against_listing(facts);
    reasons.extend(unless(facts.count < MOST_TARGETS, || {
        Reason::new("target_too_many")
            .with("most", MOST_TARGETS)
            .on(PRACTICE)
    }));
    reasons
}

fn against_listing(facts: &Facts) -> Vec<Reason> {
    let over = facts.congress.is_held() || facts.congress.is_finished();
    let mut reasons = unless(!over, || {
        Reason::new("day_congress_over")
            .with("state", Arg::term("congress-state", facts.congress))
            .on(PRACTICE)
    });
    reasons.extend(resolution_open(facts));
    reasons
}

/// Targets are voted on before the resolution that carries them.
pub fn resolution_open(facts: &Facts) -> Vec<Reason> {
    unless(!facts.resolution_adopted, || {
        Reason::new("target_resolution_adopted").on(PRACTICE)
    })
}

/// Every reason why a target may not be taken off the list now.
pub fn against_removing(state: State, facts: &Facts) -> Vec<Reason> {
    let mut reasons = against_changing(state, facts);
    reasons.extend(never_voted(state));
    reasons
}

/// What has been voted on stays on the list, whatever the result.
fn never_voted(state: State) -> Vec<Reason> {
    unless(state != State::Rejected, || {
        Reason::new("target_rejected").on(PRACTICE)
    })
}

/// The resolution is voted on after each of its targets.
pub fn voted_before_the_resolution(open: i64) -> Vec<Reason> {
    unless(open == 0, || {
        Reason::new("programme_targets_open")
            .with("count", open)
            .on(PRACTICE)
    })
}

/// Every reason why a target may not be put to the vote now: each is voted on once, before the resolution that
/// carries it; again only where the totals were recorded wrongly, with the reason.
pub fn against_voting(state: State, told: &Told, facts: &Facts) -> Vec<Reason> {
    let mut reasons = match state {
        State::Adopted if !told.gives_reason() => {
            vec![Reason::new("target_adopted").on(PRACTICE)]
        }
        State::Rejected if !told.gives_reason() => {
            vec![Reason::new("target_rejected").on(PRACTICE)]
        }
        State::Proposed | State::Adopted | State::Rejected => Vec::new(),
    };
    reasons.extend(resolution_open(facts));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN_SESSION: Facts = Facts {
        congress: CongressState::InSession,
        resolution_adopted: false,
        count: 3,
    };

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_target_is_voted_on_once_and_before_the_resolution() {
        let adopted = Facts {
            resolution_adopted: true,
            ..IN_SESSION
        };
        for (state, facts, expected) in [
            (State::Proposed, IN_SESSION, vec![]),
            (State::Adopted, IN_SESSION, vec!["target_adopted"]),
            (State::Rejected, IN_SESSION, vec!["target_rejected"]),
            (State::Proposed, adopted, vec!["target_resolution_adopted"]),
            (
                State::Rejected,
                adopted,
                vec!["target_rejected", "target_resolution_adopted"],
            ),
        ] {
            let told = Told::default();
            let reasons = against_voting(state, &told, &facts);
            assert_eq!(codes(&reasons), expected, "{state}");
        }
        let put_right = Told {
            note: Some("Ghi nhầm số tán thành".to_owned()),
            ..Told::default()
        };
        for state in [State::Adopted, State::Rejected] {
            assert!(against_voting(state, &put_right, &IN_SESSION).is_empty());
            assert_eq!(
                codes(&against_voting(state, &put_right, &adopted)),
                ["target_resolution_adopted"]
            );
        }
    }

    #[test]
    fn a_target_is_listed_until_the_resolution_stands_and_changed_until_it_is_adopted() {
        let closed = Facts {
            congress: CongressState::Closed,
            ..IN_SESSION
        };
        let full = Facts {
            count: MOST_TARGETS,
            ..IN_SESSION
        };
        assert_eq!(codes(&against_adding(&IN_SESSION)), [""; 0]);
        assert_eq!(codes(&against_adding(&full)), ["target_too_many"]);
        assert_eq!(codes(&against_adding(&closed)), ["day_congress_over"]);
        assert_eq!(
            codes(&against_changing(State::Rejected, &IN_SESSION)),
            [""; 0]
        );
        assert_eq!(
            codes(&against_changing(State::Adopted, &IN_SESSION)),
            ["target_adopted"]
        );
    }
}
