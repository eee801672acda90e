//! The arithmetic of progress.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use strum::VariantArray;

use super::model::{Counters, Counts, Group, Standing, Tally};
use crate::congress::model::State;
use crate::congress::rules::{is_at_risk, is_late, whose_turn};
use crate::db::path::UnitPath;
use crate::sector::model::SectorId;
use crate::unit::model::{Unit, UnitId};

/// What stands for "nothing is due": a day after every other, so that it is never late.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The sector's key as the counters have it.
pub fn sector_key(sector: Option<SectorId>) -> String {
    sector.map(|sector| sector.to_string()).unwrap_or_default()
}

/// How many levels of the tree have counters, from the root on. What is asked of the units below is counted afresh:
/// there it is a few thousand congresses at most, and a counter that stands for a handful costs more than it saves.
pub const COUNTED_LEVELS: usize = 2;

/// How long the path of a unit on the last of these levels is, in characters.
pub fn counted_length() -> usize {
    let nobody = UnitId::nil();
    let last = (1..COUNTED_LEVELS).fold(UnitPath::root(nobody), |path, _| path.child(nobody));
    last.as_str().len()
}

/// Whether a unit has counters.
pub fn is_counted(path: &UnitPath) -> bool {
    path.units::<Unit>().len() <= COUNTED_LEVELS
}

/// The units whose counters a branch's congress counts in.
pub fn units_counted(path: &UnitPath) -> Vec<UnitId> {
    let mut units = path.units();
    units.truncate(COUNTED_LEVELS);
    units
}

/// Adds a change to the counters it touches.
pub fn count_in(counters: &mut Counters, standing: &Standing, n: i64) {
    let (plan, state) = (standing.plan_id, standing.state);
    let due = standing.due_on.unwrap_or(NEVER);
    for unit in units_counted(&standing.unit_path) {
        *counters.states.entry((plan, unit, state)).or_default() += n;
        *counters.due.entry((plan, unit, due)).or_default() += n;
        let part = (plan, unit, sector_key(standing.sector_id), state, due);
        *counters.parts.entry(part).or_default() += n;
    }
}

/// One congress (or, when it moved on, minus one) as a tally.
pub fn tally(standing: &Standing, n: i64, as_of: NaiveDate) -> Tally {
    let only_if = |holds| if holds { n } else { 0 };
    Tally {
        sector: sector_key(standing.sector_id),
        state: standing.state,
        n,
        late: only_if(is_late(standing.due_on, as_of)),
        at_risk: only_if(is_at_risk(standing.due_on, as_of)),
    }
}

/// The same tallies, one for each sector and state.
pub fn merged(tallies: Vec<Tally>) -> Vec<Tally> {
    let mut sums: BTreeMap<(String, State), Tally> = BTreeMap::new();
    for tally in tallies {
        match sums.get_mut(&(tally.sector.clone(), tally.state)) {
            Some(sum) => {
                sum.n += tally.n;
                sum.late += tally.late;
                sum.at_risk += tally.at_risk;
            }
            None => {
                sums.insert((tally.sector.clone(), tally.state), tally);
            }
        }
    }
    sums.into_values().collect()
}

/// No congress at all.
pub fn nothing() -> Counts {
    let states = State::VARIANTS.iter().map(|state| (state.to_string(), 0));
    Counts {
        states: states.collect(),
        ..Counts::default()
    }
}

/// Adds so many congresses in a state.
pub fn add_state(counts: &mut Counts, state: State, n: i64) {
    counts.total += n;
    *counts.states.entry(state.to_string()).or_default() += n;
    for seat in whose_turn(state) {
        let next = counts.next.entry(seat.to_string()).or_default();
        *next += n;
    }
    counts.next.retain(|_, n| *n != 0);
}

/// Adds a tally.
pub fn add(counts: &mut Counts, tally: &Tally) {
    add_state(counts, tally.state, tally.n);
    counts.late += tally.late;
    counts.at_risk += tally.at_risk;
}

