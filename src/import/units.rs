//! The lines of a sheet of units, judged by the rules of units.

use std::collections::HashMap;

use super::directory::Directory;
use super::model::{Column, Sheet};
use super::order::order;
use super::progress::UnderWay;
use super::rules::{Line, spoken};
use super::work::{Worked, Writes};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::search::fold;
use crate::error::{Error, FieldError};
use crate::http::body::check;
use crate::placement::draft::Draft;
use crate::placement::judge;
use crate::placement::model::Change;
use crate::sector;
use crate::sector::model::SectorId;
use crate::unit::api::NewUnitBody;
use crate::unit::counts::CountChanges;
use crate::unit::model::{StandingUnit, UnitId};

/// The sectors, by code and by name.
struct Sectors(HashMap<String, SectorId>, HashMap<SectorId, String>);

impl Sectors {
    fn read(conn: &mut AnyConnection, actor: &Actor) -> Result<Self, Error> {
        let all = PageRequest {
            limit: MOST,
            after: None,
        };
        let (mut keys, mut codes) = (HashMap::new(), HashMap::new());
        for sector in sector::service::list(conn, actor, &all)?.items {
            keys.insert(fold(&sector.code), sector.id);
            keys.insert(fold(&sector.name), sector.id);
            codes.insert(sector.id, sector.code);
        }
        Ok(Self(keys, codes))
    }

    fn keys(&self) -> Vec<SectorId> {
        self.1.keys().copied().collect()
    }

    fn code(&self, id: Option<SectorId>) -> String {
        id.and_then(|id| self.1.get(&id).cloned())
            .unwrap_or_default()
    }
}

/// Judges every line of a sheet, and tells what becomes of each: the upper before the lower, wherever they stand.
///
/// # Errors
/// What no sheet is to blame for.
pub fn judge(
    conn: &mut AnyConnection,
    actor: &Actor,
    (sheet, below): (&Sheet, Option<UnitId>),
    under_way: &UnderWay,
) -> Result<Worked, Error> {
    let lines: Vec<Line<'_>> = sheet
        .lines
        .iter()
        .map(|(n, texts)| Line::new(&sheet.columns, *n, texts))
        .collect();
    let mut work = Work::begin(conn, actor, (&lines, below))?;
    let order = order(&lines);
    let mut lines: Vec<Option<Line<'_>>> = lines.into_iter().map(Some).collect();
    let mut rows = Vec::with_capacity(lines.len());
    for at in order {
        let Some(mut line) = lines.get_mut(at).and_then(Option::take) else {
            continue;
        };
        work.line(conn, actor, &mut line)?;
        rows.push(line.finish());
        under_way.judged(rows.len());
    }
    rows.sort_by_key(|row| row.n);
    Ok(Worked {
        rows,
        read: Vec::new(),
        writes: Writes::Units(Box::new(work.draft)),
    })
}

/// What a line says.
struct Said {
    parent: Option<UnitId>,
    sector: Option<SectorId>,
    body: NewUnitBody,
}

struct Work {
    directory: Directory,
    sectors: Sectors,
    below: Option<UnitId>,
    draft: Draft,
}

