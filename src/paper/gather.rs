//! What the papers of a congress tell, gathered from the features that keep it.
//!
//! A paper that cannot be made yet answers with every reason; what is only not known (a number, a name) stays open
//! on the paper, to be written in by hand.

use super::elections::{self, Which};
use super::model::{
    Attendance, BaseCalculation, Chair, Clerk, CongressMinutes, ElectedList, ExcludedLine,
    Occasion, PaperKind, Resolution, RunSheet, VoteLine,
};
use super::{account, compose, conducted, layout, rules};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::congress::model::{Congress, State};
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::document::model::{Document, DocumentKind, State as DocumentState};
use crate::error::{Arg, Error, Reason};
use crate::numbering::model::{DocumentNumber, Owner};
use crate::plan::model::Plan;
use crate::plan::rules::PRACTICE;
use crate::regulation::DocumentType;
use crate::roll::model::{Base, Citation, RollChange};
use crate::{audit, document, election, numbering, roll, unit, version};

/// What whoever asks for a paper may say of it.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The place that stands before the date.
    pub place: Option<String>,
    /// Who signs, where the program does not know.
    pub signer: Option<String>,
}

/// A paper, or every reason why it cannot be made yet.
pub type Made = Result<layout::Paper, Vec<Reason>>;

/// A congress with what every paper of it needs.
pub struct Ground<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// The congress.
    pub congress: &'a Congress,
    /// Its plan.
    pub plan: &'a Plan,
    /// What whoever asks says of it.
    pub choice: &'a Choice,
}

/// A paper of a congress.
///
/// # Errors
/// [`Error::NotFound`] of an election or ballot that the congress has not; else as the database.
pub fn paper(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    kind: PaperKind,
    which: Which,
) -> Result<Made, Error> {
    match kind {
        PaperKind::Resolution => resolution(conn, ground),
        PaperKind::ElectedList => elected_list(conn, ground),
        PaperKind::CongressMinutes => congress_minutes(conn, ground),
        PaperKind::RunSheet => run_sheet(conn, ground),
        PaperKind::Ballot => elections::ballot(conn, ground, which),
        PaperKind::CountingForm => elections::counting_form(conn, ground, which),
        PaperKind::CountingMinutes => elections::counting_minutes(conn, ground, which),
    }
}

/// A reason why a paper cannot be made.
pub fn missing(code: &'static str) -> Reason {
    Reason::new(code).on(PRACTICE)
}

impl Ground<'_> {
    /// The congress as every paper names it; the day is that of the number, else that of the congress.
    pub fn occasion(
        &self,
        conn: &mut AnyConnection,
        number: Option<&DocumentNumber>,
    ) -> Result<Occasion, Error> {
        let congress = self.congress;
        let held = congress
            .closed_on
            .or(congress.opened_on)
            .or(congress.planned_on);
        let day = held.unwrap_or(congress.created_at.date());
        let above = match unit::service::place(conn, congress.approving_unit_id, day) {
            Ok(place) => place.name,
            Err(Error::NotFound) => String::new(),
            Err(other) => return Err(other),
        };
        Ok(Occasion {
            above,
            branch: congress.unit_name.clone(),
            term: rules::term(self.plan.term_from, self.plan.term_to),
            place: self.choice.place.clone(),
            on: number.and_then(|number| number.dated_on).or(held),
        })
    }

    /// Of which congress, on a paper that is made for its day: the script, a ballot, a form. It bears the day on which
    /// the congress opens, however long it sits.
    pub fn occasion_of_its_day(&self, conn: &mut AnyConnection) -> Result<Occasion, Error> {
        let opens = self.congress.opened_on.or(self.congress.planned_on);
        Ok(Occasion {
            on: opens,
            ..self.occasion(conn, None)?
        })
    }

    /// Who led, as the congress elected them; else who signs, as whoever asks says.
    pub fn leaders(&self, conn: &mut AnyConnection) -> Result<(Chair, Clerk), Error> {
        let (mut chair, clerk) = conducted::leaders(conn, self.congress)?;
        if chair.names.is_empty() {
            chair.names.extend(self.choice.signer.clone());
        }
        Ok((chair, clerk))
    }

    fn number(
        &self,
        conn: &mut AnyConnection,
        document_type: DocumentType,
        document: Option<&Document>,
    ) -> Result<Option<DocumentNumber>, Error> {
        let owner = Owner::Congress(self.congress.id);
        if let Some(document) = document {
            let own = numbering::service::number_of(conn, owner, document_type, document.id)?;
            if own.is_some() {
                return Ok(own);
            }
        }
        numbering::service::number_of_none(conn, owner, document_type)
    }

    /// The hash of the last entry of the congress's record.
    pub fn audit_head(&self, conn: &mut AnyConnection) -> Result<Option<String>, Error> {
        let subject = Subject::new(SubjectKind::Congress, self.congress.id);
        Ok(audit::service::head_of(conn, subject)?.map(|head| head.hash))
    }

    /// Why there is nothing to tell of the day: it has not come.
    pub fn not_held(&self) -> Vec<Reason> {
        let held = self.congress.state == State::InSession || self.congress.state.is_held();
        if held {
            return Vec::new();
        }
        vec![
            missing("paper_before_session")
                .with("state", Arg::term("congress-state", self.congress.state)),
        ]
    }
}

