//! The process of a document, as a table, and what must hold before each step; and when the branch may file
//! a version, register a classified paper, or correct what stands on the cover.

use super::model::{Document, DocumentKind, DossierFacts, Secrecy, State, VoteTotals};
use crate::congress::model::State as CongressState;
use crate::error::{Arg, Reason};
use crate::plan::model::PlanContent;
use crate::plan::rules::{PRACTICE, unless};
use crate::regulation::{Cited, Majority};
use crate::workflow::{Process, Rule, Seat};

/// The ground of everything that keeps secrets out.
pub const SECRECY: &str = "Luật Bảo vệ bí mật nhà nước";

/// What can be done with a document.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = DocumentStep)]
pub enum Step {
    /// The branch lays it before the approving committee.
    Submit,
    /// The sub-committee passes it on with its consent.
    Endorse,
    /// It goes back to the branch, with remarks or a reason.
    ReturnForRevision,
    /// The branch takes it up again.
    Revise,
    /// The approving committee approves it as it is.
    Approve,
    /// The approving committee approves it; a final version must answer its remarks.
    ApproveWithRemarks,
    /// What was approved goes back to the branch once more, as long as the congress itself is not approved.
    Reopen,
    /// It is put to the congress.
    Present,
    /// The congress adopts it by vote.
    Adopt,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// It is a document that is reviewed, not a paper of the report.
    Reviewed,
    /// The congress is neither held nor called off.
    CongressAhead,
    /// The dossier of the congress is not approved yet.
    DossierOpen,
    /// The congress is being held.
    InSession,
    /// A version (of a classified document: a registration) is there, newer than the one last given back.
    NewVersionFiled,
    /// Every remark has been accepted or explained (R-DOC-02).
    RemarksAnswered,
    /// At least one remark comes with the step.
    RemarksGiven,
    /// No remark comes with the step.
    NoRemarksGiven,
    /// A remark or a reason comes with the step.
    RemarkOrReason,
    /// The plan asks the sub-committee first, there is one, and it has not endorsed this version yet.
    EndorsementAwaited,
    /// The sub-committee has endorsed this version, where the plan asks for it.
    Endorsed,
    /// The final version is filed, where it was approved with remarks.
    FinalVersionFiled,
    /// For, against and abstentions are all given.
    VotesGiven,
    /// They are no more than the official members present.
    VotesAddUp,
    /// More than half of the base of ordinary votes is for it.
    MajorityReached,
    /// The programme has come to it, its targets have been voted on, and there is a quorum or a reason (R-QUO-02).
    VoteInOrder,
}

/// All that the guards look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What it is.
    pub kind: DocumentKind,
    /// Whether its content may not be kept here.
    pub classified: bool,
    /// Where its congress stands.
    pub congress: CongressState,
    /// The latest version, or registration; 0: none.
    pub latest_version: i64,
    /// The version last given back.
    pub returned_version: Option<i64>,
    /// The version the sub-committee endorsed.
    pub endorsed_version: Option<i64>,
    /// Whether the plan asks the sub-committee first, and there is one.
    pub endorsement_asked: bool,
    /// Whether it was approved with remarks and the final version is not filed.
    pub final_missing: bool,
    /// How many remarks are neither accepted nor explained.
    pub open_remarks: i64,
    /// Whether it is only asked what can be done: what comes with a step is not there yet, and not missed.
    pub only_asked: bool,
    /// How many remarks come with the step.
    pub remarks_given: usize,
    /// Whether words come with the step.
    pub note_given: bool,
    /// The base of ordinary votes at this moment; none where nobody is summoned.
    pub base: Option<i64>,
    /// Official members present at this moment.
    pub present: Option<i64>,
    /// Every reason why it is not put to the vote now, whatever the totals.
    pub vote_out_of_order: Vec<Reason>,
    /// The totals that come with the step.
    pub votes: VoteTotals,
    /// The share that must be exceeded, on the day of the congress.
    pub majority: Cited<Majority>,
}

/// The process of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentProcess;

