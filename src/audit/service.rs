//! Adding to the chains, sealing them, and reading them back.

use serde_json::Value;

use super::model::{AuditEntry, Subject};
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;

/// Adds to a subject's chain that the actor did this, now.
pub fn append(
    conn: &mut AnyConnection,
    actor: &Actor,
    subject: Subject,
    action: &str,
    detail: &Value,
) -> Result<AuditEntry, Error> {
    store::append(
        conn,
        subject,
        actor.account(),
        actor.now,
        action,
        detail.to_string(),
    )
}
