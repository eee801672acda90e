//! A sector.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;

/// A sector's key.
pub type SectorId = Id<Sector>;

/// A kind of organisation, such as "Doanh nghiệp" or "Cơ quan, sự nghiệp".
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable, diesel::Selectable,
)]
#[diesel(table_name = crate::db::schema::sectors)]
pub struct Sector {
    /// The sector's key.
    pub id: SectorId,
    /// A short code, unique in the installation.
    #[schema(example = "DN")]
    pub code: String,
    /// The name.
    #[schema(example = "Doanh nghiệp")]
    pub name: String,
    /// When it was written down.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}
