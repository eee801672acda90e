//! The lines of a sheet of units, done through the services of units.

use std::collections::HashMap;

use super::model::{Column, Row, Sheet};
use super::order::order;
use super::progress::UnderWay;
use super::rules::Line;
use super::service::in_savepoint;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::search::fold;
use crate::error::{Error, FieldError};
use crate::http::body::check;
use crate::placement::model::Change;
use crate::sector::model::SectorId;
use crate::unit::api::NewUnitBody;
use crate::unit::model::{Level, StandingUnit, UnitId};
use crate::unit::service::CountChanges;
use crate::{placement, sector, unit};

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

    fn put(&mut self, unit: StandingUnit) {
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

    /// The unit of that code directly below another.
    fn of_code(&self, code: &str, parent: Option<UnitId>) -> Result<Option<UnitId>, FieldError> {
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

    fn code(&self, id: Option<SectorId>) -> String {
        id.and_then(|id| self.1.get(&id).cloned())
            .unwrap_or_default()
    }
}

/// Does every line of a sheet, and tells what became of each: the upper before the lower, wherever they stand.
///
/// # Errors
/// What no sheet is to blame for.
pub fn work(
    conn: &mut AnyConnection,
    actor: &Actor,
    (sheet, below): (&Sheet, Option<UnitId>),
    under_way: &UnderWay,
) -> Result<Vec<Row>, Error> {
    let mut work = Work {
        directory: Directory::read(conn, actor, Action::KeepUnits)?,
        sectors: Sectors::read(conn, actor)?,
        below,
    };
    let lines: Vec<Line<'_>> = sheet
        .lines
        .iter()
        .map(|(n, texts)| Line::new(&sheet.columns, *n, texts))
        .collect();
    let order = order(&lines);
    let mut lines: Vec<Option<Line<'_>>> = lines.into_iter().map(Some).collect();
    let mut rows = Vec::with_capacity(lines.len());
    for at in order {
        let Some(mut line) = lines.get_mut(at).and_then(Option::take) else {
            continue;
        };
        work.line(conn, actor, &mut line)?;
        rows.push(line.finish());
        under_way.done(rows.len());
    }
    rows.sort_by_key(|row| row.n);
    Ok(rows)
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
}

impl Work {
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
            None => {
                let new = said.body.unit(actor.today());
                in_savepoint(conn, |conn| {
                    placement::service::establish(conn, actor, &new)
                })
            }
            Some(known) => {
                self.compare(line, &said, known);
                in_savepoint(conn, |conn| change(conn, actor, (line, &said), known))
            }
        };
        match done {
            Ok(unit) => self.directory.put(unit),
            Err(error) => line.blame_for(error)?,
        }
        Ok(())
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
        let mut differ = |column: Column, before: String, differs: bool| {
            if differs && !line.text(column).is_empty() {
                line.was(column, before);
            }
        };
        let level = |level: Level| super::rules::spoken("level", level);
        differ(
            Column::Name,
            place.name.clone(),
            said.body.name != place.name,
        );
        let short = said.body.short_name.as_deref();
        differ(
            Column::ShortName,
            place.short_name.clone(),
            short.is_some_and(|short| short != place.short_name),
        );
        differ(
            Column::Level,
            level(place.level),
            said.body.level != place.level,
        );
        differ(
            Column::SectorId,
            self.sectors.code(place.sector_id),
            said.sector != place.sector_id,
        );
        differ(
            Column::OfficialMembers,
            known.official_members.to_string(),
            said.body.official_members != known.official_members,
        );
        differ(
            Column::ProbationaryMembers,
            known.probationary_members.to_string(),
            said.body.probationary_members != known.probationary_members,
        );
        line.is_known();
    }
}

/// Changes a unit to what the line says, from today on.
fn change(
    conn: &mut AnyConnection,
    actor: &Actor,
    (line, said): (&Line<'_>, &Said),
    known: &StandingUnit,
) -> Result<StandingUnit, Error> {
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
    let id = place.unit_id;
    let mut unit = known.clone();
    if changes {
        let key = (id, unit.version);
        unit = placement::service::place_anew(conn, actor, key, actor.today(), &change)?;
    }
    let told = |column: Column, count: i64, before: i64| {
        (line.maybe(column).is_some() && count != before).then_some(count)
    };
    let counts = CountChanges {
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
    if counts.official_members.is_some() || counts.probationary_members.is_some() {
        unit = unit::service::report_counts(conn, actor, id, unit.version, counts)?;
    }
    Ok(unit)
}
