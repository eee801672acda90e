//! What is next before the day: documents, personnel work, review, summons. Pure.

use serde_json::{Value, json};

use super::electing;
use super::model::{Act, Call, Doer, Facts, Method, OpenStep, Paper, Scheme, Task, Written};
use super::rules::{UPPER, act, post, post_seen};
use crate::congress::rules::Step as CongressStep;
use crate::document::model::State as DocumentState;
use crate::document::rules::Step as DocumentStep;
use crate::error::Arg;
use crate::personnel::model::{Post, State as PersonnelState, seats_of};
use crate::personnel::rules::Step;
use crate::workflow::Seat;

/// The branch gets its dossier ready.
pub fn dossier(facts: &Facts) -> Vec<Task> {
    let mut tasks: Vec<Task> = electing::allocation(facts).into_iter().collect();
    if !facts.day_and_place_set || is_day_refused(facts) {
        let call = Call {
            method: Method::Patch,
            path: format!("/congresses/{}", facts.congress),
            seen: Some(facts.version),
            body: json!({ "planned_on": Value::Null, "planned_time": Value::Null, "venue": Value::Null }),
        };
        tasks.push(act(Act::SetDayAndPlace, call));
    }
    tasks.extend(
        facts
            .papers
            .iter()
            .filter_map(|paper| prepared(facts, paper)),
    );
    tasks.extend(scheme(facts));
    tasks
}

/// Whether the day that is set is one on which the congress cannot be.
fn is_day_refused(facts: &Facts) -> bool {
    const OF_THE_DAY: [&str; 5] = [
        "date_outside_window",
        "date_gone_by",
        "term_too_early",
        "term_too_late",
        "after_committee_congress",
    ];
    let submit = facts
        .offers
        .iter()
        .filter(|offer| offer.step == CongressStep::SubmitDossier);
    submit
        .flat_map(|offer| &offer.reasons)
        .any(|reason| OF_THE_DAY.contains(&reason.code))
}

/// The approving committee goes over it; what it gives back, the branch mends.
pub fn review(facts: &Facts) -> Vec<Task> {
    let mut tasks: Vec<Task> = facts
        .papers
        .iter()
        .filter_map(|paper| prepared(facts, paper).or_else(|| reviewed(paper)))
        .collect();
    tasks.extend(scheme(facts));
    tasks
}

/// The roll is drawn up, the guidance acknowledged.
pub fn summons(facts: &Facts) -> Vec<Task> {
    let mut tasks: Vec<Task> = facts
        .unacknowledged
        .iter()
        .map(|guidance| {
            let path = format!("/guidances/{guidance}/acknowledgements");
            let body = json!({ "congress_id": facts.congress });
            act(Act::AcknowledgeGuidance, post(path, body))
        })
        .collect();
    if facts.attendance.is_none() {
        let path = format!("/congresses/{}/roll", facts.congress);
        tasks.push(act(Act::DrawUpRoll, post(path, json!({}))));
    }
    tasks
}

fn named(paper: &Paper) -> Arg {
    Arg::term("document-kind", paper.kind)
}

/// A paper of which a version is to be filed, begun first where it is not there.
pub fn written_or_filed(facts: &Facts, paper: &Paper) -> Task {
    match &paper.written {
        Some(written) => filed(paper, written),
        None => {
            let path = format!("/congresses/{}/documents", facts.congress);
            let body = json!({ "kind": paper.kind, "title": Value::Null });
            act(Act::WriteDocument, post(path, body)).about(named(paper))
        }
    }
}

fn filed(paper: &Paper, written: &Written) -> Task {
    let path = format!("/documents/{}/versions", written.id);
    let body = json!({ "text": Value::Null, "note": Value::Null });
    act(Act::FileVersion, post_seen(path, written.version, body)).about(named(paper))
}

/// A step of the document's own process, with what stands in its way.
pub fn stepped(deed: Act, step: DocumentStep, paper: &Paper, written: &Written) -> Task {
    let path = format!("/documents/{}/steps", written.id);
    let body = json!({ "step": step });
    let offer = written.offers.iter().find(|offer| offer.step == step);
    act(deed, post_seen(path, written.version, body))
        .about(named(paper))
        .unless(offer.map_or_else(Vec::new, |offer| offer.reasons.clone()))
}

