//! The data of a plan.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::dates::party_day;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::document::model::DocumentKind;
use crate::personnel::model::PersonnelStepKind;
use crate::programme::model::ProgrammeTemplate;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// Where a plan can stand.
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
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Being written.
    Draft,
    /// Signed; pilots are prepared and held.
    Issued,
    /// The pilots' lessons have become guidance; every branch holds its congress.
    RollingOut,
    /// Every congress is confirmed, or cancelled with its reason.
    Completed,
}
crate::text_enum!(State);

/// A plan's key.
pub type PlanId = Id<Plan>;

/// A plan, as it stands.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::plans)]
pub struct Plan {
    /// The plan's key.
    pub id: PlanId,
    /// The committee whose plan it is.
    pub unit_id: UnitId,
    /// Where that committee stands.
    pub unit_path: UnitPath,
    /// The upper committee's plan that this one implements.
    pub implements_id: Option<PlanId>,
    /// Where it stands.
    pub state: State,
    /// Number and symbol, such as `65-KH/ĐUK`; given when it is issued.
    pub symbol: Option<String>,
    /// What it is about.
    pub title: String,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// First year of the term.
    pub term_from: i64,
    /// Last year of the term.
    pub term_to: i64,
    /// First day on which a pilot may be held.
    pub pilot_from: Option<NaiveDate>,
    /// Last day on which a pilot may be held.
    pub pilot_to: Option<NaiveDate>,
    /// First day on which the other congresses may be held.
    pub rest_from: Option<NaiveDate>,
    /// Last day on which the other congresses may be held.
    pub rest_to: Option<NaiveDate>,
    /// What the plan lays down for every congress.
    pub content: AsJson<PlanContent>,
    /// How often it has been amended, plus one.
    pub revision: i64,
    /// When it was first written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
    /// Grows with every change.
    pub version: i64,
}

/// What a plan lays down for every congress in its scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PlanContent {
    /// What the congresses deal with.
    #[validate(length(max = 10))]
    #[schema(max_items = 10)]
    pub contents: Vec<CongressContent>,
    /// The documents a branch must have approved before its congress.
    #[validate(length(max = 10))]
    #[schema(max_items = 10)]
    pub required_documents: Vec<DocumentKind>,
    /// The steps of the personnel work, in order (R §3.3).
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    pub personnel_steps: Vec<PersonnelStepKind>,
    /// The longest a congress may take, in half-days (R-TIME-02).
    #[validate(range(min = 1, max = 8))]
    #[schema(minimum = 1, maximum = 8)]
    pub most_half_days: i64,
    /// How long the term is that begins with these congresses, in months; as the regulation has it unless said
    /// (R-TERM-03: which branches meet every five years, the plan says).
    #[validate(range(min = 12, max = 72))]
    #[schema(minimum = 12, maximum = 72)]
    pub term_months: Option<i64>,
    /// The day on which the congress of the plan's own committee opens; every congress of the plan closes before
    /// (R-TIME-01).
    #[validate(custom(function = "party_day"))]
    pub committee_congress_on: Option<NaiveDate>,
    /// The sectors that must be represented among the pilots (R-PIL-04).
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub pilot_sectors: Vec<SectorId>,
    /// Share of women aimed at, in percent (R §3.5).
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub women_percent: Option<i64>,
    /// Share of young members aimed at, in percent (R §3.5).
    #[validate(range(min = 0, max = 100))]
    #[schema(minimum = 0, maximum = 100)]
    pub young_percent: Option<i64>,
    /// The approved stage layout (ma két), in words.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub backdrop_layout: Option<String>,
    /// The template of the programme: items, minutes, salutes of the flag (R §3.9).
    #[validate(nested)]
    pub programme: ProgrammeTemplate,
    /// The ceremony items, such as the two anthems at opening and closing.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub ceremony_items: Vec<String>,
    /// A small committee may hold its round without pilots; then no guidance is awaited.
    pub without_pilots: bool,
    /// Whether the sub-committee reviews before the base committee, where there is one.
    pub sub_committee_reviews_first: bool,
    /// Whether too short a remaining service refuses a nominee or only warns (R-AGE-01).
    pub age_test: AgeTest,
}

