//! Recording who comes: at the door, by hand, and what is forgotten when the day changes.

use serde_json::json;

use super::model::{ChangeKind, Mark, RollEntry, RollEntryId};
use super::rules::{self, MarkFacts};
use super::service::{by_the_branch, record, regulation_of, who};
use super::store;
use crate::auth::actor::Actor;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::error::{Error, FieldError, Reason};
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::{count, vote};

/// What is recorded of somebody's coming.
#[derive(Debug, Clone)]
pub struct Marking {
    /// The mark.
    pub mark: Mark,
    /// When the person came, or left; now unless said.
    pub at: Option<Instant>,
    /// Why the person asked to be excused.
    pub absence_reason: Option<String>,
    /// Whether the convening committee accepts that.
    pub absence_accepted: Option<bool>,
    /// Why what was recorded is corrected.
    pub note: Option<String>,
}

/// Records or corrects somebody's coming; what was recorded is kept.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Invalid`]; [`Error::Refused`] and [`Error::Forbidden`] with every
/// reason.
pub fn mark(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RollEntryId,
    seen: i64,
    marking: &Marking,
) -> Result<(RollEntry, Regulation), Error> {
    let mut entry = store::by_id(conn, id)?;
    let congress = by_the_branch(conn, actor, entry.congress_id, |congress| {
        rules::against_marking(&MarkFacts {
            after: marking.mark,
            note_given: is_said(marking.note.as_deref()),
            ..mark_facts(actor, congress, &entry)
        })
    })?;
    expect_version(entry.version, seen)?;
    let problems = impossible(&entry, &congress, marking, actor.now);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let before = entry.clone();
    apply(&mut entry, marking, actor.now);
    expect_not_absent(conn, &congress, (&before, &entry))?;
    entry.version += 1;
    store::save(conn, &entry)?;
    let (note, rows) = (marking.note.as_deref(), std::slice::from_ref(&entry));
    store::keep(conn, ChangeKind::Marked, who(actor), note, rows)?;
    let detail = json!({
        "entry_id": id, "mark": entry.mark, "absence_accepted": entry.absence_accepted,
    });
    record(conn, actor, &congress, "roll.mark", detail)?;
    Ok((entry, regulation_of(&congress)))
}

/// Refuses to have somebody absent throughout who was there when the congress voted.
pub(super) fn expect_not_absent(
    conn: &mut AnyConnection,
    congress: &Congress,
    (before, after): (&RollEntry, &RollEntry),
) -> Result<(), Error> {
    if !rules::goes_as_absent(before, after) {
        return Ok(());
    }
    let mut moments = vote::service::moments(conn, congress.id)?;
    moments.extend(count::service::moments(conn, congress.id)?);
    let was_here = rules::was_here(&store::presence(conn, after.id)?, &moments);
    let reasons = rules::against_absence((before, after), was_here, &regulation_of(congress));
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::Refused(reasons))
}

fn is_said(words: Option<&str>) -> bool {
    words.is_some_and(|words| !words.trim().is_empty())
}

fn mark_facts(actor: &Actor, congress: &Congress, entry: &RollEntry) -> MarkFacts {
    facts_of(actor, congress, (entry.struck_off, entry.mark))
}

fn facts_of(actor: &Actor, congress: &Congress, (struck_off, before): (bool, Mark)) -> MarkFacts {
    MarkFacts {
        state: congress.state,
        day_has_come: actor.today() >= congress.day(actor.today()),
        struck_off,
        before,
        after: Mark::Present,
        // To come is never to correct what was recorded.
        note_given: true,
    }
}

/// What cannot be, whatever the rules: every field at once.
fn impossible(
    entry: &RollEntry,
    congress: &Congress,
    marking: &Marking,
    now: Instant,
) -> Vec<FieldError> {
    let mut problems = Vec::new();
    let excused = marking.mark == Mark::Excused;
    let known = entry.mark == Mark::Excused && entry.absence_reason.is_some();
    if excused && !known && !is_said(marking.absence_reason.as_deref()) {
        problems.push(FieldError::new(
            "/absence_reason",
            "roll_absence_reason_missing",
        ));
    }
    if marking.absence_accepted.is_some() && !excused {
        problems.push(FieldError::new(
            "/absence_accepted",
            "roll_accepted_without_excuse",
        ));
    }
    let Some(at) = marking.at else {
        return problems;
    };
    if !marking.mark.has_come() {
        problems.push(FieldError::new("/at", "roll_time_without_coming"));
    } else if at > now {
        problems.push(FieldError::new("/at", "roll_time_in_future"));
    } else if at.date() < congress.day(now.date()) {
        problems.push(FieldError::new("/at", "roll_time_before_day"));
    } else if marking.mark == Mark::LeftEarly && entry.arrived_at.is_some_and(|came| at < came) {
        problems.push(FieldError::new("/at", "roll_left_before_arrived"));
    }
    problems
}

