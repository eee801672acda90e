//! Fills a database with a round of a given size: a tree, its plan, its congresses in every state, their past,
//! and people to sign in. Kept under `target/bench` and used again while neither schema nor seed has changed.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use daihoi::audit::model::{AuditEntry, Subject, SubjectKind};
use daihoi::audit::rules;
use daihoi::auth::password::{self, PasswordCost, Secret};
use daihoi::clock::Clock;
use daihoi::congress::model::{Congress, State};
use daihoi::db::connection::Place;
use daihoi::db::id::Id;
use daihoi::db::path::UnitPath;
use daihoi::db::{AnyConnection, Db, search};
use daihoi::on_each;
use daihoi::plan;
use daihoi::plan::model::PlanId;
use daihoi::progress;
use daihoi::progress::model::Standing;
use daihoi::sector;
use daihoi::sector::model::{Sector, SectorId};
use daihoi::unit::model::{Level, UnitId};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::Outcome;
use crate::rows::{
    CongressRow, EntryRow, EventRow, HeadRow, HistoryRow, OfficeRow, PlacementRow, PlanRow,
    ScopeRow, SessionRow, UnitRow, UserRow,
};

/// How many people can be signed in; each client of the load is one of them.
pub const PEOPLE: usize = 64;
/// Their password.
pub const PASSWORD: &str = "mot mat khau de do toc do";

/// How many rows are written by one statement: within SQLite's 32,766 values.
const AT_ONCE: usize = 500;

/// A seeded database, ready to be opened.
pub fn prepare(server: Option<&str>, size: usize) -> Outcome<Place> {
    match server {
        None => sqlite(size),
        Some(server) => postgres(server, size),
    }
}

/// Where everything is kept.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench")
}

/// A copy of the kept file, so that one run does not see what another wrote.
fn sqlite(size: usize) -> Outcome<Place> {
    let dir = directory();
    let text = |error: std::io::Error| error.to_string();
    std::fs::create_dir_all(&dir).map_err(text)?;
    let kept = dir.join(format!("{size}-{}.db", fingerprint()?));
    if !kept.exists() {
        let unfinished = dir.join("unfinished.db");
        remove(&unfinished);
        let place = Place::Sqlite(unfinished.clone());
        migrate(&place)?;
        let mut conn = SqliteConnection::establish(&unfinished.to_string_lossy())
            .map_err(|error| error.to_string())?;
        conn.batch_execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
            .map_err(|error| error.to_string())?;
        fill(&mut AnyConnection::Sqlite(conn), size)?;
        std::fs::rename(&unfinished, &kept).map_err(text)?;
    }
    let copy = dir.join("running.db");
    remove(&copy);
    std::fs::copy(&kept, &copy).map_err(text)?;
    Ok(Place::Sqlite(copy))
}

/// Removes a database file with its companions.
pub fn remove(file: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
}

fn postgres(server: &str, size: usize) -> Outcome<Place> {
    let name = format!("bench_{size}");
    let mut conn = PgConnection::establish(server).map_err(|error| error.to_string())?;
    conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .and_then(|()| conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0")))
        .map_err(|error| error.to_string())?;
    let (base, _) = server.rsplit_once('/').ok_or("not a database URL")?;
    let url = format!("{base}/{name}");
    let place = Place::Postgres(url.clone());
    migrate(&place)?;
    let mut conn = PgConnection::establish(&url).map_err(|error| error.to_string())?;
    conn.batch_execute("SET synchronous_commit = off")
        .map_err(|error| error.to_string())?;
    let mut conn = AnyConnection::Postgres(conn);
    fill(&mut conn, size)?;
    // What autovacuum does within the first minutes.
    conn.batch_execute("VACUUM ANALYZE")
        .map_err(|error| error.to_string())?;
    Ok(place)
}

fn migrate(place: &Place) -> Outcome<()> {
    Db::open(place, 1).map(|db| db.close())
}

/// Of the schema and of this seed.
fn fingerprint() -> Outcome<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![
        root.join("benches/load/seed.rs"),
        root.join("benches/load/rows.rs"),
    ];
    for folder in
        std::fs::read_dir(root.join("migrations/sqlite")).map_err(|error| error.to_string())?
    {
        files.push(
            folder
                .map_err(|error| error.to_string())?
                .path()
                .join("up.sql"),
        );
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(file).map_err(|error| error.to_string())?);
    }
    let all = hash.finalize();
    Ok(hex::encode(all.get(..6).unwrap_or_default()))
}