fn symbol(number: Option<DocumentNumber>) -> Option<String> {
    number.map(|number| number.symbol)
}

fn resolution(conn: &mut AnyConnection, ground: &Ground<'_>) -> Result<Made, Error> {
    let mut reasons = ground.not_held();
    let draft =
        document::service::of_kind(conn, ground.congress.id, DocumentKind::DraftResolution)?;
    let Some(draft) = draft else {
        reasons.push(missing("paper_without_draft"));
        return Ok(Err(reasons));
    };
    if draft.state != DocumentState::Adopted {
        reasons.push(
            missing("paper_resolution_not_adopted")
                .with("state", Arg::term("document-state", draft.state)),
        );
    }
    let text = version::service::latest_text(conn, &draft)?;
    if text.is_none() {
        reasons.push(missing("paper_without_text"));
    }
    let (Some(text), true) = (text, reasons.is_empty()) else {
        return Ok(Err(reasons));
    };
    let number = ground.number(conn, DocumentType::Resolution, Some(&draft))?;
    let told = Resolution {
        occasion: ground.occasion(conn, number.as_ref())?,
        symbol: symbol(number),
        text: rules::body_of(&text),
        targets: conducted::targets(conn, ground.congress)?,
        vote: vote_on(&draft),
        chair: ground.leaders(conn)?.0,
    };
    Ok(Ok(compose::resolution(&told)))
}

/// The vote by which the congress adopted a document.
fn vote_on(document: &Document) -> Option<VoteLine> {
    Some(VoteLine {
        subject: rules::sentence(&rules::word("document-kind", document.kind)),
        for_: document.votes_for?,
        against: document.votes_against.unwrap_or_default(),
        abstain: document.votes_abstain.unwrap_or_default(),
        base: document.base_official?,
        adopted: document.state == DocumentState::Adopted,
    })
}

fn elected_list(conn: &mut AnyConnection, ground: &Ground<'_>) -> Result<Made, Error> {
    let mut reasons = ground.not_held();
    let facts = election::service::facts(conn, ground.congress.id)?;
    if !facts.opened {
        reasons.push(missing("paper_without_elected"));
    }
    if !facts.open.is_empty() {
        let posts = Arg::terms("post", &facts.open);
        reasons.push(missing("paper_elections_open").with("posts", posts));
    }
    if !reasons.is_empty() {
        return Ok(Err(reasons));
    }
    let told = ElectedList {
        occasion: ground.occasion(conn, None)?,
        symbol: None,
        elections: account::of_elections(conn, ground)?,
        chair: ground.leaders(conn)?.0,
        audit_head: ground.audit_head(conn)?,
    };
    Ok(Ok(compose::elected_list(&told)))
}

