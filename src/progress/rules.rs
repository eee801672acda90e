//! The arithmetic of progress.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use strum::VariantArray;

use super::model::{Counter, Counts, Group, Standing, Tally};
use crate::congress::model::State;
use crate::congress::rules::{is_at_risk, is_late, whose_turn};
use crate::db::path::UnitPath;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// What stands for "nothing is due": a day after every other, so that it is never late.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The sector's key as the counters have it.
pub fn sector_key(sector: Option<SectorId>) -> String {
    sector.map(|sector| sector.to_string()).unwrap_or_default()
}

/// The units under which a branch's congress counts: from the plan's committee down to the branch itself.
pub fn units_counted(path: &UnitPath, plan_unit: UnitId) -> Vec<UnitId> {
    let all = path.units::<crate::unit::model::Unit>();
    let below: Vec<UnitId> = all
        .iter()
        .copied()
        .skip_while(|unit| *unit != plan_unit)
        .collect();
    if below.is_empty() { all } else { below }
}

/// Adds a change to the counters it touches.
pub fn count_in(
    counters: &mut BTreeMap<Counter, i64>,
    standing: &Standing,
    plan_unit: UnitId,
    n: i64,
) {
    for unit_id in units_counted(&standing.unit_path, plan_unit) {
        let counter = Counter {
            plan_id: standing.plan_id,
            unit_id,
            sector: sector_key(standing.sector_id),
            state: standing.state,
            due_on: standing.due_on.unwrap_or(NEVER),
            pilot: standing.pilot,
        };
        *counters.entry(counter).or_default() += n;
    }
}

/// One congress (or, when it moved on, minus one) as a tally under a unit.
pub fn tally(unit_id: UnitId, standing: &Standing, n: i64, as_of: NaiveDate) -> Tally {
    let only_if = |holds| if holds { n } else { 0 };
    Tally {
        unit_id,
        sector: sector_key(standing.sector_id),
        state: standing.state,
        n,
        late: only_if(is_late(standing.due_on, as_of)),
        at_risk: only_if(is_at_risk(standing.due_on, as_of)),
    }
}

/// The same tallies, one for each unit, sector and state.
pub fn merged(tallies: Vec<Tally>) -> Vec<Tally> {
    let mut sums: BTreeMap<(UnitId, String, State), Tally> = BTreeMap::new();
    for tally in tallies {
        let key = (tally.unit_id, tally.sector.clone(), tally.state);
        match sums.get_mut(&key) {
            Some(sum) => {
                sum.n += tally.n;
                sum.late += tally.late;
                sum.at_risk += tally.at_risk;
            }
            None => {
                sums.insert(key, tally);
            }
        }
    }
    sums.into_values().collect()
}

/// Adds the tallies up.
pub fn add_up<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Counts {
    let mut counts = Counts::default();
    for state in State::VARIANTS {
        counts.states.insert(state.to_string(), 0);
    }
    for tally in tallies {
        counts.total += tally.n;
        counts.late += tally.late;
        counts.at_risk += tally.at_risk;
        *counts.states.entry(tally.state.to_string()).or_default() += tally.n;
        for seat in whose_turn(tally.state) {
            *counts.next.entry(seat.to_string()).or_default() += tally.n;
        }
    }
    counts.next.retain(|_, n| *n != 0);
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
            pilot: false,
        }
    }

    #[test]
    fn a_congress_counts_under_every_unit_from_the_plans_committee_down() {
        let (above, committee, branch): (UnitId, UnitId, UnitId) =
            (Id::new(), Id::new(), Id::new());
        let path = UnitPath::root(above).child(committee).child(branch);
        assert_eq!(units_counted(&path, committee), [committee, branch]);
        let mut counters = BTreeMap::new();
        count_in(
            &mut counters,
            &standing(&path, State::Preparing, Some(day(9))),
            committee,
            1,
        );
        assert_eq!(counters.len(), 2);
        count_in(
            &mut counters,
            &standing(&path, State::Preparing, Some(day(9))),
            committee,
            -1,
        );
        assert!(counters.values().all(|n| *n == 0));
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
            let tally = tally(
                Id::nil(),
                &standing(&path, State::Convened, due),
                1,
                day(19),
            );
            assert_eq!((tally.late, tally.at_risk), (late, at_risk), "{due:?}");
        }
    }

    #[test]
    fn sums_say_whose_turn_it_is() {
        let path = UnitPath::root(Id::<()>::new());
        let tallies: Vec<Tally> = [State::Preparing, State::Submitted, State::Confirmed]
            .map(|state| tally(Id::nil(), &standing(&path, state, None), 2, day(19)))
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