/// A unit that has been written.
struct Grown {
    id: UnitId,
    path: UnitPath,
}

/// The levels of a tree with so many branches: a bloc, or the country.
fn levels(size: usize) -> Vec<(Level, usize)> {
    let mut levels = vec![
        (Level::BaseCommittee, size.div_ceil(5)),
        (Level::Branch, size),
    ];
    if size < 5000 {
        levels.insert(0, (Level::BlocCommittee, 1));
    } else {
        levels.insert(0, (Level::BlocCommittee, size.div_ceil(75)));
        levels.insert(0, (Level::ProvinceCommittee, 34));
        levels.insert(0, (Level::CentralCommittee, 1));
    }
    levels
}

fn fill(conn: &mut AnyConnection, size: usize) -> Outcome<()> {
    let begun = std::time::Instant::now();
    eprintln!("  seeding {size} congresses …");
    conn.transaction(|conn| everything(conn, size))
        .map_err(|error: daihoi::error::Error| format!("seeding: {error:?}"))?;
    eprintln!("  seeded in {:.0?}", begun.elapsed());
    Ok(())
}

fn everything(conn: &mut AnyConnection, size: usize) -> Result<(), daihoi::error::Error> {
    let mut above: Vec<Grown> = Vec::new();
    let mut bases = Vec::new();
    let mut root = None;
    for (level, count) in levels(size) {
        let grown = grow(conn, level, count, &above)?;
        root = root.or(grown.first().map(|unit| unit.id));
        bases = above;
        above = grown;
    }
    let root = root.ok_or(daihoi::error::Error::NotFound)?;
    let someone = people(conn, root)?;
    let root_path = UnitPath::root(root);
    let plan = plan_row(root, root_path, someone);
    let plan_id = plan.id;
    diesel_insert(conn, &[plan], |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::plans::table
        )
        .values(rows)
        .execute(c))
    })?;
    let scope = ScopeRow {
        plan_id,
        unit_id: root,
    };
    diesel_insert(conn, &[scope], |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::plan_scopes::table
        )
        .values(rows)
        .execute(c))
    })?;
    let sectors = sectors(conn)?;
    congresses(conn, plan_id, someone, &above, &bases, &sectors)
}

/// Writes rows in statements of a bearable length.
fn diesel_insert<R>(
    conn: &mut AnyConnection,
    rows: &[R],
    insert: impl Fn(&mut AnyConnection, &[R]) -> QueryResult<usize>,
) -> Result<(), daihoi::error::Error> {
    for some in rows.chunks(AT_ONCE) {
        insert(conn, some)?;
    }
    Ok(())
}

fn grow(
    conn: &mut AnyConnection,
    level: Level,
    count: usize,
    above: &[Grown],
) -> Result<Vec<Grown>, daihoi::error::Error> {
    let now = Clock::machine().now();
    let mut grown = Vec::with_capacity(count);
    let (mut units, mut placements) = (Vec::new(), Vec::new());
    for number in 0..count {
        let parent = above.get(number * above.len() / count);
        let id: UnitId = Id::new();
        let path = parent.map_or_else(|| UnitPath::root(id), |parent| parent.path.child(id));
        let name = format!("Chi bộ số {} thuộc Đảng bộ cơ quan", number + 1);
        units.push(UnitRow {
            id,
            official_members: 25,
            probationary_members: 2,
            created_at: now,
            version: 1,
        });
        placements.push(PlacementRow {
            id: Id::new(),
            unit_id: id,
            parent_id: parent.map(|parent| parent.id),
            path: path.clone(),
            level,
            code: format!("U{number}"),
            search: search::fold(&name),
            short_name: name.clone(),
            name,
            valid_from: far_back(),
        });
        grown.push(Grown { id, path });
    }
    diesel_insert(conn, &units, |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::units::table
        )
        .values(rows)
        .execute(c))
    })?;
    diesel_insert(conn, &placements, |conn, rows| {
        on_each!(conn, |c| {
            diesel::insert_into(daihoi::db::schema::unit_placements::table)
                .values(rows)
                .execute(c)
        })
    })?;
    Ok(grown)
}

