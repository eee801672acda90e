//! What the installation knows about its setting up.

use diesel::prelude::*;

use crate::db::AnyConnection;
use crate::db::schema::settings;
use crate::error::Error;

/// What stands under a key.
pub fn value(conn: &mut AnyConnection, key: &str) -> Result<Option<String>, Error> {
    Ok(settings::table
        .find(key)
        .select(settings::value)
        .first(conn)
        .optional()?)
}

/// Puts something under a key.
pub fn put(conn: &mut AnyConnection, key: &str, value: &str) -> Result<(), Error> {
    let changed = diesel::update(settings::table.find(key))
        .set(settings::value.eq(value))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::key.eq(key), settings::value.eq(value)))
            .execute(conn)?;
    }
    Ok(())
}

/// Removes what stands under a key.
pub fn remove(conn: &mut AnyConnection, key: &str) -> Result<(), Error> {
    diesel::delete(settings::table.find(key)).execute(conn)?;
    Ok(())
}
