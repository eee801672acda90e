//! Who gives out the ballots and counts them (R-OG-04).

use super::model::{Case, Given};
use super::rules::{ElectionProcess, Guard, Step};
use super::service::gather;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::{Error, Reason};
use crate::organ;
use crate::workflow::Process;

/// What stands against the counting committee that is to give out the next ballots (R-OG-04), for whoever is told what is
/// next.
///
/// # Errors
/// As the database.
pub fn against_counters(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
) -> Result<Vec<Reason>, Error> {
    let given = with_counters(conn, case, Step::IssueBallots, &Given::default())?;
    let mut facts = gather(conn, actor, case)?;
    facts.given = Some(given);
    let guards = [Guard::CountersNamed, Guard::CountersNotListed];
    Ok(guards
        .into_iter()
        .flat_map(|guard| ElectionProcess::check(guard, &facts))
        .collect())
}

/// The counting committee that the congress has elected gives out the ballots, unless others are named.
pub(super) fn with_counters(
    conn: &mut AnyConnection,
    case: &Case,
    step: Step,
    given: &Given,
) -> Result<Given, Error> {
    let mut given = given.clone();
    if step == Step::IssueBallots && given.counters.is_empty() {
        given.counters = organ::service::counter_ids(conn, case.congress.id)?;
    }
    Ok(given)
}
