//! The data of a congress.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::seat::Seats;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::plan::model::{Plan, PlanId};
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// Where a congress can stand.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
#[schema(as = CongressState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// The branch prepares documents and personnel.
    Preparing,
    /// The dossier lies with the approving committee.
    Submitted,
    /// The approving committee has approved the congress.
    Approved,
    /// The members are summoned.
    Convened,
    /// It is being held.
    InSession,
    /// It has been held.
    Closed,
    /// The result lies with the approving committee.
    Reported,
    /// The result is confirmed (chuẩn y).
    Confirmed,
    /// The result is void; a new congress may be planned.
    Annulled,
    /// It will not be held.
    Cancelled,
}
crate::text_enum!(State);

impl State {
    /// Those in which nothing more is awaited.
    pub const FINISHED: [Self; 3] = [Self::Confirmed, Self::Annulled, Self::Cancelled];

    /// Those in which it has not been opened: what is due then is the congress itself.
    pub const BEFORE_OPENING: [Self; 4] = [
        Self::Preparing,
        Self::Submitted,
        Self::Approved,
        Self::Convened,
    ];

    /// Whether the approving committee still has the last word on its dossier.
    pub fn is_before_approval(self) -> bool {
        matches!(self, Self::Preparing | Self::Submitted)
    }

    /// Whether the congress has been held and closed, whatever came after.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Closed | Self::Reported | Self::Confirmed)
    }

    /// Whether its day is over, or will never come.
    pub fn is_over(self) -> bool {
        self.is_held() || self.is_finished()
    }

    /// Whether nothing more is awaited.
    pub fn is_finished(self) -> bool {
        Self::FINISHED.contains(&self)
    }
}

/// A congress's key.
pub type CongressId = Id<Congress>;

/// A congress, as it stands.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::congresses)]
pub struct Congress {
    /// The congress's key.
    pub id: CongressId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// Where the branch stands on the day of the congress.
    pub unit_path: UnitPath,
    /// The branch's name on that day.
    pub unit_name: String,
    /// The committee that approves it.
    pub approving_unit_id: UnitId,
    /// The sub-committee between the two, where there is one.
    pub sub_committee_id: Option<UnitId>,
    /// The branch's sector.
    pub sector_id: Option<SectorId>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a pilot (đại hội điểm).
    pub pilot: bool,
    /// Why it was chosen as a pilot.
    pub pilot_reason: Option<String>,
    /// The day it is to be held.
    pub planned_on: Option<NaiveDate>,
    /// The hour, `HH:MM`, Vietnam time.
    pub planned_time: Option<String>,
    /// The place.
    pub venue: Option<String>,
    /// How long it is planned to take, in half-days.
    pub half_days: i64,
    /// The day the opening was announced (R-CONV-02).
    pub notice_given_on: Option<NaiveDate>,
    /// Official members summoned.
    pub summoned_official: Option<i64>,
    /// Probationary members summoned; they do not vote.
    pub summoned_probationary: Option<i64>,
    /// Official members present at the opening.
    pub present_official: Option<i64>,
    /// Probationary members present at the opening.
    pub present_probationary: Option<i64>,
    /// Why the plan's Secretary let it be convened before the guidance; stays visible.
    pub guidance_override: Option<String>,
    /// The day it opened.
    pub opened_on: Option<NaiveDate>,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
    /// The day its result was reported.
    pub reported_on: Option<NaiveDate>,
    /// When the present state should have been left.
    pub due_on: Option<NaiveDate>,
    /// Number of the decision that confirmed or annulled it.
    pub decision_symbol: Option<String>,
    /// Date of that decision.
    pub decision_on: Option<NaiveDate>,
    /// Why it was cancelled or annulled.
    pub end_reason: Option<String>,
    /// When it was planned.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl Congress {
    /// The day whose law applies: the day it opened or is to open, else today.
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        self.opened_on.or(self.planned_on).unwrap_or(today)
    }

    /// Who holds which place in the processes of this congress.
    pub fn seats(&self, plan_unit: UnitId) -> Seats {
        Seats {
            plan_unit: Some(plan_unit),
            approving_unit: Some(self.approving_unit_id),
            sub_committee: self.sub_committee_id,
            branch: Some(self.unit_id),
        }
    }

    /// Who holds which place where something is reviewed. The sub-committee has one only where the plan lets it
    /// review first.
    pub fn reviewing_seats(&self, plan: &Plan) -> Seats {
        let seats = self.seats(plan.unit_id);
        let first = plan.content.0.sub_committee_reviews_first;
        Seats {
            sub_committee: seats.sub_committee.filter(|_| first),
            ..seats
        }
    }

    /// Whether the sub-committee reviews before the approving committee: the plan asks for it, and there is one.
    pub fn endorsement_asked(&self, plan: &Plan) -> bool {
        self.reviewing_seats(plan).sub_committee.is_some()
    }
}

/// A congress as a list shows it.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::congresses)]
pub struct CongressSummary {
    /// The congress's key.
    pub id: CongressId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// Where the branch stands.
    pub unit_path: UnitPath,
    /// The branch's name.
    pub unit_name: String,
    /// The branch's sector.
    pub sector_id: Option<SectorId>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a pilot.
    pub pilot: bool,
    /// The day it is to be held.
    pub planned_on: Option<NaiveDate>,
    /// When the present state should have been left.
    pub due_on: Option<NaiveDate>,
    /// Grows with every change.
    pub version: i64,
}

/// What a list of congresses is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct CongressFilter {
    /// Only under any of these places.
    pub reach: Vec<UnitPath>,
    /// Only of this plan.
    pub plan_id: Option<PlanId>,
    /// Only under this place.
    pub under: Option<UnitPath>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only pilots, or only the others.
    pub pilot: Option<bool>,
    /// Only late ones, or only the others, seen from that day.
    pub late: Option<(bool, NaiveDate)>,
    /// Only those planned on this day or after.
    pub from: Option<NaiveDate>,
    /// Only those planned on this day or before.
    pub to: Option<NaiveDate>,
    /// Folded words to be found in the branch's name.
    pub words: Option<String>,
}

/// Congresses that are due, in the order of their days.
#[derive(Debug, Clone)]
pub struct DueFilter {
    /// Only under any of these places.
    pub places: Vec<UnitPath>,
    /// Only in one of these states.
    pub states: Vec<State>,
    /// Only due on this day or after.
    pub from: NaiveDate,
    /// Only due on this day or before.
    pub until: NaiveDate,
    /// Of the first day, only those that stand after this one in the order of the tree.
    pub beyond: Option<(UnitPath, CongressId)>,
    /// How many at most.
    pub most: i64,
}

/// Which congresses of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pilots {
    /// The pilots.
    Only,
    /// All others.
    None,
}

/// Where an item stands in the list's order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Place(pub UnitPath, pub CongressId);

/// How the pilots of a plan stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PilotFacts {
    /// How many there are (annulled and cancelled ones not counted).
    pub pilots: i64,
    /// How many were held and annulled.
    pub annulled: i64,
    /// The branches whose pilot is not yet closed.
    pub open: Vec<String>,
    /// The sectors that have a pilot.
    pub sectors: Vec<SectorId>,
}

/// How far the congresses of a plan are from finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FinishFacts {
    /// Congresses that are not finished.
    pub unfinished: i64,
    /// Branches in the plan's scope that have no congress which is alive or was cancelled with its reason; not counted
    /// while very many are unfinished.
    pub branches_without: i64,
}