fn far_back() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default()
}

fn far_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2199, 12, 31).unwrap_or_default()
}

/// People with an office over the whole tree, each signed in for good; gives one of them.
fn people(
    conn: &mut AnyConnection,
    root: UnitId,
) -> Result<daihoi::user::model::UserId, daihoi::error::Error> {
    let now = Clock::machine().now();
    let hash = password::hash(&Secret::new(PASSWORD), PasswordCost::RECOMMENDED)
        .map_err(|error| daihoi::error::Error::internal(error.to_string()))?;
    let (mut users, mut sessions, mut offices) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..PEOPLE {
        let user = Id::new();
        users.push(UserRow::new(user, number, &hash, now));
        sessions.push(SessionRow::new(user, now));
        offices.push(OfficeRow::new(user, root, far_back(), now));
    }
    diesel_insert(conn, &users, |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::users::table
        )
        .values(rows)
        .execute(c))
    })?;
    diesel_insert(conn, &sessions, |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::sessions::table
        )
        .values(rows)
        .execute(c))
    })?;
    diesel_insert(conn, &offices, |conn, rows| {
        on_each!(conn, |c| diesel::insert_into(
            daihoi::db::schema::offices::table
        )
        .values(rows)
        .execute(c))
    })?;
    users
        .first()
        .map(|user| user.id)
        .ok_or(daihoi::error::Error::NotFound)
}

/// The sectors that a bloc counts by.
fn sectors(conn: &mut AnyConnection) -> Result<Vec<SectorId>, daihoi::error::Error> {
    let mut ids = Vec::new();
    for number in 1..=9 {
        let sector = Sector {
            id: Id::new(),
            code: format!("L{number}"),
            name: format!("Lĩnh vực số {number}"),
            created_at: Clock::machine().now(),
            version: 1,
        };
        sector::store::insert(conn, &sector)?;
        ids.push(sector.id);
    }
    Ok(ids)
}

fn plan_row(unit_id: UnitId, unit_path: UnitPath, by: daihoi::user::model::UserId) -> PlanRow {
    let today = Clock::machine().today();
    let title = "Kế hoạch chỉ đạo đại hội chi bộ".to_owned();
    PlanRow {
        id: Id::new(),
        unit_id,
        unit_path,
        state: plan::model::State::RollingOut,
        symbol: "65-KH/ĐUK".to_owned(),
        search: search::fold(&title),
        title,
        issued_on: today,
        term_from: 2022,
        term_to: 2025,
        pilot_from: far_back(),
        pilot_to: far_back() + Days::new(30),
        rest_from: far_back() + Days::new(60),
        rest_to: far_on(),
        content: daihoi::db::json::AsJson(plan::model::PlanContent::default()),
        revision: 1,
        created_at: Clock::machine().now(),
        created_by: by,
        version: 2,
    }
}

/// How far a congress has come: of every hundred so many.
fn state_of(number: usize) -> State {
    match number % 100 {
        0..40 => State::Preparing,
        40..50 => State::Submitted,
        50..60 => State::Approved,
        60..70 => State::Convened,
        70..80 => State::Closed,
        80..85 => State::Reported,
        85..99 => State::Confirmed,
        _ => State::Cancelled,
    }
}

