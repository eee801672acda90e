//! An instant as the databases keep it: UTC, cut to milliseconds.

use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, SubsecRound, TimeDelta, Utc};
use chrono_tz::Asia::Ho_Chi_Minh;
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

/// A moment, the same for every reader; written as RFC 3339 in UTC with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Timestamptz)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// The moment, cut to the milliseconds that both databases keep.
    pub fn from_utc(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(3))
    }

    /// The moment as chrono knows it.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The civil date in Vietnam (Asia/Ho_Chi_Minh) at this moment.
    pub fn date(self) -> NaiveDate {
        self.0.with_timezone(&Ho_Chi_Minh).date_naive()
    }

    /// Date and hour in Vietnam at this moment.
    pub fn local(self) -> chrono::NaiveDateTime {
        self.0.with_timezone(&Ho_Chi_Minh).naive_local()
    }

    /// The moment at which a civil date begins in Vietnam.
    pub fn beginning_of(date: NaiveDate) -> Self {
        let midnight = date.and_time(chrono::NaiveTime::MIN);
        // Vietnam's clocks have never skipped a midnight since 1970; before that, UTC is near enough.
        let local = midnight.and_local_timezone(Ho_Chi_Minh).earliest();
        Self::from_utc(local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc)))
    }

    /// The moment this much later (or earlier, when negative).
    pub fn plus(self, delta: TimeDelta) -> Self {
        Self(self.0 + delta)
    }

    /// Seconds since 1970 in UTC.
    pub fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}
impl std::str::FromStr for Instant {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        Ok(Self::from_utc(
            DateTime::parse_from_rfc3339(text)?.with_timezone(&Utc),
        ))
    }
}
impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
impl utoipa::PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}
impl utoipa::ToSchema for Instant {}

impl ToSql<sql_types::Timestamptz, Pg> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<diesel::sql_types::Timestamptz, Pg>::to_sql(&self.0, &mut out.reborrow())
    }
}
impl FromSql<sql_types::Timestamptz, Pg> for Instant {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let kept = FromSql::<diesel::sql_types::Timestamptz, Pg>::from_sql(value)?;
        let at = Self::from_utc(kept);
        // What was written here has no more than milliseconds; see below.
        if at.0 == kept {
            Ok(at)
        } else {
            Err(format!("{kept} is not how a moment is kept").into())
        }
    }
}
impl ToSql<sql_types::Timestamptz, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.to_string());
        Ok(IsNull::No)
    }
}
impl FromSql<sql_types::Timestamptz, Sqlite> for Instant {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<diesel::sql_types::Text, Sqlite>>::from_sql(value)?;
        let at: Self = text.parse()?;
        // The column is text, and compared as text: the same moment written otherwise would sort elsewhere.
        if at.to_string() == text {
            Ok(at)
        } else {
            Err(format!("{text} is not how a moment is kept").into())
        }
    }
}
impl ToSql<sql_types::Timestamptz, MultiBackend> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((sql_types::Timestamptz, self));
        Ok(IsNull::No)
    }
}
impl FromSql<sql_types::Timestamptz, MultiBackend> for Instant {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql_types::Timestamptz>()
    }
}
