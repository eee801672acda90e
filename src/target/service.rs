//! The verbs of targets.

use serde_json::{Value, json};

use super::model::{NewTarget, Position, State, Target, TargetChanges, TargetId, VotedTarget};
use super::remarks::{self, Paper, Remark};
use super::rules::{Facts, against_adding, against_changing, against_removing, against_voting};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::document::model::{DocumentKind, State as DocumentState};
use crate::error::Error;
use crate::plan::service::expect_version;
use crate::programme::model::ItemKind;
use crate::vote::model::{PutToVote, Told, VoteSubject};
use crate::vote::service::{expect_branch, expect_in_session};
use crate::{congress, document, journal, programme, version, vote};

fn open(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: TargetId,
) -> Result<(Target, Congress), Error> {
    let target = store::by_id(conn, id)?;
    let congress = congress::service::find(conn, actor, Action::ReadDocuments, target.congress_id)?;
    Ok((target, congress))
}

fn facts(conn: &mut AnyConnection, congress: &Congress) -> Result<Facts, Error> {
    let resolution = document::service::of_kind(conn, congress.id, DocumentKind::DraftResolution)?;
    let all = store::all(conn, congress.id)?;
    Ok(Facts {
        congress: congress.state,
        resolution_adopted: resolution.is_some_and(|paper| paper.state == DocumentState::Adopted),
        count: i64::try_from(all.len()).unwrap_or(i64::MAX),
    })
}

/// These targets, each with the vote that decided on it.
fn voted(conn: &mut AnyConnection, targets: Vec<Target>) -> Result<Vec<VotedTarget>, Error> {
    let ids: Vec<TargetId> = targets.iter().map(|target| target.id).collect();
    let votes = vote::service::last_on(conn, &ids)?;
    Ok(targets
        .into_iter()
        .map(|target| VotedTarget {
            vote: votes
                .iter()
                .find(|vote| Some(vote.id) == target.vote_id)
                .cloned(),
            target,
        })
        .collect())
}

fn one(conn: &mut AnyConnection, target: Target) -> Result<VotedTarget, Error> {
    voted(conn, vec![target])?.pop().ok_or(Error::NotFound)
}

/// The target with this key, if the actor may read the documents of its congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: TargetId) -> Result<VotedTarget, Error> {
    let (target, _) = open(conn, actor, id)?;
    one(conn, target)
}

/// The targets of a congress, in order.
///
/// # Errors
/// As [`find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    page: &PageRequest<Position>,
) -> Result<Page<VotedTarget>, Error> {
    congress::service::find(conn, actor, Action::ReadDocuments, congress)?;
    let page = store::list(conn, congress, page)?;
    Ok(Page {
        items: voted(conn, page.items)?,
        next: page.next,
    })
}

/// Every target of a congress with its vote, for what carries them: nobody asks.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<VotedTarget>, Error> {
    let targets = store::all(conn, congress)?;
    voted(conn, targets)
}

/// How many targets have not been voted on.
///
/// # Errors
/// As the database.
pub fn count_open(conn: &mut AnyConnection, congress: CongressId) -> Result<i64, Error> {
    store::count_open(conn, congress)
}

/// What contradicts what, over all targets of a congress; its own texts are the only papers looked at.
///
/// # Errors
/// As the database.
pub fn remarks_of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Remark>, Error> {
    let targets = store::all(conn, congress)?;
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let mut texts = Vec::new();
    for kind in [DocumentKind::PoliticalReport, DocumentKind::DraftResolution] {
        let Some(paper) = document::service::of_kind(conn, congress, kind)? else {
            continue;
        };
        if let Some(text) = version::service::latest_text(conn, &paper)? {
            texts.push((kind, text));
        }
    }
    let papers: Vec<Paper<'_>> = texts
        .iter()
        .map(|(kind, text)| Paper { kind: *kind, text })
        .collect();
    Ok(remarks::remarks(&targets, &papers))
}