fn congresses(
    conn: &mut AnyConnection,
    plan_id: PlanId,
    someone: daihoi::user::model::UserId,
    branches: &[Grown],
    bases: &[Grown],
    sectors: &[SectorId],
) -> Result<(), daihoi::error::Error> {
    let (now, today) = (Clock::machine().now(), Clock::machine().today());
    let mut standings = Vec::with_capacity(branches.len());
    for (part, some) in branches.chunks(AT_ONCE).enumerate() {
        let (mut rows, mut past) = (Vec::new(), Past::default());
        for (offset, branch) in some.iter().enumerate() {
            let number = part * AT_ONCE + offset;
            let base = bases.get(number * bases.len() / branches.len());
            let state = state_of(number);
            // Ninety days around today, in an order that has nothing to do with the tree.
            let day = u64::try_from(number * 37 % 90).unwrap_or_default();
            let planned_on = today - Days::new(30) + Days::new(day);
            let due_on = (!state.is_finished()).then_some(planned_on);
            // Of no relation to the day or the state.
            let sector_id = sectors.get(number / 7 % sectors.len().max(1)).copied();
            let row = CongressRow {
                id: Id::<Congress>::new(),
                plan_id,
                sector_id,
                unit_id: branch.id,
                unit_path: branch.path.clone(),
                unit_name: format!("Chi bộ số {}", number + 1),
                search: format!("chi bo so {}", number + 1),
                approving_unit_id: base.map_or(branch.id, |base| base.id),
                state,
                pilot: false,
                planned_on,
                planned_time: "07:30".to_owned(),
                venue: "Hội trường cơ quan".to_owned(),
                half_days: 1,
                due_on,
                created_at: now,
                version: 2,
            };
            standings.push(Standing {
                plan_id,
                unit_path: branch.path.clone(),
                sector_id,
                state,
                due_on,
            });
            past.add(&row, number, someone);
            rows.push(row);
        }
        diesel_insert(conn, &rows, |conn, rows| {
            on_each!(conn, |c| diesel::insert_into(
                daihoi::db::schema::congresses::table
            )
            .values(rows)
            .execute(c))
        })?;
        past.write(conn)?;
    }
    progress::counters::service::count_new(conn, &standings)
}

/// What the step before left behind in the other tables.
#[derive(Default)]
struct Past {
    history: Vec<HistoryRow>,
    entries: Vec<EntryRow>,
    heads: Vec<HeadRow>,
    events: Vec<EventRow>,
}

impl Past {
    fn add(&mut self, congress: &CongressRow, number: usize, by: daihoi::user::model::UserId) {
        let subject = Subject::new(SubjectKind::Congress, congress.id);
        let mut entry = AuditEntry {
            id: Id::new(),
            subject_kind: subject.kind,
            subject_id: subject.id,
            seq: 1,
            at: congress.created_at,
            actor_id: Some(by),
            action: "congress.plan".to_owned(),
            detail: "{}".to_owned(),
            prev_hash: rules::GENESIS.to_owned(),
            hash: String::new(),
        };
        entry.hash = rules::entry_hash(&entry);
        self.heads.push(HeadRow::of(&entry));
        self.history.push(HistoryRow::of(congress, by));
        self.events.push(EventRow::of(congress, number));
        self.entries.push(EntryRow::from(entry));
    }

    fn write(&self, conn: &mut AnyConnection) -> Result<(), daihoi::error::Error> {
        use daihoi::db::schema::{audit_entries, audit_heads, events, process_history};
        diesel_insert(conn, &self.history, |conn, rows| {
            on_each!(conn, |c| diesel::insert_into(process_history::table)
                .values(rows)
                .execute(c))
        })?;
        diesel_insert(conn, &self.entries, |conn, rows| {
            on_each!(conn, |c| diesel::insert_into(audit_entries::table)
                .values(rows)
                .execute(c))
        })?;
        diesel_insert(conn, &self.heads, |conn, rows| {
            on_each!(conn, |c| diesel::insert_into(audit_heads::table)
                .values(rows)
                .execute(c))
        })?;
        diesel_insert(conn, &self.events, |conn, rows| {
            on_each!(conn, |c| diesel::insert_into(events::table)
                .values(rows)
                .execute(c))
        })
    }
}
