//! The verbs of a roll: draw up, put down, correct, mark, check in, read; and what other features ask of it.

use chrono::NaiveDate;
use serde_json::json;

use super::drawing::{Drawing, written};
use super::identity;
use super::marking;
use super::model::{
    Attendance, Bases, ChangeKind, DrawnUp, RollChange, RollEntry, RollEntryId, RollFilter,
    RollStatus,
};
use super::rules;
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::dates;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::search::given_name_key;
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::member::model::MemberStatus;
use crate::opinion::rules::decide_deed;
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::workflow::Seat;
use crate::{congress, election, journal, member};

/// Those who are called although they may well not come (R-CONV-03).
const CALLED_TOO: [MemberStatus; 2] = [MemberStatus::Exempted, MemberStatus::TemporarilyAway];

fn subject(congress: CongressId) -> Subject {
    Subject::new(SubjectKind::Congress, congress)
}

/// The regulation of the congress's day.
pub fn regulation_of(congress: &Congress) -> Regulation {
    Regulation::on(congress.day(congress.created_at.date()))
}

/// The bases of votes, as the roll stands now; for other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn bases(conn: &mut AnyConnection, congress: &Congress) -> Result<Bases, Error> {
    let entries = store::of_congress(conn, congress.id)?;
    Ok(rules::bases(&entries, &regulation_of(congress)))
}

/// Who is here, as the roll stands now; for other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn attendance(conn: &mut AnyConnection, congress: &Congress) -> Result<Attendance, Error> {
    let entries = store::of_congress(conn, congress.id)?;
    Ok(rules::attendance(&entries, &regulation_of(congress)))
}

/// As [`attendance`]; `None` while no roll has been drawn up.
///
/// # Errors
/// As the database.
pub fn attendance_if_drawn_up(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<Attendance>, Error> {
    let entries = store::of_congress(conn, congress.id)?;
    let called = entries.iter().any(|entry| !entry.struck_off);
    Ok(called.then(|| rules::attendance(&entries, &regulation_of(congress))))
}

/// The whole roll, those struck off included; for other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn entries(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<RollEntry>, Error> {
    store::of_congress(conn, congress)
}

/// An entry; for other features: nobody asks.
///
/// # Errors
/// [`Error::NotFound`].
pub fn entry(conn: &mut AnyConnection, id: RollEntryId) -> Result<RollEntry, Error> {
    store::by_id(conn, id)
}

/// How many members of the branch who are exempted or temporarily elsewhere were not called (R-CONV-03); none
/// before a roll is drawn up.
///
/// # Errors
/// As the database.
pub fn not_called(conn: &mut AnyConnection, congress: &Congress) -> Result<i64, Error> {
    if !store::is_drawn_up(conn, congress.id)? {
        return Ok(0);
    }
    store::count_not_called(conn, congress.id, congress.unit_id, &CALLED_TOO)
}

/// Attendance, the bases, and whether the branch elects a committee, for whoever sees the congress: totals only.
///
/// # Errors
/// [`Error::NotFound`].
pub fn totals(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(Attendance, Bases, rules::CommitteeVerdict), Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, congress)?;
    let entries = store::of_congress(conn, congress.id)?;
    let law = regulation_of(&congress);
    Ok((
        rules::attendance(&entries, &law),
        rules::bases(&entries, &law),
        rules::elects_committee(rules::official_members(&entries), &law),
    ))
}

/// The roll, by given name. The reading is recorded: how much was seen, never who.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    filter: &RollFilter,
    page: &PageRequest<RollEntryId>,
) -> Result<(Page<RollEntry>, Regulation), Error> {
    let congress = congress::service::find(conn, actor, Action::ReadRoll, congress)?;
    let rows = store::list(conn, congress.id, filter, page)?;
    let page = Page::of(rows, page.limit, |entry: &RollEntry| entry.id);
    let detail = json!({
        "seen": page.items.len(), "status": filter.status, "mark": filter.mark,
        "searched": filter.words.is_some(),
    });
    journal::service::record_read(conn, actor, subject(congress.id), "roll.list", &detail)?;
    Ok((page, regulation_of(&congress)))
}

