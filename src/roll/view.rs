//! The roll as the JSON face shows it.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Base, BaseKind, BaseLine, BaseReason, Citation};
use super::words;
use crate::words::Language;

/// So many are left out of a base, for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct BaseLineView {
    /// Why.
    pub reason: BaseReason,
    /// How many.
    pub count: i64,
    /// The clause that leaves them out.
    pub ground: Citation,
    /// The line as a sentence.
    pub text: String,
}

impl BaseLineView {
    fn of(line: BaseLine, language: Language) -> Self {
        Self {
            text: words::excluded(&line, language),
            reason: line.reason,
            count: line.count,
            ground: line.ground,
        }
    }
}

/// A base, item by item: those summoned, minus each line, leaves the base.
#[derive(Debug, Serialize, ToSchema)]
pub struct BaseView {
    /// What it is for.
    pub kind: BaseKind,
    /// Every official member called.
    pub summoned: i64,
    /// Who does not count, reason by reason.
    pub excluded: Vec<BaseLineView>,
    /// How many count.
    pub base: i64,
    /// The fewest votes that are more than half; of the quorum, the fewest who must be present.
    pub needed: i64,
    /// The clause that says who counts.
    pub ground: Citation,
    /// The clause that says how many it takes.
    pub majority: Citation,
    /// The whole calculation as sentences, one for each line.
    pub calculation: Vec<String>,
}

impl BaseView {
    /// A base, in a language.
    pub fn of(base: Base, language: Language) -> Self {
        Self {
            calculation: words::calculation(&base, language),
            kind: base.kind,
            summoned: base.summoned,
            excluded: base
                .excluded
                .into_iter()
                .map(|line| BaseLineView::of(line, language))
                .collect(),
            base: base.base,
            needed: base.more_than_half,
            ground: base.ground,
            majority: base.majority,
        }
    }
}
