//! Where a unit stands in the tree: the keys of every unit from the root down to it.

use std::fmt;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use super::id::Id;

/// A materialised path, `/a/b/c/`, each segment a unit's key.
///
/// A subtree is a *range* of paths (see [`UnitPath::end`]), never a pattern, so both databases answer
/// it from an index; and "is B under A" needs no database at all.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    AsExpression,
    FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
pub struct UnitPath(String);

impl UnitPath {
    /// A path that another copy of the program told of.
    pub(super) fn heard(text: String) -> Self {
        Self(text)
    }

    /// The path of a unit that has nothing above it.
    pub fn root<T>(unit: Id<T>) -> Self {
        Self(format!("/{}/", unit.uuid().simple()))
    }

    /// The path of a unit directly below this one.
    pub fn child<T>(&self, unit: Id<T>) -> Self {
        Self(format!("{}{}/", self.0, unit.uuid().simple()))
    }

    /// The whole tree: every path is under it.
    pub fn everywhere() -> Self {
        Self("/".to_owned())
    }

    /// The path as text, where the range of its subtree begins.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first text after every path of the subtree: `path >= p AND path < p.end()`.
    pub fn end(&self) -> String {
        format!("{}0", self.0.trim_end_matches('/'))
    }

    /// Whether this unit is that one or stands anywhere below it.
    pub fn is_under(&self, above: &UnitPath) -> bool {
        self.0.starts_with(&above.0)
    }

    /// The units on the path, the root first, the unit itself last.
    pub fn units<T>(&self) -> Vec<Id<T>> {
        self.0
            .split('/')
            .filter_map(|segment| segment.parse().ok())
            .collect()
    }

    /// Every place on the line from the root down to this one, itself included.
    pub fn line(&self) -> Vec<UnitPath> {
        let ends = self.0.match_indices('/').skip(1).map(|(at, _)| at);
        ends.filter_map(|at| self.0.get(..=at))
            .map(|path| UnitPath(path.to_owned()))
            .collect()
    }

    /// The same place after the subtree at `from` has moved to `to`.
    pub fn moved(&self, from: &UnitPath, to: &UnitPath) -> UnitPath {
        match self.0.strip_prefix(&from.0) {
            Some(rest) => UnitPath(format!("{}{rest}", to.0)),
            None => self.clone(),
        }
    }
}

impl fmt::Display for UnitPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<DB: diesel::backend::Backend> FromSql<Text, DB> for UnitPath
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(String::from_sql(value)?))
    }
}
impl<DB: diesel::backend::Backend> ToSql<Text, DB> for UnitPath
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(&self.0, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_is_a_range_and_a_prefix() {
        let (top, left, right) = (Id::<()>::new(), Id::<()>::new(), Id::<()>::new());
        let root = UnitPath::root(top);
        let (left, right) = (root.child(left), root.child(right));
        for (path, above, under) in [
            (&left, &root, true),
            (&root, &left, false),
            (&right, &left, false),
            (&left, &left, true),
        ] {
            assert_eq!(path.is_under(above), under);
            let in_range = path.as_str() >= above.as_str() && path.as_str() < above.end().as_str();
            assert_eq!(in_range, under, "{path} in the range of {above}");
        }
        assert!(left.is_under(&UnitPath::everywhere()));
        assert!(left.as_str() < UnitPath::everywhere().end().as_str());
        assert_eq!(left.units::<()>().len(), 2);
        assert_eq!(left.line(), [root.clone(), left.clone()]);
    }

    #[test]
    fn a_moved_subtree_keeps_its_own_branches() {
        let (a, b, c) = (Id::<()>::new(), Id::<()>::new(), Id::<()>::new());
        let (from, to) = (UnitPath::root(a).child(b), UnitPath::root(c).child(b));
        let leaf = Id::<()>::new();
        assert_eq!(from.child(leaf).moved(&from, &to), to.child(leaf));
    }
}