/// An entry. The reading is recorded.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RollEntryId,
) -> Result<(RollEntry, Regulation), Error> {
    let entry = store::by_id(conn, id)?;
    let congress = congress::service::find(conn, actor, Action::ReadRoll, entry.congress_id)?;
    let detail = json!({ "entry_id": id });
    journal::service::record_read(conn, actor, subject(congress.id), "roll.read", &detail)?;
    Ok((entry, regulation_of(&congress)))
}

/// What an entry was, change by change. The reading is recorded.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RollEntryId,
    page: &PageRequest<i64>,
) -> Result<Page<RollChange>, Error> {
    let entry = store::by_id(conn, id)?;
    congress::service::find(conn, actor, Action::ReadRoll, entry.congress_id)?;
    let rows = store::changes(conn, id, page)?;
    let detail = json!({ "entry_id": id });
    let chain = subject(entry.congress_id);
    journal::service::record_read(conn, actor, chain, "roll.read", &detail)?;
    Ok(Page::of(rows, page.limit, |change: &RollChange| {
        change.version
    }))
}

/// What was put down or corrected by hand on the roll since a moment, for the minutes: nobody asks.
///
/// # Errors
/// As the database.
pub fn by_hand_since(
    conn: &mut AnyConnection,
    congress: CongressId,
    since: Instant,
) -> Result<Vec<RollChange>, Error> {
    store::by_hand_since(conn, congress, since)
}

/// The congress, if the branch itself asks and nothing else stands in the way.
pub(super) fn by_the_branch(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    against: impl FnOnce(&Congress) -> Vec<Reason>,
) -> Result<Congress, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, id)?;
    let held = congress.seats(congress.approving_unit_id).held_by(actor);
    decide_deed(&[Seat::Branch], &held, against(&congress))?;
    Ok(congress)
}

pub(super) fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    kind: &str,
    detail: serde_json::Value,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        subject(congress.id),
        &congress.unit_path,
        kind,
        detail,
    )
}

pub(super) fn who(actor: &Actor) -> (Option<crate::user::model::UserId>, Instant) {
    (actor.account(), actor.now)
}

/// Draws the roll up from the members of the branch; again, brings it in line with them. What was put down or
/// corrected by hand stays as it is.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn draw_up(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<DrawnUp, Error> {
    let congress = by_the_branch(conn, actor, congress, |congress| {
        rules::against_drawing_up(congress.state)
    })?;
    let members = member::service::of_branch(conn, congress.unit_id)?;
    let former = store::of_congress(conn, congress.id)?;
    let drawn = Drawing::of(congress.id, &members, former, actor.now);
    store::insert(conn, &drawn.new)?;
    store::keep(conn, ChangeKind::DrawnUp, who(actor), None, &drawn.new)?;
    for entry in &drawn.changed {
        store::save(conn, entry)?;
    }
    store::keep(
        conn,
        ChangeKind::Refreshed,
        who(actor),
        None,
        &drawn.changed,
    )?;
    let detail = json!(drawn.done);
    record(conn, actor, &congress, "roll.draw_up", detail)?;
    Ok(drawn.done)
}

/// Whether the roll may be drawn up now.
///
/// # Errors
/// As [`draw_up`].
pub fn expect_to_draw_up(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(), Error> {
    by_the_branch(conn, actor, congress, |congress| {
        rules::against_drawing_up(congress.state)
    })?;
    Ok(())
}

/// Whether somebody may be put down or corrected now, whoever it is.
///
/// # Errors
/// As [`put_down`].
pub fn expect_to_correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(), Error> {
    by_the_branch(conn, actor, congress, |congress| {
        rules::against_correcting(congress.state)
    })?;
    Ok(())
}

/// Somebody put down by hand.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// The full name, as typed.
    pub full_name: String,
    /// When the person was born, where that tells namesakes apart.
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: RollStatus,
    /// Why the person is put down by hand.
    pub reason: String,
}

/// Puts somebody down by hand, once; linked to the member of the branch whose name and birth date it is.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn put_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    new: &NewEntry,
) -> Result<(RollEntry, Regulation), Error> {
    let congress = by_the_branch(conn, actor, congress, |congress| {
        rules::against_correcting(congress.state)
    })?;
    let named = (new.full_name.as_str(), new.birth_date);
    let mut entry = written(congress.id, named, new.status, actor.now);
    entry.member_id = settled(conn, actor, &congress, &entry)?;
    let rows = std::slice::from_ref(&entry);
    store::insert(conn, rows)?;
    store::keep(conn, ChangeKind::Added, who(actor), Some(&new.reason), rows)?;
    let detail = json!({
        "entry_id": entry.id, "status": entry.status, "member_id": entry.member_id,
    });
    record(conn, actor, &congress, "roll.put_down", detail)?;
    Ok((entry, regulation_of(&congress)))
}

