//! The data of opinions.

use crate::db::id::Id;

/// An opinion's key.
pub type OpinionId = Id<Opinion>;

/// Something raised at a pilot.
#[derive(Debug)]
pub struct Opinion;
