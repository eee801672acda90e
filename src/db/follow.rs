//! Rows that keep a place of the tree follow when the subtree there moves.

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::AnyConnection;
use super::path::UnitPath;
use crate::error::Error;

/// A table whose `unit_path` says where a thing stands today.
#[derive(Debug, Clone, Copy, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Follower {
    /// The committees whose plans they are.
    Plans,
    /// The units to which a task was given.
    Assignments,
}

/// Everything in the table at or below `from` is at or below `to` from now on.
pub fn follow_move(
    conn: &mut AnyConnection,
    table: Follower,
    from: &UnitPath,
    to: &UnitPath,
) -> Result<usize, Error> {
    if from == to {
        return Ok(0);
    }
    let table: &'static str = table.into();
    let question = format!(
        "UPDATE {table} SET unit_path = $1 || substr(unit_path, $2) \
         WHERE unit_path >= $3 AND unit_path < $4"
    );
    let rest = i32::try_from(from.as_str().len() + 1).unwrap_or(i32::MAX);
    Ok(diesel::sql_query(question)
        .bind::<Text, _>(to.as_str())
        .bind::<Integer, _>(rest)
        .bind::<Text, _>(from.as_str())
        .bind::<Text, _>(from.end())
        .execute(conn)?)
}