impl Process for DocumentProcess {
    const NAME: &'static str = "document";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        let (from, to, by, provided, ground): Row = match step {
            //                           from           to               by                                   provided                                                              ground
            Step::Submit             => (&[Draft],      Some(Submitted), &[Seat::Branch],                     &[Reviewed, CongressAhead, NewVersionFiled, RemarksAnswered],         PRACTICE),
            Step::Endorse            => (&[Submitted],  None,            &[Seat::SubCommittee],               &[CongressAhead, EndorsementAwaited, NoRemarksGiven],                 PRACTICE),
            Step::ReturnForRevision  => (&[Submitted],  Some(Returned),  &[Seat::Upper, Seat::SubCommittee],  &[CongressAhead, RemarkOrReason],                                     PRACTICE),
            Step::Revise             => (&[Returned],   Some(Draft),     &[Seat::Branch],                     &[CongressAhead],                                                     PRACTICE),
            Step::Approve            => (&[Submitted],  Some(Approved),  &[Seat::Upper],                      &[CongressAhead, Endorsed, NoRemarksGiven, RemarksAnswered],          PRACTICE),
            Step::ApproveWithRemarks => (&[Submitted],  Some(Approved),  &[Seat::Upper],                      &[CongressAhead, Endorsed, RemarksGiven, RemarksAnswered],            PRACTICE),
            Step::Reopen             => (&[Approved],   Some(Returned),  &[Seat::Upper],                      &[DossierOpen, RemarkOrReason],                                       PRACTICE),
            Step::Present            => (&[Approved],   Some(Presented), &[Seat::Branch],                     &[InSession, RemarksAnswered, FinalVersionFiled],                     PRACTICE),
            Step::Adopt              => (&[Presented],  Some(Adopted),   &[Seat::Branch],                     &[InSession, VoteInOrder, VotesGiven, VotesAddUp, MajorityReached],   PRACTICE),
        };
        Rule { from, to, by, provided, ground }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::Reviewed => unless(!facts.kind.is_paper_of_report(), || {
                Reason::new("document_paper_not_reviewed").with("kind", kind(facts.kind))
            }),
            Guard::CongressAhead => unless(is_ahead(facts.congress), || over(facts.congress)),
            Guard::DossierOpen => dossier_open(facts.congress),
            Guard::InSession => unless(facts.congress == CongressState::InSession, || {
                Reason::new("document_congress_not_in_session")
                    .with("state", Arg::term("congress-state", facts.congress))
            }),
            Guard::NewVersionFiled => new_version_filed(facts),
            Guard::RemarksAnswered => unless(facts.open_remarks == 0, || {
                Reason::new("document_remarks_open").with("count", facts.open_remarks)
            }),
            Guard::RemarksGiven => remarks_given(facts),
            Guard::NoRemarksGiven => unless(facts.remarks_given == 0, || {
                Reason::new("document_remarks_not_taken")
            }),
            Guard::RemarkOrReason => remark_or_reason(facts),
            Guard::EndorsementAwaited => endorsement_awaited(facts),
            Guard::Endorsed => unless(
                !facts.endorsement_asked || facts.endorsed_version == Some(facts.latest_version),
                || Reason::new("document_not_endorsed"),
            ),
            Guard::FinalVersionFiled => unless(!facts.final_missing, || {
                Reason::new("document_final_version_missing")
            }),
            Guard::VotesGiven => unless(facts.only_asked || totals(facts).is_some(), || {
                Reason::new("document_votes_missing")
            }),
            Guard::VotesAddUp => votes_add_up(facts),
            Guard::MajorityReached => majority_reached(facts),
            Guard::VoteInOrder => facts.vote_out_of_order.clone(),
        }
    }
}

fn kind(kind: DocumentKind) -> Arg {
    Arg::term("document-kind", kind)
}

/// Whether the congress is still to be held, or being held.
fn is_ahead(congress: CongressState) -> bool {
    match congress {
        CongressState::Preparing
        | CongressState::Submitted
        | CongressState::Approved
        | CongressState::Convened
        | CongressState::InSession => true,
        CongressState::Closed
        | CongressState::Reported
        | CongressState::Confirmed
        | CongressState::Annulled
        | CongressState::Cancelled => false,
    }
}

/// What was approved is reopened only while the approving committee still has the last word on the congress.
pub fn dossier_open(congress: CongressState) -> Vec<Reason> {
    unless(congress.is_before_approval(), || {
        Reason::new("dossier_settled").with("state", Arg::term("congress-state", congress))
    })
}

/// Whether papers of the report may be written: from the opening until the report is sent.
fn writes_its_report(congress: CongressState) -> bool {
    matches!(congress, CongressState::InSession | CongressState::Closed)
}

fn over(congress: CongressState) -> Reason {
    Reason::new("document_congress_over").with("state", Arg::term("congress-state", congress))
}

