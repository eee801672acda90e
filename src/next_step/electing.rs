//! What is next in an election: the first step of its table that leads on and that nothing stands in the way of,
//! and before it what would. Pure.

use serde_json::{Value, json};

use super::model::{Act, Call, Deed, Doer, ElectionAt, Facts, Method, Offer, RoundAt, Task};
use super::organs;
use super::rules::{act, hands, post, post_seen};
use crate::candidate::model::CandidateId;
use crate::count::model::{Columns, RoundState};
use crate::election::model::State;
use crate::election::rules::Step;
use crate::error::Arg;
use crate::organ::model::OrganKind;
use crate::personnel::model::Post;
use crate::workflow::Seat;

/// The elections up to this post, one after the other: the first that has not ended.
pub fn up_to(post: Post, facts: &Facts) -> Vec<Task> {
    let mut open = facts.elections.iter().filter(|one| one.post <= post);
    let Some(election) = open.next() else {
        return Vec::new();
    };
    if !election.counters_fit {
        // Others count: put forward and voted before any ballot is given out (R-OG-04).
        return organs::replaced(OrganKind::CountingCommittee, facts)
            .into_iter()
            .collect();
    }
    if election.post == Post::Delegate
        && election.state == State::Opened
        && let Some(task) = allocation(facts)
    {
        return vec![task];
    }
    of(election)
}

/// The committee above allocates the delegates, on whose number the congress does not vote (R-DEL-03); nothing where it
/// has, or where none are elected.
pub fn allocation(facts: &Facts) -> Option<Task> {
    let delegates = facts.delegates.filter(|one| one.allocated.is_none())?;
    let call = Call {
        method: Method::Put,
        path: format!("/congresses/{}/delegates", facts.congress),
        seen: Some(delegates.version),
        body: json!({ "allocated": Value::Null }),
    };
    let by = Doer::Seats(&[Seat::Upper, Seat::Office]);
    let task = act(Act::AllocateDelegates, call).by(by);
    Some(task.about(Arg::term("post", Post::Delegate)))
}

/// The first election, up to its voted list.
pub fn first_list(facts: &Facts) -> Vec<Task> {
    let first = facts.elections.first();
    let unlisted = first.filter(|one| match one.state {
        State::Opened | State::SeatsVoted | State::Nominating | State::Settling => true,
        State::ListVoted
        | State::Voting
        | State::Announced
        | State::Decided
        | State::LeftVacant => false,
    });
    unlisted.map(of).unwrap_or_default()
}

fn of(election: &ElectionAt) -> Vec<Task> {
    match election.state {
        State::Opened if election.post == Post::Delegate => one(election, Step::PublishList),
        State::Opened => one(election, Step::VoteSeats),
        State::SeatsVoted => one(election, Step::PublishList),
        State::Nominating => one(election, Step::CloseNominations),
        State::Settling => settling(election),
        State::ListVoted => one(election, Step::IssueBallots),
        State::Voting => counting(election),
        State::Announced => announced(election),
        State::Decided | State::LeftVacant => Vec::new(),
    }
}

/// Where seats are left, the congress decides whether to vote again or to leave them vacant (R-RES-03, R-RES-06).
fn announced(election: &ElectionAt) -> Vec<Task> {
    let mut tasks = first_open(election, &[Step::Conclude, Step::VoteOnTied]);
    if tasks.is_empty() {
        tasks.extend(first_open(election, &[Step::VoteAgain]));
        tasks.extend(first_open(election, &[Step::LeaveVacant]));
    }
    tasks
}

fn one(election: &ElectionAt, step: Step) -> Vec<Task> {
    offered(election, step)
        .map(|offer| stepped(election, offer))
        .into_iter()
        .collect()
}

fn offered(election: &ElectionAt, step: Step) -> Option<&Offer<Step>> {
    election.offers.iter().find(|offer| offer.step == step)
}

/// The first of these that nothing stands in the way of.
fn first_open(election: &ElectionAt, steps: &[Step]) -> Vec<Task> {
    let mut open = steps
        .iter()
        .filter_map(|step| offered(election, *step))
        .filter(|offer| offer.reasons.is_empty());
    open.next()
        .map(|offer| stepped(election, offer))
        .into_iter()
        .collect()
}

fn stepped(election: &ElectionAt, offer: &Offer<Step>) -> Task {
    let path = format!("/elections/{}/steps", election.id);
    Task {
        deed: Deed::Election(offer.step),
        about: Some(Arg::term("post", election.post)),
        by: Doer::Seats(offer.by),
        call: post_seen(path, election.version, body(election, offer.step)),
        reasons: offer.reasons.clone(),
    }
}

