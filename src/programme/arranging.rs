//! How a programme is built from a plan's template, and within which rules a branch arranges it. Pure.

use super::model::{
    Ceremonies, Item, ItemKind, ProgrammeTemplate, Session, Slot, TemplateItem, Wanted,
};
use super::rules::{Belongs, ORDER, Sits, rests_on, row};
use crate::congress::model::State;
use crate::congress::rules::PLAN;
use crate::error::{Arg, Reason};
use crate::plan::model::CongressContent;
use crate::plan::rules::unless;
use crate::regulation::Cited;

/// What a programme is built for.
#[derive(Debug, Clone)]
pub struct Setting {
    /// What the plan's congresses deal with.
    pub contents: Vec<CongressContent>,
    /// The salutes of the flag.
    pub ceremonies: Ceremonies,
    /// What the plan puts into a preparatory session (R-PREP-01); none where there is no such session.
    pub preparatory: Option<Vec<ItemKind>>,
    /// Official members of the branch, where they are known.
    pub official_members: Option<i64>,
    /// Whether the personnel scheme proposes heads and no committee (R-ORG-07).
    pub scheme_without_committee: bool,
    /// From how many of them a branch elects a committee (R-ORG-03).
    pub committee_from: Cited<i64>,
}

impl Setting {
    /// Whether the branch elects a committee. Where its members are not counted, it is taken to.
    fn elects_committee(&self) -> bool {
        self.official_members
            .is_none_or(|members| members >= self.committee_from.value)
    }

    fn elects(&self) -> bool {
        self.contents
            .contains(&CongressContent::ElectionOfCommittee)
    }

    /// Whether an item of this kind belongs in the programme.
    pub fn includes(&self, kind: ItemKind) -> bool {
        match row(kind).belongs {
            Belongs::Always => true,
            Belongs::With(content) => {
                self.contents.contains(&content) || self.is_for_delegates(kind)
            }
            Belongs::WithCommittee => {
                self.elects() && self.elects_committee() && !self.scheme_without_committee
            }
            Belongs::WithOpeningSalute => self.ceremonies.opening.held,
            Belongs::WithClosingSalute => self.ceremonies.closing.held,
        }
    }

    /// In which session an item of this kind stands.
    pub fn session(&self, kind: ItemKind) -> Session {
        let Some(named) = &self.preparatory else {
            return Session::Official;
        };
        match row(kind).sits {
            Sits::First => Session::Preparatory,
            Sits::Either if named.contains(&kind) => Session::Preparatory,
            Sits::Either | Sits::Official => Session::Official,
        }
    }

    /// A congress that elects delegates and no committee needs a list and counters all the same.
    fn is_for_delegates(&self, kind: ItemKind) -> bool {
        matches!(kind, ItemKind::BallotList | ItemKind::CountingCommittee)
            && self.contents.contains(&CongressContent::DelegatesUpward)
    }
}

/// The items of a programme, in order: those the plan names, and what every congress needs and the plan does not
/// name, each before the first item that rests on it.
pub fn build(template: &ProgrammeTemplate, setting: &Setting) -> Vec<Wanted> {
    use strum::VariantArray;
    let usual = || {
        ItemKind::VARIANTS
            .iter()
            .copied()
            .filter(|kind| *kind != ItemKind::Other)
    };
    if template.items.is_empty() {
        let items = usual().filter(|kind| setting.includes(*kind)).map(wanted);
        return in_order(items.collect(), setting);
    }
    let mut items: Vec<Wanted> = Vec::new();
    for named in &template.items {
        let twice =
            named.kind != ItemKind::Other && items.iter().any(|item| item.kind == named.kind);
        if setting.includes(named.kind) && !twice {
            items.push(from_template(named));
        }
    }
    for kind in usual().filter(|kind| row(*kind).required && setting.includes(*kind)) {
        if !items.iter().any(|item| item.kind == kind) {
            let usual_place = items.iter().position(|item| item.kind > kind);
            items.insert(usual_place.unwrap_or(items.len()), wanted(kind));
        }
    }
    in_order(items, setting)
}

fn wanted(kind: ItemKind) -> Wanted {
    Wanted {
        id: None,
        kind,
        title: None,
        planned_minutes: row(kind).minutes,
    }
}

fn from_template(named: &TemplateItem) -> Wanted {
    Wanted {
        title: named.title.clone(),
        planned_minutes: named.minutes.unwrap_or(row(named.kind).minutes),
        ..wanted(named.kind)
    }
}

/// The items with as few moved as the table asks: each goes before whatever rests on it.
fn in_order(items: Vec<Wanted>, setting: &Setting) -> Vec<Wanted> {
    let slot = |item: &Wanted| (item.kind, setting.session(item.kind));
    let mut left = items;
    let mut placed = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = left.iter().position(|item| {
            !left
                .iter()
                .any(|other| other.kind != item.kind && rests_on(slot(item), slot(other)))
        });
        // The table has no circle, so some item is always free.
        placed.push(left.remove(free.unwrap_or(0)));
    }
    placed
}

