//! The lines of a sheet, judged; and what they come to, written.

use super::model::{Kind, Row, Sheet};
use super::progress::UnderWay;
use super::{members, units};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::member::model::Judged;
use crate::placement::draft::Draft;
use crate::unit::model::UnitId;
use crate::{member, placement};

/// What was found: what becomes of each line, of which branches members were read for it, and how many, and what is to be
/// written.
pub struct Worked {
    /// The lines.
    pub rows: Vec<Row>,
    /// The branches.
    pub read: Vec<(UnitId, usize)>,
    /// What is to be written.
    pub writes: Writes,
}

/// What the lines come to.
pub enum Writes {
    /// The tree as it will be.
    Units(Box<Draft>),
    /// The members as they will be.
    Members(Vec<Judged>),
}

/// Judges every line of a sheet. Writes nothing: each line is judged by what there is and by the lines before it.
///
/// # Errors
/// What no sheet is to blame for.
pub fn judge(
    conn: &mut AnyConnection,
    actor: &Actor,
    (kind, unit): (Kind, Option<UnitId>),
    sheet: &Sheet,
    under_way: &UnderWay,
) -> Result<Worked, Error> {
    match kind {
        Kind::Units => units::judge(conn, actor, (sheet, unit), under_way),
        Kind::Members => members::judge(conn, actor, (sheet, unit), under_way),
    }
}

/// Writes what the lines come to.
///
/// # Errors
/// As the database.
pub fn write(
    conn: &mut AnyConnection,
    actor: &Actor,
    writes: &Writes,
    under_way: &UnderWay,
) -> Result<(), Error> {
    let all = match writes {
        Writes::Units(draft) => draft.deeds().len(),
        Writes::Members(judged) => judged.len(),
    };
    let mut written = 0;
    let mut told = |more: usize| {
        written += more;
        under_way.written(written, all);
    };
    match writes {
        Writes::Units(draft) => placement::service::write(conn, actor, draft, &mut told),
        Writes::Members(judged) => member::service::write(conn, actor, judged, &mut told),
    }
}
