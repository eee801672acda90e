//! The numbers of guidance, as the register of numbers knows them.

use super::model::Guidance;
use super::rules::Facts;
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::numbering;
use crate::numbering::model::{IssuedAs, Typed};
use crate::plan::model::Plan;
use crate::regulation::DocumentType;
use crate::unit::model::UnitId;

/// A guidance with its number; nothing before it has one.
fn typed(plan: &Plan, guidance: &Guidance, facts: &Facts) -> Result<Option<Typed>, Error> {
    let symbol = DocumentSymbol::read("/symbol", guidance.symbol.as_deref())?;
    Ok(symbol.map(|symbol| Typed {
        unit_id: plan.unit_id,
        document_type: DocumentType::Guidance,
        symbol,
        dated_on: guidance.issued_on.unwrap_or(facts.today),
        title: guidance.title.clone(),
        subject_id: guidance.id.cast(),
    }))
}

/// The facts of a guidance with what the register of numbers says of its number.
pub(super) fn known(
    conn: &mut AnyConnection,
    plan: &Plan,
    guidance: &Guidance,
    facts: Facts,
) -> Result<Facts, Error> {
    let number_taken = match typed(plan, guidance, &facts)? {
        Some(typed) => numbering::typed::taken(conn, &typed)?,
        None => None,
    };
    Ok(Facts {
        number_taken,
        ..facts
    })
}

/// Writes the number of an issued guidance into the register.
pub(super) fn keep(
    conn: &mut AnyConnection,
    actor: &Actor,
    (plan, guidance): (&Plan, &Guidance),
    facts: &Facts,
) -> Result<(), Error> {
    match typed(plan, guidance, facts)? {
        Some(typed) => numbering::typed::keep(conn, actor, &typed),
        None => Ok(()),
    }
}

/// The numbers of the guidance that a committee has issued; for the register of numbers: nobody asks.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<IssuedAs>, Error> {
    store::numbers_of(conn, unit)
}