/// Which member of the branch an entry is, nobody being on the roll twice.
fn settled(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    entry: &RollEntry,
) -> Result<Option<crate::member::model::MemberId>, Error> {
    let born = entry.birth_date;
    if let Some(fault) =
        born.and_then(|born| dates::against_birth("/birth_date", born, actor.today()))
    {
        return Err(Error::Invalid(vec![fault]));
    }
    let roll = store::of_congress(conn, congress.id)?;
    let members = member::service::of_branch(conn, congress.unit_id)?;
    identity::settle(entry, &roll, &members).map_err(Error::Refused)
}

/// What is corrected about an entry; what is absent stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The full name, as typed.
    pub full_name: Option<String>,
    /// When the person was born.
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: Option<RollStatus>,
    /// Whether the person is off the roll.
    pub struck_off: Option<bool>,
    /// Whether the person is of the convening committee (R-EL-04).
    pub of_convening_committee: Option<bool>,
    /// Why.
    pub reason: String,
}

impl Correction {
    fn names(&self) -> Vec<&'static str> {
        [
            ("full_name", self.full_name.is_some()),
            ("birth_date", self.birth_date.is_some()),
            ("status", self.status.is_some()),
            ("struck_off", self.struck_off.is_some()),
            (
                "of_convening_committee",
                self.of_convening_committee.is_some(),
            ),
        ]
        .into_iter()
        .filter(|(_, is_changed)| *is_changed)
        .map(|(name, _)| name)
        .collect()
    }

    /// Whether it may make the entry another person's.
    fn touches_identity(&self) -> bool {
        self.full_name.is_some() || self.birth_date.is_some() || self.struck_off == Some(false)
    }
}

/// Corrects an entry by hand, with the reason; what it was is kept.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`]; [`Error::Invalid`] when nothing is corrected; [`Error::Refused`] and
/// [`Error::Forbidden`] with every reason.
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RollEntryId,
    seen: i64,
    correction: &Correction,
) -> Result<(RollEntry, Regulation), Error> {
    let mut entry = store::by_id(conn, id)?;
    let congress = by_the_branch(conn, actor, entry.congress_id, |congress| {
        rules::against_correcting(congress.state)
    })?;
    expect_version(entry.version, seen)?;
    let before = entry.clone();
    let changed = correction.names();
    if changed.is_empty() {
        return Err(Error::invalid("", "roll_nothing_corrected"));
    }
    if let Some(full_name) = &correction.full_name {
        entry.full_name.clone_from(full_name);
        entry.name_key = given_name_key(full_name);
    }
    entry.birth_date = correction.birth_date.or(entry.birth_date);
    entry.status = correction.status.unwrap_or(entry.status);
    entry.struck_off = correction.struck_off.unwrap_or(entry.struck_off);
    entry.of_convening_committee = correction
        .of_convening_committee
        .or(entry.of_convening_committee);
    if correction.touches_identity() {
        entry.member_id = settled(conn, actor, &congress, &entry)?;
    }
    let hold = election::hold::of(conn, congress.id, id)?;
    let reasons = rules::against_unseating(&entry, hold, &regulation_of(&congress));
    if !reasons.is_empty() {
        return Err(Error::Refused(reasons));
    }
    marking::expect_not_absent(conn, &congress, (&before, &entry))?;
    entry.by_hand = true;
    entry.version += 1;
    store::save(conn, &entry)?;
    let (note, rows) = (
        Some(correction.reason.as_str()),
        std::slice::from_ref(&entry),
    );
    store::keep(conn, ChangeKind::Corrected, who(actor), note, rows)?;
    let detail = json!({
        "entry_id": id, "changed": changed, "status": entry.status, "struck_off": entry.struck_off,
    });
    record(conn, actor, &congress, "roll.correct", detail)?;
    Ok((entry, regulation_of(&congress)))
}
