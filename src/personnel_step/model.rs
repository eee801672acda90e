//! The data of a step of the personnel work.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::nominee::model::NomineeId;
use crate::personnel::model::{PersonnelId, PersonnelStepKind};
use crate::user::model::UserId;

/// The key of a step of the personnel work.
pub type PersonnelStepId = Id<PersonnelStep>;

/// A step of the personnel work, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::personnel_steps)]
pub struct PersonnelStep {
    /// Its key.
    pub id: PersonnelStepId,
    /// The personnel work it belongs to.
    pub process_id: PersonnelId,
    /// Its place in the order, from 1.
    pub n: i64,
    /// What is done in it.
    pub kind: PersonnelStepKind,
    /// What it is called on Vietnamese papers.
    pub name: String,
    /// When it was held.
    pub held_on: Option<NaiveDate>,
    /// Those summoned: official members, or members of the branch committee.
    pub summoned: Option<i64>,
    /// Those of them who were present.
    pub present: Option<i64>,
    /// Ballots handed out.
    pub ballots_issued: Option<i64>,
    /// Ballots that came back.
    pub ballots_returned: Option<i64>,
    /// Those of them that are valid.
    pub ballots_valid: Option<i64>,
    /// Those of them that are not.
    pub ballots_invalid: Option<i64>,
    /// The minutes; restricted.
    pub minutes: Option<String>,
    /// When it was signed off; it never changes after.
    pub signed_at: Option<Instant>,
    /// By whom.
    pub signed_by: Option<UserId>,
    /// Grows with every change.
    pub version: i64,
}

impl PersonnelStep {
    /// Whether it has been signed off.
    pub fn is_signed(&self) -> bool {
        self.signed_at.is_some()
    }
}

/// How the ballots went for one nominee: totals, never who.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate,
)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// The nominee.
    pub nominee_id: NomineeId,
    /// Ballots for.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub agree: i64,
    /// Ballots against.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub disagree: i64,
}

/// What the minutes of a step say, whole: recording it again replaces it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// When it was held.
    pub held_on: Option<NaiveDate>,
    /// Those summoned.
    pub summoned: Option<i64>,
    /// Those present.
    pub present: Option<i64>,
    /// Ballots in and out, in a step that has them.
    pub ballots: Ballots,
    /// The minutes.
    pub minutes: Option<String>,
    /// How it went for each nominee, in a step that has ballots.
    pub totals: Vec<Total>,
}

/// Ballots in and out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ballots {
    /// Handed out.
    pub issued: Option<i64>,
    /// Come back.
    pub returned: Option<i64>,
    /// Valid.
    pub valid: Option<i64>,
    /// Invalid.
    pub invalid: Option<i64>,
}

impl Record {
    /// What a step already says.
    pub fn of(step: &PersonnelStep, totals: Vec<Total>) -> Self {
        Self {
            held_on: step.held_on,
            summoned: step.summoned,
            present: step.present,
            ballots: Ballots {
                issued: step.ballots_issued,
                returned: step.ballots_returned,
                valid: step.ballots_valid,
                invalid: step.ballots_invalid,
            },
            minutes: step.minutes.clone(),
            totals,
        }
    }
}
