//! The one row that makes a database a demo: when it was loaded.

use diesel::prelude::*;

use crate::db::AnyConnection;
use crate::db::schema::settings;
use crate::db::time::Instant;
use crate::error::Error;

const LOADED_AT: &str = "demo_loaded_at";

/// The machine's moment at which the demo was loaded; nothing in a database that is no demo.
pub fn loaded_at(conn: &mut AnyConnection) -> Result<Option<Instant>, Error> {
    let text = settings::table
        .find(LOADED_AT)
        .select(settings::value)
        .first::<String>(conn)
        .optional()?;
    text.map(|text| {
        text.parse()
            .map_err(|error| Error::caused("the demo's clock", error))
    })
    .transpose()
}

/// Remembers it.
pub fn set_loaded_at(conn: &mut AnyConnection, at: Instant) -> Result<(), Error> {
    diesel::insert_into(settings::table)
        .values((
            settings::key.eq(LOADED_AT),
            settings::value.eq(at.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}
