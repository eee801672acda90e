//! The data of the personnel work.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::model::{Subject, SubjectKind};
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, CongressId, State as CongressState};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::document::symbol::DocumentSymbol;
use crate::plan::model::Plan;
use crate::regulation::Regulation;

/// A step of the personnel work (R §3.3); the plan says which, and in what order.
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
pub enum PersonnelStepKind {
    /// The branch committee fixes direction: number, structure, standards.
    Direction,
    /// The official members introduce nominees by ballot: re-election and first time, two lists.
    Introduction,
    /// The branch committee discusses, votes, settles the list with its surplus.
    Settlement,
    /// Political standards, health, asset declaration as required.
    Verification,
}
crate::text_enum!(PersonnelStepKind);

impl PersonnelStepKind {
    /// The steps unless a plan says otherwise.
    pub fn usual() -> Vec<Self> {
        vec![
            Self::Direction,
            Self::Introduction,
            Self::Settlement,
            Self::Verification,
        ]
    }

    /// Whether nominees are voted on in this step.
    pub fn has_ballot(self) -> bool {
        matches!(self, Self::Introduction | Self::Settlement)
    }
}

/// Where the personnel work of a congress can stand.
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
#[schema(as = PersonnelState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// The steps are being done, in order.
    InSteps,
    /// The scheme lies with the approving committee.
    Submitted,
    /// The approving committee gave it back.
    Returned,
    /// The approving committee agreed, in writing.
    Approved,
    /// It has been put to the congress.
    Presented,
    /// Every election of the congress has ended.
    Decided,
}
crate::text_enum!(State);

/// The key of a congress's personnel work.
pub type PersonnelId = Id<Personnel>;

/// The personnel work of a congress, as it stands.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::personnel_processes)]
pub struct Personnel {
    /// Its key.
    pub id: PersonnelId,
    /// The congress it prepares.
    pub congress_id: CongressId,
    /// Where it stands.
    pub state: State,
    /// How many are to be elected to each post.
    pub seats: AsJson<Vec<PostSeats>>,
    /// Number and symbol of the approving committee's opinion.
    pub opinion_symbol: Option<String>,
    /// Its date.
    pub opinion_on: Option<NaiveDate>,
    /// What it says; restricted.
    pub opinion_text: Option<String>,
    /// Why the scheme was given back; restricted.
    pub returned_reason: Option<String>,
    /// When the sub-committee passed on the scheme that lies with the approving committee.
    pub endorsed_at: Option<Instant>,
    /// When the work began.
    pub created_at: Instant,
    /// Grows with every change of the above.
    pub version: i64,
}

/// How many are to be elected to a post.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate,
)]
#[serde(deny_unknown_fields)]
pub struct PostSeats {
    /// The post.
    pub post: Post,
    /// How many.
    #[validate(range(min = 1, max = 50))]
    #[schema(minimum = 1, maximum = 50, example = 3)]
    pub count: i64,
}

/// A congress's personnel work together with what it is judged by.
#[derive(Debug, Clone)]
pub struct Case {
    /// The personnel work.
    pub personnel: Personnel,
    /// The congress it prepares.
    pub congress: Congress,
    /// The plan of that congress.
    pub plan: Plan,
}

impl Case {
    /// The thing whose history it is.
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Personnel, self.personnel.id)
    }

    /// The chain its audit entries stand in: the congress's.
    pub fn chain(&self) -> Subject {
        Subject::new(SubjectKind::Congress, self.congress.id)
    }

    /// Who holds which place.
    pub fn seats(&self) -> Seats {
        self.congress.reviewing_seats(&self.plan)
    }

    /// What is in force on the day of the congress.
    pub fn regulation(&self, today: NaiveDate) -> Regulation {
        Regulation::on(self.congress.day(today))
    }

    /// Whether the congress is still to be held.
    pub fn congress_ahead(&self) -> bool {
        is_ahead(self.congress.state)
    }
}

/// Whether a congress that stands so is still to be held.
pub fn is_ahead(congress: CongressState) -> bool {
    use CongressState::{
        Annulled, Approved, Cancelled, Closed, Confirmed, Convened, InSession, Preparing, Reported,
        Submitted,
    };
    match congress {
        Preparing | Submitted | Approved | Convened => true,
        InSession | Closed | Reported | Confirmed | Annulled | Cancelled => false,
    }
}

/// How many are to be elected to a post.
pub fn seats_of(seats: &[PostSeats], post: Post) -> i64 {
    seats
        .iter()
        .filter(|seat| seat.post == post)
        .map(|seat| seat.count)
        .sum()
}

/// What comes with a step.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// The person's words; the reason, with `return_scheme`, `reopen_scheme` and `repeat_step`.
    pub note: Option<String>,
    /// Which step is held once more, with `repeat_step`.
    pub kind: Option<PersonnelStepKind>,
    /// Number and symbol of the opinion, with `approve_scheme`.
    pub opinion_symbol: Option<DocumentSymbol>,
    /// Its date.
    pub opinion_on: Option<NaiveDate>,
    /// What it says.
    pub opinion_text: Option<String>,
}

/// How the personnel work stands, for the rules of the congress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonnelFacts {
    /// Whether the scheme has been submitted (or is further on).
    pub submitted: bool,
    /// Whether the scheme is approved (or further on).
    pub approved: bool,
    /// Whether the scheme has been put to the congress (or is further on).
    pub presented: bool,
}

/// A post that the congress decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedPost {
    /// Which post.
    pub post: Post,
    /// Who was elected; nobody when the post was left vacant.
    pub person_name: Option<String>,
    /// The nominee's key.
    pub nominee_id: Option<uuid::Uuid>,
}

/// What somebody is nominated for.
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
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Post {
    /// chi ủy viên
    BranchCommitteeMember,
    /// bí thư
    Secretary,
    /// phó bí thư
    DeputySecretary,
    /// đại biểu dự đại hội cấp trên
    Delegate,
    /// đại biểu dự khuyết dự đại hội cấp trên
    AlternateDelegate,
}
crate::text_enum!(Post);

impl Post {
    /// The posts of the branch itself, which the committee above recognises.
    pub const OF_BRANCH: [Self; 3] = [
        Self::BranchCommitteeMember,
        Self::Secretary,
        Self::DeputySecretary,
    ];

    /// Whether it is a post of the branch. Delegates hold none: the congress above looks at them itself.
    pub fn is_of_branch(self) -> bool {
        Self::OF_BRANCH.contains(&self)
    }

    /// Whether it is a seat at the congress above, as a delegate or an alternate.
    pub fn is_for_congress_above(self) -> bool {
        !self.is_of_branch()
    }
}
