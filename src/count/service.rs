//! The verbs of a count: give out the ballots, enter blindly, settle, announce.
//!
//! Until both entries are in, no figure of either leaves this file: not in an answer, an event, a notice, the audit
//! chain or a log. The chain holds a salted seal of each entry, so that what was entered can be proved afterwards.

use serde_json::json;

pub use super::counting::Counting;
use super::model::{CountEntry, CountingMinutes, EntryPlace, Outcome, Round, RoundState};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by};
use crate::auth::token::{digest, new_secret};
use crate::candidate::model::Candidate;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::election::model::{Case, ElectionId, Given};
use crate::election::rules::{Facts, count};
use crate::error::{Arg, Error, Reason};
use crate::member::model::MemberId;
use crate::organ::model::Person;
use crate::plan::service::expect_version;
use crate::regulation::{Ground, Regulation, cited};
use crate::roll::model::{RollEntry, RollEntryId};
use crate::workflow::Seat;
use crate::{candidate, election, journal, organ, roll, user};

/// The ballots of an election, the first one first; for its rules: nobody asks.
pub fn all(conn: &mut AnyConnection, of: ElectionId) -> Result<Vec<Round>, Error> {
    store::all(conn, of)
}

/// When ballots were given out at a congress; for its roll: nobody asks.
///
/// # Errors
/// As the database.
pub fn moments(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Instant>, Error> {
    store::moments(conn, congress)
}

/// The ballots of an election with their counts.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: ElectionId,
    page: &PageRequest<i64>,
) -> Result<Page<Counting>, Error> {
    let case = election::service::find(conn, actor, Action::ReadCongressDay, of)?;
    let after = page.after.unwrap_or(0);
    let rounds: Vec<Round> = store::all(conn, of)?
        .into_iter()
        .filter(|round| round.n > after)
        .collect();
    let page = Page::of(rounds, page.limit, |round: &Round| round.n);
    let mut countings = Vec::new();
    for round in page.items {
        countings.push(counting(conn, actor, &case, round)?);
    }
    Ok(Page {
        items: countings,
        next: page.next,
    })
}

/// One ballot with its count.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, n): (ElectionId, i64),
) -> Result<Counting, Error> {
    let case = election::service::find(conn, actor, Action::ReadCongressDay, of)?;
    let round = store::by_n(conn, of, n)?;
    counting(conn, actor, &case, round)
}

fn counting(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    round: Round,
) -> Result<Counting, Error> {
    let candidates = candidate::service::all(conn, case.election.id)?;
    let on_it = |id| candidates.iter().find(|one| one.id == id).cloned();
    let roll = roll::service::entries(conn, case.congress.id)?;
    let entries = store::entries(conn, &round)?;
    let those = |which: &dyn Fn(&RollEntry) -> bool| -> Vec<RollEntry> {
        roll.iter().filter(|entry| which(entry)).cloned().collect()
    };
    let elected = organ::service::counters(conn, case.congress.id)?;
    let place = |id: RollEntryId| elected.iter().position(|one| one.roll_entry_id == id);
    let mut committee = those(&|entry| place(entry.id).is_some());
    committee.sort_by_key(|entry| place(entry.id));
    let members: Vec<MemberId> = committee.iter().filter_map(|one| one.member_id).collect();
    Ok(Counting {
        names: round.names.0.iter().copied().filter_map(on_it).collect(),
        counters: those(&|entry| round.counters.0.contains(&entry.id)),
        named: those(&|entry| entries.iter().any(|one| one.counter_id == Some(entry.id))),
        own: user::belonging::member_of(conn, actor.user_id)?,
        owners: user::belonging::with_account(conn, &members)?,
        committee,
        entries,
        asked_by_counter: expect_counter(actor, case).is_ok(),
        case: case.clone(),
        round,
    })
}

/// Gives out the ballots; part of the step `issue_ballots` of the election. The base is kept as it stands now.
pub fn issue(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    (facts, given): (&Facts, &Given),
) -> Result<Round, Error> {
    let (kind, seats, names) = facts.next_ballot();
    let round = Round {
        id: Id::new(),
        election_id: case.election.id,
        n: count(facts.rounds.iter()) + 1,
        kind,
        state: RoundState::Counting,
        seats,
        columns: rules::columns(count(names.iter()), seats),
        names: AsJson(names.iter().map(|one| one.id).collect()),
        counters: AsJson(given.counters.clone()),
        base: AsJson(facts.bases.election.clone()),
        present: facts.attendance.present_official,
        outcome: None,
        note: given.note.clone(),
        issued_at: actor.now,
        version: 1,
    };
    store::insert(conn, &round)?;
    Ok(round)
}

