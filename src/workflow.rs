//! A process is a table of rules; this module reads the table.
//!
//! Nothing here touches the database or the clock: the caller gathers the facts, asks [`decide`], and
//! stores the answer. From the same table come the check, the list of possible steps with every reason
//! against them, the documentation and its diagrams.

use std::fmt::{Debug, Display, Write as _};

use crate::error::{Arg, Error, Reason};
use crate::regulation::Regulation;

/// Who may take a step, told by their place in the process rather than by name.
///
/// A seat is held by an office *at* a certain unit: the plan's committee, the committee that approves, the
/// branch. An office above reaches the subtree with its eyes, not with its signature.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Seat {
    /// The Organisation Board or committee office of the plan's committee.
    Office,
    /// The Secretary (or a deputy) of the plan's committee.
    Secretary,
    /// Secretary or office of the committee that approves the branch's congress.
    Upper,
    /// Secretary or office of the sub-committee between the two, where there is one.
    SubCommittee,
    /// The branch committee; where there is none, the branch secretary.
    Branch,
}

/// One row of a process table: in these states, whoever holds one of these seats may take the step,
/// provided all of that, on this ground.
#[derive(Debug, Clone, Copy)]
pub struct Rule<P: Process + ?Sized> {
    /// The states the step is taken from.
    pub from: &'static [P::State],
    /// The state it leads to; `None`: the state stays what it was.
    pub to: Option<P::State>,
    /// Any one of these seats.
    pub by: &'static [Seat],
    /// Everything that must hold; all that does not is reported together.
    pub provided: &'static [P::Guard],
    /// Where the regulation, or the practice it rests on, says so.
    pub ground: &'static str,
}

/// A process: its states, its steps, and the table.
pub trait Process: 'static {
    /// The singular name, as in `locales/` and in the paths of the API.
    const NAME: &'static str;
    /// Where a thing can stand.
    type State: Copy + Eq + Debug + Display + strum::VariantArray;
    /// What can be done with it.
    type Step: Copy + Eq + Debug + Display + strum::VariantArray;
    /// What must hold before a step.
    type Guard: Copy + Debug + Display;
    /// All that the guards look at, gathered by the caller.
    type Facts;

    /// The table: one row for each step, so that a new step without a row does not compile.
    fn rule(step: Self::Step) -> Rule<Self>;

    /// Every reason why a guard does not hold; none when it does.
    fn check(guard: Self::Guard, facts: &Self::Facts) -> Vec<Reason>;

    /// What is in force where the process goes by the regulation of a day: a reason then names the text with its date
    /// (R-VER-02).
    fn regulation(_facts: &Self::Facts) -> Option<&Regulation> {
        None
    }

    /// Whether the step carries the process on, so that whoever may take it is told that it is their turn;
    /// not so a way back or out, such as returning or cancelling.
    fn leads_on(_step: Self::Step) -> bool {
        true
    }
}

/// A step that may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<S> {
    /// Where the thing stands afterwards.
    pub to: S,
    /// The seat that the step is taken from.
    pub seat: Seat,
    /// On what ground.
    pub ground: &'static str,
}

/// Whether the step may be taken from this state by somebody who holds these seats.
///
/// # Errors
/// [`Error::Forbidden`] when nothing but the person stands in the way, [`Error::Refused`] otherwise;
/// both carry every reason at once.
pub fn decide<P: Process>(
    state: P::State,
    step: P::Step,
    seats: &[Seat],
    facts: &P::Facts,
) -> Result<Decision<P::State>, Error> {
    let rule = P::rule(step);
    let mut reasons: Vec<Reason> = against_state::<P>(state, step).into_iter().collect();
    reasons.extend(
        rule.provided
            .iter()
            .flat_map(|&guard| P::check(guard, facts)),
    );
    let seat = rule.by.iter().copied().find(|seat| seats.contains(seat));
    let only_the_person = reasons.is_empty();
    if seat.is_none() {
        reasons.push(Reason::new("wrong_office").with("by", Arg::terms("seat", rule.by)));
    }
    for reason in &mut reasons {
        if reason.ground.is_empty() {
            reason.ground = rule.ground;
        }
        if reason.regulation.is_none() {
            let text = P::regulation(facts).and_then(|on| on.text_behind(reason.ground));
            reason.regulation = text.map(|text| text.reference.clone());
        }
    }
    match seat {
        Some(seat) if reasons.is_empty() => Ok(Decision {
            to: rule.to.unwrap_or(state),
            seat,
            ground: rule.ground,
        }),
        _ if only_the_person => Err(Error::Forbidden(reasons)),
        _ => Err(Error::Refused(reasons)),
    }
}

/// Why a step does not lead on from this state, if it does not: nothing else would make it possible.
pub fn against_state<P: Process>(state: P::State, step: P::Step) -> Option<Reason> {
    let rule = P::rule(step);
    if rule.from.contains(&state) {
        return None;
    }
    let reason = Reason::new("wrong_state")
        .with("step", Arg::term(step_family::<P>(), step))
        .with("state", Arg::term(state_family::<P>(), state))
        .with("from", Arg::terms(state_family::<P>(), rule.from));
    Some(reason.on(rule.ground))
}

