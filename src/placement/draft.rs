//! The tree as it would be: read beforehand, in few questions however many changes are to be judged, and kept up with
//! each that is judged, so that the next one is judged by it. Nothing of it stands before it is written.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::rules::Timelines;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::journal::model::Deed;
use crate::sector::model::SectorId;
use crate::unit::model::{Level, StandingUnit, Stretch, UnitId};
use crate::{sector, unit};

/// How many units one question asks for.
const UNITS_AT_ONCE: usize = 500;

/// What is not a matter of dates about a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Official members.
    pub official: i64,
    /// Probationary members.
    pub probationary: i64,
    /// Grows with every change.
    pub version: i64,
}

/// A change that was judged and may be made.
#[derive(Debug)]
pub struct Judged {
    /// The unit after it.
    pub unit: StandingUnit,
    /// Where it stands over time, where that changes.
    pub timeline: Option<Vec<Stretch>>,
    /// What is recorded of it.
    pub deed: Deed,
}

/// A unit as it stands in the database.
#[derive(Debug)]
pub struct Before {
    /// Where it stands over time.
    pub timeline: Vec<Stretch>,
    /// The version of the row.
    pub version: i64,
}

/// What comes of a unit.
pub struct Outcome<'a> {
    /// The unit.
    pub id: UnitId,
    /// As it stands; nothing when it is new.
    pub before: Option<&'a Before>,
    /// Where it will stand over time.
    pub timeline: &'a [Stretch],
    /// What it will count.
    pub counts: Counts,
}

/// The tree as it would be, as far as it was read.
#[derive(Debug, Default)]
pub struct Draft {
    timelines: Timelines,
    counts: HashMap<UnitId, Counts>,
    sectors: BTreeSet<SectorId>,
    below: HashMap<UnitId, BTreeSet<UnitId>>,
    touched: HashMap<UnitId, Option<Before>>,
    deeds: Vec<(UnitId, Deed)>,
}

impl Draft {
    /// Reads these units.
    ///
    /// # Errors
    /// As the database.
    pub fn read(&mut self, conn: &mut AnyConnection, units: &[UnitId]) -> Result<(), Error> {
        let unread: BTreeSet<UnitId> = units
            .iter()
            .copied()
            .filter(|unit| !self.timelines.contains_key(unit))
            .collect();
        for some in Vec::from_iter(unread).chunks(UNITS_AT_ONCE) {
            let mut timelines = Timelines::new();
            for stretch in unit::service::all_stretches(conn, some)? {
                let timeline = timelines.entry(stretch.placement.unit_id).or_default();
                timeline.push(stretch);
            }
            for (unit, timeline) in timelines {
                self.put(unit, timeline);
            }
            for (unit, official, probationary, version) in unit::counts::of_units(conn, some)? {
                let counts = Counts {
                    official,
                    probationary,
                    version,
                };
                self.counts.insert(unit, counts);
            }
        }
        Ok(())
    }

    /// Reads these units, and what ever stands directly above them.
    ///
    /// # Errors
    /// As the database.
    pub fn read_with_uppers(
        &mut self,
        conn: &mut AnyConnection,
        units: &[UnitId],
    ) -> Result<(), Error> {
        self.read(conn, units)?;
        let stretches = units.iter().flat_map(|unit| self.timeline(*unit));
        let uppers: Vec<UnitId> = stretches
            .filter_map(|stretch| stretch.placement.parent_id)
            .collect();
        self.read(conn, &uppers)
    }

    /// Reads what ever stands directly below a unit.
    ///
    /// # Errors
    /// As the database.
    pub fn read_below(&mut self, conn: &mut AnyConnection, unit: UnitId) -> Result<(), Error> {
        let below = unit::service::ever_below(conn, unit)?;
        self.read(conn, &below)
    }

    /// Reads which of these sectors the installation keeps.
    ///
    /// # Errors
    /// As the database.
    pub fn read_sectors(
        &mut self,
        conn: &mut AnyConnection,
        sectors: &[SectorId],
    ) -> Result<(), Error> {
        self.sectors.extend(sector::service::known(conn, sectors)?);
        Ok(())
    }

    /// The stretches of every unit that was read or judged.
    pub fn timelines(&self) -> &Timelines {
        &self.timelines
    }

    /// The stretches of a unit, the first one first; none of one that was not read.
    pub fn timeline(&self, unit: UnitId) -> &[Stretch] {
        self.timelines.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Where a unit stands on a day; else where it last stood; else where it will first stand.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn nearest(&self, unit: UnitId, on: NaiveDate) -> Result<&Stretch, Error> {
        let timeline = self.timeline(unit);
        let begun = timeline.iter().rfind(|stretch| stretch.valid_from <= on);
        begun.or_else(|| timeline.first()).ok_or(Error::NotFound)
    }

    /// What is not a matter of dates about a unit.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn counts(&self, unit: UnitId) -> Result<Counts, Error> {
        self.counts.get(&unit).copied().ok_or(Error::NotFound)
    }

    /// The sectors that were found.
    pub fn sectors(&self) -> &BTreeSet<SectorId> {
        &self.sectors
    }

    /// The levels of what stands directly below a unit in some stretch of time, as far as it was read.
    pub fn levels_below(
        &self,
        unit: UnitId,
        from: NaiveDate,
        to: Option<NaiveDate>,
    ) -> BTreeSet<Level> {
        let lower = self.below.get(&unit).into_iter().flatten();
        lower
            .flat_map(|lower| self.timeline(*lower))
            .filter(|stretch| stretch.placement.parent_id == Some(unit))
            .filter(|stretch| stretch.lasts_beyond(from))
            .filter(|stretch| to.is_none_or(|to| stretch.valid_from < to))
            .map(|stretch| stretch.placement.level)
            .collect()
    }

    fn put(&mut self, unit: UnitId, timeline: Vec<Stretch>) {
        for upper in timeline
            .iter()
            .filter_map(|stretch| stretch.placement.parent_id)
        {
            self.below.entry(upper).or_default().insert(unit);
        }
        self.timelines.insert(unit, timeline);
    }

    /// Takes a change in.
    pub fn accept(&mut self, judged: Judged) {
        let id = judged.unit.stretch.placement.unit_id;
        if !self.touched.contains_key(&id) {
            let before = self.counts.get(&id).map(|counts| Before {
                timeline: self.timeline(id).to_vec(),
                version: counts.version,
            });
            self.touched.insert(id, before);
        }
        let counts = Counts {
            official: judged.unit.official_members,
            probationary: judged.unit.probationary_members,
            version: judged.unit.version,
        };
        self.counts.insert(id, counts);
        if let Some(timeline) = judged.timeline {
            self.put(id, timeline);
        }
        self.deeds.push((id, judged.deed));
    }

    /// Every change that was taken in, in its order, and of which unit it is.
    pub fn deeds(&self) -> &[(UnitId, Deed)] {
        &self.deeds
    }

    /// What comes of a unit after all of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that none of them is of.
    pub fn outcome(&self, id: UnitId) -> Result<Outcome<'_>, Error> {
        let before = self.touched.get(&id).ok_or(Error::NotFound)?;
        Ok(Outcome {
            id,
            before: before.as_ref(),
            timeline: self.timeline(id),
            counts: self.counts(id)?,
        })
    }
}
