//! The steps of a process as buttons: those that may be taken, and those that may not with every reason.

use super::Shell;
use crate::http::problem::ReasonView;
use crate::journal::api::ActionsView;

/// A step on a page.
#[derive(Debug, Clone)]
pub struct Button {
    /// The step's stable name.
    pub step: String,
    /// Its words.
    pub label: String,
    /// Where its form is.
    pub href: String,
    /// Who may take it, in words.
    pub by: String,
    /// The clause it rests on.
    pub ground: String,
    /// Every reason why not now; empty when it may be taken.
    pub reasons: Vec<ReasonView>,
}

/// The steps that lead on from where a thing stands.
#[derive(Debug, Clone, Default)]
pub struct Buttons {
    /// Those this person may take now.
    pub open: Vec<Button>,
    /// Those that nobody, or not this person, may take now.
    pub shut: Vec<Button>,
}

impl Buttons {
    /// The steps of a thing whose pages are at `path`.
    pub fn of(actions: ActionsView, path: &str, shell: &Shell) -> Self {
        let (mut open, mut shut) = (Vec::new(), Vec::new());
        for action in actions.actions {
            let seats: Vec<String> = action
                .by
                .iter()
                .map(|seat| shell.term("seat", seat))
                .collect();
            let list = if action.allowed { &mut open } else { &mut shut };
            list.push(Button {
                href: format!("{path}/steps/{}", action.step),
                step: action.step,
                label: action.label,
                by: seats.join(", "),
                ground: action.ground,
                reasons: action.reasons,
            });
        }
        Self { open, shut }
    }
}