/// Refuses what is only for a step where the step does not lead on from this state.
///
/// # Errors
/// [`Error::Refused`] with the reason of [`against_state`].
fn expect_leads_on<P: Process>(state: P::State, step: P::Step) -> Result<(), Error> {
    against_state::<P>(state, step).map_or(Ok(()), |reason| Err(Error::refused(reason)))
}

/// A step that leads on from here, and every reason against taking it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleStep<P: Process> {
    /// The step.
    pub step: P::Step,
    /// Where it would lead.
    pub to: P::State,
    /// Who may take it.
    pub by: &'static [Seat],
    /// On what ground.
    pub ground: &'static str,
    /// Why not; empty when this person may take it now.
    pub reasons: Vec<Reason>,
}

/// Refuses what is only for a step, such as its form, where whoever asks cannot take the step now: `possible` is what
/// [`possible_steps`] told of this state.
///
/// # Errors
/// [`Error::Forbidden`] when nothing but the person stands in the way, [`Error::Refused`] otherwise; both with every
/// reason.
pub fn expect_possible<P: Process>(
    state: P::State,
    step: P::Step,
    possible: &[PossibleStep<P>],
) -> Result<(), Error> {
    let Some(found) = possible.iter().find(|one| one.step == step) else {
        return expect_leads_on::<P>(state, step);
    };
    let reasons = found.reasons.clone();
    match reasons.as_slice() {
        [] => Ok(()),
        [only] if only.code == "wrong_office" => Err(Error::Forbidden(reasons)),
        _ => Err(Error::Refused(reasons)),
    }
}

/// Every step from this state with its verdict: the buttons of a page, greyed out with reasons.
pub fn possible_steps<P: Process>(
    state: P::State,
    seats: &[Seat],
    facts: &P::Facts,
) -> Vec<PossibleStep<P>> {
    use strum::VariantArray;
    let leads_on = P::Step::VARIANTS
        .iter()
        .filter(|step| P::rule(**step).from.contains(&state));
    leads_on
        .map(|&step| {
            let rule = P::rule(step);
            let reasons = match decide::<P>(state, step, seats, facts) {
                Ok(_) => Vec::new(),
                Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => reasons,
                Err(_) => Vec::new(),
            };
            PossibleStep {
                step,
                to: rule.to.unwrap_or(state),
                by: rule.by,
                ground: rule.ground,
                reasons,
            }
        })
        .collect()
}

/// The seats that can lead on from this state: whom to tell that it is their turn.
pub fn next_seats<P: Process>(state: P::State) -> Vec<Seat> {
    use strum::VariantArray;
    let mut seats = Vec::new();
    for &step in P::Step::VARIANTS {
        let rule = P::rule(step);
        let leads_away = rule.to.is_some_and(|to| to != state);
        if leads_away && P::leads_on(step) && rule.from.contains(&state) {
            seats.extend(
                rule.by
                    .iter()
                    .copied()
                    .filter(|seat| !seats.contains(seat))
                    .collect::<Vec<_>>(),
            );
        }
    }
    seats
}

/// The family of words under which the locales name the states of a process.
pub fn state_family<P: Process>() -> &'static str {
    family(P::NAME).0
}

/// The family of words under which the locales name the steps of a process.
pub fn step_family<P: Process>() -> &'static str {
    family(P::NAME).1
}

fn family(process: &str) -> (&'static str, &'static str) {
    match process {
        "plan" => ("plan-state", "plan-step"),
        "congress" => ("congress-state", "congress-step"),
        "document" => ("document-state", "document-step"),
        "personnel" => ("personnel-state", "personnel-step"),
        "election" => ("election-state", "election-step"),
        "opinion" => ("opinion-state", "opinion-step"),
        "guidance" => ("guidance-state", "guidance-step"),
        "assignment" => ("assignment-state", "assignment-step"),
        _ => ("state", "step"),
    }
}

/// The table as a Mermaid diagram, for the documentation.
pub fn diagram<P: Process>() -> String {
    use strum::VariantArray;
    let mut out = String::from("stateDiagram-v2\n");
    for &step in P::Step::VARIANTS {
        let rule = P::rule(step);
        for from in rule.from {
            let to = rule.to.unwrap_or(*from);
            // Writing to a String cannot fail.
            let _ = writeln!(out, "    {from} --> {to}: {step}");
        }
    }
    out
}

/// The table as a Markdown table: step, from, to, by, provided, ground.
pub fn table<P: Process>() -> String {
    use strum::VariantArray;
    let mut out =
        String::from("| step | from | to | by | provided | ground |\n|---|---|---|---|---|---|\n");
    for &step in P::Step::VARIANTS {
        let rule = P::rule(step);
        let to = rule
            .to
            .map_or_else(|| "(stays)".to_owned(), |to| to.to_string());
        let _ = writeln!(
            out,
            "| {step} | {} | {to} | {} | {} | {} |",
            list(rule.from),
            list(rule.by),
            list(rule.provided),
            rule.ground
        );
    }
    out
}

fn list<T: Display>(items: &[T]) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
