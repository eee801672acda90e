//! What is next, worked out from where everything stands. Pure.
//!
//! The first of the tasks is the next one; those after it may be done at the same time, or follow. The last is the
//! step that leads the congress on, with every reason why it cannot be taken yet.

use serde_json::{Value, json};

use super::model::{Act, Call, Deed, Doer, Facts, Method, Offer, Task};
use super::{in_session, preparing};
use crate::congress::model::State;
use crate::congress::next::leading_on;
use crate::congress::rules::Step;
use crate::election::rules::Step as ElectionStep;
use crate::error::{Arg, Reason};
use crate::guidance::model::Checklist;
use crate::result::model::FilledBy;
use crate::workflow::Seat;

/// Done by the branch.
pub const BRANCH: Doer = Doer::Seats(&[Seat::Branch]);
/// Done by the committee that approves.
pub const UPPER: Doer = Doer::Seats(&[Seat::Upper]);

/// Everything that is next; nothing once nothing more is awaited.
pub fn next(facts: &Facts) -> Vec<Task> {
    if let Some(task) = put_off(facts) {
        return vec![task];
    }
    let mut tasks = match facts.state {
        State::Preparing => preparing::dossier(facts),
        State::Submitted => preparing::review(facts),
        State::Approved => preparing::summons(facts),
        State::Convened => before_opening(facts),
        State::InSession => in_session::tasks(facts),
        State::Closed => report(facts),
        State::Confirmed => vacancies(facts),
        State::Reported | State::Annulled | State::Cancelled => Vec::new(),
    };
    tasks.extend(main_step(facts));
    if facts.state == State::InSession && is_short(facts) {
        tasks.iter_mut().for_each(ask_why_without_quorum);
    }
    tasks
}

/// What is looked at, beside the steps of the congress and who is here, to say what is next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    /// The papers of the dossier.
    pub papers: bool,
    /// The personnel work.
    pub scheme: bool,
    /// Guidance that is not acknowledged.
    pub guidance: bool,
    /// The points of the checklist.
    pub points: bool,
    /// Programme, organs, elections and targets.
    pub session: bool,
    /// The papers of the report.
    pub report: bool,
    /// The posts of the result.
    pub posts: bool,
}

/// What [`next`] looks at, by where the congress stands: nothing else is gathered.
pub fn looks(state: State) -> Looks {
    let nothing = Looks::default();
    match state {
        State::Preparing | State::Submitted => Looks {
            papers: true,
            scheme: true,
            guidance: true,
            ..nothing
        },
        State::Approved => Looks {
            guidance: true,
            ..nothing
        },
        State::Convened => Looks {
            points: true,
            ..nothing
        },
        State::InSession => Looks {
            papers: true,
            scheme: true,
            points: true,
            session: true,
            ..nothing
        },
        State::Closed => Looks {
            report: true,
            ..nothing
        },
        State::Reported | State::Confirmed => Looks {
            posts: true,
            ..nothing
        },
        State::Annulled | State::Cancelled => nothing,
    }
}

/// Whether fewer are here than a quorum.
fn is_short(facts: &Facts) -> bool {
    let here = facts.attendance.as_ref();
    here.is_some_and(|here| !here.quorum_reached)
}

/// R-QUO-02: without a quorum a vote is taken and ballots are given out only with the reason in words.
fn ask_why_without_quorum(task: &mut Task) {
    let gives_out = task.deed == Deed::Election(ElectionStep::IssueBallots);
    let Some(body) = task.call.body.as_object_mut() else {
        return;
    };
    if gives_out || body.contains_key("votes") || body.contains_key("for") {
        body.entry("note").or_insert(Value::Null);
        task.reasons
            .retain(|reason| reason.code != "election_quorum_lost");
    }
}

/// A congress whose day has gone by, or which cannot be held on it, is put off before anything else.
fn put_off(facts: &Facts) -> Option<Task> {
    let leading = facts.offers.iter().find(|offer| {
        matches!(offer.step, Step::Convene | Step::Open)
            && offer.reasons.iter().any(|one| one.code == "date_gone_by")
    });
    leading?;
    let offer = facts.offers.iter().find(|one| one.step == Step::Postpone)?;
    let body = json!({ "step": Step::Postpone, "planned_on": Value::Null, "note": Value::Null });
    Some(congress_step(facts, offer, body))
}

fn congress_step(facts: &Facts, offer: &Offer<Step>, body: Value) -> Task {
    Task {
        deed: Deed::Congress(offer.step),
        about: None,
        by: Doer::Seats(offer.by),
        call: Call {
            method: Method::Post,
            path: format!("/congresses/{}/steps", facts.congress),
            seen: Some(facts.version),
            body,
        },
        reasons: offer.reasons.clone(),
    }
}