/// Every reason why the branch may not arrange the programme so.
pub fn against_arranging(
    wanted: &[Wanted],
    items: &[Item],
    setting: &Setting,
    congress: State,
) -> Vec<Reason> {
    let mut reasons = before_opening(congress);
    reasons.extend(required_kept(wanted, items));
    reasons.extend(each_once(wanted));
    reasons.extend(belonging(wanted, setting));
    reasons.extend(titled(wanted));
    reasons.extend(order_kept(wanted, &sessions(wanted, items, setting)));
    reasons
}

/// The session of each item wanted. One that is there stays in its own; a new one goes by its kind, and one of the
/// branch's own by its place: beside a preparatory item that comes after it, it belongs to that session.
pub fn sessions(wanted: &[Wanted], items: &[Item], setting: &Setting) -> Vec<Session> {
    let known = |one: &Wanted| {
        let there = items.iter().find(|item| Some(item.id) == one.id);
        match (there, one.kind) {
            (Some(item), _) => Some(item.session),
            (None, ItemKind::Other) => None,
            (None, kind) => Some(setting.session(kind)),
        }
    };
    let is_preparatory = |one: &Wanted| known(one) == Some(Session::Preparatory);
    let last = wanted.iter().rposition(is_preparatory);
    wanted
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let by_place = match last {
                Some(last) if at < last => Session::Preparatory,
                Some(_) | None => Session::Official,
            };
            known(one).unwrap_or(by_place)
        })
        .collect()
}

/// A programme is arranged while the congress is ahead; one that opened without a programme may still build it.
pub fn before_opening(congress: State) -> Vec<Reason> {
    let ahead = matches!(
        congress,
        State::Preparing | State::Submitted | State::Approved | State::Convened
    );
    unless(ahead, || {
        Reason::new("programme_congress_opened")
            .with("state", Arg::term("congress-state", congress))
            .on(ORDER)
    })
}

/// Whether a programme may still be built: until the congress closes.
pub fn against_building(congress: State, built: bool) -> Vec<Reason> {
    let mut reasons = match congress {
        State::InSession => Vec::new(),
        other => before_opening(other),
    };
    reasons.extend(unless(!built, || Reason::new("programme_built").on(ORDER)));
    reasons
}

fn name(kind: ItemKind) -> Arg {
    Arg::term("programme-item", kind)
}

fn required_kept(wanted: &[Wanted], items: &[Item]) -> Vec<Reason> {
    items
        .iter()
        .filter(|item| item.required && !wanted.iter().any(|kept| kept.kind == item.kind))
        .map(|item| {
            Reason::new("programme_item_required")
                .with("item", name(item.kind))
                .on(row(item.kind).ground)
        })
        .collect()
}

fn each_once(wanted: &[Wanted]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (at, item) in wanted.iter().enumerate() {
        let again = wanted
            .iter()
            .take(at)
            .any(|before| before.kind == item.kind);
        if again && item.kind != ItemKind::Other {
            reasons.push(
                Reason::new("programme_item_twice")
                    .with("item", name(item.kind))
                    .on(ORDER),
            );
        }
    }
    reasons
}

/// R-MERGE-01: no election where the plan's congresses elect nobody; R-ORG-04: no committee under nine.
fn belonging(wanted: &[Wanted], setting: &Setting) -> Vec<Reason> {
    wanted
        .iter()
        .filter(|item| !setting.includes(item.kind))
        .map(|item| {
            let of_committee = item.kind == ItemKind::CommitteeBallot && setting.elects();
            if !of_committee {
                return Reason::new("programme_item_not_in_plan")
                    .with("item", name(item.kind))
                    .on(PLAN);
            }
            if setting.elects_committee() {
                return Reason::new("programme_scheme_without_committee").on(PLAN);
            }
            Reason::new("programme_no_committee")
                .with("members", setting.official_members.unwrap_or(0))
                .with("needed", setting.committee_from.value)
                .on(setting.committee_from.ground.clause)
                .under(setting.committee_from.ground.text)
        })
        .collect()
}

fn titled(wanted: &[Wanted]) -> Vec<Reason> {
    let untitled = wanted.iter().any(|item| {
        item.kind == ItemKind::Other
            && item
                .title
                .as_ref()
                .is_none_or(|title| title.trim().is_empty())
    });
    unless(!untitled, || {
        Reason::new("programme_item_untitled").on(ORDER)
    })
}

/// R-PRG-01, before the day: nothing stands before what it rests on.
fn order_kept(wanted: &[Wanted], sessions: &[Session]) -> Vec<Reason> {
    let slots: Vec<Slot> = wanted
        .iter()
        .zip(sessions)
        .map(|(item, session)| (item.kind, *session))
        .collect();
    let mut reasons = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let late = slots
            .iter()
            .skip(at + 1)
            .filter(|later| rests_on(*slot, **later));
        reasons.extend(late.map(|later| {
            Reason::new("programme_item_before")
                .with("item", name(slot.0))
                .with("before", name(later.0))
                .on(row(slot.0).ground)
        }));
    }
    reasons
}

#[cfg(test)]
#[path = "arranging_tests.rs"]
mod tests;