impl Work {
    /// Reads whatever these lines speak of.
    fn begin(
        conn: &mut AnyConnection,
        actor: &Actor,
        (lines, below): (&[Line<'_>], Option<UnitId>),
    ) -> Result<Self, Error> {
        let directory = Directory::read(conn, actor, Action::KeepUnits)?;
        let sectors = Sectors::read(conn, actor)?;
        let mut draft = Draft::default();
        let texts = lines
            .iter()
            .flat_map(|line| [line.text(Column::Code), line.text(Column::ParentId)]);
        let mut units: Vec<UnitId> = texts.flat_map(|text| directory.named(text)).collect();
        units.extend(below);
        units.sort_unstable();
        units.dedup();
        draft.read_with_uppers(conn, &units)?;
        draft.read_sectors(conn, &sectors.keys())?;
        Ok(Self {
            directory,
            sectors,
            below,
            draft,
        })
    }

    fn line(
        &mut self,
        conn: &mut AnyConnection,
        actor: &Actor,
        line: &mut Line<'_>,
    ) -> Result<(), Error> {
        let Some(said) = self.read(line) else {
            return Ok(());
        };
        let known = match self.directory.of_code(&said.body.code, said.parent) {
            Ok(known) => known.and_then(|id| self.directory.unit(id).cloned()),
            Err(problem) => {
                line.blame(Column::Code, &problem);
                return Ok(());
            }
        };
        if let Err(error) = check(&said.body) {
            return line.blame_for(error);
        }
        let done = match &known {
            None => self.establish(actor, &said),
            Some(known) => {
                self.compare(line, &said, known);
                self.change(conn, actor, (line, &said), known)
            }
        };
        match done {
            Ok(unit) => self.directory.put(unit),
            Err(error) => line.blame_for(error)?,
        }
        Ok(())
    }

    fn establish(&mut self, actor: &Actor, said: &Said) -> Result<StandingUnit, Error> {
        let judged = judge::establish(actor, &self.draft, &said.body.unit(actor.today()))?;
        let unit = judged.unit.clone();
        self.draft.accept(judged);
        Ok(unit)
    }

    /// What the cells say; nothing when any of them is wrong.
    fn read(&self, line: &mut Line<'_>) -> Option<Said> {
        let (code, name) = (line.needed(Column::Code), line.needed(Column::Name));
        let level = line.level();
        let parent = match line.maybe(Column::ParentId) {
            None => self.below,
            Some(text) => match self.directory.find(&text) {
                Ok(id) => Some(id),
                Err(problem) => {
                    line.blame(Column::ParentId, &problem);
                    None
                }
            },
        };
        let sector = line.maybe(Column::SectorId).and_then(|text| {
            let found = self.sectors.0.get(&fold(&text)).copied();
            if found.is_none() {
                line.blame(Column::SectorId, &FieldError::new("", "sector_unknown"));
            }
            found
        });
        let valid_from = line.day(Column::ValidFrom);
        let official = line.count(Column::OfficialMembers);
        let probationary = line.count(Column::ProbationaryMembers);
        let body = NewUnitBody {
            parent_id: parent,
            level: level?,
            code,
            name,
            short_name: line.maybe(Column::ShortName),
            sector_id: sector,
            valid_from,
            official_members: official.unwrap_or_default(),
            probationary_members: probationary.unwrap_or_default(),
            note: line.maybe(Column::Note),
        };
        line.is_sound().then_some(Said {
            parent,
            sector,
            body,
        })
    }

    /// Marks what is different from what stands.
    fn compare(&self, line: &mut Line<'_>, said: &Said, known: &StandingUnit) {
        let place = &known.stretch.placement;
        let mut differ = |column: Column, differs: bool, before: &dyn Fn() -> String| {
            if differs && !line.text(column).is_empty() {
                line.was(column, before());
            }
        };
        differ(Column::Name, said.body.name != place.name, &|| {
            place.name.clone()
        });
        let short = said.body.short_name.as_deref();
        let is_other = short.is_some_and(|short| short != place.short_name);
        differ(Column::ShortName, is_other, &|| place.short_name.clone());
        differ(Column::Level, said.body.level != place.level, &|| {
            spoken("level", place.level)
        });
        differ(Column::SectorId, said.sector != place.sector_id, &|| {
            self.sectors.code(place.sector_id)
        });
        let (official, probationary) = (known.official_members, known.probationary_members);
        let is_other = said.body.official_members != official;
        differ(Column::OfficialMembers, is_other, &|| official.to_string());
        let is_other = said.body.probationary_members != probationary;
        differ(Column::ProbationaryMembers, is_other, &|| {
            probationary.to_string()
        });
        line.is_known();
    }

    /// Changes a unit to what the line says, from today on.
    fn change(
        &mut self,
        conn: &mut AnyConnection,
        actor: &Actor,
        (line, said): (&Line<'_>, &Said),
        known: &StandingUnit,
    ) -> Result<StandingUnit, Error> {
        let (id, mut unit) = (known.stretch.placement.unit_id, known.clone());
        let mut judged = Vec::new();
        if let Some(change) = place_of(actor, (line, said), known) {
            if change.level.is_some() {
                self.draft.read_below(conn, id)?;
            }
            let key = (id, unit.version);
            let placed = judge::place_anew(actor, &self.draft, key, actor.today(), &change)?;
            unit = placed.unit.clone();
            judged.push(placed);
        }
        if let Some(changes) = counts_of((line, said), &unit) {
            let counted = judge::report_counts(actor, &unit, changes)?;
            unit = counted.unit.clone();
            judged.push(counted);
        }
        // Both or neither.
        for one in judged {
            self.draft.accept(one);
        }
        Ok(unit)
    }
}

/// What the line says of the unit that is a matter of dates, as far as it is something else than now.
fn place_of(
    actor: &Actor,
    (line, said): (&Line<'_>, &Said),
    known: &StandingUnit,
) -> Option<Change> {
    let (place, new) = (&known.stretch.placement, said.body.unit(actor.today()));
    let change = Change {
        name: Some(new.name).filter(|name| *name != place.name),
        short_name: line
            .maybe(Column::ShortName)
            .filter(|short| *short != place.short_name),
        level: Some(new.level).filter(|level| *level != place.level),
        sector_id: said
            .sector
            .filter(|sector| Some(*sector) != place.sector_id)
            .map(Some),
        note: new.note,
        ..Change::default()
    };
    let changes = change.name.is_some()
        || change.short_name.is_some()
        || change.level.is_some()
        || change.sector_id.is_some();
    changes.then_some(change)
}

/// The member counts that the line says, as far as they are others than now.
fn counts_of((line, said): (&Line<'_>, &Said), unit: &StandingUnit) -> Option<CountChanges> {
    let told = |column: Column, count: i64, before: i64| {
        (line.maybe(column).is_some() && count != before).then_some(count)
    };
    let changes = CountChanges {
        official_members: told(
            Column::OfficialMembers,
            said.body.official_members,
            unit.official_members,
        ),
        probationary_members: told(
            Column::ProbationaryMembers,
            said.body.probationary_members,
            unit.probationary_members,
        ),
    };
    let changes_any = changes.official_members.is_some() || changes.probationary_members.is_some();
    changes_any.then_some(changes)
}