/// Breaks the last ballot off; part of the step `break_off` of the election.
pub fn break_off(conn: &mut AnyConnection, facts: &Facts, given: &Given) -> Result<(), Error> {
    let Some(round) = facts.last() else {
        return Ok(());
    };
    store::save(
        conn,
        &Round {
            state: RoundState::Void,
            note: given.note.clone(),
            version: round.version + 1,
            ..round.clone()
        },
    )
}

/// Announces the last ballot; part of the step `announce` of the election. Gives what it came to.
pub fn announce(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    facts: &Facts,
) -> Result<(i64, Outcome), Error> {
    let round = facts.last().ok_or(Error::NotFound)?;
    let counting = counting(conn, actor, case, round.clone())?;
    let outcome = counting.comes_to(actor.today()).ok_or(Error::NotFound)?;
    store::save(
        conn,
        &Round {
            state: RoundState::Announced,
            outcome: Some(AsJson(outcome.clone())),
            version: round.version + 1,
            ..round.clone()
        },
    )?;
    Ok((round.n, outcome))
}

/// Enters the figures of a ballot, blindly: the first or the second of two entries, by two accounts in the names of two
/// members of the counting committee.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for anyone but a counter of the branch; [`Error::Refused`] with every
/// reason: a second entry by the same person or in the name of the same member, a name that is not of the committee or
/// is that of somebody who enters with another account,
/// entries complete, arithmetic that does not hold.
pub fn enter(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: (ElectionId, i64),
    (counter, minutes): (RollEntryId, &CountingMinutes),
) -> Result<Counting, Error> {
    let counting = find(conn, actor, of)?;
    let Counting {
        case,
        round,
        entries,
        ..
    } = &counting;
    expect_counter(actor, case)?;
    let regulation = case.regulation(actor.today());
    let ground = regulation.counting_committee();
    let mut reasons = against_entering(actor, &counting, ground);
    let entered: Vec<RollEntryId> = entries
        .iter()
        .filter_map(|entry| entry.counter_id)
        .collect();
    reasons.extend(against_named(&counting, counter, &entered, &regulation));
    reasons.extend(rules::against_minutes(
        minutes,
        &round.ballot(),
        &regulation,
    ));
    refuse(reasons)?;
    let place = match entries.first() {
        None => EntryPlace::First,
        Some(_) => EntryPlace::Second,
    };
    let agrees = entries.first().map(|first| {
        let differences = rules::differences(&first.minutes.0, minutes);
        differences.is_empty()
    });
    let state = match agrees {
        None => RoundState::Counting,
        Some(true) => RoundState::Agreed,
        Some(false) => RoundState::Differing,
    };
    write_down(
        conn,
        actor,
        &counting,
        (place, counter, minutes, None),
        state,
    )
}

/// Whether this person may enter figures now, whatever they are.
///
/// # Errors
/// As [`enter`].
pub fn expect_to_enter(actor: &Actor, counting: &Counting) -> Result<(), Error> {
    expect_counter(actor, &counting.case)?;
    let regulation = counting.case.regulation(actor.today());
    let ground = regulation.counting_committee();
    let mut reasons = against_entering(actor, counting, ground);
    reasons.extend(against_account(counting, &regulation));
    refuse(reasons)
}

/// Whether this person may settle what two entries differ in, whatever the third says.
///
/// # Errors
/// As [`settle`].
pub fn expect_to_settle(actor: &Actor, counting: &Counting) -> Result<(), Error> {
    expect_counter(actor, &counting.case)?;
    let regulation = counting.case.regulation(actor.today());
    let mut reasons = against_settling(&counting.round, &regulation);
    reasons.extend(against_account(counting, &regulation));
    refuse(reasons)
}

fn against_account(counting: &Counting, regulation: &Regulation) -> Option<Reason> {
    rules::against_account(&counting.account(), &counting.committee, regulation)
}

fn against_entering(actor: &Actor, counting: &Counting, ground: Ground) -> Vec<Reason> {
    let Counting { round, entries, .. } = counting;
    let mut reasons = Vec::new();
    if round.state != RoundState::Counting || entries.len() >= 2 {
        reasons.push(cited(not_counting(round), ground));
    }
    if entries
        .iter()
        .any(|entry| entry.entered_by == actor.user_id)
    {
        reasons.push(cited(Reason::new("count_entered_already"), ground));
    }
    reasons
}

