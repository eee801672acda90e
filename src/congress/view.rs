//! A congress as the JSON face shows it.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::beside::Beside;
use super::model::{Congress, CongressId, CongressSummary, State};
use super::{rules, warnings};
use crate::db::time::Instant;
use crate::http::problem::ReasonView;
use crate::plan::model::{Plan, PlanId};
use crate::result::model::CongressPost;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;
use crate::words::Language;

/// A congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct CongressView {
    /// The congress's key.
    pub id: CongressId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// The branch's name on the day of the congress.
    pub unit_name: String,
    /// The committee that approves it.
    pub approving_unit_id: UnitId,
    /// The sub-committee between the two.
    pub sub_committee_id: Option<UnitId>,
    /// The sector it stands for.
    pub sector_id: Option<SectorId>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a pilot (đại hội điểm).
    pub pilot: bool,
    /// Why it was chosen as a pilot.
    pub pilot_reason: Option<String>,
    /// The day it is to be held.
    pub planned_on: Option<NaiveDate>,
    /// The day on which that day was put down; a notice that is older may have announced another.
    pub date_fixed_on: Option<NaiveDate>,
    /// The hour, Vietnam time.
    #[schema(example = "07:30")]
    pub planned_time: Option<String>,
    /// The place.
    pub venue: Option<String>,
    /// How long it is planned to take, in half-days.
    pub half_days: i64,
    /// The day the opening was announced.
    pub notice_given_on: Option<NaiveDate>,
    /// Official members summoned.
    pub summoned_official: Option<i64>,
    /// Probationary members summoned.
    pub summoned_probationary: Option<i64>,
    /// Official members present at the opening.
    pub present_official: Option<i64>,
    /// Probationary members present at the opening.
    pub present_probationary: Option<i64>,
    /// Why the plan's Secretary let it be convened before the guidance.
    pub guidance_override: Option<String>,
    /// The day it opened.
    pub opened_on: Option<NaiveDate>,
    /// The day it closed.
    pub closed_on: Option<NaiveDate>,
    /// The day its result was reported.
    pub reported_on: Option<NaiveDate>,
    /// Whether that was after the seventh working day; absent before.
    pub reported_late: Option<bool>,
    /// Number of the decision that confirmed or annulled it.
    pub decision_symbol: Option<String>,
    /// Date of that decision.
    pub decision_on: Option<NaiveDate>,
    /// Whether it was confirmed after the fifteenth working day; absent before.
    pub confirmed_late: Option<bool>,
    /// Why it was cancelled or annulled.
    pub end_reason: Option<String>,
    /// By when the present state should have been left.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has gone by.
    pub late: bool,
    /// Whether that day is within seven days.
    pub at_risk: bool,
    /// The seats whose turn it is.
    #[schema(example = json!(["branch"]))]
    pub next: Vec<String>,
    /// What stops nothing but should be seen.
    pub warnings: Vec<ReasonView>,
    /// The posts decided on, once reported.
    pub posts: Vec<CongressPost>,
    /// The regulation's set in force on the day of the congress.
    pub regulation: String,
    /// When it was planned.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl CongressView {
    /// The congress as seen on a day, in a language.
    pub fn of(
        congress: Congress,
        plan: &Plan,
        beside: Beside,
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let day = congress.day(today);
        Self {
            reported_late: warnings::reported_late(&congress, today),
            confirmed_late: warnings::confirmed_late(&congress, today),
            late: rules::is_late(congress.due_on, today),
            at_risk: rules::is_at_risk(congress.due_on, today),
            next: seats(congress.state),
            warnings: warnings::warnings(&congress, plan, &beside, today)
                .iter()
                .map(|reason| ReasonView::of(reason, language))
                .collect(),
            posts: beside.posts,
            regulation: crate::regulation::Regulation::on(day).id().to_owned(),
            id: congress.id,
            plan_id: congress.plan_id,
            unit_id: congress.unit_id,
            unit_name: congress.unit_name,
            approving_unit_id: congress.approving_unit_id,
            sub_committee_id: congress.sub_committee_id,
            sector_id: congress.sector_id,
            state: congress.state,
            pilot: congress.pilot,
            pilot_reason: congress.pilot_reason,
            planned_on: congress.planned_on,
            date_fixed_on: congress.date_fixed_on,
            planned_time: congress.planned_time,
            venue: congress.venue,
            half_days: congress.half_days,
            notice_given_on: congress.notice_given_on,
            summoned_official: congress.summoned_official,
            summoned_probationary: congress.summoned_probationary,
            present_official: congress.present_official,
            present_probationary: congress.present_probationary,
            guidance_override: congress.guidance_override,
            opened_on: congress.opened_on,
            closed_on: congress.closed_on,
            reported_on: congress.reported_on,
            decision_symbol: congress.decision_symbol,
            decision_on: congress.decision_on,
            end_reason: congress.end_reason,
            due_on: congress.due_on,
            created_at: congress.created_at,
            version: congress.version,
        }
    }
}

/// A congress in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CongressItem {
    /// The congress's key.
    pub id: CongressId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// The branch's name.
    pub unit_name: String,
    /// The sector it stands for.
    pub sector_id: Option<SectorId>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a pilot.
    pub pilot: bool,
    /// The day it is to be held.
    pub planned_on: Option<NaiveDate>,
    /// By when the present state should have been left.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has gone by.
    pub late: bool,
    /// Whether that day is within seven days.
    pub at_risk: bool,
    /// The seats whose turn it is.
    pub next: Vec<String>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl CongressItem {
    /// The congress as seen on a day.
    pub fn of(congress: CongressSummary, today: NaiveDate) -> Self {
        Self {
            late: rules::is_late(congress.due_on, today),
            at_risk: rules::is_at_risk(congress.due_on, today),
            next: seats(congress.state),
            id: congress.id,
            plan_id: congress.plan_id,
            unit_id: congress.unit_id,
            unit_name: congress.unit_name,
            sector_id: congress.sector_id,
            state: congress.state,
            pilot: congress.pilot,
            planned_on: congress.planned_on,
            due_on: congress.due_on,
            version: congress.version,
        }
    }
}

fn seats(state: State) -> Vec<String> {
    rules::whose_turn(state)
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// A page of congresses.
#[derive(Debug, Serialize, ToSchema)]
pub struct CongressPage {
    /// The congresses, in the order of the tree.
    pub items: Vec<CongressItem>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}
