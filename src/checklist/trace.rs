//! From a ticked box back to the voice that raised it.

use super::model::TickedBox;
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, reach};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::guidance::model::{ClauseId, Guidance, RestingClause};
use crate::opinion::model::Opinion;
use crate::{guidance, opinion};

/// A clause, what it rests on, and who has ticked it off.
pub struct Trace {
    /// The clause.
    pub clause: RestingClause,
    /// The guidance it stands in.
    pub guidance: Guidance,
    /// The opinions it rests on, each with its answer and conclusion.
    pub opinions: Vec<Opinion>,
    /// The boxes ticked in the actor's part of the tree.
    pub ticked: Page<TickedBox>,
}

/// Traces a clause.
///
/// # Errors
/// [`Error::NotFound`].
pub fn trace(
    conn: &mut AnyConnection,
    actor: &Actor,
    clause: ClauseId,
    page: &PageRequest<CongressId>,
) -> Result<Trace, Error> {
    let (clause, guidance, _) = guidance::clause::find_clause(conn, actor, clause)?;
    let opinions = opinion::service::of(conn, &clause.opinion_ids)?;
    let places = reach(actor, Action::ReadCongresses);
    let ticked = store::ticked_boxes(conn, clause.clause.id, &places, page)?;
    Ok(Trace {
        clause,
        guidance,
        opinions,
        ticked,
    })
}