fn congress_minutes(conn: &mut AnyConnection, ground: &Ground<'_>) -> Result<Made, Error> {
    let congress = ground.congress;
    let reasons = ground.not_held();
    if !reasons.is_empty() {
        return Ok(Err(reasons));
    }
    let number = ground.number(conn, DocumentType::Minutes, None)?;
    let (chair, clerk) = ground.leaders(conn)?;
    let (votes, base) = conducted::votes(conn, ground.actor, congress)?;
    let programme = conducted::programme(conn, ground.actor, congress)?;
    let (items, hours) = match &programme {
        Some(programme) => (programme.happened(), programme.hours()),
        None => (Vec::new(), (congress.planned_time.clone(), None)),
    };
    let told = CongressMinutes {
        occasion: ground.occasion(conn, number.as_ref())?,
        symbol: symbol(number),
        venue: congress.venue.clone(),
        hours,
        attendance: attendance(conn, congress)?,
        corrections: corrections(
            conn,
            congress,
            programme.as_ref().and_then(conducted::Programme::begun),
        )?,
        chair,
        clerk,
        items,
        votes,
        base,
        elections: account::of_elections(conn, ground)?,
        audit_head: ground.audit_head(conn)?,
    };
    Ok(Ok(compose::congress_minutes(&told)))
}

fn run_sheet(conn: &mut AnyConnection, ground: &Ground<'_>) -> Result<Made, Error> {
    let Some(programme) = conducted::programme(conn, ground.actor, ground.congress)? else {
        return Ok(Err(vec![missing("paper_without_programme")]));
    };
    let told = RunSheet {
        occasion: ground.occasion_of_its_day(conn)?,
        items: programme.script(ground.congress.planned_time.as_deref()),
    };
    Ok(Ok(compose::run_sheet(&told)))
}

/// Who came: as the roll has it, else as counted at the opening.
fn attendance(conn: &mut AnyConnection, congress: &Congress) -> Result<Attendance, Error> {
    let counted = Attendance {
        summoned_official: congress.summoned_official.unwrap_or_default(),
        present_official: congress.present_official.unwrap_or_default(),
        summoned_probationary: congress.summoned_probationary.unwrap_or_default(),
        present_probationary: congress.present_probationary.unwrap_or_default(),
    };
    if congress.present_official.is_some() {
        return Ok(counted);
    }
    let drawn_up = roll::service::attendance_if_drawn_up(conn, congress)?;
    Ok(drawn_up.map_or(counted, |roll| Attendance {
        summoned_official: roll.summoned_official,
        present_official: roll.present_official,
        summoned_probationary: roll.summoned_probationary,
        present_probationary: roll.present_probationary,
    }))
}

/// What was put down or corrected by hand on the roll since the first item was begun.
fn corrections(
    conn: &mut AnyConnection,
    congress: &Congress,
    begun: Option<Instant>,
) -> Result<Vec<String>, Error> {
    let Some(begun) = begun else {
        return Ok(Vec::new());
    };
    let changes = roll::service::by_hand_since(conn, congress.id, begun)?;
    Ok(changes.iter().map(correction).collect())
}

fn correction(change: &RollChange) -> String {
    let to = if change.struck_off {
        "đưa ra khỏi danh sách".to_owned()
    } else {
        rules::word("roll-status", change.status).to_lowercase()
    };
    let why = change.note.as_deref().unwrap_or("................");
    let at = rules::written_time(&rules::hour_of(change.at));
    format!("{at}: {}, {to}; lý do: {why}.", change.full_name)
}

/// A base of the roll as the papers print it.
pub fn calculation(base: &Base) -> BaseCalculation {
    let excluded = base.excluded.iter().map(|line| ExcludedLine {
        reason: rules::word("base-reason", line.reason),
        count: line.count,
        ground: cited(&line.ground),
    });
    BaseCalculation {
        summoned: base.summoned,
        excluded: excluded.collect(),
        base: base.base,
        more_than_half: base.more_than_half,
        ground: cited(&base.ground),
        majority_ground: cited(&base.majority),
    }
}

fn cited(citation: &Citation) -> String {
    format!("{}, {}", citation.regulation, citation.clause)
}
