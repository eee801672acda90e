//! What stands against giving out a number, and what is only to be seen.

use chrono::NaiveDate;

use crate::congress::model::State as CongressState;
use crate::document::model::Secrecy;
use crate::document::symbol::{DocumentSymbol, TypeCode};
use crate::error::{Arg, Error, Reason};
use crate::plan::rules::unless;
use crate::regulation::{DocumentType, Ground, IssuingOrgan, Regulation, Severity};
use crate::unit::model::Level;

/// The code of a congress in a symbol (R-NUM-02).
pub const CONGRESS_CODE: &str = "ĐH";

/// The congress, as far as its numbers look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Where it stands.
    pub state: CongressState,
    /// The day it opened, the preparatory session included.
    pub opened_on: Option<NaiveDate>,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
}

/// From where the number comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// The one counter of a congress.
    Congress(Session),
    /// A committee's counter of a type in a term.
    Committee {
        /// First day of the term in which the document is dated; none when no term is known there.
        term_from: Option<NaiveDate>,
        /// First day of the term the number was given in; none when it is only being given.
        given_in: Option<NaiveDate>,
        /// The last number given out; 0 before the first.
        last_number: i64,
        /// What the request says was given out on paper.
        follows: Option<i64>,
    },
}

/// All that is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Who issues; none where the texts on authority do not tell such an organ apart.
    pub organ: Option<IssuingOrgan>,
    /// The type of the document.
    pub document_type: DocumentType,
    /// The date it bears; none while the number is only reserved.
    pub dated_on: Option<NaiveDate>,
    /// Today.
    pub today: NaiveDate,
    /// From where the number comes.
    pub counter: Counter,
    /// Whether the document is a state secret.
    pub secrecy: Secrecy,
    /// Whether an abstract is given.
    pub has_abstract: bool,
    /// Whether its keeper is named.
    pub has_custodian: bool,
    /// Whether it is said what a reserved number is kept for.
    pub has_reason: bool,
}

impl Facts {
    /// The day whose texts apply.
    pub fn day(&self) -> NaiveDate {
        self.dated_on.unwrap_or(self.today)
    }
}

/// The organ at a level of the tree, as the texts on authority name it.
pub fn organ_at(level: Level, standing_committee: bool) -> Option<IssuingOrgan> {
    match level {
        Level::Branch | Level::BaseBranch => Some(IssuingOrgan::Branch),
        Level::BaseCommittee if standing_committee => Some(IssuingOrgan::BaseStandingCommittee),
        Level::BaseCommittee => Some(IssuingOrgan::BaseCommittee),
        Level::SubCommittee => None,
        Level::BlocCommittee
        | Level::DistrictCommittee
        | Level::ProvinceCommittee
        | Level::CentralCommittee => Some(IssuingOrgan::UpperCommittee),
    }
}

fn on(reason: Reason, ground: Ground) -> Reason {
    reason.on(ground.clause).under(ground.text)
}

/// Where the rules of numbering stand on that day.
fn ground(day: NaiveDate) -> Ground {
    Regulation::on(day).document_number_digits().ground
}

/// Every reason why the number cannot be given out.
pub fn against(facts: &Facts) -> Vec<Reason> {
    let ground = ground(facts.day());
    let mut reasons: Vec<Reason> = match facts.counter {
        Counter::Congress(session) => against_session(facts, session),
        Counter::Committee { .. } => against_term(facts),
    };
    reasons.extend(unless(facts.day() <= facts.today, || {
        Reason::new("number_dated_ahead").with("date", facts.day())
    }));
    reasons.extend(unless(facts.dated_on.is_some() || facts.has_reason, || {
        Reason::new("number_reason_missing")
    }));
    reasons = reasons.into_iter().map(|one| on(one, ground)).collect();
    reasons.extend(against_secret(facts));
    reasons.extend(not_entitled(facts, Severity::Block));
    reasons
}

/// R-NUM-02: numbers of a congress are of its days, from the opening to the closing.
fn against_session(facts: &Facts, session: Session) -> Vec<Reason> {
    let numbers = match session.state {
        CongressState::InSession | CongressState::Closed => true,
        CongressState::Preparing
        | CongressState::Submitted
        | CongressState::Approved
        | CongressState::Convened
        | CongressState::Reported
        | CongressState::Confirmed
        | CongressState::Annulled
        | CongressState::Cancelled => false,
    };
    let mut reasons = unless(numbers, || {
        Reason::new("congress_gives_no_numbers")
            .with("state", Arg::term("congress-state", session.state))
    });
    let outside = facts.dated_on.filter(|date| {
        session.opened_on.is_some_and(|opened| *date < opened)
            || session.closed_on.is_some_and(|closed| *date > closed)
    });
    if let Some(date) = outside {
        let opened = session.opened_on.unwrap_or(date);
        reasons.push(
            Reason::new("number_date_outside_session")
                .with("date", date)
                .with("from", opened)
                .with("to", session.closed_on.unwrap_or(facts.today)),
        );
    }
    reasons
}

/// R-NUM-03: the number is borne by another document of its series; says which is free next.
pub fn taken(symbol: &str, next: String, day: NaiveDate) -> Reason {
    let reason = Reason::new("number_taken")
        .with("symbol", symbol)
        .with("next", next);
    on(reason, ground(day))
}