/// Lists a target.
///
/// # Errors
/// [`Error::Refused`] once the resolution is adopted; [`Error::Forbidden`] for everybody but the branch.
pub fn add(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    new: &NewTarget,
) -> Result<VotedTarget, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadDocuments, congress)?;
    let facts = facts(conn, &congress)?;
    expect_branch(actor, &congress, against_adding(&facts))?;
    let target = Target {
        id: Id::new(),
        congress_id: congress.id,
        n: new.n.unwrap_or(facts.count + 1),
        text: new.text.clone(),
        indicator: new.indicator.clone(),
        unit: new.unit.clone(),
        direction: new.direction,
        baseline: new.baseline.map(super::figure::Figure::thousandths),
        value: new.value.thousandths(),
        state: State::Proposed,
        vote_id: None,
        created_at: actor.now,
        version: 1,
    };
    store::insert(conn, &target)?;
    record(conn, actor, &congress, "target.add", &target)?;
    one(conn, target)
}

/// Changes a target. One that was voted down may be put to the vote anew after it.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] once it is adopted; [`Error::Forbidden`].
pub fn change(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: TargetId,
    seen: i64,
    changes: &TargetChanges,
) -> Result<VotedTarget, Error> {
    let (mut target, congress) = open(conn, actor, id)?;
    expect_version(target.version, seen)?;
    let facts = facts(conn, &congress)?;
    expect_branch(actor, &congress, against_changing(target.state, &facts))?;
    changes.apply(&mut target);
    target.state = State::Proposed;
    target.vote_id = None;
    target.version += 1;
    store::save(conn, &target, seen)?;
    record(conn, actor, &congress, "target.change", &target)?;
    one(conn, target)
}

/// Takes a target off the list; what was voted on stays.
///
/// # Errors
/// As [`change`].
pub fn remove(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: TargetId,
    seen: i64,
) -> Result<(), Error> {
    let (target, congress) = open(conn, actor, id)?;
    expect_version(target.version, seen)?;
    let facts = facts(conn, &congress)?;
    expect_branch(actor, &congress, against_removing(target.state, &facts))?;
    store::delete(conn, id)?;
    record(conn, actor, &congress, "target.remove", &target)
}

/// What can be done with the targets of a congress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A further one is listed.
    Add,
    /// One that stands so is changed.
    Change(State),
    /// One that stands so is taken off the list.
    Remove(State),
    /// One is put to the vote, whatever the totals.
    Vote,
}

/// Whether these things may be done now, each by itself.
///
/// # Errors
/// As the database.
pub fn verdicts(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    deeds: &[Deed],
) -> Result<Vec<Result<(), Error>>, Error> {
    let facts = facts(conn, congress)?;
    let moment = programme::service::against_acting(conn, congress, ItemKind::Resolution)?;
    let verdict = |deed: &Deed| match *deed {
        Deed::Add => expect_branch(actor, congress, against_adding(&facts)),
        Deed::Change(state) => expect_branch(actor, congress, against_changing(state, &facts)),
        Deed::Remove(state) => expect_branch(actor, congress, against_removing(state, &facts)),
        Deed::Vote => {
            let mut reasons = moment.clone();
            reasons.extend(super::rules::resolution_open(&facts));
            expect_in_session(actor, congress, reasons)
        }
    };
    Ok(deeds.iter().map(verdict).collect())
}

/// Whether this may be done now.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn expect(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    deed: Deed,
) -> Result<(), Error> {
    let verdicts = verdicts(conn, actor, congress, &[deed])?;
    verdicts.into_iter().collect()
}

/// Records the vote on a target.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn put_to_vote(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: TargetId,
    seen: i64,
    told: &Told,
) -> Result<VotedTarget, Error> {
    let (mut target, congress) = open(conn, actor, id)?;
    expect_version(target.version, seen)?;
    let facts = facts(conn, &congress)?;
    let mut reasons = against_voting(target.state, told, &facts);
    let moment = ItemKind::Resolution;
    reasons.extend(programme::service::against_acting(conn, &congress, moment)?);
    let put = PutToVote::one(VoteSubject::Target, id);
    let vote = vote::service::record_unless(conn, actor, &congress, &put, told, reasons)?;
    target.state = match vote.adopted {
        true => State::Adopted,
        false => State::Rejected,
    };
    target.vote_id = Some(vote.id);
    target.version += 1;
    store::save(conn, &target, seen)?;
    record(conn, actor, &congress, "target.vote", &target)?;
    one(conn, target)
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    kind: &str,
    target: &Target,
) -> Result<(), Error> {
    let chain = Subject::new(SubjectKind::Congress, congress.id);
    let detail: Value = json!({
        "target_id": target.id,
        "state": target.state,
        "version": target.version,
        "vote_id": target.vote_id,
    });
    journal::service::record_write(conn, actor, chain, &congress.unit_path, kind, detail)
}
