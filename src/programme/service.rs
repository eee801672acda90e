//! The verbs of programmes.

use serde_json::{Value, json};

use super::arranging::{
    Setting, against_arranging, against_building, before_opening, build as built, sessions,
};
use super::model::{Happened, Item, ItemId, ItemKind, ItemStep, Programme, ProgrammeFacts, Wanted};
use super::rules::{
    self, against_beginning, against_ending, against_taking_back, not_to_be_taken_back,
};
use super::script::ScriptFacts;
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::checklist::model::Item as ChecklistItem;
use crate::congress::checks::against_quorum;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{MOST, PageRequest};
use crate::document::model::DocumentKind;
use crate::error::{Error, FieldError, Reason};
use crate::organ::model::OrganKind;
use crate::personnel::model::{Post, seats_of};
use crate::plan::model::Plan;
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::vote::model::VoteSubject;
use crate::vote::rules::Standing;
use crate::vote::service::expect_branch;
use crate::{
    checklist, congress, document, election, journal, member, organ, personnel, roll, target, unit,
    vote,
};

/// A programme with its items, and what its items are judged by.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The congress.
    pub congress: Congress,
    /// Its plan.
    pub plan: Plan,
    /// The programme.
    pub programme: Programme,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// What has happened at the congress.
    pub happened: Happened,
}

/// Builds the programme of a congress from its plan's template.
///
/// # Errors
/// [`Error::Refused`] when there is one or the congress is over; [`Error::Forbidden`] for everybody but the branch.
pub fn build(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Arranged, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    expect_to_build(conn, actor, &congress)?;
    write_down(conn, actor, &congress, &plan)?;
    find(conn, actor, id)
}

/// Builds the programme of a congress that opens without one: it goes by its plan's.
///
/// # Errors
/// As the database.
pub fn build_if_missing(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    plan: &Plan,
) -> Result<(), Error> {
    if store::of(conn, congress.id)?.is_some() {
        return Ok(());
    }
    write_down(conn, actor, congress, plan)
}

fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    plan: &Plan,
) -> Result<(), Error> {
    let template = &plan.content.0.programme;
    let setting = setting(conn, actor, congress, plan)?;
    let programme = Programme {
        congress_id: congress.id,
        ceremonies: AsJson(template.ceremonies),
        built_at: actor.now,
        built_by: actor.user_id,
        version: 1,
    };
    store::insert(conn, &programme)?;
    let items = numbered(congress.id, built(template, &setting), &[], &setting);
    store::replace_items(conn, congress.id, &items)?;
    let detail = json!({ "items": items.len() });
    record(conn, actor, congress, "programme.build", detail)
}

/// What a programme of this congress is built and arranged for.
fn setting(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    plan: &Plan,
) -> Result<Setting, Error> {
    Ok(Setting {
        contents: plan.content.0.contents.clone(),
        ceremonies: plan.content.0.programme.ceremonies,
        preparatory: plan
            .content
            .0
            .programme
            .preparatory_session
            .as_ref()
            .map(|session| session.items.iter().map(|item| item.kind()).collect()),
        official_members: official_members(conn, congress)?,
        scheme_without_committee: without_committee(conn, congress.id)?,
        committee_from: Regulation::on(congress.day(actor.today())).branch_committee_from(),
    })
}

/// Whether seats are proposed and none of them on a committee: the congress may elect its heads alone (R-ORG-07).
fn without_committee(conn: &mut AnyConnection, congress: CongressId) -> Result<bool, Error> {
    let seats = personnel::service::seats_planned(conn, congress)?;
    Ok(!seats.is_empty() && seats_of(&seats, Post::BranchCommitteeMember) == 0)
}

/// How many official members the branch has, exempted ones among them (R-ORG-07): those called, else those kept
/// here, else those it has told.
fn official_members(conn: &mut AnyConnection, congress: &Congress) -> Result<Option<i64>, Error> {
    if let Some(roll) = roll::service::attendance_if_drawn_up(conn, congress)? {
        return Ok(Some(roll.called_official));
    }
    let kept = member::service::counts(conn, congress.unit_id)?;
    if kept.all_official() > 0 {
        return Ok(Some(kept.all_official()));
    }
    let told = unit::counts::official_told(conn, congress.unit_id)?;
    Ok(Some(told).filter(|members| *members > 0))
}

/// Wanted items as rows: those that are there keep their key.
fn numbered(
    congress: CongressId,
    wanted: Vec<Wanted>,
    items: &[Item],
    setting: &Setting,
) -> Vec<Item> {
    let sessions = sessions(&wanted, items, setting);
    (1..)
        .zip(wanted.into_iter().zip(sessions))
        .map(|(n, (wanted, session))| {
            let kept = items.iter().find(|item| Some(item.id) == wanted.id);
            Item {
                id: kept.map_or_else(Id::new, |item| item.id),
                congress_id: congress,
                n,
                kind: wanted.kind,
                session,
                title: wanted.title,
                planned_minutes: wanted.planned_minutes,
                required: rules::row(wanted.kind).required,
                begun_at: None,
                ended_at: None,
            }
        })
        .collect()
}

