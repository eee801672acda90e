//! The units that a sheet may speak of.

use std::collections::HashMap;

use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::search::fold;
use crate::error::{Error, FieldError};
use crate::unit;
use crate::unit::model::{StandingUnit, UnitId};

/// The units that a sheet may speak of, by code and by name.
#[derive(Default)]
pub struct Directory {
    units: HashMap<UnitId, StandingUnit>,
    codes: HashMap<String, Vec<UnitId>>,
    names: HashMap<String, Vec<UnitId>>,
}

impl Directory {
    /// The units over which the actor may do this, as they stand today.
    ///
    /// # Errors
    /// As the database.
    pub fn read(conn: &mut AnyConnection, actor: &Actor, action: Action) -> Result<Self, Error> {
        let mut directory = Self::default();
        for unit in unit::service::all_in_reach(conn, actor, action)? {
            directory.put(unit);
        }
        Ok(directory)
    }

    /// Takes in a unit as it stands now.
    pub fn put(&mut self, unit: StandingUnit) {
        let place = &unit.stretch.placement;
        let id = place.unit_id;
        for (all, key) in [
            (&mut self.codes, fold(&place.code)),
            (&mut self.names, fold(&place.name)),
        ] {
            let ids = all.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.units.insert(id, unit);
    }

    /// A unit by its key.
    pub fn unit(&self, id: UnitId) -> Option<&StandingUnit> {
        self.units.get(&id)
    }

    /// The unit that a text means: its code, else its name, else its key.
    ///
    /// # Errors
    /// What is wrong with it: nothing of that code or name in reach, or several.
    pub fn find(&self, text: &str) -> Result<UnitId, FieldError> {
        let said = fold(text);
        for all in [&self.codes, &self.names] {
            match all.get(&said).map(Vec::as_slice) {
                None | Some([]) => (),
                Some([one]) => return Ok(*one),
                Some(several) => {
                    let count = i64::try_from(several.len()).unwrap_or(i64::MAX);
                    return Err(FieldError::new("", "sheet_unit_ambiguous").with("count", count));
                }
            }
        }
        let by_key = text
            .trim()
            .parse()
            .ok()
            .filter(|id| self.units.contains_key(id));
        by_key.ok_or_else(|| FieldError::new("", "sheet_unit_unknown"))
    }

    /// Every unit that a text may mean.
    pub fn named(&self, text: &str) -> impl Iterator<Item = UnitId> {
        let said = fold(text);
        let by_key = text.trim().parse().ok();
        [self.codes.get(&said), self.names.get(&said)]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .chain(by_key.filter(|id| self.units.contains_key(id)))
    }

    /// The unit of that code directly below another.
    ///
    /// # Errors
    /// When there are several.
    pub fn of_code(
        &self,
        code: &str,
        parent: Option<UnitId>,
    ) -> Result<Option<UnitId>, FieldError> {
        let all = self.codes.get(&fold(code)).map_or(&[][..], Vec::as_slice);
        let here: Vec<UnitId> = all
            .iter()
            .copied()
            .filter(|id| {
                self.unit(*id)
                    .is_some_and(|unit| unit.stretch.placement.parent_id == parent)
            })
            .collect();
        match here.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            [..] => Err(FieldError::new("", "sheet_code_ambiguous")),
        }
    }
}
