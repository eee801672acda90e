//! The steps of a process as buttons: those that may be taken, and those that may not with every reason.

use super::{Link, Shell};
use crate::error::Reason;
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

    /// With these steps after the others: what gives back or breaks off stands after what leads on.
    pub fn with_last(mut self, steps: &[impl ToString]) -> Self {
        let last: Vec<String> = steps.iter().map(ToString::to_string).collect();
        self.open.sort_by_key(|button| last.contains(&button.step));
        self.shut.sort_by_key(|button| last.contains(&button.step));
        self
    }

    /// Once what they are about is over, without those that are shut: nothing opens them again.
    pub fn unless_over(mut self, is_over: bool) -> Self {
        if is_over {
            self.shut.clear();
        }
        self
    }
}

/// Ways to forms that are shut for the same reasons.
#[derive(Debug, Clone)]
pub struct Shut {
    /// What they lead to.
    pub labels: Vec<String>,
    /// Every reason why not now.
    pub reasons: Vec<ReasonView>,
}

/// The ways from a page to its forms, as the services open or shut them.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// Those that are open.
    pub open: Vec<Link>,
    /// Those that are shut, with every reason.
    pub shut: Vec<Shut>,
    /// What they are about, where several parts of a page have such ways: read out, not shown.
    pub about: String,
}

impl Ways {
    /// The ways of a part of a page.
    pub fn about(name: impl Into<String>) -> Self {
        Self {
            about: name.into(),
            ..Self::default()
        }
    }

    /// Once what they are about is over, without those that are shut: nothing opens them again.
    pub fn unless_over(mut self, is_over: bool) -> Self {
        if is_over {
            self.shut.clear();
        }
        self
    }

    /// Adds a way, shut where there are reasons.
    pub fn add(mut self, shell: &Shell, link: Link, reasons: &[Reason]) -> Self {
        if reasons.is_empty() {
            self.open.push(link);
            return self;
        }
        let reasons: Vec<ReasonView> = reasons
            .iter()
            .map(|reason| ReasonView::of(reason, shell.language))
            .collect();
        let words = |list: &[ReasonView]| -> Vec<String> {
            list.iter().map(|reason| reason.detail.clone()).collect()
        };
        let alike = |shut: &&mut Shut| words(&shut.reasons) == words(&reasons);
        match self.shut.iter_mut().find(alike) {
            Some(shut) => shut.labels.push(link.text),
            None => self.shut.push(Shut {
                labels: vec![link.text],
                reasons,
            }),
        }
        self
    }
}