/// The programme of a congress, with all that is shown beside it.
///
/// # Errors
/// [`Error::NotFound`], too while it has not been built; [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Arranged, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let programme = store::of(conn, id)?.ok_or(Error::NotFound)?;
    Ok(Arranged {
        items: store::items(conn, id)?,
        happened: happened(conn, &congress, &plan)?,
        congress,
        plan,
        programme,
    })
}

/// Arranges the programme anew: order, minutes, titles, further items.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] for an item that is not of this programme; [`Error::Refused`] with every
/// reason.
pub fn arrange(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    seen: i64,
    wanted: &[Wanted],
) -> Result<Arranged, Error> {
    let before = find(conn, actor, id)?;
    expect_version(before.programme.version, seen)?;
    let setting = setting(conn, actor, &before.congress, &before.plan)?;
    let state = before.congress.state;
    let reasons = against_arranging(wanted, &before.items, &setting, state);
    expect_branch(actor, &before.congress, reasons)?;
    expect_own(wanted, &before.items)?;
    store::touch(conn, id, seen)?;
    let items = numbered(id, wanted.to_vec(), &before.items, &setting);
    store::replace_items(conn, id, &items)?;
    let detail = json!({ "items": items.len(), "minutes": minutes(&items) });
    record(conn, actor, &before.congress, "programme.arrange", detail)?;
    find(conn, actor, id)
}

