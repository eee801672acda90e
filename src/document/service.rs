//! The verbs of documents: authorise, gather the facts, decide, save, record.

use serde_json::{Value, json};

use super::adoption;
use super::cover::{self, Cover};
use super::model::{Document, DocumentFilter, DocumentId, DocumentKind, DossierFacts, VoteTotals};
use super::rules::{self, Correction, DocumentProcess, Facts, Step};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::error::{Arg, Error, Reason};
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::opinion::rules::decide_deed;
use crate::plan::model::{Plan, PlanContent};
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::review::model::{Decision, NewRemark, NewReview};
use crate::workflow::{PossibleStep, Seat, decide, possible_steps};
use crate::{congress, journal, plan, review, vote};

/// A document about to be begun.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// What stands on its cover.
    pub cover: Cover,
}

/// What comes with a step.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// The person's words; the reason, with `return_for_revision` and `reopen`.
    pub note: Option<String>,
    /// What is to be changed or considered, with a review.
    pub remarks: Vec<NewRemark>,
    /// The totals, with `adopt`.
    pub votes: VoteTotals,
}

fn subject(id: DocumentId) -> Subject {
    Subject::new(SubjectKind::Document, id)
}

/// A document, the congress it is for, and who holds which place in its process.
#[derive(Debug, Clone)]
pub struct Found {
    /// The document.
    pub document: Document,
    /// Its congress.
    pub congress: Congress,
    /// The congress's plan.
    pub plan: Plan,
}

impl Found {
    /// Who holds which place.
    pub fn seats(&self) -> Seats {
        self.congress.reviewing_seats(&self.plan)
    }
}

/// The document with this key, if the actor may read the documents of its congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: DocumentId) -> Result<Found, Error> {
    let document = store::by_id(conn, id)?;
    let congress =
        congress::service::find(conn, actor, Action::ReadDocuments, document.congress_id)?;
    let plan = plan::service::of(conn, congress.plan_id)?;
    Ok(Found {
        document,
        congress,
        plan,
    })
}

/// As [`find`], for the branch committee that prepares it.
///
/// # Errors
/// As [`find`]; [`Error::Forbidden`] for everybody but the branch's own committee.
pub fn find_to_prepare(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
) -> Result<Found, Error> {
    let found = find(conn, actor, id)?;
    expect_branch(actor, &found.congress, found.plan.unit_id)?;
    Ok(found)
}

/// Refuses everybody but the branch's own committee: an office above has eyes, not hands.
pub(super) fn expect_branch(
    actor: &Actor,
    congress: &Congress,
    plan_unit: crate::unit::model::UnitId,
) -> Result<(), Error> {
    let seats = congress.seats(plan_unit);
    if seats.office_for(actor, Seat::Branch).is_some() {
        return Ok(());
    }
    permit(actor, Action::PrepareCongress, &congress.unit_path)?;
    Err(Error::Forbidden(vec![
        Reason::new("wrong_office")
            .with("by", Arg::terms("seat", [Seat::Branch]))
            .on(plan::rules::PRACTICE),
    ]))
}

/// The documents of a congress, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    filter: &DocumentFilter,
    page: &PageRequest<DocumentId>,
) -> Result<Page<Document>, Error> {
    congress::service::find(conn, actor, Action::ReadDocuments, congress)?;
    store::list(conn, congress, filter, page)
}

/// Corrects what stands on the cover of a document. Of a classified one this is a new registration. The committee that
/// approves makes it less secret, for a reason that the audit keeps.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] where the document is not in the branch's hands; [`Error::Invalid`].
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    seen: i64,
    cover: &Cover,
) -> Result<Document, Error> {
    let found = find(conn, actor, id)?;
    let was = found.document.secrecy;
    let lowers = rules::lowers(&found.document, cover.secrecy);
    if !lowers {
        expect_branch(actor, &found.congress, found.plan.unit_id)?;
    }
    expect_version(found.document.version, seen)?;
    let reviewed = review::service::facts(conn, id)?.last_reviewed.is_some();
    let reasons = against_correction(&found, cover, reviewed);
    if lowers {
        decide_deed(
            &rules::LOWERS_SECRECY,
            &found.seats().held_by(actor),
            reasons,
        )?;
    } else {
        refuse(reasons)?;
    }
    let mut document = found.document;
    cover::apply(&mut document, cover);
    cover::expect_whole(&document)?;
    document.version += 1;
    store::save(conn, &document, seen)?;
    record(
        conn,
        actor,
        &found.congress,
        "document.correct",
        json!({ "document_id": id, "secrecy": document.secrecy }),
    )?;
    if lowers {
        let chain = Subject::new(SubjectKind::Congress, found.congress.id);
        let detail = json!({
            "document_id": id, "was": was, "secrecy": document.secrecy, "because": cover.lowered_because,
        });
        journal::service::record_quietly(conn, actor, chain, "document.lower_secrecy", &detail)?;
    }
    Ok(document)
}