fn new_version_filed(facts: &Facts) -> Vec<Reason> {
    if facts.kind.is_paper_of_report() {
        return Vec::new();
    }
    match (facts.latest_version, facts.returned_version) {
        (0, _) if facts.classified => {
            vec![Reason::new("document_registration_missing").on(SECRECY)]
        }
        (0, _) => vec![Reason::new("document_version_missing")],
        (latest, Some(returned)) if latest <= returned && facts.classified => {
            vec![Reason::new("document_registration_not_renewed").on(SECRECY)]
        }
        (latest, Some(returned)) if latest <= returned => {
            vec![Reason::new("document_version_not_renewed").with("returned", returned)]
        }
        _ => Vec::new(),
    }
}

fn remarks_on_classified(facts: &Facts) -> Vec<Reason> {
    unless(!facts.classified || facts.remarks_given == 0, || {
        Reason::new("document_remarks_on_classified").on(SECRECY)
    })
}

fn remarks_given(facts: &Facts) -> Vec<Reason> {
    if facts.classified {
        // What a remark says would give away what the paper says.
        return vec![Reason::new("document_remarks_on_classified").on(SECRECY)];
    }
    unless(facts.only_asked || facts.remarks_given > 0, || {
        Reason::new("document_remarks_missing")
    })
}

fn remark_or_reason(facts: &Facts) -> Vec<Reason> {
    let mut reasons = remarks_on_classified(facts);
    let is_told = facts.only_asked || facts.remarks_given > 0 || facts.note_given;
    reasons.extend(unless(is_told, || {
        Reason::new("document_return_without_reason")
    }));
    reasons
}

fn endorsement_awaited(facts: &Facts) -> Vec<Reason> {
    if !facts.endorsement_asked {
        return vec![Reason::new("document_endorsement_not_asked")];
    }
    unless(facts.endorsed_version != Some(facts.latest_version), || {
        Reason::new("document_already_endorsed")
    })
}

/// For, against and abstentions, when all are given.
fn totals(facts: &Facts) -> Option<(i64, i64, i64)> {
    let votes = facts.votes;
    Some((votes.votes_for?, votes.votes_against?, votes.votes_abstain?))
}

fn votes_add_up(facts: &Facts) -> Vec<Reason> {
    let Some(present) = facts.present else {
        return vec![Reason::new("document_present_not_recorded")];
    };
    let Some((agreed, against, abstained)) = totals(facts) else {
        return Vec::new();
    };
    let mut reasons = unless(agreed >= 0 && against >= 0 && abstained >= 0, || {
        Reason::new("document_votes_negative")
    });
    let sum = agreed.saturating_add(against).saturating_add(abstained);
    reasons.extend(unless(sum <= present, || {
        Reason::new("document_votes_exceed_present")
            .with("sum", sum)
            .with("present", present)
    }));
    reasons
}

/// The base is that of ordinary votes: whoever stays away with a good reason counts (R §1.2).
fn majority_reached(facts: &Facts) -> Vec<Reason> {
    let Some(base) = facts.base else {
        return vec![Reason::new("document_summoned_not_recorded")];
    };
    let Some((agreed, ..)) = totals(facts) else {
        return Vec::new();
    };
    let majority = facts.majority;
    unless(majority.value.exceeded_by(agreed, base), || {
        Reason::new("document_majority_not_reached")
            .with("for", agreed)
            .with("base", base)
            .with("needed", majority.value.least(base))
            .on(majority.ground.clause)
            .under(majority.ground.text)
    })
}

/// Every reason why a version may not be filed now.
pub fn against_filing(document: &Document, congress: CongressState) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if document.secrecy.is_classified() {
        reasons.push(
            Reason::new("document_content_classified")
                .with("secrecy", Arg::term("secrecy", document.secrecy))
                .on(SECRECY),
        );
    }
    reasons.extend(against_the_time(document.kind, congress));
    reasons.extend(against_the_state(document));
    reasons
}

/// Every reason why a document of this kind may not be begun now.
pub fn against_beginning(kind: DocumentKind, congress: CongressState) -> Vec<Reason> {
    let still = is_ahead(congress) || (kind.is_paper_of_report() && writes_its_report(congress));
    unless(still, || over(congress))
}

fn against_the_time(kind_of: DocumentKind, congress: CongressState) -> Vec<Reason> {
    if !kind_of.is_paper_of_report() {
        return unless(is_ahead(congress), || over(congress));
    }
    if writes_its_report(congress) {
        return Vec::new();
    }
    if is_ahead(congress) {
        return vec![Reason::new("document_paper_too_early").with("kind", kind(kind_of))];
    }
    vec![over(congress)]
}