/// Every key is of an item of this programme, each once, and of the same kind.
fn expect_own(wanted: &[Wanted], items: &[Item]) -> Result<(), Error> {
    let mut problems = Vec::new();
    for (at, one) in wanted.iter().enumerate() {
        let Some(id) = one.id else { continue };
        let known = items
            .iter()
            .any(|item| item.id == id && item.kind == one.kind);
        let again = wanted.iter().take(at).any(|before| before.id == one.id);
        if !known || again {
            let pointer = format!("/items/{at}/id");
            problems.push(FieldError::new(pointer, "unknown"));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}

/// The minutes planned for all items.
pub fn minutes(items: &[Item]) -> i64 {
    items.iter().map(|item| item.planned_minutes).sum()
}

/// Begins or ends an item, or takes that back.
///
/// # Errors
/// [`Error::NotFound`] for an item of another programme; [`Error::Stale`]; [`Error::Refused`] and
/// [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, item): (CongressId, ItemId),
    seen: i64,
    step: ItemStep,
    note: Option<&str>,
) -> Result<Arranged, Error> {
    let before = find(conn, actor, id)?;
    let own = before.items.iter().find(|one| one.id == item);
    let mut item = own.cloned().ok_or(Error::NotFound)?;
    expect_version(before.programme.version, seen)?;
    let reasons = against(&before, &item, step, note);
    expect_branch(actor, &before.congress, reasons)?;
    match step {
        ItemStep::Begin => item.begun_at = Some(actor.now),
        ItemStep::End => item.ended_at = Some(actor.now),
        ItemStep::TakeBack if item.ended_at.is_some() => item.ended_at = None,
        ItemStep::TakeBack => item.begun_at = None,
    }
    store::touch(conn, id, seen)?;
    store::save_times(conn, &item)?;
    let detail = json!({
        "item_id": item.id,
        "kind": item.kind,
        "step": step,
        "minutes": item.real_minutes(actor.now),
        "reason_given": note.is_some(),
    });
    record(conn, actor, &before.congress, "programme.item", detail)?;
    find(conn, actor, id)
}

/// Whether a step of an item may be taken now, whatever the reason given.
///
/// # Errors
/// As [`take_step`].
pub fn expect_step(actor: &Actor, at: &Arranged, item: &Item, step: ItemStep) -> Result<(), Error> {
    let reasons = match step {
        ItemStep::Begin | ItemStep::End => against(at, item, step, None),
        ItemStep::TakeBack => not_to_be_taken_back(item, &at.items, &at.happened),
    };
    expect_branch(actor, &at.congress, reasons)
}

/// Whether the programme of a congress may be arranged now, however.
///
/// # Errors
/// As [`arrange`].
pub fn expect_to_arrange(actor: &Actor, congress: &Congress) -> Result<(), Error> {
    expect_branch(actor, congress, before_opening(congress.state))
}

/// Whether the programme of a congress may be built now.
///
/// # Errors
/// As [`build`].
pub fn expect_to_build(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<(), Error> {
    let built = store::of(conn, congress.id)?.is_some();
    expect_branch(actor, congress, against_building(congress.state, built))
}

/// Every reason against a step of an item.
pub fn against(at: &Arranged, item: &Item, step: ItemStep, note: Option<&str>) -> Vec<Reason> {
    match step {
        ItemStep::Begin => against_beginning(item, &at.items, &at.happened),
        ItemStep::End => against_ending(item, &at.happened),
        ItemStep::TakeBack => against_taking_back(item, &at.items, &at.happened, note),
    }
}

/// Every reason why what belongs to an item of this kind is not done now; none where the congress has no
/// programme, or a programme without such an item.
///
/// # Errors
/// As the database.
pub fn against_acting(
    conn: &mut AnyConnection,
    congress: &Congress,
    kind: ItemKind,
) -> Result<Vec<Reason>, Error> {
    Ok(rules::against_acting(
        kind,
        &store::items(conn, congress.id)?,
    ))
}

/// Every reason why no ballot for this post is given out now (R-PRG-01); none where the congress has no programme.
///
/// # Errors
/// As the database.
pub fn against_ballot(
    conn: &mut AnyConnection,
    congress: CongressId,
    post: Post,
) -> Result<Vec<Reason>, Error> {
    Ok(rules::against_ballot(post, &store::items(conn, congress)?))
}

/// How the programme of a congress stands, for the rules of the congress.
///
/// # Errors
/// As the database.
pub fn facts(
    conn: &mut AnyConnection,
    congress: &Congress,
    plan: &Plan,
) -> Result<ProgrammeFacts, Error> {
    let items = store::items(conn, congress.id)?;
    Ok(ProgrammeFacts {
        built: store::of(conn, congress.id)?.is_some(),
        not_done: rules::not_done(&items),
        undone: rules::undone(&items, &happened(conn, congress, plan)?),
    })
}

fn happened(conn: &mut AnyConnection, congress: &Congress, plan: &Plan) -> Result<Happened, Error> {
    let content = &plan.content.0;
    let elected = organ::service::elected_kinds(conn, congress.id)?;
    let dossier = document::service::dossier(conn, congress.id, content)?;
    Ok(Happened {
        congress: congress.state,
        no_quorum: no_quorum(conn, congress)?,
        elects: content.elects(),
        presidium: elected.contains(&OrganKind::Presidium),
        secretariat: elected.contains(&OrganKind::Secretariat),
        counting_committee: elected.contains(&OrganKind::CountingCommittee),
        programme_adopted: vote::service::has_adopted(conn, congress.id, VoteSubject::Programme)?,
        not_presented: dossier.not_presented,
        elections: election::service::facts(conn, congress.id)?,
        targets_open: target::service::count_open(conn, congress.id)?,
        resolution_adopted: dossier.resolution_adopted,
    })
}

/// Why there is no quorum now; nothing while nobody's coming is recorded.
fn no_quorum(conn: &mut AnyConnection, congress: &Congress) -> Result<Vec<Reason>, Error> {
    let attendance = roll::service::attendance_if_drawn_up(conn, congress)?;
    let regulation = roll::service::regulation_of(congress);
    Ok(attendance
        .map(|here| against_quorum(&here, &regulation))
        .unwrap_or_default())
}

/// What the chairman's script is filled with, as of now.
///
/// # Errors
/// As the database.
pub fn script_facts(
    conn: &mut AnyConnection,
    actor: &Actor,
    at: &Arranged,
) -> Result<ScriptFacts, Error> {
    let id = at.congress.id;
    let Standing {
        base, attendance, ..
    } = vote::service::standing(conn, actor, &at.congress)?;
    let organs = organ::service::of(conn, id)?;
    let names = |kind: OrganKind| -> Vec<String> {
        let of_kind = organs.iter().filter(|standing| standing.organ.kind == kind);
        of_kind
            .flat_map(|standing| standing.members.iter().map(|member| member.name.clone()))
            .collect()
    };
    let targets = target::service::of(conn, id)?;
    let resolution = document::service::of_kind(conn, id, DocumentKind::DraftResolution)?;
    let seats = personnel::service::seats_planned(conn, id)?;
    Ok(ScriptFacts {
        branch: at.congress.unit_name.clone(),
        term: (at.plan.term_from, at.plan.term_to),
        plan: at.plan.symbol.clone(),
        presidium: names(OrganKind::Presidium),
        secretariat: names(OrganKind::Secretariat),
        counters: names(OrganKind::CountingCommittee),
        summoned: attendance.summoned_official,
        present: attendance.present_official,
        probationary: attendance.summoned_probationary,
        probationary_present: attendance.present_probationary,
        quorum: attendance.quorum_needed,
        base: base.base,
        more_than_half: base.more_than_half,
        committee_seats: (!seats.is_empty()).then(|| seats_of(&seats, Post::BranchCommitteeMember)),
        targets: i64::try_from(targets.len()).unwrap_or(i64::MAX),
        resolution_for: resolution.and_then(|paper| paper.votes_for),
    })
}

/// The points of the guidance that the congress ticks off.
///
/// # Errors
/// As [`checklist::service::items`].
pub fn points(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Vec<ChecklistItem>, Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    Ok(checklist::service::items(conn, actor, congress, &page)?.items)
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    kind: &str,
    detail: Value,
) -> Result<(), Error> {
    let chain = Subject::new(SubjectKind::Congress, congress.id);
    journal::service::record_write(conn, actor, chain, &congress.unit_path, kind, detail)
}
