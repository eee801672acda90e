//! Whose work something is, and in which order it is shown. Pure.

use chrono::NaiveDate;

use super::model::{Deed, Item};
use crate::auth::actor::Actor;
use crate::auth::seat::roles_of;
use crate::overdue::model::Kind;
use crate::unit::model::UnitId;
use crate::workflow::Seat;

/// Whether the actor holds the seat at the unit.
pub fn holds(actor: &Actor, (seat, unit): (Seat, UnitId)) -> bool {
    actor
        .offices
        .iter()
        .any(|office| office.unit_id == Some(unit) && roles_of(seat).contains(&office.role))
}

/// The most urgent first: by the day it is due, then what has no day; of one day, what waits longest.
pub fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|item| {
        let due = item.due_on.unwrap_or(NaiveDate::MAX);
        (due, item.since.unwrap_or(NaiveDate::MAX))
    });
    items
}

/// Whether the list already asks for this: the same thing, unless it is guidance to be acknowledged, which stands
/// beside whatever else a congress waits for.
pub fn is_told(items: &[Item], new: &Item) -> bool {
    let beside = |item: &Item| item.deed == Deed::Due(Kind::Guidance);
    items
        .iter()
        .any(|item| item.kind == new.kind && item.id == new.id && beside(item) == beside(new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::model::SubjectKind;
    use crate::db::id::Id;

    fn item(deed: Deed, due: Option<&str>) -> Item {
        Item {
            deed,
            kind: SubjectKind::Congress,
            id: Id::nil(),
            congress_id: None,
            name: None,
            place: None,
            due_on: due.map(|day| day.parse().unwrap()),
            since: None,
            by: Vec::new(),
        }
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_has_no_day_last() {
        let turn = |code: &str| Deed::Turn(code.to_owned());
        let items = vec![
            item(turn("a"), None),
            item(turn("b"), Some("2022-05-12")),
            item(turn("c"), Some("2022-05-11")),
        ];
        let order: Vec<Deed> = in_order(items).into_iter().map(|item| item.deed).collect();
        assert_eq!(order, [turn("c"), turn("b"), turn("a")]);
    }

    #[test]
    fn a_thing_is_asked_for_once_but_guidance_stands_beside_it() {
        let turn = item(Deed::Turn("congress.approved".to_owned()), None);
        let told = std::slice::from_ref(&turn);
        assert!(is_told(told, &item(Deed::Due(Kind::NotHeld), None)));
        assert!(!is_told(told, &item(Deed::Due(Kind::Guidance), None)));
    }
}
