//! The verbs of the roll of a congress.

use super::model::{Attendance, Bases, RollEntry};
use super::{rules, store};
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::error::Error;
use crate::regulation::Regulation;

fn regulation(congress: &Congress) -> Regulation {
    Regulation::on(congress.day(congress.created_at.date()))
}

/// The two bases as of now.
pub fn bases(conn: &mut AnyConnection, congress: &Congress) -> Result<Bases, Error> {
    let entries = store::of_congress(conn, congress.id)?;
    Ok(rules::bases(&entries, &regulation(congress)))
}

/// Who is here as of now.
pub fn attendance(conn: &mut AnyConnection, congress: &Congress) -> Result<Attendance, Error> {
    let entries = store::of_congress(conn, congress.id)?;
    Ok(rules::attendance(&entries, &regulation(congress)))
}

/// The whole roll.
pub fn entries(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<RollEntry>, Error> {
    store::of_congress(conn, congress)
}
