//! Whose work something is, in which order it is shown, and what is the same thing twice. Pure.

use chrono::NaiveDate;

use super::model::{Deed, Item};
use crate::audit::model::SubjectKind;
use crate::auth::actor::Actor;
use crate::auth::seat::roles_of;
use crate::next_step;
use crate::next_step::model::Act;
use crate::overdue::model::Kind;
use crate::unit::model::UnitId;
use crate::workflow::Seat;

/// Whether the actor holds the seat at the unit.
pub fn holds(actor: &Actor, seat: Seat, unit: UnitId) -> bool {
    actor
        .offices
        .iter()
        .any(|office| office.unit_id == Some(unit) && roles_of(seat).contains(&office.role))
}

/// The most urgent first: by the day it is due, then what has no day; of one day branch by branch, and there in the
/// order in which it is to be done.
pub fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_cached_key(|item| {
        let due = item.due_on.unwrap_or(NaiveDate::MAX);
        (due, item.place.clone())
    });
    items
}

/// Whether the list already asks for something of the same thing: a congress once, with its documents and its
/// personnel work; guidance to be acknowledged stands beside whatever else a congress waits for.
pub fn is_told(items: &[Item], new: &Item) -> bool {
    let acknowledging = Deed::Next(next_step::model::Deed::Act(Act::AcknowledgeGuidance));
    let beside = |item: &Item| item.deed == Deed::Due(Kind::Guidance) || item.deed == acknowledging;
    let same = |item: &Item| {
        let of_one_congress = new.kind == SubjectKind::Congress
            && item.congress_id.is_some()
            && item.congress_id == new.congress_id
            && item.kind != SubjectKind::Assignment;
        (item.kind == new.kind && item.id == new.id) || of_one_congress
    };
    items
        .iter()
        .any(|item| same(item) && beside(item) == beside(new))
}

/// What is to be done alike is shown as one with its number: the same deed with the same thing, and the opinions of a
/// plan that wait for the same.
pub fn gathered(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for item in items {
        let alike = |one: &&mut Item| {
            let same_thing = one.id == item.id && one.name == item.name;
            let opinions = item.kind == SubjectKind::Opinion && one.plan_id == item.plan_id;
            one.kind == item.kind && one.deed == item.deed && (same_thing || opinions)
        };
        match out.iter_mut().find(alike) {
            Some(one) => {
                one.count += item.count;
                one.due_on = [one.due_on, item.due_on].into_iter().flatten().min();
                one.since = [one.since, item.since].into_iter().flatten().min();
                let more = item.by.iter().filter(|seat| !one.by.contains(seat));
                let more: Vec<Seat> = more.copied().collect();
                one.by.extend(more);
            }
            None => out.push(item),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;

    fn item(deed: &str, due: Option<&str>) -> Item {
        Item {
            due_on: due.map(|day| day.parse().unwrap()),
            ..Item::new(
                Deed::Turn(deed.to_owned()),
                SubjectKind::Congress,
                Id::nil(),
            )
        }
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_has_no_day_last() {
        let items = vec![
            item("a", None),
            item("b", Some("2022-05-12")),
            item("c", Some("2022-05-11")),
        ];
        let order: Vec<Deed> = in_order(items).into_iter().map(|item| item.deed).collect();
        assert_eq!(
            order,
            ["c", "b", "a"].map(|deed| Deed::Turn(deed.to_owned()))
        );
    }

    #[test]
    fn a_congress_is_asked_for_once_but_guidance_stands_beside_it() {
        let congress = Id::new();
        let document = Item {
            congress_id: Some(congress),
            ..Item::new(
                Deed::Turn("document.submitted".to_owned()),
                SubjectKind::Document,
                Id::new(),
            )
        };
        let due = |kind| Item {
            congress_id: Some(congress),
            ..Item::new(Deed::Due(kind), SubjectKind::Congress, congress.cast())
        };
        let told = std::slice::from_ref(&document);
        assert!(is_told(told, &due(Kind::NotHeld)));
        assert!(!is_told(told, &due(Kind::Guidance)));
        let other = Item::new(Deed::Due(Kind::NotHeld), SubjectKind::Congress, Id::new());
        assert!(!is_told(told, &other));
    }

    #[test]
    fn opinions_of_a_plan_that_wait_for_the_same_are_one_line() {
        let plan = Some(Id::new());
        let opinion = |state: &str| Item {
            plan_id: plan,
            ..Item::new(
                Deed::Turn(format!("opinion.{state}")),
                SubjectKind::Opinion,
                Id::new(),
            )
        };
        let all = gathered(vec![
            opinion("raised"),
            opinion("answered"),
            opinion("raised"),
        ]);
        let counts: Vec<usize> = all.iter().map(|one| one.count).collect();
        assert_eq!(counts, [2, 1]);
    }
}
