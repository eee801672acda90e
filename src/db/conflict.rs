//! One answer to "somebody already has that", whichever database found it.

use diesel::result::DatabaseErrorInformation;

/// A uniqueness or reference that the write would have broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The table, as the schema names it.
    pub table: String,
    /// The columns, or on PostgreSQL the constraint that covers them.
    pub columns: String,
}

impl Conflict {
    /// Reads the violation from what the database said.
    ///
    /// PostgreSQL names the table and the constraint (`users_username_key`); SQLite writes
    /// `UNIQUE constraint failed: users.username` or names the partial index.
    pub fn read(info: &dyn DatabaseErrorInformation) -> Self {
        if let (Some(table), Some(constraint)) = (info.table_name(), info.constraint_name()) {
            let columns = constraint
                .strip_prefix(&format!("{table}_"))
                .unwrap_or(constraint);
            return Self {
                table: table.to_owned(),
                columns: columns.trim_end_matches("_key").to_owned(),
            };
        }
        let named = info.message().rsplit(": ").next().unwrap_or_default();
        let first = named.split(", ").next().unwrap_or_default();
        let (table, _) = first.split_once('.').unwrap_or((first, ""));
        let columns: Vec<&str> = named
            .split(", ")
            .map(|column| column.split_once('.').map_or(column, |(_, name)| name))
            .collect();
        Self {
            table: table.to_owned(),
            columns: columns.join("_"),
        }
    }
}