fn main_step(facts: &Facts) -> Option<Task> {
    let step = match facts.state {
        State::Confirmed => Step::AppointSecretary,
        state => leading_on(state)?,
    };
    let offer = facts.offers.iter().find(|offer| offer.step == step)?;
    // A secretary is appointed only where the congress was left without one (R-POST-05).
    if step == Step::AppointSecretary && !offer.reasons.is_empty() {
        return None;
    }
    let mut body = json!({ "step": step });
    if let Some(body) = body.as_object_mut() {
        match step {
            Step::SubmitDossier if facts.term_overdue => {
                body.insert("note".to_owned(), Value::Null);
            }
            Step::Convene => {
                body.insert("notice_given_on".to_owned(), Value::Null);
                // The words that a short notice wants; that it is short is known only with its day.
                body.insert("note".to_owned(), Value::Null);
            }
            Step::Confirm => {
                body.insert("decision_symbol".to_owned(), Value::Null);
                body.insert("decision_on".to_owned(), Value::Null);
                let posts = facts
                    .posts
                    .iter()
                    .map(|post| json!({ "post_id": post, "outcome": Value::Null }));
                body.insert("posts".to_owned(), posts.collect());
            }
            Step::AppointSecretary => {
                for field in ["appointee", "decision_symbol", "decision_on"] {
                    body.insert(field.to_owned(), Value::Null);
                }
            }
            Step::DesignatePilot
            | Step::SubmitDossier
            | Step::ReturnDossier
            | Step::Approve
            | Step::OverrideGuidance
            | Step::Open
            | Step::Close
            | Step::Report
            | Step::EndMembership
            | Step::FillVacancy
            | Step::Annul
            | Step::Postpone
            | Step::Cancel => (),
        }
    }
    Some(congress_step(facts, offer, body))
}

/// Each post that is vacant once the result is confirmed, until the branch's next congress closes (R-RES-06, R-POST-07).
fn vacancies(facts: &Facts) -> Vec<Task> {
    let mut offers = facts.offers.iter();
    let Some(offer) = offers.find(|offer| offer.step == Step::FillVacancy) else {
        return Vec::new();
    };
    if !offer.reasons.is_empty() {
        return Vec::new();
    }
    let tasks = facts.vacant.iter().map(|(id, post)| Task {
        deed: Deed::Congress(Step::FillVacancy),
        about: Some(Arg::term("post", *post)),
        by: Doer::Seats(offer.by),
        call: post_seen(
            format!("/congresses/{}/steps", facts.congress),
            facts.version,
            json!({
                "step": Step::FillVacancy,
                "filling": { "post_id": id, "by": FilledBy::Appointment },
                "appointee": Value::Null,
                "decision_symbol": Value::Null,
                "decision_on": Value::Null,
            }),
        ),
        reasons: Vec::new(),
    });
    tasks.collect()
}

/// Points to be ticked off, whoever has come checked in.
fn before_opening(facts: &Facts) -> Vec<Task> {
    let mut tasks = points(facts, &[Checklist::BeforeOpening]);
    if is_short(facts) {
        let path = format!("/congresses/{}/check-ins", facts.congress);
        let body = json!({ "entry_ids": [Value::Null] });
        // Nobody comes before the day: what the opening waits for, checking in waits for too.
        let waits = facts.offers.iter().filter(|one| one.step == Step::Open);
        let reasons = waits
            .flat_map(|open| open.reasons.iter())
            .filter(|reason| reason.code == "day_not_come");
        tasks.push(Task {
            reasons: reasons.cloned().collect(),
            ..act(Act::CheckIn, post(path, body))
        });
    }
    tasks
}

/// The points of the guidance that must be ticked off by then.
pub fn points(facts: &Facts, by_then: &[Checklist]) -> Vec<Task> {
    let open = facts
        .points
        .iter()
        .filter(|point| by_then.contains(&point.when));
    open.map(|point| {
        let call = Call {
            method: Method::Put,
            path: format!("/congresses/{}/checklist/{}", facts.congress, point.clause),
            seen: Some(point.version),
            body: json!({ "done": true, "note": Value::Null }),
        };
        act(Act::TickPoint, call)
    })
    .collect()
}

/// The papers of the report, each filed once.
fn report(facts: &Facts) -> Vec<Task> {
    let missing = facts.report.iter().filter(|paper| {
        paper
            .written
            .as_ref()
            .is_none_or(|written| written.latest == 0)
    });
    missing
        .map(|paper| preparing::written_or_filed(facts, paper))
        .collect()
}

/// Something that is done by the branch, and that nothing stands in the way of.
pub fn act(act: Act, call: Call) -> Task {
    Task {
        deed: Deed::Act(act),
        about: None,
        by: BRANCH,
        call,
        reasons: Vec::new(),
    }
}

impl Task {
    /// With which thing.
    pub fn about(self, about: Arg) -> Self {
        Self {
            about: Some(about),
            ..self
        }
    }

    /// By whom.
    pub fn by(self, by: Doer) -> Self {
        Self { by, ..self }
    }

    /// What stands in the way.
    pub fn unless(self, reasons: Vec<Reason>) -> Self {
        Self { reasons, ..self }
    }
}

/// A POST without a version.
pub fn post(path: String, body: Value) -> Call {
    Call {
        method: Method::Post,
        path,
        seen: None,
        body,
    }
}

/// A POST of what was seen.
pub fn post_seen(path: String, version: i64, body: Value) -> Call {
    Call {
        seen: Some(version),
        ..post(path, body)
    }
}

/// The totals of a vote, to be filled in.
pub fn hands() -> Value {
    json!({ "for": Value::Null, "against": Value::Null, "abstain": Value::Null })
}

/// The places in a body that are to be filled in, as JSON pointers, in order.
pub fn to_fill(body: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Null => found.push(at.to_owned()),
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{n}"), found);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(field, &format!("{at}/{name}"), found);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
        }
    }
    let mut found = Vec::new();
    walk(body, "", &mut found);
    found
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