fn body(election: &ElectionAt, step: Step) -> Value {
    let votes = |value: Value| match value {
        Value::Object(mut fields) => {
            fields.insert("votes".to_owned(), hands());
            Value::Object(fields)
        }
        other => other,
    };
    match step {
        Step::VoteSeats => votes(json!({ "step": step, "seats": election.proposed_seats })),
        Step::VoteList | Step::ReopenNominations | Step::VoteAgain | Step::VoteOnTied => {
            votes(json!({ "step": step }))
        }
        Step::LeaveVacant if are_ballots_used_up(election) => {
            json!({ "step": step, "note": Value::Null })
        }
        Step::LeaveVacant => votes(json!({ "step": step, "note": Value::Null })),
        Step::BreakOff => json!({ "step": step, "note": Value::Null }),
        Step::RecordPoll => {
            let rows = election
                .polled
                .iter()
                .map(|id| json!({ "candidate_id": id, "votes": Value::Null }));
            json!({ "step": step, "poll": rows.collect::<Vec<Value>>() })
        }
        Step::PublishList
        | Step::CloseNominations
        | Step::IssueBallots
        | Step::Announce
        | Step::Conclude => json!({ "step": step }),
    }
}

/// Whether no ballot is left, so that there is nothing to decide about going on (R-POST-05).
fn are_ballots_used_up(election: &ElectionAt) -> bool {
    let again = offered(election, Step::VoteAgain);
    again.is_some_and(|offer| {
        let mut codes = offer.reasons.iter().map(|reason| reason.code);
        codes.any(|code| code == "election_ballots_used_up")
    })
}

/// What is open about the names; a poll where there are too many; the list. Where the list cannot stand as it is,
/// more names are asked for, or the seats stay vacant.
fn settling(election: &ElectionAt) -> Vec<Task> {
    let mut tasks = about_names(election);
    if !tasks.is_empty() {
        return tasks;
    }
    tasks = first_open(election, &[Step::RecordPoll, Step::VoteList]);
    if tasks.is_empty() {
        tasks = one(election, Step::VoteList);
        tasks.extend(first_open(election, &[Step::ReopenNominations]));
        tasks.extend(first_open(election, &[Step::LeaveVacant]));
        tasks.sort_by_key(|task| !task.reasons.is_empty());
    }
    tasks
}

fn about_names(election: &ElectionAt) -> Vec<Task> {
    let path = |id: &CandidateId| format!("/elections/{}/candidates/{id}", election.id);
    let call = |method, path, version: i64, body| Call {
        method,
        path,
        seen: Some(version),
        body,
    };
    let withdrawing = election.withdrawing.iter().map(|(id, version)| {
        let path = format!("{}/withdrawal", path(id));
        let call = call(Method::Put, path, *version, json!({ "votes": hands() }));
        act(Act::DecideWithdrawal, call)
    });
    let unasked = election.unasked.iter().map(|(id, version)| {
        let body = json!({ "support": { "count": Value::Null, "attending": Value::Null } });
        act(
            Act::AskSupport,
            call(Method::Patch, path(id), *version, body),
        )
    });
    let off_roll = election.off_roll.iter().map(|(id, version)| {
        let body = json!({ "roll_entry_id": Value::Null });
        act(
            Act::FindOnRoll,
            call(Method::Patch, path(id), *version, body),
        )
    });
    off_roll
        .chain(unasked)
        .chain(withdrawing)
        .map(|task| task.about(Arg::term("post", election.post)))
        .collect()
}

/// Two entries by two counters, a third where they differ, then the announcement.
fn counting(election: &ElectionAt) -> Vec<Task> {
    let Some(round) = &election.round else {
        return Vec::new();
    };
    let path = format!("/elections/{}/rounds/{}", election.id, round.n);
    let task = match round.state {
        RoundState::Counting => act(
            Act::EnterCount,
            post(
                format!("{path}/entries"),
                json!({ "counter_id": Value::Null, "minutes": minutes(round) }),
            ),
        )
        .unless(round.reasons.clone()),
        RoundState::Differing => {
            let body = json!({ "counter_id": Value::Null, "minutes": minutes(round), "note": Value::Null });
            act(
                Act::SettleCount,
                post_seen(format!("{path}/settlement"), round.version, body),
            )
        }
        RoundState::Agreed | RoundState::Announced | RoundState::Void => {
            return one(election, Step::Announce);
        }
    };
    vec![
        task.by(Doer::Counter)
            .about(Arg::term("post", election.post)),
    ]
}

/// The figures of the signed minutes, to be filled in.
fn minutes(round: &RoundAt) -> Value {
    let rows: Vec<Value> = round
        .names
        .iter()
        .map(|id| match round.columns {
            Columns::StrikeOut => json!({ "candidate_id": id, "votes": Value::Null }),
            Columns::FourColumns => json!({
                "candidate_id": id, "agree": Value::Null, "disagree": Value::Null, "not_counted": 0,
            }),
        })
        .collect();
    json!({
        "issued": Value::Null, "returned": Value::Null, "valid": Value::Null, "invalid": [], "candidates": rows,
    })
}
