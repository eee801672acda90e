//! The verbs of nominees: put forward, correct, withdraw, list.

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Candidacy, Correction, NewNominee, Nominee, NomineeId, PersonPutForward};
use super::rules::{self, ListFacts};
use super::store::{self, Place};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::dates;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::{AnyConnection, search};
use crate::error::{Error, Reason};
use crate::member::model::{Member, MemberId, MemberStatus};
use crate::personnel::model::{Case, PersonnelId, Post, State};
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::{journal, member, personnel, personnel_step};

/// Everybody put forward, withdrawn ones included, by given name; for the rules of the personnel work: nobody asks.
pub fn all(conn: &mut AnyConnection, of: PersonnelId) -> Result<Vec<Nominee>, Error> {
    store::all(conn, of)
}

/// Those whose names stand on the list, by given name; for the rules of the personnel work: nobody asks.
pub fn active(conn: &mut AnyConnection, of: PersonnelId) -> Result<Vec<Nominee>, Error> {
    let mut nominees = store::all(conn, of)?;
    nominees.retain(Nominee::is_active);
    Ok(nominees)
}

/// Those whose names stand on the list for a post in the personnel scheme of a congress; none where there is no
/// scheme. For the elections: nobody asks.
pub fn of_congress(
    conn: &mut AnyConnection,
    congress: CongressId,
    post: Post,
) -> Result<Vec<Nominee>, Error> {
    let Some(of) = personnel::service::key_of(conn, congress)? else {
        return Ok(Vec::new());
    };
    let mut nominees = active(conn, of)?;
    nominees.retain(|nominee| nominee.post == post);
    Ok(nominees)
}

/// Records whom the congress elected; part of the step `decide` of the personnel work.
pub fn set_elected(
    conn: &mut AnyConnection,
    of: PersonnelId,
    elected: &[NomineeId],
) -> Result<(), Error> {
    store::set_elected(conn, of, elected)
}

/// The nominees; the reading is recorded, so this needs the write door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: PersonnelId,
    candidacy: Option<Candidacy>,
    page: &PageRequest<Place>,
) -> Result<(Case, Page<Nominee>), Error> {
    let case = personnel::service::find(conn, actor, Action::ReadPersonnel, of)?;
    let nominees = store::list(conn, of, candidacy, page)?;
    personnel::service::record_reading(conn, actor, &case, "nominees")?;
    Ok((case, nominees))
}

/// A nominee; the reading is recorded, so this needs the write door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn read(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (PersonnelId, NomineeId),
) -> Result<(Case, Nominee), Error> {
    let case = personnel::service::find(conn, actor, Action::ReadPersonnel, of)?;
    let nominee = store::by_id(conn, of, id)?;
    personnel::service::record_reading(conn, actor, &case, "nominee")?;
    Ok((case, nominee))
}

/// Puts somebody forward.
///
/// # Errors
/// [`Error::Refused`] with every reason; [`Error::Forbidden`] for anyone but the branch; [`Error::Invalid`] for a
/// name without letters or an unknown member.
pub fn nominate(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: PersonnelId,
    new: &NewNominee,
) -> Result<(Case, Nominee), Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let (nominee, status) = put_forward(conn, actor, &case, new)?;
    let others = store::all(conn, of)?;
    let regulation = case.regulation(actor.today());
    refuse_if_any(rules::against_nomination(
        &nominee,
        status,
        &list_facts(&case, &others, &regulation),
    ))?;
    store::insert(conn, &nominee)?;
    record(conn, actor, &case, nominee.id, "personnel.nominate")?;
    Ok((case, nominee))
}

/// The nominee to be, and how the person stands in the Party, where known.
fn put_forward(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    new: &NewNominee,
) -> Result<(Nominee, Option<MemberStatus>), Error> {
    let (member_id, typed, birth_date, sex, status) = match &new.person {
        PersonPutForward::Member(id) => {
            let member = member_of_branch(conn, actor, case, *id)?;
            let status = Some(member.status);
            (
                Some(*id),
                member.full_name,
                member.birth_date,
                member.sex,
                status,
            )
        }
        PersonPutForward::Typed {
            full_name,
            birth_date,
            sex,
            status,
        } => {
            born(*birth_date, actor)?;
            let full_name = search::normalise(full_name);
            (None, full_name, *birth_date, *sex, *status)
        }
    };
    let nominee = Nominee {
        id: Id::new(),
        process_id: case.personnel.id,
        member_id,
        name_key: key_of(&typed)?,
        full_name: typed,
        birth_date,
        sex,
        candidacy: new.candidacy,
        post: new.post,
        salaried: new.salaried,
        withdrawn_reason: None,
        elected: None,
        created_at: actor.now,
        version: 1,
    };
    Ok((nominee, status))
}

