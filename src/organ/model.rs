//! The data of the organs of a congress.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::member::model::MemberId;
use crate::roll::model::RollEntryId;
use crate::vote::model::{Vote, VoteId};

/// What an organ is.
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
pub enum OrganKind {
    /// đoàn chủ tịch; of one, the chair (chủ tịch đại hội)
    Presidium,
    /// đoàn thư ký; of one, the clerk (thư ký đại hội)
    Secretariat,
    /// ban (tổ) kiểm phiếu
    CountingCommittee,
    /// ban thẩm tra tư cách đại biểu: of delegate congresses only, so never here
    CredentialsCommittee,
}
crate::text_enum!(OrganKind);

/// Where an organ can stand.
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
#[schema(as = OrganState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Put forward, not voted.
    Proposed,
    /// The congress has elected it.
    Elected,
    /// The congress has voted it down; it may be put forward anew.
    Rejected,
}
crate::text_enum!(State);

impl State {
    /// Put forward or elected.
    pub const NOT_VOTED_DOWN: [Self; 2] = [Self::Proposed, Self::Elected];
}

/// An organ's key.
pub type OrganId = Id<Organ>;

/// An organ of a congress.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::organs)]
pub struct Organ {
    /// The organ's key.
    pub id: OrganId,
    /// The congress.
    pub congress_id: CongressId,
    /// What it is; a congress has one of each.
    pub kind: OrganKind,
    /// Where it stands.
    pub state: State,
    /// The vote that decided on it as it is.
    pub vote_id: Option<VoteId>,
    /// When it was first put forward.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// A member of an organ.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::organ_members)]
pub struct OrganMember {
    /// The organ.
    pub organ_id: OrganId,
    /// The place in it, from 1.
    pub n: i64,
    /// The entry on the roll.
    pub roll_entry_id: RollEntryId,
    /// The name, as the roll has it.
    pub name: String,
    /// Whether this member leads it (trưởng ban, trưởng đoàn).
    pub head: bool,
}

/// Somebody put forward for an organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutForward {
    /// The entry on the roll.
    pub roll_entry_id: RollEntryId,
    /// Whether this member is to lead it.
    pub head: bool,
}

/// An organ with its members and the vote that decided on it.
#[derive(Debug, Clone)]
pub struct StandingOrgan {
    /// The organ.
    pub organ: Organ,
    /// Its members, the head first where there is one.
    pub members: Vec<OrganMember>,
    /// The vote.
    pub vote: Option<Vote>,
}

/// Somebody who counts, or stands on a list: as far as the two are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The entry on the roll, where it is known.
    pub roll_entry_id: Option<RollEntryId>,
    /// The member, where it is known.
    pub member_id: Option<MemberId>,
    /// The name.
    pub name: String,
}