/// Versions are filed while the branch writes, and once more after an approval with remarks.
fn against_the_state(document: &Document) -> Vec<Reason> {
    match document.state {
        State::Draft => Vec::new(),
        State::Approved if document.final_needed => Vec::new(),
        State::Approved => vec![Reason::new("document_approved_as_it_is")],
        State::Submitted => vec![Reason::new("document_with_the_committee")],
        State::Returned => vec![Reason::new("document_to_be_revised_first")],
        State::Presented | State::Adopted => vec![Reason::new("document_put_to_the_congress")],
    }
}

/// What of a document's cover is to be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Its title or its secrecy: part of what is reviewed.
    Substance,
    /// Its number, its date, who keeps it: they are often given late.
    Registration,
}

/// Every reason why the cover may not be corrected now.
pub fn against_correcting(
    document: &Document,
    congress: CongressState,
    what: Correction,
) -> Vec<Reason> {
    let still = is_ahead(congress) || writes_its_report(congress);
    let mut reasons = unless(still, || over(congress));
    reasons.extend(match (document.state, what) {
        (State::Draft | State::Returned, _) => Vec::new(),
        (State::Submitted, _) => vec![Reason::new("document_with_the_committee")],
        (State::Approved | State::Presented | State::Adopted, Correction::Substance) => {
            vec![Reason::new("document_substance_settled")]
        }
        (State::Approved | State::Presented | State::Adopted, Correction::Registration) => {
            // The registration of a classified document stands in for its content.
            unless(!document.secrecy.is_classified(), || {
                Reason::new("document_substance_settled").on(SECRECY)
            })
        }
    });
    reasons
}

/// Who lowers the secrecy of a document: the committee that answers for it, never the branch by itself.
pub const LOWERS_SECRECY: [Seat; 1] = [Seat::Upper];

/// Whether a cover makes a document less secret.
pub fn lowers(document: &Document, wanted: Option<Secrecy>) -> bool {
    wanted.is_some_and(|wanted| wanted < document.secrecy)
}

/// Every reason why the secrecy may not become that: what is kept cannot be taken back, what has been reviewed as
/// classified stays so, and a document becomes less secret for a reason that is kept.
pub fn against_secrecy(
    document: &Document,
    wanted: Option<Secrecy>,
    (reviewed, why): (bool, Option<&str>),
) -> Vec<Reason> {
    let Some(wanted) = wanted else {
        return Vec::new();
    };
    let is_said = why.is_some_and(|why| !why.trim().is_empty());
    let mut reasons = unless(is_said || !lowers(document, Some(wanted)), || {
        Reason::new("document_lowered_without_reason").on(SECRECY)
    });
    reasons.extend(against_change_of_secrecy(document, wanted, reviewed));
    reasons
}

fn against_change_of_secrecy(document: &Document, wanted: Secrecy, reviewed: bool) -> Vec<Reason> {
    match (document.secrecy.is_classified(), wanted.is_classified()) {
        (false, true) => unless(document.latest_version == 0, || {
            Reason::new("document_content_already_kept").on(SECRECY)
        }),
        (true, false) => unless(!reviewed, || {
            Reason::new("document_reviewed_as_classified").on(SECRECY)
        }),
        (true, true) | (false, false) => Vec::new(),
    }
}

/// How these documents of a congress stand, measured against what is required of it. A paper of the report
/// that a plan requires is asked for with the report, not before.
pub fn dossier(documents: &[Document], content: &PlanContent, open_remarks: i64) -> DossierFacts {
    let required = &content.required_documents;
    let lacking = |settled: fn(&Document) -> bool| -> Vec<DocumentKind> {
        required
            .iter()
            .copied()
            .filter(|kind| !kind.is_paper_of_report())
            .filter(|kind| {
                let mut of_kind = documents.iter().filter(|d| d.kind == *kind).peekable();
                of_kind.peek().is_none() || !of_kind.all(settled)
            })
            .collect()
    };
    let filed = |kind: &DocumentKind| {
        documents
            .iter()
            .any(|document| document.kind == *kind && document.latest_version > 0)
    };
    DossierFacts {
        not_submitted: lacking(|document| {
            !matches!(document.state, State::Draft | State::Returned)
        }),
        not_approved: lacking(|document| document.state >= State::Approved),
        open_remarks,
        final_missing: documents
            .iter()
            .filter(|document| required.contains(&document.kind) && document.final_missing())
            .map(|document| document.kind)
            .collect(),
        not_presented: lacking(|document| document.state >= State::Presented),
        resolution_adopted: documents.iter().any(|document| {
            document.kind == DocumentKind::DraftResolution && document.state == State::Adopted
        }),
        papers_missing: DocumentKind::papers_of_report(content)
            .filter(|kind| !filed(kind))
            .collect(),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "dossier_tests.rs"]
mod dossier_tests;
