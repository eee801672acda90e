//! The congress that a branch held before this one, and the one after it, for other features: nobody asks.

use chrono::NaiveDate;

use super::model::{Congress, CongressId};
use super::store;
use super::term::TermEnding;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::{numbering, plan};

/// The last congress of the same branch that was held before this one and not annulled; none where none is kept here.
///
/// # Errors
/// As the database.
pub fn last_held(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<CongressId>, Error> {
    store::last_held(conn, congress)
}

/// When the first congress of the same branch after this one closed; none while none has.
///
/// # Errors
/// As the database.
pub fn next_closing(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<NaiveDate>, Error> {
    match congress.closed_on {
        Some(closed_on) => store::next_closing(conn, congress, closed_on),
        None => Ok(None),
    }
}

/// The term that a congress ends: it began when the branch's congress before closed, or as written down for its numbers
/// (R-NUM-03), whichever is later; none where neither is known.
///
/// # Errors
/// As the database.
pub fn term_ending(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<Option<TermEnding>, Error> {
    let day = congress.day(today);
    let closing = store::last_closing(conn, congress)?;
    let written = numbering::register::term_begun(conn, congress.unit_id, day)?
        .and_then(|begins_on| begins_on.pred_opt());
    match (closing, written) {
        (Some((closed_on, plan_id)), written) if written.is_none_or(|day| day <= closed_on) => {
            let plan = plan::service::of(conn, plan_id)?;
            Ok(Some(TermEnding {
                began_after: closed_on,
                laid_down: plan.content.0.term_months,
            }))
        }
        (_, written) => Ok(written.map(|began_after| TermEnding {
            began_after,
            laid_down: None,
        })),
    }
}