fn apply(entry: &mut RollEntry, marking: &Marking, now: Instant) {
    let at = marking.at.unwrap_or(now);
    entry.mark = marking.mark;
    match marking.mark {
        Mark::Present | Mark::Late => arrive(entry, marking.mark, marking.at, now),
        Mark::LeftEarly => entry.left_at = Some(at),
        Mark::Excused => {
            (entry.arrived_at, entry.left_at) = (None, None);
            if marking.absence_reason.is_some() {
                entry.absence_reason.clone_from(&marking.absence_reason);
            }
            entry.absence_accepted = marking.absence_accepted;
        }
        Mark::Awaited | Mark::Absent => forget(entry, marking.mark),
    }
}

/// Somebody is here. Whoever comes back keeps the time of first coming, unless another is said.
fn arrive(entry: &mut RollEntry, mark: Mark, at: Option<Instant>, now: Instant) {
    let first = at.or(entry.arrived_at).unwrap_or(now);
    forget(entry, mark);
    entry.arrived_at = Some(first);
}

fn forget(entry: &mut RollEntry, mark: Mark) {
    entry.mark = mark;
    (entry.arrived_at, entry.left_at) = (None, None);
    (entry.absence_reason, entry.absence_accepted) = (None, None);
}

/// Checks one person in. Without a version: whoever is here already stays so, and both devices are told.
/// Says whether the person was here already.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn check_in(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RollEntryId,
) -> Result<(RollEntry, Regulation, bool), Error> {
    let entry = store::by_id(conn, id)?;
    let congress = by_the_branch(conn, actor, entry.congress_id, |congress| {
        rules::against_marking(&mark_facts(actor, congress, &entry))
    })?;
    let mut rows = vec![entry];
    let arrived = let_in(conn, actor, &congress, &mut rows)?;
    let entry = rows.pop().ok_or(Error::NotFound)?;
    Ok((entry, regulation_of(&congress), arrived == 0))
}

/// Whether anybody may be checked in now, whoever it is.
///
/// # Errors
/// As [`check_in`].
pub fn expect_to_check_in(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(), Error> {
    by_the_branch(conn, actor, congress, |congress| {
        rules::against_marking(&facts_of(actor, congress, (false, Mark::Awaited)))
    })?;
    Ok(())
}

/// What checking several people in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedIn {
    /// Who came now.
    pub arrived: i64,
    /// Who was here already.
    pub already: i64,
}

/// Checks several people in at once, all of them or nobody.
///
/// # Errors
/// As [`check_in`]; [`Error::Invalid`] for each key that is not on this roll.
pub fn check_in_all(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    keys: &[RollEntryId],
) -> Result<CheckedIn, Error> {
    let mut entries = store::of_keys(conn, congress, keys)?;
    let congress = by_the_branch(conn, actor, congress, |congress| {
        let mut reasons: Vec<Reason> = Vec::new();
        for entry in &entries {
            for reason in rules::against_marking(&mark_facts(actor, congress, entry)) {
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        reasons
    })?;
    let unknown: Vec<FieldError> = keys
        .iter()
        .enumerate()
        .filter(|(_, key)| entries.iter().all(|entry| entry.id != **key))
        .map(|(at, _)| FieldError::new(format!("/entry_ids/{at}"), "unknown"))
        .collect();
    if !unknown.is_empty() {
        return Err(Error::Invalid(unknown));
    }
    let all = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    let arrived = let_in(conn, actor, &congress, &mut entries)?;
    Ok(CheckedIn {
        arrived,
        already: all - arrived,
    })
}

/// Records the coming of those who are not here yet; says how many they are.
fn let_in(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    entries: &mut [RollEntry],
) -> Result<i64, Error> {
    let mut came = Vec::new();
    for entry in entries {
        if let Some(mark) = rules::check_in(entry.mark, congress.state) {
            arrive(entry, mark, None, actor.now);
            entry.version += 1;
            store::save(conn, entry)?;
            came.push(entry.clone());
        }
    }
    if came.is_empty() {
        return Ok(0);
    }
    store::keep(conn, ChangeKind::Marked, who(actor), None, &came)?;
    let keys: Vec<RollEntryId> = came.iter().map(|entry| entry.id).collect();
    let detail = json!({ "entry_ids": keys });
    record(conn, actor, congress, "roll.check_in", detail)?;
    Ok(i64::try_from(came.len()).unwrap_or(i64::MAX))
}

/// Awaits everybody again: the congress was put off, and what was recorded was of another day.
///
/// # Errors
/// As the database.
pub fn await_again(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<(), Error> {
    let mut marked: Vec<RollEntry> = store::of_congress(conn, congress.id)?
        .into_iter()
        .filter(|entry| entry.mark != Mark::Awaited)
        .collect();
    for entry in &mut marked {
        forget(entry, Mark::Awaited);
        entry.version += 1;
        store::save(conn, entry)?;
    }
    store::keep(conn, ChangeKind::Reset, who(actor), None, &marked)
}
