//! A sector.

use crate::db::id::Id;

/// A sector's key.
pub type SectorId = Id<Sector>;

/// A kind of organisation, such as "Doanh nghiệp" or "Cơ quan, sự nghiệp".
#[derive(Debug)]
pub struct Sector;