/// What of the document's cover the branch may correct now.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the branch; [`Error::Refused`] with every reason where nothing of it may be
/// corrected.
pub fn expect_to_correct(actor: &Actor, found: &Found) -> Result<Vec<Correction>, Error> {
    expect_branch(actor, &found.congress, found.plan.unit_id)?;
    let against = |what| rules::against_correcting(&found.document, found.congress.state, what);
    let mut open = vec![Correction::Substance, Correction::Registration];
    open.retain(|what| against(*what).is_empty());
    if open.is_empty() {
        refuse(against(Correction::Registration))?;
    }
    Ok(open)
}

/// Refuses whoever may not make the document less secret, as far as can be told before they say how.
///
/// # Errors
/// [`Error::Refused`] or [`Error::Forbidden`] with every reason.
pub fn expect_lowerable(actor: &Actor, found: &Found) -> Result<(), Error> {
    let document = &found.document;
    let mut reasons =
        rules::against_correcting(document, found.congress.state, Correction::Substance);
    if !document.secrecy.is_classified() {
        reasons.push(Reason::new("document_not_classified").on(rules::SECRECY));
    }
    decide_deed(
        &rules::LOWERS_SECRECY,
        &found.seats().held_by(actor),
        reasons,
    )?;
    Ok(())
}

fn against_correction(found: &Found, cover: &Cover, reviewed: bool) -> Vec<Reason> {
    let (document, congress) = (&found.document, found.congress.state);
    let mut reasons = Vec::new();
    for (touched, what) in [
        (cover.touches_substance(), Correction::Substance),
        (cover.touches_registration(), Correction::Registration),
    ] {
        if touched {
            reasons.extend(rules::against_correcting(document, congress, what));
        }
    }
    reasons.extend(rules::against_secrecy(
        document,
        cover.secrecy,
        (reviewed, cover.lowered_because.as_deref()),
    ));
    reasons.dedup();
    reasons
}

pub(super) fn refuse(reasons: Vec<Reason>) -> Result<(), Error> {
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

/// Records a write that concerns a document, in the chain of its congress.
pub fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    kind: &str,
    detail: Value,
) -> Result<(), Error> {
    let chain = Subject::new(SubjectKind::Congress, congress.id);
    journal::service::record_write(conn, actor, chain, &congress.unit_path, kind, detail)
}

/// Counts a new version of a document, if one may be filed now, and says which it is.
///
/// # Errors
/// [`Error::Refused`] with every reason.
pub fn next_version(conn: &mut AnyConnection, found: &Found) -> Result<i64, Error> {
    let mut document = found.document.clone();
    refuse(rules::against_filing(&document, found.congress.state))?;
    let seen = document.version;
    document.latest_version += 1;
    document.version += 1;
    store::save(conn, &document, seen)?;
    Ok(document.latest_version)
}

/// Every step from where the document stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
) -> Result<(Document, Vec<PossibleStep<DocumentProcess>>), Error> {
    let found = find(conn, actor, id)?;
    let facts = facts(conn, actor, &found, None)?;
    let seats = found.seats().held_by(actor);
    let steps = possible_steps::<DocumentProcess>(found.document.state, &seats, &facts);
    Ok((found.document, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    seen: i64,
    step: Step,
    input: &StepInput,
) -> Result<Document, Error> {
    let found = find(conn, actor, id)?;
    expect_version(found.document.version, seen)?;
    let facts = facts(conn, actor, &found, Some(input))?;
    let (from, seats) = (found.document.state, found.seats());
    let decision = decide::<DocumentProcess>(from, step, &seats.held_by(actor), &facts)?;
    let mut document = found.document.clone();
    document.state = decision.to;
    document.version += 1;
    if step == Step::Adopt {
        adoption::adopt(conn, actor, &found.congress, &mut document, input)?;
    }
    leave_traces(&mut document, step);
    store::save(conn, &document, seen)?;
    if let Some(review) = review_of(step, &document, &seats, decision.seat, input) {
        review::service::record(conn, actor, &review, &input.remarks)?;
    }
    journal::service::record_step::<DocumentProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(id),
            chain: Subject::new(SubjectKind::Congress, found.congress.id),
            unit_path: &found.congress.unit_path,
            seats,
            step,
            from,
            decision,
            note: input.note.as_deref(),
            data: told(&document, step, input),
            due_on: None,
        },
    )?;
    Ok(document)
}

