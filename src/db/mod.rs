//! Everything that knows there are two databases.
//!
//! **Invariants.** Every read goes through [`Db::read`], every write through [`Db::write`]; a write is
//! one transaction, serialisable against every other write, and answered only after its COMMIT.
//! Features see [`AnyConnection`] and the tables of [`schema`]; where SQL itself must differ between
//! SQLite and PostgreSQL, the difference is a named function in this folder.

pub mod backup;
pub mod conflict;
#[expect(missing_docs, reason = "the derive writes methods without docs")]
pub mod connection;
pub mod few;
pub mod follow;
pub mod id;
pub mod json;
pub mod lock;
pub mod migrate;
pub mod paging;
pub mod path;
#[expect(missing_docs, reason = "generated")]
pub mod schema;
pub mod search;
pub mod sql_types;
pub mod text_enum;
pub mod time;
pub mod tree_order;
pub mod watch;
pub mod writer;

pub use connection::{AnyConnection, Db, MultiBackend};
