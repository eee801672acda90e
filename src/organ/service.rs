//! The verbs of organs.

use serde_json::{Value, json};

use super::model::{
    Organ, OrganId, OrganKind, OrganMember, Person, PutForward, StandingOrgan, State,
};
use super::rules::{self, Facts, against_proposing, against_voting};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::error::Error;
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::roll::model::{RollEntry, RollEntryId};
use crate::vote::model::{PutToVote, Told, VoteSubject};
use crate::vote::service::{expect_branch, expect_in_session};
use crate::{congress, journal, personnel, programme, roll, vote};

/// An organ, and the congress it is of, if the actor may see its day.
fn open(conn: &mut AnyConnection, actor: &Actor, id: OrganId) -> Result<(Organ, Congress), Error> {
    let organ = store::by_id(conn, id)?;
    let congress =
        congress::service::find(conn, actor, Action::ReadCongressDay, organ.congress_id)?;
    Ok((organ, congress))
}

/// Organs with their members and votes.
fn standing(conn: &mut AnyConnection, organs: Vec<Organ>) -> Result<Vec<StandingOrgan>, Error> {
    let ids: Vec<OrganId> = organs.iter().map(|organ| organ.id).collect();
    let members = store::members(conn, &ids)?;
    let votes = vote::service::last_on(conn, &ids)?;
    Ok(organs
        .into_iter()
        .map(|organ| StandingOrgan {
            members: members
                .iter()
                .filter(|member| member.organ_id == organ.id)
                .cloned()
                .collect(),
            vote: votes
                .iter()
                .find(|vote| Some(vote.id) == organ.vote_id)
                .cloned(),
            organ,
        })
        .collect())
}

fn one(conn: &mut AnyConnection, organ: Organ) -> Result<StandingOrgan, Error> {
    standing(conn, vec![organ])?.pop().ok_or(Error::NotFound)
}

/// The organ with this key.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: OrganId) -> Result<StandingOrgan, Error> {
    let (organ, _) = open(conn, actor, id)?;
    one(conn, organ)
}

/// The organs of a congress: one of each kind at most.
///
/// # Errors
/// As [`find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Vec<StandingOrgan>, Error> {
    congress::service::find(conn, actor, Action::ReadCongressDay, congress)?;
    of(conn, congress)
}

/// The organs of a congress, for other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<StandingOrgan>, Error> {
    let organs = store::of(conn, congress)?;
    standing(conn, organs)
}

/// Puts an organ forward by name.
///
/// # Errors
/// [`Error::Refused`] with every reason; [`Error::Conflict`] when the congress has one of this kind;
/// [`Error::Forbidden`] for everybody but the branch.
pub fn propose(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    kind: OrganKind,
    members: &[PutForward],
) -> Result<StandingOrgan, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongressDay, congress)?;
    // Before anything else: the reasons may tell who is nominated.
    expect_branch(actor, &congress, Vec::new())?;
    let around = around(conn, &congress, kind)?;
    let reasons = against_proposing(members, &around.facts(actor, kind, &congress));
    expect_branch(actor, &congress, reasons)?;
    let organ = Organ {
        id: Id::new(),
        congress_id: congress.id,
        kind,
        state: State::Proposed,
        vote_id: None,
        created_at: actor.now,
        version: 1,
    };
    store::insert(conn, &organ)?;
    store::replace_members(conn, organ.id, &named(organ.id, members, &around.roll))?;
    record(
        conn,
        actor,
        &congress,
        "organ.propose",
        &organ,
        members.len(),
    )?;
    one(conn, organ)
}

/// Puts others forward for an organ. One that was elected must be voted on anew.
///
/// # Errors
/// As [`propose`]; [`Error::Stale`].
pub fn change(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OrganId,
    seen: i64,
    members: &[PutForward],
) -> Result<StandingOrgan, Error> {
    let (mut organ, congress) = open(conn, actor, id)?;
    expect_branch(actor, &congress, Vec::new())?;
    expect_version(organ.version, seen)?;
    let around = around(conn, &congress, organ.kind)?;
    let reasons = against_proposing(members, &around.facts(actor, organ.kind, &congress));
    expect_branch(actor, &congress, reasons)?;
    organ.state = State::Proposed;
    organ.vote_id = None;
    organ.version += 1;
    store::save(conn, &organ, seen)?;
    store::replace_members(conn, id, &named(id, members, &around.roll))?;
    record(
        conn,
        actor,
        &congress,
        "organ.change",
        &organ,
        members.len(),
    )?;
    one(conn, organ)
}

/// Records the vote on an organ, number and names together.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn put_to_vote(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OrganId,
    seen: i64,
    told: &Told,
) -> Result<StandingOrgan, Error> {
    let (mut organ, congress) = open(conn, actor, id)?;
    expect_branch(actor, &congress, Vec::new())?;
    expect_version(organ.version, seen)?;
    let around = around(conn, &congress, organ.kind)?;
    let members = put_forward(&store::members(conn, &[id])?);
    let facts = around.facts(actor, organ.kind, &congress);
    let mut reasons = against_voting(organ.state, told, &members, &facts);
    let moment = rules::moment(organ.kind);
    reasons.extend(programme::service::against_acting(conn, &congress, moment)?);
    let put = PutToVote::one(VoteSubject::Organ, id);
    let vote = vote::service::record_unless(conn, actor, &congress, &put, told, reasons)?;
    organ.state = match vote.adopted {
        true => State::Elected,
        false => State::Rejected,
    };
    organ.vote_id = Some(vote.id);
    organ.version += 1;
    store::save(conn, &organ, seen)?;
    record(conn, actor, &congress, "organ.vote", &organ, members.len())?;
    one(conn, organ)
}

