//! The data of opinions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::assignment::model::NewAssignment;
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// What an opinion is about; the five of the article, and the rest.
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
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Theme {
    /// A uniform stage layout (ma két).
    BackdropLayout,
    /// Singing the two anthems at opening and closing.
    Anthems,
    /// The issuing of the congress's documents.
    CongressDocuments,
    /// How the presidium conducts.
    Presidium,
    /// How the counting committee works.
    CountingCommittee,
    /// Anything else.
    Other,
}
crate::text_enum!(Theme);

/// Where an opinion can stand.
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
#[schema(as = OpinionState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Somebody has said it.
    Raised,
    /// It has an answer.
    Answered,
    /// The Secretary has concluded.
    Concluded,
    /// A clause of guidance that was issued rests on it.
    InGuidance,
}
crate::text_enum!(State);

impl State {
    /// Whether a clause of guidance may rest on it.
    pub fn is_concluded(self) -> bool {
        match self {
            Self::Concluded | Self::InGuidance => true,
            Self::Raised | Self::Answered => false,
        }
    }
}

/// An opinion's key.
pub type OpinionId = Id<Opinion>;

/// Something raised at a pilot.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::opinions)]
pub struct Opinion {
    /// The opinion's key.
    pub id: OpinionId,
    /// The plan whose pilot it was raised at.
    pub plan_id: PlanId,
    /// The pilot it was raised at.
    pub congress_id: CongressId,
    /// What it is about.
    pub theme: Theme,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub raised_by: String,
    /// The unit they came from.
    pub raised_by_unit_id: Option<UnitId>,
    /// Where it stands.
    pub state: State,
    /// The answer.
    pub answer: Option<String>,
    /// When it was last answered.
    pub answered_at: Option<Instant>,
    /// By whom.
    pub answered_by: Option<UserId>,
    /// The Secretary's conclusion.
    pub conclusion: Option<String>,
    /// When it was concluded.
    pub concluded_at: Option<Instant>,
    /// By whom.
    pub concluded_by: Option<UserId>,
    /// When it was written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
    /// Grows with every change.
    pub version: i64,
}

/// An opinion about to be written down.
#[derive(Debug, Clone)]
pub struct NewOpinion {
    /// What it is about.
    pub theme: Theme,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub raised_by: String,
    /// The unit they came from.
    pub raised_by_unit_id: Option<UnitId>,
}

/// What the Secretary concludes.
#[derive(Debug, Clone)]
pub struct Conclusion {
    /// Concrete and clear.
    pub text: String,
    /// The task given with it.
    pub assignment: Option<NewAssignment>,
}

/// What a list of opinions is narrowed to.
#[derive(Debug, Default)]
pub struct OpinionFilter {
    /// Only those raised under this plan.
    pub plan_id: Option<PlanId>,
    /// Only those raised at this congress.
    pub congress_id: Option<CongressId>,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those about this.
    pub theme: Option<Theme>,
}