/// Refuses a date of birth that nobody has who lives today.
fn born(birth_date: NaiveDate, actor: &Actor) -> Result<(), Error> {
    let fault = dates::against_birth("/birth_date", birth_date, actor.today());
    fault.map_or(Ok(()), |fault| Err(Error::Invalid(vec![fault])))
}

/// The member with this key, if of this branch; the reading is recorded in the branch's chain.
fn member_of_branch(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    id: MemberId,
) -> Result<Member, Error> {
    let unknown = || Error::invalid("/member_id", "unknown");
    let member = member::service::find(conn, actor, id).map_err(|error| match error {
        Error::NotFound | Error::Forbidden(_) => unknown(),
        other => other,
    })?;
    if member.unit_id != case.congress.unit_id {
        return Err(unknown());
    }
    Ok(member)
}

/// Corrects a nominee, or withdraws the name with its reason.
///
/// # Errors
/// [`Error::Refused`] with every reason; [`Error::Stale`]; [`Error::Forbidden`] for anyone but the branch.
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (PersonnelId, NomineeId),
    seen: i64,
    correction: &Correction,
) -> Result<(Case, Nominee), Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let nominee = store::by_id(conn, of, id)?;
    expect_version(nominee.version, seen)?;
    let corrected = corrected(&nominee, correction)?;
    correction
        .birth_date
        .map_or(Ok(()), |birth_date| born(birth_date, actor))?;
    let others = store::all(conn, of)?;
    let voted_on = personnel_step::service::is_voted_on(conn, id)?;
    let says_who = correction.full_name.is_some()
        || correction.birth_date.is_some()
        || correction.sex.is_some();
    let own_record = match nominee.member_id.filter(|_| says_who) {
        Some(member) => member::service::of_branch(conn, case.congress.unit_id)?
            .into_iter()
            .find(|record| record.id == member),
        None => None,
    };
    let regulation = case.regulation(actor.today());
    refuse_if_any(rules::against_correction(
        &nominee,
        &corrected,
        voted_on,
        own_record.as_ref(),
        &list_facts(&case, &others, &regulation),
    ))?;
    store::save(conn, &corrected, seen)?;
    let kind = if corrected.is_active() {
        "personnel.correct_nominee"
    } else {
        "personnel.withdraw_nominee"
    };
    record(conn, actor, &case, id, kind)?;
    Ok((case, corrected))
}

fn corrected(nominee: &Nominee, correction: &Correction) -> Result<Nominee, Error> {
    let mut corrected = nominee.clone();
    if let Some(name) = &correction.full_name {
        corrected.full_name = search::normalise(name);
        corrected.name_key = key_of(&corrected.full_name)?;
    }
    corrected.birth_date = correction.birth_date.unwrap_or(nominee.birth_date);
    corrected.sex = correction.sex.unwrap_or(nominee.sex);
    corrected.candidacy = correction.candidacy.unwrap_or(nominee.candidacy);
    corrected.post = correction.post.unwrap_or(nominee.post);
    corrected.salaried = correction.salaried.unwrap_or(nominee.salaried);
    if let Some(reason) = &correction.withdrawn_reason {
        let reason = search::normalise(reason);
        if reason.is_empty() {
            return Err(Error::invalid("/withdrawn_reason", "length"));
        }
        corrected.withdrawn_reason = Some(reason);
    }
    corrected.version += 1;
    Ok(corrected)
}

fn key_of(full_name: &str) -> Result<String, Error> {
    let key = search::given_name_key(full_name);
    if key.is_empty() {
        return Err(Error::invalid("/full_name", "nominee_name_blank"));
    }
    Ok(key)
}

/// Whether the list of nominees may change now, whatever the change.
///
/// # Errors
/// [`Error::Refused`] with every reason; [`Error::Forbidden`] for anyone but the branch.
pub fn expect_to_change(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: PersonnelId,
) -> Result<(), Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let regulation = case.regulation(actor.today());
    refuse_if_any(rules::against_change(&list_facts(&case, &[], &regulation)))
}

fn list_facts<'a>(
    case: &Case,
    nominees: &'a [Nominee],
    regulation: &'a Regulation,
) -> ListFacts<'a> {
    ListFacts {
        regulation,
        in_steps: case.personnel.state == State::InSteps,
        congress_ahead: case.congress_ahead(),
        elects_delegates: case.plan.content.0.elects_delegates(),
        nominees,
    }
}

/// Refuses with every reason, if there is one.
///
/// # Errors
/// [`Error::Refused`].
pub fn refuse_if_any(reasons: Vec<Reason>) -> Result<(), Error> {
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::Refused(reasons))
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    id: NomineeId,
    kind: &str,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        kind,
        json!({ "personnel_id": case.personnel.id, "nominee_id": id }),
    )
}
