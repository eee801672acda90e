//! The verbs of votes.

use serde_json::json;

use super::model::{PutToVote, Told, Vote, VoteId, VoteSubject};
use super::rules::{self, Standing, against_recording};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::opinion::rules::decide_deed;
use crate::programme::model::ItemKind;
use crate::regulation::Regulation;
use crate::workflow::Seat;
use crate::{congress, journal, programme, roll};

/// Whether the actor is the branch's own committee, and nothing else stands in the way.
///
/// # Errors
/// [`Error::Forbidden`] when nothing but the person stands in the way, [`Error::Refused`] otherwise; both with
/// every reason.
pub fn expect_branch(
    actor: &Actor,
    congress: &Congress,
    reasons: Vec<Reason>,
) -> Result<(), Error> {
    let seats = Seats {
        branch: Some(congress.unit_id),
        ..Seats::default()
    };
    decide_deed(&[Seat::Branch], &seats.held_by(actor), reasons)?;
    Ok(())
}

/// What an ordinary vote of this congress is judged by at this moment: by its roll, or by the numbers recorded at its
/// opening where it was opened before rolls were kept.
///
/// # Errors
/// As the database.
pub fn standing(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<Standing, Error> {
    let regulation = Regulation::on(congress.day(actor.today()));
    let (base, attendance) = match roll::service::attendance_if_drawn_up(conn, congress)? {
        Some(attendance) => {
            let base = roll::service::bases(conn, congress)?.ordinary_vote;
            (base, attendance)
        }
        None => rules::as_recorded(congress, &regulation),
    };
    Ok(Standing {
        congress: congress.state,
        base,
        attendance,
        quorum: regulation.quorum(),
        ground: regulation.ordinary_base(),
    })
}

/// Records a vote by the branch's own committee: its totals, with base and attendance as they are now.
///
/// # Errors
/// [`Error::Refused`] when the congress is not in session, the totals do not add up, or there is no quorum and no
/// reason is given; [`Error::Forbidden`] for everybody but the branch.
pub fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    put: &PutToVote,
    told: impl Into<Told>,
) -> Result<Vote, Error> {
    record_unless(conn, actor, congress, put, &told.into(), Vec::new())
}

/// As [`record`], unless the feature whose thing is voted on has reasons of its own: all are reported together.
///
/// # Errors
/// As [`record`].
pub fn record_unless(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    put: &PutToVote,
    told: &Told,
    mut reasons: Vec<Reason>,
) -> Result<Vote, Error> {
    let standing = standing(conn, actor, congress)?;
    reasons.extend(against_recording(told, &standing));
    expect_branch(actor, congress, reasons)?;
    let vote = Vote {
        id: Id::new(),
        congress_id: congress.id,
        subject: put.subject,
        subject_id: put.id,
        wording: put.wording.clone(),
        adopted: rules::is_adopted(told.totals, &standing.base),
        base: AsJson(standing.base),
        attendance: AsJson(standing.attendance),
        votes_for: told.totals.for_,
        votes_against: told.totals.against,
        votes_abstain: told.totals.abstain,
        note: told.note.clone(),
        recorded_at: actor.now,
        recorded_by: actor.user_id,
    };
    store::insert(conn, &vote)?;
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Congress, congress.id),
        &congress.unit_path,
        "vote.record",
        json!({
            "vote_id": vote.id,
            "subject": vote.subject,
            "subject_id": vote.subject_id,
            "base": vote.base.0.base,
            "present": vote.attendance.0.present_official,
            "for": vote.votes_for,
            "against": vote.votes_against,
            "abstain": vote.votes_abstain,
            "adopted": vote.adopted,
        }),
    )?;
    Ok(vote)
}

/// Puts the programme, the working rules or another question to the vote.
///
/// # Errors
/// As [`record`]; [`Error::Refused`] too for a subject that is voted on where it is kept, for a question without
/// words, out of the programme's order, or adopted before.
pub fn put(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    put: &PutToVote,
    told: &Told,
) -> Result<Vote, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongressDay, congress)?;
    let mut reasons = rules::against_putting(put);
    reasons.extend(out_of_order(conn, &congress, put.subject)?);
    if rules::is_adopted_once(put.subject) {
        let before = store::has_adopted(conn, congress.id, put.subject)?;
        reasons.extend(rules::not_yet_adopted(put.subject, before, told));
    }
    record_unless(conn, actor, &congress, put, told, reasons)
}

/// Every reason why the programme has not come to a vote on this.
fn out_of_order(
    conn: &mut AnyConnection,
    congress: &Congress,
    subject: VoteSubject,
) -> Result<Vec<Reason>, Error> {
    if !rules::is_adopted_once(subject) {
        return Ok(Vec::new());
    }
    programme::service::against_acting(conn, congress, ItemKind::ProgrammeAdoption)
}

/// Whether a question of this kind may be put to the vote now, whatever the totals.
///
/// # Errors
/// As [`put`], for what is known before anybody has voted.
pub fn expect_to_vote(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    subject: VoteSubject,
) -> Result<(), Error> {
    let reasons = out_of_order(conn, congress, subject)?;
    expect_in_session(actor, congress, reasons)
}

/// Whether the branch may act in the session now, and nothing else stands in the way.
///
/// # Errors
/// As [`expect_branch`].
pub fn expect_in_session(
    actor: &Actor,
    congress: &Congress,
    mut reasons: Vec<Reason>,
) -> Result<(), Error> {
    reasons.extend(rules::in_session(congress.state));
    expect_branch(actor, congress, reasons)
}

/// A vote, if the actor may see the day of its congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: VoteId) -> Result<Vote, Error> {
    let vote = store::by_id(conn, id)?;
    congress::service::find(conn, actor, Action::ReadCongressDay, vote.congress_id)?;
    Ok(vote)
}

/// The votes of a congress, the first one first.
///
/// # Errors
/// As [`find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    page: &PageRequest<VoteId>,
) -> Result<Page<Vote>, Error> {
    congress::service::find(conn, actor, Action::ReadCongressDay, congress)?;
    store::list(conn, congress, page)
}

/// The vote recorded last, if any has been.
///
/// # Errors
/// As [`find`].
pub fn latest(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Option<Vote>, Error> {
    congress::service::find(conn, actor, Action::ReadCongressDay, congress)?;
    store::latest(conn, congress)
}

/// The last vote on each of these things, for features that show it with the thing.
pub fn last_on<T>(conn: &mut AnyConnection, things: &[Id<T>]) -> Result<Vec<Vote>, Error> {
    let things: Vec<_> = things.iter().map(|id| id.cast()).collect();
    let mut votes = store::on(conn, &things)?;
    votes.reverse();
    let mut last: Vec<Vote> = Vec::new();
    for vote in votes {
        if !last.iter().any(|later| later.subject_id == vote.subject_id) {
            last.push(vote);
        }
    }
    Ok(last)
}

/// Whether the congress has adopted its programme or its working rules.
pub fn has_adopted(
    conn: &mut AnyConnection,
    congress: CongressId,
    subject: VoteSubject,
) -> Result<bool, Error> {
    store::has_adopted(conn, congress, subject)
}

/// When the congress voted by hand; for its roll: nobody asks.
///
/// # Errors
/// As the database.
pub fn moments(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Instant>, Error> {
    store::moments(conn, congress)
}