/// R-NUM-03: a committee's numbers are of a term, and a counter begins once.
fn against_term(facts: &Facts) -> Vec<Reason> {
    let Counter::Committee {
        term_from,
        given_in,
        last_number,
        follows,
    } = facts.counter
    else {
        return Vec::new();
    };
    let mut reasons = unless(term_from.is_some(), || {
        Reason::new("term_not_recorded").with("date", facts.day())
    });
    let other_term = given_in.filter(|&given| term_from.is_some_and(|term| term != given));
    if let Some(given) = other_term {
        reasons.push(
            Reason::new("number_of_another_term")
                .with("date", facts.day())
                .with("term", given),
        );
    }
    reasons.extend(unless(follows.is_none() || last_number == 0, || {
        Reason::new("series_has_begun").with("last", last_number)
    }));
    reasons
}

/// R-SEC-02: of a secret document number, type, date and keeper only.
fn against_secret(facts: &Facts) -> Vec<Reason> {
    if facts.secrecy == Secrecy::None {
        return Vec::new();
    }
    let mut reasons = unless(!facts.has_abstract, || Reason::new("secret_has_abstract"));
    reasons.extend(unless(facts.has_custodian, || {
        Reason::new("secret_without_custodian")
    }));
    reasons
        .into_iter()
        .map(|one| one.on("Luật Bảo vệ bí mật nhà nước"))
        .collect()
}

/// R-AUT-01, where the text in force forbids it as severely as asked.
fn not_entitled(facts: &Facts, severity: Severity) -> Option<Reason> {
    let cited = Regulation::on(facts.day()).may_issue(facts.organ?, facts.document_type)?;
    if cited.value || cited.ground.severity != severity {
        return None;
    }
    let reason = Reason::new(match severity {
        Severity::Block => "organ_not_entitled",
        Severity::Warn | Severity::Info => "organ_hardly_entitled",
    });
    Some(on(
        reason
            .with("organ", Arg::term("issuing-organ", facts.organ?))
            .with("type", Arg::term("document-type", facts.document_type)),
        cited.ground,
    ))
}

/// Where the text in force does not tell the congress of a branch apart, as none did before 9/1/2026, it is doubtful that
/// the congress may issue what its branch may not (R §4.3).
fn doubtful_at_congress(facts: &Facts) -> Option<Reason> {
    let regulation = Regulation::on(facts.day());
    let organ = facts
        .organ
        .filter(|organ| *organ == IssuingOrgan::BranchCongress)?;
    let is_silent = regulation.may_issue(organ, facts.document_type).is_none();
    let of_branch = regulation.may_issue(IssuingOrgan::Branch, facts.document_type)?;
    (is_silent && !of_branch.value).then(|| {
        let reason = Reason::new("organ_hardly_entitled")
            .with("organ", Arg::term("issuing-organ", organ))
            .with("type", Arg::term("document-type", facts.document_type));
        on(reason, of_branch.ground)
    })
}

/// What the texts on authority say against an organ's issuing every one of these types.
pub fn against_every_type(
    organ: IssuingOrgan,
    types: &[DocumentType],
    day: NaiveDate,
) -> Vec<Reason> {
    let reasons: Vec<Reason> = types
        .iter()
        .filter_map(|&document_type| {
            let cited = Regulation::on(day)
                .may_issue(organ, document_type)
                .filter(|cited| !cited.value)?;
            let reason = Reason::new(match cited.ground.severity {
                Severity::Block => "organ_not_entitled",
                Severity::Warn | Severity::Info => "organ_hardly_entitled",
            });
            Some(on(
                reason
                    .with("organ", Arg::term("issuing-organ", organ))
                    .with("type", Arg::term("document-type", document_type)),
                cited.ground,
            ))
        })
        .collect();
    if reasons.len() == types.len() {
        reasons
    } else {
        Vec::new()
    }
}

/// A number and its date, in one counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The number.
    pub number: i64,
    /// The date of its document.
    pub dated_on: NaiveDate,
}

/// What stops nothing but should be seen of a number that is in use, among the others of its counter.
pub fn warnings(facts: &Facts, own: Dated, others: &[Dated]) -> Vec<Reason> {
    not_entitled(facts, Severity::Warn)
        .into_iter()
        .chain(doubtful_at_congress(facts))
        .chain(out_of_order(own, others))
        .collect()
}

/// R-NUM-05: within a counter the later number bears the later date, or the same.
pub fn out_of_order(own: Dated, others: &[Dated]) -> Option<Reason> {
    let disagrees = |other: &&Dated| {
        (other.number < own.number && other.dated_on > own.dated_on)
            || (other.number > own.number && other.dated_on < own.dated_on)
    };
    let nearest = others
        .iter()
        .filter(disagrees)
        .min_by_key(|other| (other.number - own.number).abs())?;
    Some(on(
        Reason::new("number_date_disorder")
            .with("number", own.number)
            .with("date", own.dated_on)
            .with("other", nearest.number)
            .with("other_date", nearest.dated_on),
        ground(own.dated_on),
    ))
}

/// The symbol of a number.
///
/// # Errors
/// [`Error::Refused`] when the organ's code cannot stand in a symbol (R-NUM-01).
pub fn symbol(number: i64, document_type: DocumentType, organ: &str) -> Result<String, Error> {
    let unfit = || {
        Error::refused(
            Reason::new("organ_code_unfit")
                .with("code", organ)
                .on("R-NUM-01"),
        )
    };
    let number = u32::try_from(number).map_err(|_| unfit())?;
    let symbol = DocumentSymbol::new(number, TypeCode::of(document_type), organ);
    Ok(symbol.map_err(|_| unfit())?.to_string())
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
