//! A value kept as JSON: stored and loaded whole, never queried inside.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{MultiBackend, sql_types};

/// Wraps a value for a JSON column.
#[derive(Debug, Clone, PartialEq, Eq, Default, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Jsonb)]
pub struct AsJson<T: std::fmt::Debug>(pub T);

impl<T: Serialize + std::fmt::Debug> ToSql<sql_types::Jsonb, Pg> for AsJson<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let value = serde_json::to_value(&self.0)?;
        ToSql::<diesel::sql_types::Jsonb, Pg>::to_sql(&value, &mut out.reborrow())
    }
}
impl<T: DeserializeOwned + std::fmt::Debug> FromSql<sql_types::Jsonb, Pg> for AsJson<T> {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let value = <serde_json::Value as FromSql<diesel::sql_types::Jsonb, Pg>>::from_sql(value)?;
        Ok(Self(serde_json::from_value(value)?))
    }
}
impl<T: Serialize + std::fmt::Debug> ToSql<sql_types::Jsonb, Sqlite> for AsJson<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}
impl<T: DeserializeOwned + std::fmt::Debug> FromSql<sql_types::Jsonb, Sqlite> for AsJson<T> {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<diesel::sql_types::Text, Sqlite>>::from_sql(value)?;
        Ok(Self(serde_json::from_str(&text)?))
    }
}
impl<T: Serialize + std::fmt::Debug + Send + Sync + 'static> ToSql<sql_types::Jsonb, MultiBackend>
    for AsJson<T>
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((sql_types::Jsonb, self));
        Ok(IsNull::No)
    }
}
impl<T: DeserializeOwned + std::fmt::Debug> FromSql<sql_types::Jsonb, MultiBackend> for AsJson<T> {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql_types::Jsonb>()
    }
}
