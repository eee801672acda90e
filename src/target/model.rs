//! The data of targets.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figure::Figure;
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::vote::model::{Vote, VoteId};

/// Which way a target goes from its baseline.
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
pub enum Direction {
    /// More than now (tăng, đạt … trở lên).
    Increase,
    /// Less than now (giảm).
    Decrease,
    /// As much as now (giữ vững, duy trì).
    Hold,
}
crate::text_enum!(Direction);

/// Where a target can stand.
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
#[schema(as = TargetState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Listed, not voted.
    Proposed,
    /// More than half of the base was for it.
    Adopted,
    /// It was voted down.
    Rejected,
}
crate::text_enum!(State);

/// A target's key.
pub type TargetId = Id<Target>;

/// A target of the draft resolution.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::targets)]
pub struct Target {
    /// The target's key.
    pub id: TargetId,
    /// The congress.
    pub congress_id: CongressId,
    /// Its place among the targets; those of one place stand in the order they were written.
    pub n: i64,
    /// The target in words, as the resolution has it.
    pub text: String,
    /// What is measured, in the words that the reports use for it.
    pub indicator: String,
    /// The unit: %, đồng chí, triệu đồng …
    pub unit: String,
    /// Which way it goes.
    pub direction: Direction,
    /// The figure at the beginning of the term, in thousandths.
    pub baseline: Option<i64>,
    /// The figure aimed at, in thousandths.
    pub value: i64,
    /// Where it stands.
    pub state: State,
    /// The vote that decided on it.
    pub vote_id: Option<VoteId>,
    /// When it was listed.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl Target {
    /// The figure aimed at.
    pub fn value(&self) -> Figure {
        Figure::from_thousandths(self.value)
    }

    /// The figure at the beginning of the term.
    pub fn baseline(&self) -> Option<Figure> {
        self.baseline.map(Figure::from_thousandths)
    }
}

/// What is written of a target; what is absent stays as it is.
#[derive(Debug, Clone, Default)]
pub struct TargetChanges {
    /// Its place.
    pub n: Option<i64>,
    /// The target in words.
    pub text: Option<String>,
    /// What is measured.
    pub indicator: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The figure at the beginning of the term; `Some(None)` takes it away.
    pub baseline: Option<Option<Figure>>,
    /// The figure aimed at.
    pub value: Option<Figure>,
}

impl TargetChanges {
    /// Puts them into a target.
    pub fn apply(&self, target: &mut Target) {
        target.n = self.n.unwrap_or(target.n);
        target.direction = self.direction.unwrap_or(target.direction);
        target.value = self.value.map_or(target.value, Figure::thousandths);
        if let Some(baseline) = self.baseline {
            target.baseline = baseline.map(Figure::thousandths);
        }
        for (text, change) in [
            (&mut target.text, &self.text),
            (&mut target.indicator, &self.indicator),
            (&mut target.unit, &self.unit),
        ] {
            if let Some(change) = change {
                text.clone_from(change);
            }
        }
    }
}

/// A target about to be listed.
#[derive(Debug, Clone)]
pub struct NewTarget {
    /// Its place; the last unless said.
    pub n: Option<i64>,
    /// The target in words.
    pub text: String,
    /// What is measured.
    pub indicator: String,
    /// The unit.
    pub unit: String,
    /// Which way it goes.
    pub direction: Direction,
    /// The figure at the beginning of the term.
    pub baseline: Option<Figure>,
    /// The figure aimed at.
    pub value: Figure,
}

/// A target with the vote that decided on it.
#[derive(Debug, Clone)]
pub struct VotedTarget {
    /// The target.
    pub target: Target,
    /// The vote.
    pub vote: Option<Vote>,
}

/// Where the list of targets goes on.
pub type Position = (i64, TargetId);
