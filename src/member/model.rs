//! The data of a member.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::journal::model::Deed;
use crate::regulation;
use crate::unit::model::UnitId;

/// A member's sex, as the regulation of retirement ages tells it.
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
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}
crate::text_enum!(Sex);

impl From<Sex> for regulation::Sex {
    fn from(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self::Male,
            Sex::Female => Self::Female,
        }
    }
}

/// How a member stands in the branch.
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
pub enum MemberStatus {
    /// Đảng viên chính thức.
    Official,
    /// Đảng viên dự bị.
    Probationary,
    /// Official, exempted from work and activities (miễn công tác và sinh hoạt); counts only if present.
    Exempted,
    /// Official, for the time being in another branch (sinh hoạt tạm thời nơi khác).
    TemporarilyAway,
    /// Official, suspended from activities (đình chỉ sinh hoạt).
    Suspended,
    /// Official, under prosecution or detained (bị khởi tố, tạm giam).
    Prosecuted,
    /// No longer of this branch nor of any other here.
    Left,
}
crate::text_enum!(MemberStatus);

/// A member's key.
pub type MemberId = Id<Member>;

/// A member of a branch.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::members)]
pub struct Member {
    /// The member's key.
    pub id: MemberId,
    /// The branch.
    pub unit_id: UnitId,
    /// The full name, as typed.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Ethnicity (dân tộc).
    pub ethnicity: Option<String>,
    /// The day of admission (ngày vào Đảng).
    pub admitted_on: Option<NaiveDate>,
    /// The day of becoming official (ngày chính thức).
    pub official_on: Option<NaiveDate>,
    /// Post (chức vụ).
    pub post: Option<String>,
    /// Education (trình độ).
    pub education: Option<String>,
    /// How the member stands in the branch.
    pub status: MemberStatus,
    /// When the member was first written down.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// What is written of a member; what is absent stays as it is.
#[derive(Debug, Clone, Default)]
pub struct MemberChanges {
    /// The full name, as typed.
    pub full_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Ethnicity; `Some(None)` takes it away.
    pub ethnicity: Option<Option<String>>,
    /// The day of admission.
    pub admitted_on: Option<Option<NaiveDate>>,
    /// The day of becoming official.
    pub official_on: Option<Option<NaiveDate>>,
    /// Post.
    pub post: Option<Option<String>>,
    /// Education.
    pub education: Option<Option<String>>,
    /// How the member stands in the branch.
    pub status: Option<MemberStatus>,
}

impl MemberChanges {
    /// The names of the fields that change, for the audit; never their values.
    pub fn names(&self) -> Vec<&'static str> {
        [
            ("full_name", self.full_name.is_some()),
            ("birth_date", self.birth_date.is_some()),
            ("sex", self.sex.is_some()),
            ("ethnicity", self.ethnicity.is_some()),
            ("admitted_on", self.admitted_on.is_some()),
            ("official_on", self.official_on.is_some()),
            ("post", self.post.is_some()),
            ("education", self.education.is_some()),
            ("status", self.status.is_some()),
        ]
        .into_iter()
        .filter(|(_, is_changed)| *is_changed)
        .map(|(name, _)| name)
        .collect()
    }

    /// Puts them into a member.
    pub fn apply(&self, member: &mut Member) {
        if let Some(full_name) = &self.full_name {
            member.full_name.clone_from(full_name);
        }
        member.birth_date = self.birth_date.unwrap_or(member.birth_date);
        member.sex = self.sex.unwrap_or(member.sex);
        member.admitted_on = self.admitted_on.unwrap_or(member.admitted_on);
        member.official_on = self.official_on.unwrap_or(member.official_on);
        member.status = self.status.unwrap_or(member.status);
        for (text, change) in [
            (&mut member.ethnicity, &self.ethnicity),
            (&mut member.post, &self.post),
            (&mut member.education, &self.education),
        ] {
            if let Some(change) = change {
                text.clone_from(change);
            }
        }
    }
}

/// A member about to be written down.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// The full name, as typed.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// How the member stands in the branch.
    pub status: MemberStatus,
    /// The rest.
    pub more: MemberChanges,
}

impl NewMember {
    /// The member of a branch.
    pub fn of(&self, unit_id: UnitId, created_at: Instant) -> Member {
        let mut member = Member {
            id: Id::new(),
            unit_id,
            full_name: self.full_name.clone(),
            birth_date: self.birth_date,
            sex: self.sex,
            ethnicity: None,
            admitted_on: None,
            official_on: None,
            post: None,
            education: None,
            status: self.status,
            created_at,
            version: 1,
        };
        self.more.apply(&mut member);
        member
    }
}

/// A member who may be written down or corrected, not yet written.
#[derive(Debug)]
pub struct Judged {
    /// The member after it.
    pub member: Member,
    /// The version that is corrected; none of somebody new.
    pub seen: Option<i64>,
    /// What is recorded of it.
    pub deed: Deed,
}

/// A member goes to another branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// The branch.
    pub unit_id: UnitId,
    /// The first day there.
    pub on: NaiveDate,
}

/// Which members a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct MemberFilter {
    /// Words of the name; tone marks do not matter.
    pub words: Option<String>,
    /// Only members of this status.
    pub status: Option<MemberStatus>,
}

/// How many members of each status a branch has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MemberCounts {
    /// Official members without any of the limits below.
    pub official: i64,
    /// Probationary members.
    pub probationary: i64,
    /// Official, exempted from activities.
    pub exempted: i64,
    /// Official, for the time being in another branch.
    pub temporarily_away: i64,
    /// Official, suspended.
    pub suspended: i64,
    /// Official, under prosecution.
    pub prosecuted: i64,
    /// No longer of this branch.
    pub left: i64,
}

impl MemberCounts {
    /// Adds so many of one status.
    pub fn add(&mut self, status: MemberStatus, count: i64) {
        let field = match status {
            MemberStatus::Official => &mut self.official,
            MemberStatus::Probationary => &mut self.probationary,
            MemberStatus::Exempted => &mut self.exempted,
            MemberStatus::TemporarilyAway => &mut self.temporarily_away,
            MemberStatus::Suspended => &mut self.suspended,
            MemberStatus::Prosecuted => &mut self.prosecuted,
            MemberStatus::Left => &mut self.left,
        };
        *field += count;
    }

    /// All official members of the branch, whatever limits some of them (R-ORG-07: the exempted count too).
    pub fn all_official(&self) -> i64 {
        self.official + self.exempted + self.temporarily_away + self.suspended + self.prosecuted
    }
}