impl PlanContent {
    /// Whether the congresses elect; a congress of two contents does not (R-MERGE-01).
    pub fn elects(&self) -> bool {
        self.contents
            .contains(&CongressContent::ElectionOfCommittee)
    }

    /// Whether they elect delegates to the congress above, besides their own committee (R §3.1).
    pub fn elects_delegates(&self) -> bool {
        self.elects() && self.contents.contains(&CongressContent::DelegatesUpward)
    }
}

impl Default for PlanContent {
    fn default() -> Self {
        Self {
            contents: vec![
                CongressContent::ReviewAndDirection,
                CongressContent::SelfReview,
                CongressContent::ElectionOfCommittee,
            ],
            required_documents: vec![
                DocumentKind::PoliticalReport,
                DocumentKind::SelfReviewReport,
                DocumentKind::DraftResolution,
                DocumentKind::ActionProgramme,
            ],
            personnel_steps: PersonnelStepKind::usual(),
            most_half_days: 2,
            term_months: None,
            committee_congress_on: None,
            pilot_sectors: Vec::new(),
            women_percent: None,
            young_percent: None,
            backdrop_layout: None,
            programme: ProgrammeTemplate::default(),
            ceremony_items: Vec::new(),
            without_pilots: false,
            sub_committee_reviews_first: false,
            age_test: AgeTest::Warn,
        }
    }
}

/// What a congress deals with (R §3.1).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CongressContent {
    /// Review of the term and direction for the next.
    ReviewAndDirection,
    /// Comment on the drafts of the upper level.
    UpperDrafts,
    /// The committee's review of itself.
    SelfReview,
    /// Election of branch committee, secretary, deputy.
    ElectionOfCommittee,
    /// Election of delegates to the upper congress.
    DelegatesUpward,
}

/// How the test of remaining service works (R-AGE-01; branches of retirees follow local guidance).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AgeTest {
    /// A nominee who falls short is pointed out.
    #[default]
    Warn,
    /// A nominee who falls short stops the scheme.
    Refuse,
    /// Remaining service is not looked at.
    None,
}

/// The four windows of a plan, when all are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// First and last day of the pilots; absent in a plan without pilots.
    pub pilots: Option<(NaiveDate, NaiveDate)>,
    /// First and last day of the other congresses.
    pub rest: (NaiveDate, NaiveDate),
}

impl Windows {
    /// The first and the last day of the whole round.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let pilots = self.pilots;
        (
            pilots.map_or(self.rest.0, |(from, _)| from.min(self.rest.0)),
            pilots.map_or(self.rest.1, |(_, to)| to.max(self.rest.1)),
        )
    }
}

impl Plan {
    /// The windows, if every one that this plan needs is set.
    pub fn windows(&self) -> Option<Windows> {
        let rest = (self.rest_from?, self.rest_to?);
        let pilots = match (
            self.content.0.without_pilots,
            self.pilot_from,
            self.pilot_to,
        ) {
            (true, ..) => None,
            (false, Some(from), Some(to)) => Some((from, to)),
            (false, ..) => return None,
        };
        Some(Windows { pilots, rest })
    }

    /// The window in which a congress of this plan may be held.
    pub fn window_for(&self, pilot: bool) -> Option<(NaiveDate, NaiveDate)> {
        let windows = self.windows()?;
        if pilot {
            windows.pilots
        } else {
            Some(windows.rest)
        }
    }
}

/// A past state of a plan, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlanRevision {
    /// Which one, from 1.
    pub revision: i64,
    /// The plan as it was when the revision took effect.
    #[schema(value_type = Object)]
    pub snapshot: serde_json::Value,
    /// Why it was made.
    pub reason: String,
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: UserId,
}

/// What a list of plans is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct PlanFilter {
    /// Only plans of committees under any of these places, or on the line above one of them.
    pub reach: Vec<UnitPath>,
    /// Only plans of this committee.
    pub unit_id: Option<UnitId>,
    /// Only plans in this state.
    pub state: Option<State>,
    /// Only plans that implement this one.
    pub implements_id: Option<PlanId>,
    /// Folded words to be found in number or title.
    pub words: Option<String>,
}
