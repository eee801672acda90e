//! Telling a day of the past.

use std::collections::HashMap;

use chrono::NaiveDate;
use strum::VariantArray;

use super::model::{Past, Way};
use super::store;
use crate::congress::model::State;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::lineage;
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::as_on;
use crate::progress::model::{Standing, Tally};
use crate::progress::rules;
use crate::unit::model::UnitId;

/// How many congresses of the past are looked at in one query.
const PAGE: i64 = 5000;

/// Every congress of these plans that stood under a place on a day: each tally with where it stood.
///
/// # Errors
/// As the database.
pub fn tallies(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    place: &UnitPath,
    day: NaiveDate,
) -> Result<Vec<(UnitPath, Tally)>, Error> {
    let mut asked = Asked {
        place,
        day,
        below_heirs: HashMap::new(),
    };
    let mut tallies = Vec::new();
    for plan_id in plans {
        let plan = as_on(conn, *plan_id, day)?;
        for way in Way::VARIANTS {
            asked.tell(conn, &plan, *way, &mut tallies)?;
        }
    }
    Ok(tallies)
}

/// What is asked, and what has been found out on the way.
struct Asked<'a> {
    place: &'a UnitPath,
    day: NaiveDate,
    /// Where what a unit that was gone left behind stood; its lineage is followed once.
    below_heirs: HashMap<UnitId, Option<UnitPath>>,
}

impl Asked<'_> {
    fn tell(
        &mut self,
        conn: &mut AnyConnection,
        plan: &Plan,
        way: Way,
        tallies: &mut Vec<(UnitPath, Tally)>,
    ) -> Result<(), Error> {
        // What stands elsewhere now is looked for everywhere.
        let place = match way {
            Way::Placed | Way::Kept => self.place.clone(),
            Way::Gone => UnitPath::everywhere(),
        };
        let mut last: Option<Past> = None;
        loop {
            let page = store::page(conn, (plan.id, way), &place, self.day, last.as_ref(), PAGE)?;
            for past in &page {
                if past.created_at.date() > self.day {
                    continue;
                }
                if let Some(path) = self.stood(conn, way, past)? {
                    let standing = standing(past, path.clone(), plan);
                    tallies.push((path, rules::tally(&standing, 1, self.day)));
                }
            }
            let more = i64::try_from(page.len()).is_ok_and(|len| len == PAGE);
            last = page.into_iter().next_back();
            if !more {
                return Ok(());
            }
        }
    }

    /// Where a congress stood, if it is this way that tells it and that was under the place.
    fn stood(
        &mut self,
        conn: &mut AnyConnection,
        way: Way,
        past: &Past,
    ) -> Result<Option<UnitPath>, Error> {
        let finished = past.state.is_some_and(State::is_finished);
        match way {
            Way::Placed => Ok(Some(past.path.clone()).filter(|_| !finished)),
            Way::Kept if finished => Ok(Some(past.path.clone())),
            Way::Kept if past.placed => Ok(None),
            Way::Kept => {
                let path = self.below_heir(conn, past.unit_id)?;
                let path = path.unwrap_or_else(|| past.path.clone());
                Ok(Some(path).filter(|path| path.is_under(self.place)))
            }
            Way::Gone if finished || past.path.is_under(self.place) => Ok(None),
            Way::Gone => {
                let path = self.below_heir(conn, past.unit_id)?;
                Ok(path.filter(|path| path.is_under(self.place)))
            }
        }
    }

    fn below_heir(
        &mut self,
        conn: &mut AnyConnection,
        gone: UnitId,
    ) -> Result<Option<UnitPath>, Error> {
        if let Some(known) = self.below_heirs.get(&gone) {
            return Ok(known.clone());
        }
        let heir = lineage::service::heir(conn, gone, self.day)?;
        let below = heir.map(|heir| heir.path.child(gone));
        self.below_heirs.insert(gone, below.clone());
        Ok(below)
    }
}

/// How a congress stood: where its last step had led, or still where it began.
fn standing(past: &Past, unit_path: UnitPath, plan: &Plan) -> Standing {
    let state = past.state.unwrap_or(State::Preparing);
    let due_on = if State::BEFORE_OPENING.contains(&state) {
        let window = plan.window_for(past.pilot);
        past.planned_on.or(window.map(|(_, to)| to))
    } else {
        past.due_on
    };
    Standing {
        plan_id: plan.id,
        unit_path,
        sector_id: past.sector_id,
        state,
        due_on,
    }
}
