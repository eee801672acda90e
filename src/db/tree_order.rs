//! Congresses in the order of the tree, read page by page: the range that both databases answer from the index.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::MultiBackend;
use super::id::Id;
use super::path::UnitPath;
use super::schema::congresses;

/// A condition on congresses.
pub type Condition = Box<dyn BoxableExpression<congresses::table, MultiBackend, SqlType = Bool>>;

fn under(path: &UnitPath) -> Condition {
    Box::new(
        congresses::unit_path
            .ge(path.as_str().to_owned())
            .and(congresses::unit_path.lt(path.end())),
    )
}

fn under_any(paths: &[UnitPath]) -> Condition {
    let mut all = paths.iter().map(under);
    let Some(first) = all.next() else {
        return Box::new(diesel::dsl::sql::<Bool>("1 = 0"));
    };
    all.fold(first, |one, other| Box::new(one.or(other)))
}

/// The congresses below any of these places, from `after` on.
///
/// One lower and one upper bound, worked out here: of two lower bounds on the same column SQLite walks the index
/// from the first it is given, through everything that stands before the other.
pub fn within(places: &[UnitPath], after: Option<&UnitPath>) -> Condition {
    let from = places.iter().map(UnitPath::as_str).min();
    let to = places.iter().map(UnitPath::end).max();
    let (Some(from), Some(to)) = (from, to) else {
        return under_any(places);
    };
    let from = after.map_or(from, |after| after.as_str().max(from));
    let hull = congresses::unit_path
        .ge(from.to_owned())
        .and(congresses::unit_path.lt(to));
    match places {
        [_] => Box::new(hull),
        _ => Box::new(hull.and(under_any(places))),
    }
}

/// The congresses that stand after this one in the order of the tree.
pub fn beyond<T: 'static>(path: &UnitPath, id: Id<T>) -> Condition {
    Box::new(
        congresses::unit_path
            .gt(path.clone())
            .or(congresses::id.gt(id)),
    )
}
