//! Offices as they are kept.

use chrono::NaiveDate;

use crate::auth::permission::Role;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// An office's key.
pub type OfficeId = Id<Office>;

/// A role at a unit, from one date to another.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::offices)]
pub struct Office {
    /// The office's key.
    pub id: OfficeId,
    /// Who holds it.
    pub user_id: UserId,
    /// What it is.
    pub role: Role,
    /// Where; without a unit, the whole installation.
    pub unit_id: Option<UnitId>,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// The first day on which it no longer holds.
    pub valid_to: Option<NaiveDate>,
    /// When it was given.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// An office to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffice {
    /// What it is.
    pub role: Role,
    /// Where; without a unit, the whole installation.
    pub unit_id: Option<UnitId>,
    /// Its first day; today unless said.
    pub valid_from: Option<NaiveDate>,
    /// The first day on which it no longer holds.
    pub valid_to: Option<NaiveDate>,
}

/// An office with the name of its unit, for people to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOffice {
    /// The office.
    pub office: Office,
    /// What its unit is called today; absent for the whole installation and for a unit that is no more.
    pub unit_name: Option<String>,
}

/// Where an office is held, for the question who keeps the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceHeld {
    /// Where its unit stands today; nowhere when it is no more.
    pub path: Option<UnitPath>,
    /// Whether it has not ended.
    pub live: bool,
}
