//! What is next on the day, from the opening to the closing: the programme item by item, and what belongs to each.
//! Pure.

use serde_json::json;

use super::electing;
use super::model::{Act, Day, Facts, Paper, Task};
use super::organs::organ;
use super::preparing::{personnel_stepped, stepped};
use super::rules::{act, hands, points, post, post_seen};
use crate::document::model::{DocumentKind, State as DocumentState};
use crate::document::rules::Step as DocumentStep;
use crate::error::Arg;
use crate::guidance::model::Checklist;
use crate::organ::model::OrganKind;
use crate::personnel::model::{Post, State as PersonnelState};
use crate::personnel::rules::Step as PersonnelStep;
use crate::programme::model::{Item, ItemKind, ItemStep, Progress};
use crate::programme::rules::{against_beginning, against_ending, called, next};

/// What is next while the congress sits.
pub fn tasks(facts: &Facts) -> Vec<Task> {
    let Some(day) = &facts.programme else {
        return points(facts, &[Checklist::BeforeOpening, Checklist::BeforeClosing]);
    };
    let mut running = day
        .items
        .iter()
        .filter(|item| item.progress() == Progress::Running)
        .peekable();
    if running.peek().is_some() {
        return running.flat_map(|item| of_item(item, day, facts)).collect();
    }
    if let Some(item) = next(&day.items, &day.happened) {
        return vec![stepped_item(
            Act::BeginItem,
            ItemStep::Begin,
            item,
            day,
            facts,
        )];
    }
    // Nothing can begin. Elections that no item of this programme has room for may hold up the rest.
    let mut tasks: Vec<Task> = electing::up_to(Post::AlternateDelegate, facts);
    let held_up = day
        .items
        .iter()
        .find(|item| item.required && item.progress() == Progress::Planned);
    tasks.extend(
        held_up.map(|item| stepped_item(Act::BeginItem, ItemStep::Begin, item, day, facts)),
    );
    tasks.extend(points(
        facts,
        &[Checklist::BeforeOpening, Checklist::BeforeClosing],
    ));
    tasks
}

/// What belongs to an item that runs; then its end.
fn of_item(item: &Item, day: &Day, facts: &Facts) -> Vec<Task> {
    let mut tasks = purpose(item.kind, day, facts);
    if tasks.is_empty() {
        tasks.push(stepped_item(Act::EndItem, ItemStep::End, item, day, facts));
    }
    tasks
}

fn stepped_item(deed: Act, step: ItemStep, item: &Item, day: &Day, facts: &Facts) -> Task {
    let path = format!(
        "/congresses/{}/programme/items/{}/steps",
        facts.congress, item.id
    );
    let reasons = match step {
        ItemStep::Begin => against_beginning(item, &day.items, &day.happened),
        ItemStep::End => against_ending(item, &day.happened),
        ItemStep::TakeBack => Vec::new(),
    };
    act(deed, post_seen(path, day.version, json!({ "step": step })))
        .about(called(item))
        .unless(reasons)
}

/// What an item is for, as far as it is not done yet.
fn purpose(kind: ItemKind, day: &Day, facts: &Facts) -> Vec<Task> {
    match kind {
        ItemKind::PresidiumElection => [OrganKind::Presidium, OrganKind::Secretariat]
            .into_iter()
            .filter_map(|kind| organ(kind, facts))
            .collect(),
        ItemKind::ProgrammeAdoption if !day.happened.programme_adopted => {
            let mut body = hands();
            if let Some(body) = body.as_object_mut() {
                body.insert("subject".to_owned(), "programme".into());
            }
            let path = format!("/congresses/{}/votes", facts.congress);
            vec![act(Act::VoteProgramme, post(path, body))]
        }
        ItemKind::PoliticalReport => presented(facts, |kind| kind == DocumentKind::PoliticalReport),
        ItemKind::SelfReview => presented(facts, |kind| kind == DocumentKind::SelfReviewReport),
        ItemKind::Discussion => presented(facts, |kind| kind != DocumentKind::DraftResolution),
        ItemKind::BallotList => {
            let scheme = present_scheme(facts);
            if scheme.is_empty() {
                electing::first_list(facts)
            } else {
                scheme
            }
        }
        ItemKind::CountingCommittee => organ(OrganKind::CountingCommittee, facts)
            .into_iter()
            .collect(),
        ItemKind::CommitteeBallot => electing::up_to(Post::BranchCommitteeMember, facts),
        ItemKind::SecretaryBallot => electing::up_to(Post::Secretary, facts),
        ItemKind::DeputyBallot => electing::up_to(Post::DeputySecretary, facts),
        ItemKind::DelegateBallot => electing::up_to(Post::AlternateDelegate, facts),
        ItemKind::Resolution => resolution(facts),
        ItemKind::ProgrammeAdoption
        | ItemKind::Gathering
        | ItemKind::OpeningSalute
        | ItemKind::OpeningSpeech
        | ItemKind::AttendanceReport
        | ItemKind::UpperDrafts
        | ItemKind::UpperSpeech
        | ItemKind::Reply
        | ItemKind::CommitteeLaunch
        | ItemKind::ClosingSpeech
        | ItemKind::ClosingSalute
        | ItemKind::Other => Vec::new(),
    }
}

/// The documents of these kinds that have not been put to the congress.
fn presented(facts: &Facts, which: impl Fn(DocumentKind) -> bool) -> Vec<Task> {
    let waiting = facts.papers.iter().filter(|paper| which(paper.kind));
    waiting.filter_map(present).collect()
}

fn present(paper: &Paper) -> Option<Task> {
    let written = paper.written.as_ref()?;
    let approved = written.state == DocumentState::Approved;
    approved.then(|| stepped(Act::PresentDocument, DocumentStep::Present, paper, written))
}

fn present_scheme(facts: &Facts) -> Vec<Task> {
    let scheme = facts.scheme.as_ref();
    let approved = scheme.filter(|scheme| scheme.state == PersonnelState::Approved);
    approved
        .map(|scheme| {
            personnel_stepped(
                scheme,
                Act::PresentScheme,
                PersonnelStep::Present,
                json!({}),
            )
        })
        .into_iter()
        .collect()
}

/// Whatever has not been put to the congress; each target; the resolution itself.
fn resolution(facts: &Facts) -> Vec<Task> {
    let mut tasks = presented(facts, |kind| kind != DocumentKind::DraftResolution);
    tasks.extend(facts.targets.iter().map(|(target, version, words)| {
        act(
            Act::VoteTarget,
            post_seen(format!("/targets/{target}/vote"), *version, hands()),
        )
        .about(Arg::from(words.as_str()))
    }));
    let resolution = facts
        .papers
        .iter()
        .find(|paper| paper.kind == DocumentKind::DraftResolution);
    let Some((paper, written)) =
        resolution.and_then(|paper| Some((paper, paper.written.as_ref()?)))
    else {
        return tasks;
    };
    match written.state {
        DocumentState::Approved => tasks.extend(present(paper)),
        DocumentState::Presented => {
            let mut task = stepped(Act::AdoptResolution, DocumentStep::Adopt, paper, written);
            if let (Some(body), Some(votes)) =
                (task.call.body.as_object_mut(), hands().as_object().cloned())
            {
                body.extend(votes);
            }
            tasks.push(task);
        }
        DocumentState::Draft
        | DocumentState::Submitted
        | DocumentState::Returned
        | DocumentState::Adopted => (),
    }
    tasks
}
