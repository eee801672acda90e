//! A closed set kept as text, each variant by its snake_case name.

/// Lets an enum that derives `strum::Display` and `strum::EnumString` stand in a text column, on both
/// databases. The same names are in the column's CHECK; a test holds the two lists together.
#[macro_export]
macro_rules! text_enum {
    ($($name:ty),+ $(,)?) => {$(
        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(value)?;
                Ok(text.parse()?)
            }
        }
        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                let name: &'static str = self.into();
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(name, out)
            }
        }
    )+};
}
