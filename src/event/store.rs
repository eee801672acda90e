//! The rows of the outbox.

use diesel::prelude::*;

use super::model::NewEvent;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::schema::events;
use crate::db::time::Instant;
use crate::error::Error;

/// Puts an event in the outbox.
pub fn insert(conn: &mut AnyConnection, at: Instant, event: &NewEvent<'_>) -> Result<(), Error> {
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Id::<super::model::Event>::new()),
            events::at.eq(at),
            events::kind.eq(&event.kind),
            events::subject_kind.eq(event.subject.kind),
            events::subject_id.eq(event.subject.id),
            events::unit_path.eq(event.unit_path),
            events::payload.eq(AsJson(event.payload.clone())),
        ))
        .execute(conn)?;
    Ok(())
}
