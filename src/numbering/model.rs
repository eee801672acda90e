//! The data of numbering.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::model::SubjectId;
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::document::model::Secrecy;
use crate::document::symbol::DocumentSymbol;
use crate::regulation::DocumentType;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// What has become of a number.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = NumberState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Kept for a document that is not dated yet.
    Reserved,
    /// Borne by a dated document.
    Issued,
    /// Not used, and never given again.
    Cancelled,
}
crate::text_enum!(State);

/// A counter's key.
pub type SeriesId = Id<Series>;

/// A counter: of a congress, or of a committee for one type code in one term.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::number_series)]
pub struct Series {
    /// The counter's key.
    pub id: SeriesId,
    /// Whose documents: the branch that meets, or the committee.
    pub unit_id: UnitId,
    /// The congress; none for a committee.
    pub congress_id: Option<CongressId>,
    /// Code of the board that issues; empty for the committee itself and for a congress.
    pub board_code: String,
    /// The type code, such as `KH`; empty for a congress, which has one counter for all types.
    pub type_code: String,
    /// First day of the term; none for a congress.
    pub term_from: Option<NaiveDate>,
    /// The last number given out; 0 before the first.
    pub last_number: i64,
}

/// A number's key.
pub type DocumentNumberId = Id<DocumentNumber>;

/// A number that was given out.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::document_numbers)]
pub struct DocumentNumber {
    /// The number's key.
    pub id: DocumentNumberId,
    /// The counter it was given from.
    pub series_id: SeriesId,
    /// The number, from 1.
    pub number: i64,
    /// The type of the document.
    pub document_type: DocumentType,
    /// Number and symbol as printed, `02-NQ/ĐH`.
    pub symbol: String,
    /// What has become of it.
    pub state: State,
    /// Whether the document is a state secret.
    pub secrecy: Secrecy,
    /// The date the document bears; none while reserved.
    pub dated_on: Option<NaiveDate>,
    /// What the document is about (trích yếu); never of a secret one.
    pub abstract_text: Option<String>,
    /// Who keeps the document; asked for where it is secret.
    pub custodian: Option<String>,
    /// The record in the program that the number belongs to.
    pub subject_id: Option<SubjectId>,
    /// Why it was reserved.
    pub reserved_for: Option<String>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// By whom.
    pub cancelled_by: Option<UserId>,
    /// When it was given out.
    pub given_at: Instant,
    /// To whom.
    pub given_by: UserId,
    /// Grows with every change.
    pub version: i64,
}

/// Whose number is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A congress's.
    Congress(CongressId),
    /// A committee's or branch's.
    Unit(UnitId),
}

/// What is said of a document when it gets its number; without a date the number is reserved.
#[derive(Debug, Clone)]
pub struct NewNumber {
    /// Its type.
    pub document_type: DocumentType,
    /// The date it bears.
    pub dated_on: Option<NaiveDate>,
    /// Whether it is a state secret.
    pub secrecy: Secrecy,
    /// What it is about.
    pub abstract_text: Option<String>,
    /// Who keeps it.
    pub custodian: Option<String>,
    /// The record in the program that it belongs to.
    pub subject_id: Option<SubjectId>,
    /// Why it is reserved.
    pub reserved_for: Option<String>,
    /// Code of the board that issues it in the committee's name.
    pub board_code: Option<String>,
    /// Whether the standing committee issues it (R-AUT-01).
    pub standing_committee: bool,
    /// The last number given out on paper, before the counter was kept here.
    pub follows: Option<i64>,
}

/// A document that is being issued under a number that was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The committee that issues it.
    pub unit_id: UnitId,
    /// What it is.
    pub document_type: DocumentType,
    /// Its number and symbol.
    pub symbol: DocumentSymbol,
    /// The date it bears.
    pub dated_on: NaiveDate,
    /// What it is about.
    pub title: String,
    /// Its record.
    pub subject_id: SubjectId,
}

/// A document issued under a number that was typed: its record, number and symbol, date.
pub type IssuedAs = (SubjectId, String, NaiveDate);

/// What is said when a reserved number is used.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The date the document bears.
    pub dated_on: NaiveDate,
    /// What it is about.
    pub abstract_text: Option<String>,
    /// The record in the program that it belongs to.
    pub subject_id: Option<SubjectId>,
}

/// What a list of numbers is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct NumberFilter {
    /// Only this type.
    pub document_type: Option<DocumentType>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only of the term that begins on this day.
    pub term_from: Option<NaiveDate>,
}

/// A number's place in a list: counter by counter, number by number.
pub type Position = (SeriesId, i64);

/// The beginning of a term's key.
pub type TermId = Id<Term>;

/// The first day of a committee's term; the term ends the day before the next begins.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::committee_terms)]
pub struct Term {
    /// Its key.
    pub id: TermId,
    /// The committee.
    pub unit_id: UnitId,
    /// The first day: the day after the closing of the congress that elected it.
    pub begins_on: NaiveDate,
    /// On what ground: the congress, the decision that appointed it.
    pub ground: String,
    /// When it was written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
}