fn against_settling(round: &Round, regulation: &Regulation) -> Vec<Reason> {
    if round.state == RoundState::Differing {
        return Vec::new();
    }
    let reason =
        Reason::new("count_nothing_to_settle").with("state", Arg::term("round-state", round.state));
    vec![cited(reason, regulation.counting_committee())]
}

/// Settles what two entries differ in by a third, which is kept beside them.
///
/// By a member of the counting committee, not by the branch: it is the counting committee that rules on ballots and
/// makes up the minutes (190 Art. 8.2), and the roles are kept apart (R-SEC-07). One hand alone decides nothing:
/// what both entries say, the third cannot change.
///
/// # Errors
/// As [`enter`]; [`Error::Stale`].
pub fn settle(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: (ElectionId, i64),
    seen: i64,
    (counter, minutes, note): (RollEntryId, &CountingMinutes, &str),
) -> Result<Counting, Error> {
    let counting = find(conn, actor, of)?;
    let round = &counting.round;
    expect_counter(actor, &counting.case)?;
    expect_version(round.version, seen)?;
    let regulation = counting.case.regulation(actor.today());
    let mut reasons = against_settling(round, &regulation);
    reasons.extend(against_named(&counting, counter, &[], &regulation));
    reasons.extend(rules::against_minutes(
        minutes,
        &round.ballot(),
        &regulation,
    ));
    if let [first, second, ..] = counting.entries() {
        reasons.extend(rules::against_settlement(
            &first.minutes.0,
            &second.minutes.0,
            minutes,
            &regulation,
        ));
    }
    refuse(reasons)?;
    let entry = (EntryPlace::Settlement, counter, minutes, Some(note));
    write_down(conn, actor, &counting, entry, RoundState::Agreed)
}

/// Why the figures are not entered in this member's name.
fn against_named(
    counting: &Counting,
    counter: RollEntryId,
    entered: &[RollEntryId],
    regulation: &Regulation,
) -> Vec<Reason> {
    let committee: Vec<&RollEntry> = counting.committee.iter().collect();
    let list: Vec<Person> = counting.names.iter().map(Candidate::person).collect();
    rules::against_named(
        &rules::Named {
            counter,
            committee: &committee,
            list: &list,
            entered,
            account: counting.account(),
        },
        regulation,
    )
}

fn not_counting(round: &Round) -> Reason {
    Reason::new("count_complete").with("state", Arg::term("round-state", round.state))
}

/// A counter of this very branch, and not somebody who also holds the branch's seat (R-SEC-07).
fn expect_counter(actor: &Actor, case: &Case) -> Result<(), Error> {
    let counts = actor.offices.iter().any(|office| {
        office.unit_id == Some(case.congress.unit_id)
            && held_by(Action::EnterCounts).contains(&office.role)
    });
    let of_branch = case.seats().held_by(actor).contains(&Seat::Branch);
    let regulation = case.regulation(actor.today());
    match rules::against_counter(counts, of_branch, &regulation) {
        Some(reason) => Err(Error::Forbidden(vec![reason])),
        None => Ok(()),
    }
}

fn refuse(reasons: Vec<Reason>) -> Result<(), Error> {
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::Refused(reasons))
}

fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    counting: &Counting,
    (place, counter, minutes, note): (EntryPlace, RollEntryId, &CountingMinutes, Option<&str>),
    state: RoundState,
) -> Result<Counting, Error> {
    let (case, round) = (&counting.case, &counting.round);
    let minutes = minutes.in_order();
    let salt = new_secret("");
    let seal = digest(&format!("{salt}{}", serde_json::to_string(&minutes)?));
    let entry = CountEntry {
        id: Id::new(),
        round_id: round.id,
        place,
        minutes: AsJson(minutes),
        salt,
        seal: seal.clone(),
        note: note.map(ToOwned::to_owned),
        entered_by: actor.user_id,
        entered_at: actor.now,
        counter_id: Some(counter),
    };
    store::insert_entry(conn, &entry)?;
    let after = Round {
        state,
        version: round.version + 1,
        ..round.clone()
    };
    store::save(conn, &after)?;
    // No figure: whoever reads the chain before the second entry must learn nothing of the first.
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        "election.count",
        json!({
            "election_id": case.election.id, "round": round.n, "place": place, "counter_id": counter,
            "state": state, "seal": seal,
        }),
    )?;
    let mut entries = counting.entries.clone();
    entries.push(entry);
    let mut named = counting.named.clone();
    named.extend(
        counting
            .committee
            .iter()
            .filter(|one| one.id == counter)
            .cloned(),
    );
    Ok(Counting {
        round: after,
        entries,
        named,
        ..counting.clone()
    })
}
