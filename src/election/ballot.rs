//! The ballot in blank, as data: what is printed on it, in which order, and whose stamp it bears (§2.5).

use super::model::{Case, State};
use super::rules::{Facts, count};
use super::service;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::candidate::model::{Candidate, CandidateId};
use crate::count::model::{Columns, Round, RoundKind};
use crate::count::rules::columns;
use crate::db::AnyConnection;
use crate::election::model::ElectionId;
use crate::error::{Error, Reason};
use crate::personnel::model::Post;
use crate::regulation::{Ground, cited};
use crate::unit;
use crate::unit::model::{Level, UnitId};

/// A name on the ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotName {
    /// Its number, from 1.
    pub n: i64,
    /// The candidate.
    pub candidate_id: CandidateId,
    /// The name, as typed.
    pub full_name: String,
}

/// The blank ballot of one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankBallot {
    /// The post.
    pub post: Post,
    /// The branch whose congress votes.
    pub branch: String,
    /// The number of the round it is for, from 1.
    pub round: i64,
    /// Why the round is held.
    pub kind: RoundKind,
    /// Seats to be filled.
    pub seats: i64,
    /// The form.
    pub columns: Columns,
    /// The names, in the order of the list.
    pub names: Vec<BallotName>,
    /// The unit whose committee's stamp stands at the upper left.
    pub stamp_unit_id: UnitId,
    /// Its name.
    pub stamp_unit_name: String,
    /// The clause that lays the form down.
    pub ground: Ground,
}

/// The blank ballot of the round with this number; unless one is named, of the round that is next or under way, and
/// after the last one of that.
///
/// # Errors
/// [`Error::NotFound`], of the round too; [`Error::Refused`] before the congress has voted the list.
pub fn blank(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ElectionId,
    wanted: Option<i64>,
) -> Result<BlankBallot, Error> {
    let case = service::find(conn, actor, Action::ReadCongressDay, id)?;
    let facts = service::gather(conn, actor, &case)?;
    let ground = facts.regulation.ballot_form();
    let found = of_round(&case, &facts)
        .ok_or_else(|| Error::refused(cited(Reason::new("ballot_list_not_voted"), ground)));
    let (round, kind, seats, names) = match wanted {
        None => found?,
        Some(n) => match facts.rounds.iter().find(|round| round.n == n) {
            Some(round) => printed_for(round, &facts),
            None => Some(found?)
                .filter(|next| next.0 == n)
                .ok_or(Error::NotFound)?,
        },
    };
    let (stamp_unit_id, stamp_unit_name) = stamp(conn, actor, &case)?;
    Ok(BlankBallot {
        post: facts.post,
        branch: case.congress.unit_name.clone(),
        round,
        kind,
        seats,
        columns: columns(count(names.iter()), seats),
        names: numbered(&names),
        stamp_unit_id,
        stamp_unit_name,
        ground,
    })
}

type OfRound<'a> = (i64, RoundKind, i64, Vec<&'a Candidate>);

fn of_round<'a>(case: &Case, facts: &'a Facts) -> Option<OfRound<'a>> {
    match case.election.state {
        State::Opened | State::SeatsVoted | State::Nominating | State::Settling => None,
        State::ListVoted => {
            let (kind, seats, names) = facts.next_ballot();
            Some((count(facts.rounds.iter()) + 1, kind, seats, names))
        }
        State::Voting | State::Announced | State::Decided | State::LeftVacant => {
            Some(printed_for(facts.last()?, facts))
        }
    }
}

/// The ballot that was printed for a round.
fn printed_for<'a>(round: &Round, facts: &'a Facts) -> OfRound<'a> {
    let on_it = facts
        .candidates
        .iter()
        .filter(|one| round.names.0.contains(&one.id));
    (round.n, round.kind, round.seats, on_it.collect())
}

fn numbered(names: &[&Candidate]) -> Vec<BallotName> {
    (1..)
        .zip(names)
        .map(|(n, one)| BallotName {
            n,
            candidate_id: one.id,
            full_name: one.full_name.clone(),
        })
        .collect()
}

/// The convening committee's; a branch under a base committee has no stamp of its own and uses that committee's.
fn stamp(conn: &mut AnyConnection, actor: &Actor, case: &Case) -> Result<(UnitId, String), Error> {
    let congress = &case.congress;
    let branch = unit::service::nearest_place(conn, congress.unit_id, actor.today())?;
    if branch.placement.level != Level::Branch {
        return Ok((congress.unit_id, congress.unit_name.clone()));
    }
    let above = unit::service::nearest_place(conn, congress.approving_unit_id, actor.today())?;
    Ok((congress.approving_unit_id, above.placement.name))
}