/// Adds what others come to.
pub fn add_counts(counts: &mut Counts, others: &Counts) {
    counts.total += others.total;
    counts.late += others.late;
    counts.at_risk += others.at_risk;
    for (sums, more) in [
        (&mut counts.states, &others.states),
        (&mut counts.next, &others.next),
    ] {
        for (name, n) in more {
            *sums.entry(name.clone()).or_default() += n;
        }
    }
}

/// Adds the tallies up.
pub fn add_up<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Counts {
    let mut counts = nothing();
    for tally in tallies {
        add(&mut counts, tally);
    }
    counts
}

/// The tallies by state, in the order of the process.
pub fn by_state(tallies: &[Tally]) -> Vec<Group> {
    let group = |state: &State| {
        let of_it: Vec<&Tally> = tallies
            .iter()
            .filter(|tally| tally.state == *state)
            .collect();
        Group {
            unit_id: None,
            sector_id: None,
            state: Some(*state),
            name: state.to_string(),
            counts: add_up(of_it),
        }
    };
    State::VARIANTS.iter().map(group).collect()
}

/// The sectors that occur in the tallies; the empty one, if it occurs, is last.
pub fn sectors_in(tallies: &[Tally]) -> Vec<Option<SectorId>> {
    let mut keys: Vec<&str> = tallies.iter().map(|tally| tally.sector.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let known = keys.iter().filter_map(|key| key.parse().ok()).map(Some);
    let none = keys.first().filter(|key| key.is_empty()).map(|_| None);
    known.chain(none).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 5, day).expect("a date")
    }

    fn standing(path: &UnitPath, state: State, due: Option<NaiveDate>) -> Standing {
        Standing {
            plan_id: Id::nil(),
            unit_path: path.clone(),
            sector_id: None,
            state,
            due_on: due,
        }
    }

    #[test]
    fn a_congress_counts_at_the_levels_near_the_root_and_goes_without_a_trace() {
        let (country, province, bloc): (UnitId, UnitId, UnitId) = (Id::new(), Id::new(), Id::new());
        let path = UnitPath::root(country).child(province).child(bloc);
        assert_eq!(units_counted(&path), [country, province]);
        assert!(!is_counted(&path));
        assert!(is_counted(&UnitPath::root(country).child(province)));
        let mut counters = Counters::default();
        let there = standing(&path, State::Preparing, Some(day(9)));
        count_in(&mut counters, &there, 1);
        assert_eq!(counters.states.len(), 2);
        count_in(&mut counters, &there, -1);
        assert!(counters.states.values().all(|n| *n == 0));
        assert!(counters.due.values().all(|n| *n == 0));
        assert!(counters.parts.values().all(|n| *n == 0));
    }

    #[test]
    fn what_is_due_today_is_at_risk_and_what_was_due_yesterday_is_late() {
        let path = UnitPath::root(Id::<()>::new());
        let cases = [
            (Some(day(18)), (1, 0)),
            (Some(day(19)), (0, 1)),
            (Some(day(26)), (0, 1)),
            (Some(day(27)), (0, 0)),
            (None, (0, 0)),
        ];
        for (due, (late, at_risk)) in cases {
            let tally = tally(&standing(&path, State::Convened, due), 1, day(19));
            assert_eq!((tally.late, tally.at_risk), (late, at_risk), "{due:?}");
        }
    }

    #[test]
    fn sums_say_whose_turn_it_is() {
        let path = UnitPath::root(Id::<()>::new());
        let tallies: Vec<Tally> = [State::Preparing, State::Submitted, State::Confirmed]
            .map(|state| tally(&standing(&path, state, None), 2, day(19)))
            .into();
        let counts = add_up(&tallies);
        assert_eq!(counts.total, 6);
        assert_eq!(
            counts.next,
            BTreeMap::from([("branch".to_owned(), 2), ("upper".to_owned(), 2)])
        );
        assert_eq!(by_state(&tallies).len(), State::VARIANTS.len());
    }
}
