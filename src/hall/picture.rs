//! What the screen in the hall shows, as of now. Nothing of it is about a person.

use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::count::model::{CountingMinutes, RoundState};
use crate::count::service::Counting;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::time::Instant;
use crate::election::model::Election;
use crate::error::Error;
use crate::personnel::model::Post;
use crate::programme::model::{Item, ItemKind};
use crate::roll::model::Attendance;
use crate::vote::model::{Vote, VoteSubject};
use crate::{congress, count, election, programme, target, vote};

/// The last ballot of the election that the running item is about.
#[derive(Debug, Clone)]
pub struct Ballot {
    /// The post.
    pub post: Post,
    /// Which ballot, from 1.
    pub n: i64,
    /// Where its count stands.
    pub state: RoundState,
    /// Seats to be filled in it.
    pub seats: i64,
    /// How many it elected and its totals; only once announced.
    pub announced: Option<(i64, CountingMinutes)>,
}

/// A vote by show of hands of the running item.
#[derive(Debug, Clone)]
pub struct HandVote {
    /// The vote.
    pub vote: Vote,
    /// Of a target: its place on the list.
    pub target: Option<i64>,
}

/// What the screen shows.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The congress.
    pub congress: Congress,
    /// First and last year of the term it elects for.
    pub term: (i64, i64),
    /// Who is here, in numbers.
    pub attendance: Attendance,
    /// The item that is under way.
    pub running: Option<Item>,
    /// The item after it, or the first.
    pub next: Option<Item>,
    /// The vote recorded last, while the item it was held in is under way.
    pub vote: Option<HandVote>,
    /// The ballot of the item under way.
    pub ballot: Option<Ballot>,
}

/// What the screen shows, for whoever may see the day of the congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn of(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Picture, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let items = match programme::service::find(conn, actor, id) {
        Ok(arranged) => arranged.items,
        Err(Error::NotFound) => Vec::new(),
        Err(error) => return Err(error),
    };
    let running = items
        .iter()
        .find(|item| item.begun_at.is_some() && item.ended_at.is_none());
    let next = items.iter().find(|item| item.begun_at.is_none());
    let vote = match running.and_then(|item| item.begun_at) {
        Some(since) => hand_vote(conn, actor, id, since)?,
        None => None,
    };
    let ballot = match running.and_then(|item| post_of(item.kind)) {
        Some(post) => ballot(conn, actor, id, post)?,
        None => None,
    };
    Ok(Picture {
        attendance: vote::service::standing(conn, actor, &congress)?.attendance,
        term: (plan.term_from, plan.term_to),
        running: running.cloned(),
        next: next.cloned(),
        vote,
        ballot,
        congress,
    })
}

fn hand_vote(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    since: Instant,
) -> Result<Option<HandVote>, Error> {
    let latest = vote::service::latest(conn, actor, id)?;
    let Some(vote) = latest.filter(|vote| vote.recorded_at >= since) else {
        return Ok(None);
    };
    let target = match (vote.subject, vote.subject_id) {
        (VoteSubject::Target, Some(of)) => {
            let targets = target::service::of(conn, id)?;
            let at = targets.iter().position(|one| one.target.id == of.cast());
            at.and_then(|at| i64::try_from(at + 1).ok())
        }
        (_, Some(_) | None) => None,
    };
    Ok(Some(HandVote { vote, target }))
}

/// The post that an item of the programme elects to.
fn post_of(kind: ItemKind) -> Option<Post> {
    match kind {
        ItemKind::CommitteeBallot => Some(Post::BranchCommitteeMember),
        ItemKind::SecretaryBallot => Some(Post::Secretary),
        ItemKind::DeputyBallot => Some(Post::DeputySecretary),
        ItemKind::Gathering
        | ItemKind::OpeningSalute
        | ItemKind::PresidiumElection
        | ItemKind::ProgrammeAdoption
        | ItemKind::OpeningSpeech
        | ItemKind::AttendanceReport
        | ItemKind::PoliticalReport
        | ItemKind::SelfReview
        | ItemKind::UpperDrafts
        | ItemKind::Discussion
        | ItemKind::UpperSpeech
        | ItemKind::Reply
        | ItemKind::BallotList
        | ItemKind::CountingCommittee
        | ItemKind::CommitteeLaunch
        | ItemKind::DelegateBallot
        | ItemKind::Resolution
        | ItemKind::ClosingSpeech
        | ItemKind::ClosingSalute
        | ItemKind::Other => None,
    }
}

fn ballot(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    post: Post,
) -> Result<Option<Ballot>, Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let cases = election::service::list(conn, actor, id, &page)?.items;
    let Some(case) = cases.into_iter().find(|case| case.election.post == post) else {
        return Ok(None);
    };
    let Election { id: of, .. } = case.election;
    let held = count::service::all(conn, of)?;
    let Some(last) = held.last() else {
        return Ok(None);
    };
    let counting = count::service::find(conn, actor, (of, last.n))?;
    Ok(Some(Ballot {
        post,
        n: last.n,
        state: last.state,
        seats: last.seats,
        announced: announced(&counting),
    }))
}

/// How many were elected, with the totals of the ballots; nothing before the chair has announced it.
fn announced(counting: &Counting) -> Option<(i64, CountingMinutes)> {
    let outcome = counting.round.outcome.as_ref()?;
    let elected = i64::try_from(outcome.0.elected.len()).ok()?;
    Some((elected, counting.minutes()?.clone()))
}