/// What the branch has to do before the document lies with the approving committee.
fn prepared(facts: &Facts, paper: &Paper) -> Option<Task> {
    let Some(written) = &paper.written else {
        return Some(written_or_filed(facts, paper));
    };
    let answers = written.open_remark.map(|(remark, version)| {
        let body = json!({ "outcome": Value::Null, "text": Value::Null });
        act(
            Act::AnswerRemark,
            post_seen(format!("/remarks/{remark}/resolution"), version, body),
        )
        .about(named(paper))
    });
    match written.state {
        DocumentState::Returned => Some(stepped(
            Act::ReviseDocument,
            DocumentStep::Revise,
            paper,
            written,
        )),
        DocumentState::Draft => Some(answers.unwrap_or_else(|| {
            let stale = written
                .returned
                .is_some_and(|returned| written.latest <= returned);
            if written.latest == 0 || stale {
                filed(paper, written)
            } else {
                stepped(Act::SubmitDocument, DocumentStep::Submit, paper, written)
            }
        })),
        DocumentState::Approved if written.final_missing => {
            Some(answers.unwrap_or_else(|| filed(paper, written)))
        }
        DocumentState::Submitted
        | DocumentState::Approved
        | DocumentState::Presented
        | DocumentState::Adopted => None,
    }
}

/// A document that waits for the approving committee.
fn reviewed(paper: &Paper) -> Option<Task> {
    let written = paper.written.as_ref()?;
    let waits = written.state == DocumentState::Submitted;
    waits.then(|| {
        if written.endorsement_awaited {
            let task = stepped(Act::EndorseDocument, DocumentStep::Endorse, paper, written);
            return task.by(Doer::Seats(&[Seat::SubCommittee]));
        }
        stepped(Act::ApproveDocument, DocumentStep::Approve, paper, written).by(UPPER)
    })
}

/// The next of the personnel work; nothing for those who may not know of it, and nothing where nobody is elected.
fn scheme(facts: &Facts) -> Vec<Task> {
    if !facts.elects || !facts.may_know_scheme {
        return Vec::new();
    }
    let Some(scheme) = &facts.scheme else {
        let path = format!("/congresses/{}/personnel", facts.congress);
        return vec![act(Act::BeginPersonnel, post(path, json!({})))];
    };
    let stepped = |deed, step, body| personnel_stepped(scheme, deed, step, body);
    match scheme.state {
        PersonnelState::InSteps => in_steps(scheme, allocated(facts)).map_or_else(
            || {
                let mut tasks = mending(scheme);
                tasks.push(stepped(Act::SubmitScheme, Step::SubmitScheme, json!({})));
                tasks
            },
            |task| vec![task],
        ),
        PersonnelState::Returned => vec![stepped(Act::ReviseScheme, Step::Revise, json!({}))],
        PersonnelState::Submitted if scheme.endorsement_awaited => {
            let task = stepped(Act::EndorseScheme, Step::EndorseScheme, json!({}));
            vec![task.by(Doer::Seats(&[Seat::SubCommittee]))]
        }
        PersonnelState::Submitted => {
            let opinion = json!({
                "opinion_symbol": Value::Null, "opinion_on": Value::Null, "opinion_text": Value::Null,
            });
            vec![stepped(Act::ApproveScheme, Step::ApproveScheme, opinion).by(UPPER)]
        }
        PersonnelState::Approved | PersonnelState::Presented | PersonnelState::Decided => {
            Vec::new()
        }
    }
}

/// How many delegates are put forward: as many as the committee above has allocated.
fn allocated(facts: &Facts) -> i64 {
    let delegates = facts.delegates.and_then(|one| one.allocated);
    delegates.unwrap_or(0)
}

/// A step of the personnel work's own process, with what stands in its way.
pub fn personnel_stepped(scheme: &Scheme, deed: Act, step: Step, mut body: Value) -> Task {
    let path = format!("/personnel/{}/steps", scheme.id);
    if let Some(body) = body.as_object_mut() {
        body.insert("step".to_owned(), json!(step));
    }
    act(deed, post_seen(path, scheme.version, body)).unless(scheme.against(step))
}