fn leave_traces(document: &mut Document, step: Step) {
    match step {
        Step::Endorse => document.endorsed_version = Some(document.latest_version),
        Step::Approve | Step::ApproveWithRemarks => {
            document.approved_version = Some(document.latest_version);
            document.final_needed = step == Step::ApproveWithRemarks;
        }
        Step::Reopen => {
            document.approved_version = None;
            document.final_needed = false;
        }
        Step::Submit | Step::ReturnForRevision | Step::Revise | Step::Present | Step::Adopt => (),
    }
}

fn told(document: &Document, step: Step, input: &StepInput) -> Value {
    let votes = (step == Step::Adopt).then(|| {
        json!({
            "base": document.base_official,
            "for": document.votes_for,
            "against": document.votes_against,
            "abstain": document.votes_abstain,
        })
    });
    json!({ "version": document.latest_version, "remarks": input.remarks.len(), "votes": votes })
}

fn review_of<'a>(
    step: Step,
    document: &Document,
    seats: &Seats,
    seat: Seat,
    input: &'a StepInput,
) -> Option<NewReview<'a>> {
    let decision = match step {
        Step::Endorse => Decision::Endorse,
        Step::ReturnForRevision | Step::Reopen => Decision::ReturnForRevision,
        Step::Approve => Decision::Approve,
        Step::ApproveWithRemarks => Decision::ApproveWithRemarks,
        Step::Submit | Step::Revise | Step::Present | Step::Adopt => return None,
    };
    Some(NewReview {
        document_id: document.id,
        version_n: document.latest_version,
        decision,
        note: input.note.as_deref(),
        unit_id: seats.unit(seat)?,
    })
}

fn facts(
    conn: &mut AnyConnection,
    actor: &Actor,
    found: &Found,
    given: Option<&StepInput>,
) -> Result<Facts, Error> {
    let input = given.cloned().unwrap_or_default();
    let (document, congress) = (&found.document, &found.congress);
    let reviews = review::service::facts(conn, document.id)?;
    let law = Regulation::on(congress.day(actor.today()));
    let standing = vote::service::standing(conn, actor, congress)?;
    Ok(Facts {
        kind: document.kind,
        classified: document.secrecy.is_classified(),
        congress: congress.state,
        latest_version: document.latest_version,
        returned_version: reviews.last_returned,
        endorsed_version: document.endorsed_version,
        endorsement_asked: congress.endorsement_asked(&found.plan),
        final_missing: document.final_missing(),
        open_remarks: reviews.open_remarks,
        only_asked: given.is_none(),
        remarks_given: input.remarks.len(),
        note_given: input
            .note
            .as_ref()
            .is_some_and(|note| !note.trim().is_empty()),
        base: Some(standing.base.base).filter(|base| *base > 0),
        present: Some(standing.attendance.present_official),
        vote_out_of_order: adoption::out_of_order(conn, document, congress, &standing, given)?,
        votes: input.votes,
        majority: law.ordinary_majority(),
    })
}

/// The steps taken on a document.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, id)?;
    journal::service::history(conn, subject(id), page)
}

/// The document of this kind, of which a congress has one; for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn of_kind(
    conn: &mut AnyConnection,
    congress: CongressId,
    kind: DocumentKind,
) -> Result<Option<Document>, Error> {
    Ok(store::of_kinds(conn, congress, &[kind])?.pop())
}

/// How the documents of a congress stand, measured against those its plan asks for.
pub fn dossier(
    conn: &mut AnyConnection,
    congress: CongressId,
    content: &PlanContent,
) -> Result<DossierFacts, Error> {
    let required = &content.required_documents;
    let mut kinds: Vec<DocumentKind> = required.clone();
    kinds.push(DocumentKind::DraftResolution);
    kinds.extend(DocumentKind::papers_of_report(content));
    let documents = store::of_kinds(conn, congress, &kinds)?;
    let of_required: Vec<DocumentId> = documents
        .iter()
        .filter(|document| required.contains(&document.kind))
        .map(|document| document.id)
        .collect();
    let open_remarks = review::service::open_remarks(conn, &of_required)?;
    Ok(rules::dossier(
        &documents,
        content,
        open_remarks.values().sum(),
    ))
}
