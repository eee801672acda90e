//! The rows of congresses.

use diesel::prelude::*;

use super::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::schema::congresses;
use crate::error::Error;

/// The congress with this key.
pub fn by_id(conn: &mut AnyConnection, id: CongressId) -> Result<Congress, Error> {
    Ok(congresses::table
        .find(id)
        .select(Congress::as_select())
        .first(conn)?)
}
