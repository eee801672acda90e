//! Reading what the screen in the hall shows, and noticing that it has changed.

use super::model::{Announced, BallotTotals, Screen, VotedThing, VotedThings};
use super::rules::{holds_ballot, moment};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::count::model::{Round, RoundState};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::document::model::DocumentFilter;
use crate::error::Error;
use crate::programme::model::Item;
use crate::{audit, congress, count, document, election, organ, programme, roll, target, vote};

/// How many entries the chain of a congress has; nobody asks, for it tells nothing else.
///
/// Everything that the screen shows is recorded in that chain, in the transaction in which it is done: while this is
/// the same, so is the screen. It is one row by its key, and the same for every copy of the program.
///
/// # Errors
/// As the database.
pub fn pulse(conn: &mut AnyConnection, id: CongressId) -> Result<i64, Error> {
    let chain = Subject::new(SubjectKind::Congress, id);
    Ok(audit::service::head_of(conn, chain)?.map_or(0, |head| head.seq))
}

/// Whether the actor may still see the day of the congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn expect_to_look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(), Error> {
    congress::service::find(conn, actor, Action::ReadCongressDay, id)?;
    Ok(())
}

/// The screen of a congress, for whoever may see its day.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn screen(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Screen, Error> {
    // First, so that whatever comes in between is noticed the next time.
    let seen = pulse(conn, id)?;
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let items = match programme::service::find(conn, actor, id) {
        Ok(arranged) => arranged.items,
        Err(Error::NotFound) => Vec::new(),
        Err(error) => return Err(error),
    };
    let at = moment(&items);
    let announced = match at.current {
        Some(item) => announced(conn, actor, item)?,
        None => None,
    };
    Ok(Screen {
        attendance: roll::service::attendance_if_drawn_up(conn, &congress)?,
        running: at.running.cloned(),
        next: at.next.cloned(),
        announced,
        congress,
        term: (plan.term_from, plan.term_to),
        seen,
    })
}

/// The things of a congress that are voted on by hand; documents only for whoever may read them.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn voted_things(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<VotedThings, Error> {
    congress::service::find(conn, actor, Action::ReadCongressDay, id)?;
    let mut things = VotedThings::new();
    for one in organ::service::of(conn, id)? {
        things.insert(one.organ.id.cast(), VotedThing::Organ(one.organ.kind));
    }
    for one in target::service::of(conn, id)? {
        things.insert(one.target.id.cast(), VotedThing::Target(one.target.text));
    }
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let documents = document::service::list(conn, actor, id, &DocumentFilter::default(), &all);
    match documents {
        Ok(documents) => {
            for one in documents.items {
                things.insert(one.id.cast(), VotedThing::Document(one.kind));
            }
            Ok(things)
        }
        Err(Error::Forbidden(_)) => Ok(things),
        Err(error) => Err(error),
    }
}

/// What was announced last in an item.
fn announced(
    conn: &mut AnyConnection,
    actor: &Actor,
    item: &Item,
) -> Result<Option<Announced>, Error> {
    if let Some(ballot) = ballot(conn, actor, item)? {
        return Ok(Some(Announced::Ballot(ballot)));
    }
    let last = vote::service::latest(conn, actor, item.congress_id)?;
    let in_it = last.filter(|vote| item.begun_at.is_some_and(|begun| vote.recorded_at >= begun));
    let Some(vote) = in_it else {
        return Ok(None);
    };
    let things = voted_things(conn, actor, item.congress_id)?;
    Ok(Some(Announced::Hands(Box::new(vote), things)))
}

/// The last ballot of the post that is elected in this item, once it is announced.
fn ballot(
    conn: &mut AnyConnection,
    actor: &Actor,
    item: &Item,
) -> Result<Option<BallotTotals>, Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let cases = election::service::list(conn, actor, item.congress_id, &all)?.items;
    let case = cases
        .into_iter()
        .find(|case| holds_ballot(item, case.election.post));
    let Some(case) = case else {
        return Ok(None);
    };
    let rounds = count::service::all(conn, case.election.id)?;
    match rounds.last() {
        Some(round) if round.state == RoundState::Announced => {
            let counting = count::service::find(conn, actor, (case.election.id, round.n))?;
            let minutes = counting.minutes();
            Ok(minutes.map(|minutes| BallotTotals {
                post: case.election.post,
                n: round.n,
                kind: round.kind,
                seats: round.seats,
                elected: elected(round),
                issued: minutes.issued,
                returned: minutes.returned,
                valid: minutes.valid,
                invalid: minutes.all_invalid(),
            }))
        }
        Some(_) | None => Ok(None),
    }
}

fn elected(round: &Round) -> i64 {
    let outcome = round.outcome.as_ref();
    let count = outcome.map_or(0, |outcome| outcome.0.elected.len());
    i64::try_from(count).unwrap_or(i64::MAX)
}
