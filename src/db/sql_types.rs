//! The SQL types of [`super::schema`], which is generated from the PostgreSQL migrations.
//!
//! Three of them keep their PostgreSQL encoding there and another on SQLite: a UUID is 16 bytes, an
//! instant and a JSON value are legible text.

use diesel::query_builder::QueryId;
use diesel::sql_types::{HasSqlType, SqlOrd, SqlType};

pub use diesel::sql_types::{Bool, Date, Int8, Nullable, Text};

use super::MultiBackend;

/// `UUID` on PostgreSQL, a 16-byte BLOB on SQLite.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(
    postgres_type(oid = 2950, array_oid = 2951),
    sqlite_type(name = "Binary")
)]
pub struct Uuid;

/// `TIMESTAMPTZ` on PostgreSQL; on SQLite RFC 3339 in UTC with milliseconds: text that sorts as time.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(
    postgres_type(oid = 1184, array_oid = 1185),
    sqlite_type(name = "Text")
)]
pub struct Timestamptz;

/// `JSONB` on PostgreSQL, JSON text on SQLite. Stored and loaded whole, never queried inside.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(
    postgres_type(oid = 3802, array_oid = 3807),
    sqlite_type(name = "Text")
)]
pub struct Jsonb;

impl SqlOrd for Uuid {}
impl SqlOrd for Timestamptz {}

macro_rules! known_to_any_connection {
    ($($sql_type:ident),*) => {$(
        impl HasSqlType<$sql_type> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$sql_type>(lookup)
            }
        }
    )*};
}
known_to_any_connection!(Uuid, Timestamptz, Jsonb);

// `table!` gives arithmetic to a column whose type bears this name; only the signatures are needed.
impl diesel::sql_types::ops::Add for Timestamptz {
    type Rhs = diesel::sql_types::Interval;
    type Output = Self;
}
impl diesel::sql_types::ops::Sub for Timestamptz {
    type Rhs = diesel::sql_types::Interval;
    type Output = Self;
}