/// What clears the way of a scheme that cannot go up as it is: other seats, a name withdrawn, a ballot held again.
fn mending(scheme: &Scheme) -> Vec<Task> {
    const OF_SEATS: [&str; 4] = [
        "personnel_one_secretary",
        "personnel_branch_too_small",
        "personnel_committee_too_large",
        "personnel_deputies_too_many",
    ];
    let against = scheme.against(Step::SubmitScheme);
    let mut tasks = Vec::new();
    if against.iter().any(|reason| OF_SEATS.contains(&reason.code)) {
        tasks.push(set_seats(scheme));
    }
    tasks.extend(scheme.may_give_way.iter().map(|(nominee, version, of)| {
        let call = Call {
            method: Method::Patch,
            path: format!("/personnel/{}/nominees/{nominee}", scheme.id),
            seen: Some(*version),
            body: json!({ "withdrawn_reason": Value::Null }),
        };
        act(Act::WithdrawNominee, call).about(Arg::term("post", *of))
    }));
    tasks.extend(scheme.ballot_again.map(|kind| {
        let body = json!({ "kind": kind, "note": Value::Null });
        personnel_stepped(scheme, Act::RepeatPersonnelStep, Step::RepeatStep, body)
    }));
    tasks
}

fn set_seats(scheme: &Scheme) -> Task {
    let rows = Post::OF_BRANCH
        .into_iter()
        .filter(|post| scheme.elects_committee || *post != Post::BranchCommitteeMember)
        .map(|post| match post {
            Post::Secretary => json!({ "post": post, "count": 1 }),
            Post::BranchCommitteeMember
            | Post::DeputySecretary
            | Post::Delegate
            | Post::AlternateDelegate => {
                json!({ "post": post, "count": Value::Null })
            }
        });
    let call = Call {
        method: Method::Patch,
        path: format!("/personnel/{}", scheme.id),
        seen: Some(scheme.version),
        body: json!({ "seats": rows.collect::<Vec<Value>>() }),
    };
    act(Act::SetSeats, call)
}

/// Seats first, then names before the first ballot, as many delegates as are allocated among them, then each step recorded
/// and signed.
fn in_steps(scheme: &Scheme, delegates: i64) -> Option<Task> {
    if scheme.seats.is_empty() {
        return Some(set_seats(scheme));
    }
    let mut posts = scheme.seats.iter().map(|seat| seat.post);
    let lacking = posts.find(|post| is_lacking(scheme, *post));
    let lacking =
        lacking.or((listed(scheme, Post::Delegate) < delegates).then_some(Post::Delegate));
    match (scheme.step, lacking) {
        (Some(step), None) => Some(recorded(scheme, step)),
        (Some(step), Some(_)) if !step.ballot => Some(recorded(scheme, step)),
        (_, Some(of)) => {
            let body = json!({
                "full_name": Value::Null, "birth_date": Value::Null, "sex": Value::Null,
                "candidacy": Value::Null, "post": of,
            });
            let path = format!("/personnel/{}/nominees", scheme.id);
            Some(act(Act::PutForward, post(path, body)).about(Arg::term("post", of)))
        }
        (None, None) => None,
    }
}

/// A committee's list is longer than its seats (R-SUR-01); one name is enough for a single post (R-SUR-07).
fn is_lacking(scheme: &Scheme, post: Post) -> bool {
    let listed = listed(scheme, post);
    let seats = seats_of(&scheme.seats, post);
    match post {
        Post::BranchCommitteeMember => listed <= seats,
        Post::Secretary | Post::DeputySecretary | Post::Delegate | Post::AlternateDelegate => {
            listed < seats
        }
    }
}

/// How many stand for a post.
fn listed(scheme: &Scheme, post: Post) -> i64 {
    let listed = scheme.nominees.iter().filter(|(_, of)| *of == post).count();
    i64::try_from(listed).unwrap_or(i64::MAX)
}

fn recorded(scheme: &Scheme, step: OpenStep) -> Task {
    let about = Arg::from(step.n);
    if step.recorded {
        let path = format!("/personnel/{}/steps/{}/signature", scheme.id, step.n);
        return act(
            Act::SignPersonnelStep,
            post_seen(path, step.version, json!({})),
        )
        .about(about);
    }
    let mut body = json!({
        "held_on": Value::Null, "summoned": Value::Null, "present": Value::Null, "minutes": Value::Null,
    });
    if let Some(body) = body.as_object_mut().filter(|_| step.ballot) {
        for figure in ["issued", "returned", "valid", "invalid"] {
            body.insert(format!("ballots_{figure}"), Value::Null);
        }
        let totals = scheme.nominees.iter().map(|(nominee, _)| {
            json!({ "nominee_id": nominee, "agree": Value::Null, "disagree": Value::Null })
        });
        body.insert("totals".to_owned(), totals.collect());
    }
    let call = Call {
        method: Method::Put,
        path: format!("/personnel/{}/steps/{}", scheme.id, step.n),
        seen: Some(step.version),
        body,
    };
    act(Act::RecordPersonnelStep, call).about(about)
}
