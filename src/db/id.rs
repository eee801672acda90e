//! A typed identifier: an `Id<Congress>` is never an `Id<Unit>`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sqlite::Sqlite;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{MultiBackend, sql_types};

/// The key of a `T`: a UUID of version 7, so that keys sort in the order they were given out.
#[derive(AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Uuid)]
pub struct Id<T: 'static>(uuid::Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// A key never given out before.
    #[expect(
        clippy::disallowed_methods,
        clippy::new_without_default,
        reason = "the one place that makes keys"
    )]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7(), PhantomData)
    }

    /// The key as the UUID it is, for a table that refers to things of several kinds.
    pub fn uuid(self) -> uuid::Uuid {
        self.0
    }

    /// The same key, said to be of another kind: for a column that refers to things of several kinds.
    pub fn cast<U>(self) -> Id<U> {
        Id(self.0, PhantomData)
    }

    /// The smallest key there is; a list that starts after it starts at its beginning.
    pub fn nil() -> Self {
        Self(uuid::Uuid::nil(), PhantomData)
    }
}

impl<T> From<uuid::Uuid> for Id<T> {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(uuid, PhantomData)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Ok(Self(text.parse()?, PhantomData))
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(uuid::Uuid::deserialize(deserializer)?, PhantomData))
    }
}
impl<T> utoipa::PartialSchema for Id<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
            .into()
    }
}
impl<T> utoipa::ToSchema for Id<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
}

impl<T> ToSql<sql_types::Uuid, Pg> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.0, out)
    }
}
impl<T> FromSql<sql_types::Uuid, Pg> for Id<T> {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(
            FromSql::<diesel::sql_types::Uuid, Pg>::from_sql(value)?,
            PhantomData,
        ))
    }
}
impl<T> ToSql<sql_types::Uuid, Sqlite> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}
impl<T> FromSql<sql_types::Uuid, Sqlite> for Id<T> {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<diesel::sql_types::Binary, Sqlite>>::from_sql(value)?;
        Ok(Self(uuid::Uuid::from_slice(&bytes)?, PhantomData))
    }
}
impl<T> ToSql<sql_types::Uuid, MultiBackend> for Id<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((sql_types::Uuid, self));
        Ok(IsNull::No)
    }
}
impl<T> FromSql<sql_types::Uuid, MultiBackend> for Id<T> {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql_types::Uuid>()
    }
}
