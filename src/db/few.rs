//! The rows whose folded name contains some words, where they are few.
//!
//! A list in the order of the tree finds what is common within its first rows; what is rare it would look for in every
//! row. So the distinct names are kept once more (`search_texts`, by triggers), under an index of their trigrams: FTS5 on
//! SQLite, `pg_trgm` on PostgreSQL where the server has it. Without it PostgreSQL reads the distinct names, which are
//! fewer and narrower than the rows.
//!
//! **Invariant.** This only leaves out rows that do not contain the words; whoever asks still compares ([`containing`]).

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::id::Id;
use super::search::{containing, fold};
use super::{AnyConnection, sql_types};
use crate::error::Error;

/// A table with a folded name in its column `search`, and an index of it with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Named {
    /// The congresses.
    Congresses,
    /// The places of units.
    UnitPlacements,
}

/// With more rows than this a list in the order of the tree finds enough of them sooner by itself.
const FEW: i64 = 1000;

/// The fewest characters that an index of trigrams can look for.
const TRIGRAM: usize = 3;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Uuid)]
    id: Id<()>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    many: i64,
}

/// The keys of the rows whose name contains these words; nothing where they are many, or the words too short to tell.
///
/// # Errors
/// As the database.
pub fn few_with<T>(
    conn: &mut AnyConnection,
    named: Named,
    words: &str,
) -> Result<Option<Vec<Id<T>>>, Error> {
    let folded = fold(words);
    if folded.chars().count() < TRIGRAM {
        return Ok(None);
    }
    let (wanted, texts) = match conn {
        AnyConnection::Sqlite(_) => (
            format!("\"{}\"", folded.replace('"', "\"\"")),
            "SELECT rowid AS id FROM search_trigrams WHERE search_trigrams MATCH $1 LIMIT $2",
        ),
        AnyConnection::Postgres(_) => (
            containing(words),
            "SELECT id FROM search_texts WHERE text LIKE $1 LIMIT $2",
        ),
    };
    let many: Counted =
        diesel::sql_query(format!("SELECT COUNT(*) AS many FROM ({texts}) AS found"))
            .bind::<Text, _>(&wanted)
            .bind::<BigInt, _>(FEW + 1)
            .get_result(conn)?;
    if many.many > FEW {
        return Ok(None);
    }
    let table: &'static str = named.into();
    // SQLite takes a CROSS JOIN in the order in which it is written.
    let rows: Vec<Row> = diesel::sql_query(format!(
        "SELECT r.id FROM ({texts}) AS found CROSS JOIN search_texts t CROSS JOIN {table} r \
         WHERE t.id = found.id AND r.search = t.text LIMIT $3"
    ))
    .bind::<Text, _>(&wanted)
    .bind::<BigInt, _>(FEW + 1)
    .bind::<BigInt, _>(FEW + 1)
    .load(conn)?;
    let is_few = i64::try_from(rows.len()).is_ok_and(|count| count <= FEW);
    Ok(is_few.then(|| rows.into_iter().map(|row| row.id.cast()).collect()))
}
