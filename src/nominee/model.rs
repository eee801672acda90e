//! The data of nominees.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::member::model::{MemberId, MemberStatus, Sex};
use crate::personnel::model::{PersonnelId, Post};
use crate::regulation::Ground;

/// A nominee's key.
pub type NomineeId = Id<Nominee>;

/// Somebody put forward for a post; a person put forward for two posts is two nominees.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::personnel_nominees)]
pub struct Nominee {
    /// The nominee's key.
    pub id: NomineeId,
    /// The personnel work.
    pub process_id: PersonnelId,
    /// The member, where known.
    pub member_id: Option<MemberId>,
    /// The name, as typed.
    pub full_name: String,
    /// What lists are sorted by: the given name first.
    pub name_key: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
    /// The sex, on which the retirement age depends.
    pub sex: Sex,
    /// For re-election, or for the first time.
    pub candidacy: Candidacy,
    /// The post.
    pub post: Post,
    /// Whether the person's work is salaried: else remaining service only warns (R-AGE-01).
    pub salaried: bool,
    /// Why the name was withdrawn from the list.
    pub withdrawn_reason: Option<String>,
    /// Whether the congress elected the person; unknown before it has.
    pub elected: Option<bool>,
    /// When the person was put forward.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl Nominee {
    /// Whether the name still stands on the list.
    pub fn is_active(&self) -> bool {
        self.withdrawn_reason.is_none()
    }

    /// Whether two nominees are one person: the same member, else the same name and date of birth.
    pub fn is_same_person(&self, other: &Self) -> bool {
        match (self.member_id, other.member_id) {
            (Some(own), Some(theirs)) => own == theirs,
            (None, _) | (_, None) => {
                self.name_key == other.name_key && self.birth_date == other.birth_date
            }
        }
    }
}

/// On which of the two lists a nominee stands (the article).
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
pub enum Candidacy {
    /// tái cử
    ReElection,
    /// lần đầu
    FirstTime,
}
crate::text_enum!(Candidacy);

/// Somebody about to be put forward.
#[derive(Debug, Clone)]
pub struct NewNominee {
    /// Who it is.
    pub person: PersonPutForward,
    /// For re-election, or for the first time.
    pub candidacy: Candidacy,
    /// The post.
    pub post: Post,
    /// Whether the person's work is salaried.
    pub salaried: bool,
}

/// Who is put forward.
#[derive(Debug, Clone)]
pub enum PersonPutForward {
    /// A member the branch keeps here: name, date of birth and sex are copied.
    Member(MemberId),
    /// Typed in, where the branch does not keep its members here.
    Typed {
        /// The name.
        full_name: String,
        /// The date of birth.
        birth_date: NaiveDate,
        /// The sex.
        sex: Sex,
        /// How the person stands in the Party, where known.
        status: Option<MemberStatus>,
    },
}

/// What is corrected of a nominee; absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The name.
    pub full_name: Option<String>,
    /// The date of birth.
    pub birth_date: Option<NaiveDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// On which list.
    pub candidacy: Option<Candidacy>,
    /// The post.
    pub post: Option<Post>,
    /// Whether the person's work is salaried.
    pub salaried: Option<bool>,
    /// Withdraws the name, for this reason.
    pub withdrawn_reason: Option<String>,
}

/// How much working time a nominee has left, against what is asked (R-AGE-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceLeft {
    /// Full years of age on the day of the congress.
    pub age: i64,
    /// Months from the month of the congress to that of retirement; negative after it.
    pub months_left: i64,
    /// Months asked for.
    pub months_needed: i64,
    /// Where that is laid down.
    pub ground: Ground,
}

impl ServiceLeft {
    /// Whether enough is left.
    pub fn is_enough(&self) -> bool {
        self.months_left >= self.months_needed
    }
}

/// What a target of structure counts (R §3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, Serialize, Deserialize, ToSchema)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum StructureKind {
    /// Women.
    Women,
    /// Those under the age at which a member counts as young.
    Young,
}

/// A target of structure, and how far the list is from it. A target: never a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureTarget {
    /// What is counted.
    pub kind: StructureKind,
    /// The share aimed at, in percent.
    pub percent: i64,
    /// How many on the list count.
    pub have: i64,
    /// How many persons are on the list.
    pub of: i64,
    /// Whether the target is met.
    pub met: bool,
    /// Where the target is laid down: a clause, or the plan.
    pub ground: &'static str,
    /// The regulation, unless the plan lays it down.
    pub regulation: Option<&'static str>,
}