/// Whether organs of this congress may be put forward or changed now, whoever is in them.
///
/// # Errors
/// As [`propose`].
pub fn expect_to_propose(actor: &Actor, congress: &Congress) -> Result<(), Error> {
    expect_branch(actor, congress, rules::still_ahead(congress.state))
}

/// Whether the congress may vote on such an organ now, whoever is in it and whatever the totals.
///
/// # Errors
/// As [`put_to_vote`].
pub fn expect_to_vote(
    conn: &mut AnyConnection,
    actor: &Actor,
    kind: OrganKind,
    congress: &Congress,
) -> Result<(), Error> {
    let moment = rules::moment(kind);
    let reasons = programme::service::against_acting(conn, congress, moment)?;
    expect_in_session(actor, congress, reasons)
}

/// Whether everybody in an organ may be voted on as things are, for whoever is told what is next: nobody asks, and who
/// it is that may not is not said.
///
/// # Errors
/// As the database.
pub fn are_fit(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    standing: &StandingOrgan,
) -> Result<bool, Error> {
    if standing.organ.state != State::Proposed {
        return Ok(true);
    }
    let around = around(conn, congress, standing.organ.kind)?;
    let facts = around.facts(actor, standing.organ.kind, congress);
    let members = put_forward(&standing.members);
    Ok(against_voting(State::Proposed, &Told::default(), &members, &facts).is_empty())
}

fn put_forward(members: &[OrganMember]) -> Vec<PutForward> {
    members
        .iter()
        .map(|member| PutForward {
            roll_entry_id: member.roll_entry_id,
            head: member.head,
        })
        .collect()
}

/// What stands around an organ: the roll, those who stand for election, and those in the organ beside it.
struct Around {
    roll: Vec<RollEntry>,
    candidates: Vec<Person>,
    beside: Vec<RollEntryId>,
}

impl Around {
    fn facts(&self, actor: &Actor, kind: OrganKind, congress: &Congress) -> Facts<'_> {
        Facts {
            kind,
            congress: congress.state,
            regulation: Regulation::on(congress.day(actor.today())),
            roll: &self.roll,
            candidates: &self.candidates,
            beside: &self.beside,
        }
    }
}

fn around(conn: &mut AnyConnection, congress: &Congress, kind: OrganKind) -> Result<Around, Error> {
    let beside = match rules::beside(kind) {
        Some(other) => store::members_in(conn, congress.id, other, &State::NOT_VOTED_DOWN)?,
        None => Vec::new(),
    };
    let nominees = personnel::service::nominees_of(conn, congress.id)?;
    Ok(Around {
        roll: roll::service::entries(conn, congress.id)?,
        beside: beside.iter().map(|one| one.roll_entry_id).collect(),
        candidates: nominees
            .into_iter()
            .map(|nominee| Person {
                roll_entry_id: None,
                member_id: nominee.member_id,
                name: nominee.full_name,
            })
            .collect(),
    })
}

/// Members as rows, the head first.
fn named(organ: OrganId, members: &[PutForward], roll: &[RollEntry]) -> Vec<OrganMember> {
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|member| !member.head);
    let entry = |member: &PutForward| roll.iter().find(|entry| entry.id == member.roll_entry_id);
    (1..)
        .zip(
            sorted
                .iter()
                .filter_map(|member| Some((member, entry(member)?))),
        )
        .map(|(n, (member, entry))| OrganMember {
            organ_id: organ,
            n,
            roll_entry_id: entry.id,
            name: entry.full_name.clone(),
            head: member.head || members.len() == 1,
        })
        .collect()
}

/// Who is on the counting committee that the congress has elected; nobody before it has. Elections ask this before
/// every round, with [`rules::counters_on_list`].
///
/// # Errors
/// As the database.
pub fn counters(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<OrganMember>, Error> {
    store::members_in(
        conn,
        congress,
        OrganKind::CountingCommittee,
        &[State::Elected],
    )
}

/// As [`counters`], their entries on the roll alone.
///
/// # Errors
/// As the database.
pub fn counter_ids(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<RollEntryId>, Error> {
    let members = counters(conn, congress)?;
    Ok(members.iter().map(|member| member.roll_entry_id).collect())
}

/// The kinds of organ that the congress has elected.
///
/// # Errors
/// As the database.
pub fn elected_kinds(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<OrganKind>, Error> {
    store::elected_kinds(conn, congress)
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    kind: &str,
    organ: &Organ,
    members: usize,
) -> Result<(), Error> {
    let chain = Subject::new(SubjectKind::Congress, congress.id);
    let detail: Value = json!({
        "organ_id": organ.id,
        "kind": organ.kind,
        "state": organ.state,
        "members": members,
        "vote_id": organ.vote_id,
    });
    journal::service::record_write(conn, actor, chain, &congress.unit_path, kind, detail)
}
