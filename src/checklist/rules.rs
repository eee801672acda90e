//! When an item may be ticked off, and when a tick may be taken back.

use crate::congress::model::State;
use crate::error::{Arg, Reason};
use crate::guidance::model::Checklist;
use crate::plan::rules::unless;

/// All that is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// When the clause must have been ticked off.
    pub when: Checklist,
    /// Where the congress stands.
    pub congress: State,
    /// Whether it has opened.
    pub opened: bool,
    /// Whether the item is ticked now.
    pub ticked: bool,
    /// Whether it is to be.
    pub done: bool,
}

/// Every reason why it cannot be changed.
pub fn against_ticking(facts: &Facts) -> Vec<Reason> {
    let over = facts.congress.is_held() || facts.congress.is_finished();
    let mut reasons = unless(!over, || {
        Reason::new("checklist_closed").with("state", Arg::term("congress-state", facts.congress))
    });
    let taken_back = facts.ticked && !facts.done;
    let too_late = facts.when == Checklist::BeforeOpening && facts.opened;
    reasons.extend(unless(!(taken_back && too_late), || {
        Reason::new("ticked_before_opening")
    }));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_taken_back_only_while_it_still_decides() {
        let before = Facts {
            when: Checklist::BeforeOpening,
            congress: State::Convened,
            opened: false,
            ticked: true,
            done: false,
        };
        let in_session = Facts {
            congress: State::InSession,
            opened: true,
            ..before
        };
        let closed = Facts {
            congress: State::Closed,
            ..in_session
        };
        for (name, facts, expected) in [
            ("taken back before the opening", before, vec![]),
            (
                "taken back after it",
                in_session,
                vec!["ticked_before_opening"],
            ),
            (
                "ticked again after it",
                Facts {
                    done: true,
                    ..in_session
                },
                vec![],
            ),
            (
                "an item for the closing, taken back in session",
                Facts {
                    when: Checklist::BeforeClosing,
                    ..in_session
                },
                vec![],
            ),
            (
                "ticked after the closing",
                Facts {
                    ticked: false,
                    done: true,
                    ..closed
                },
                vec!["checklist_closed"],
            ),
            (
                "taken back after the closing",
                closed,
                vec!["checklist_closed", "ticked_before_opening"],
            ),
        ] {
            let codes: Vec<_> = against_ticking(&facts)
                .iter()
                .map(|reason| reason.code)
                .collect();
            assert_eq!(codes, expected, "{name}");
        }
    }
}
