//! The world of a test: a real server on port 0 over a database of its own, units, and people with offices.
//!
//! The actor is the subject of the sentence: `secretary.takes(&plan, "issue", json!({…})).await`.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{NaiveDate, TimeDelta};
use daihoi::app::{AppState, Application};
use daihoi::auth::password::PasswordCost;
use daihoi::auth::permission::Role;
use daihoi::auth::token::TokenKey;
use daihoi::clock::Clock;
use daihoi::db::connection::Place as DatabasePlace;
use daihoi::db::id::Id;
use daihoi::db::path::UnitPath;
use daihoi::db::schema::{offices, sectors, sessions, unit_placements, units, users};
use daihoi::db::{Db, search};
use daihoi::document::files::FileStore;
use daihoi::error::Error;
use daihoi::http::observe::Figures;
use daihoi::http::proxy::Proxies;
use daihoi::sector::model::SectorId;
use daihoi::unit::model::{Level, UnitId};
use daihoi::user::model::{SessionId, UserId};
use diesel::prelude::*;

use crate::database::Database;
use crate::person::Person;

/// The signing key of every world, for a copy of the program that serves what a world left behind.
pub const SECRET: &str = "a key for tests, of thirty-two bytes at least";

/// A server, its database and its clock.
pub struct World {
    /// What the server's handlers use; tests may ask services directly.
    pub state: AppState,
    /// `http://127.0.0.1:…`
    pub url: String,
    handle: actix_web::dev::ServerHandle,
    running: Option<tokio::task::JoinHandle<std::io::Result<()>>>,
    people: AtomicU64,
    database: Arc<Database>,
    /// From when its units stand and its offices are held.
    since: NaiveDate,
}

/// The day on which a world begins unless told otherwise: 2022-03-16, 08:00 in Vietnam.
pub fn beginning() -> daihoi::db::time::Instant {
    "2022-03-16T01:00:00Z".parse().expect("a moment")
}

/// A date of the round of 2022.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

impl World {
    /// A fresh world, on the day of the article's plan.
    pub async fn new() -> Self {
        Self::at(Clock::frozen(beginning())).await
    }

    /// A fresh world with a clock of its own.
    pub async fn at(clock: Clock) -> Self {
        Self::with(clock, Proxies::default()).await
    }

    /// A fresh world behind a reverse proxy on this machine.
    pub async fn behind_a_proxy() -> Self {
        let here = "127.0.0.1".parse().expect("an address");
        Self::with(Clock::frozen(beginning()), Proxies::new(vec![here])).await
    }

    async fn with(clock: Clock, proxies: Proxies) -> Self {
        let database = Arc::new(Database::fresh().await);
        let opened = Arc::clone(&database);
        let db = tokio::task::spawn_blocking(move || Db::open(&opened.place, 4))
            .await
            .expect("joined")
            .expect("opened");
        let state = AppState {
            db,
            clock,
            token_key: TokenKey::new(SECRET.as_bytes()),
            password_cost: PasswordCost::WEAK_FOR_TESTS,
            figures: Figures::new().expect("figures"),
            files: FileStore::open(&database.directory().join("files")).expect("a folder of files"),
            proxies,
        };
        Self::serve(state, database)
    }

    /// A fresh world that begins on the morning of a date, with units and offices ten years old.
    pub async fn on(date: NaiveDate) -> Self {
        let morning = date.and_hms_opt(1, 0, 0).expect("an hour").and_utc();
        let moment = morning
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            .parse()
            .expect("a moment");
        let mut world = Self::at(Clock::frozen(moment)).await;
        world.since = date - TimeDelta::days(3650);
        world
    }

    /// Where the files of documents are kept.
    pub fn files_dir(&self) -> std::path::PathBuf {
        self.database.directory().join("files")
    }

    fn serve(state: AppState, database: Arc<Database>) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let application = Application::build(state.clone(), socket, 1, 4).expect("built");
        let url = format!("http://{}", application.address());
        let handle = application.handle();
        let running = tokio::spawn(application.run());
        Self {
            state,
            url,
            handle,
            running: Some(running),
            people: AtomicU64::new(0),
            database,
            since: day("2020-01-01"),
        }
    }

    /// Where its rows are.
    pub fn place(&self) -> &DatabasePlace {
        &self.database.place
    }

    /// Stops the server and leaves its database to another copy of the program.
    pub async fn ends(mut self) -> Arc<Database> {
        self.handle.stop(true).await;
        if let Some(running) = self.running.take() {
            running.await.expect("joined").expect("ended well");
        }
        Arc::clone(&self.database)
    }

    /// Moves the clock on.
    pub fn days_pass(&self, days: i64) {
        self.state.clock.advance(TimeDelta::days(days));
    }

    /// Moves the clock on to the morning of a date.
    pub fn goes_on_to(&self, date: &str) {
        let days = (day(date) - self.state.clock.today()).num_days();
        assert!(days >= 0, "the clock does not go back to {date}");
        self.days_pass(days);
    }

    /// Somebody who is not signed in.
    pub fn anybody(&self) -> Person {
        Person::anybody(&self.url)
    }

    /// A sector of the installation.
    pub async fn sector(&self, code: &str, name: &str) -> SectorId {
        let (id, code, name, now) = (
            Id::new(),
            code.to_owned(),
            name.to_owned(),
            self.state.clock.now(),
        );
        self.write(move |conn| {
            diesel::insert_into(sectors::table)
                .values((
                    sectors::id.eq(id),
                    sectors::code.eq(&code),
                    sectors::name.eq(&name),
                    sectors::created_at.eq(now),
                    sectors::version.eq(1),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        id
    }

    /// A unit below another (or at the top), there since 2020, with 30 official members.
    pub async fn unit(&self, level: Level, name: &str, parent: Option<&Place>) -> Place {
        self.unit_of(level, name, parent, None).await
    }

    /// As [`World::unit`], of a sector.
    pub async fn unit_of(
        &self,
        level: Level,
        name: &str,
        parent: Option<&Place>,
        sector: Option<SectorId>,
    ) -> Place {
        let id: UnitId = Id::new();
        let path = parent.map_or_else(|| UnitPath::root(id), |parent| parent.path.child(id));
        let unit = Place {
            id,
            path,
            name: name.to_owned(),
        };
        let (row, parent_id, now, since) = (
            unit.clone(),
            parent.map(|parent| parent.id),
            self.state.clock.now(),
            self.since,
        );
        self.write(move |conn| {
            diesel::insert_into(units::table)
                .values((
                    units::id.eq(row.id),
                    units::official_members.eq(30),
                    units::probationary_members.eq(2),
                    units::created_at.eq(now),
                    units::version.eq(1),
                ))
                .execute(conn)?;
            diesel::insert_into(unit_placements::table)
                .values((
                    unit_placements::id.eq(Id::<()>::new()),
                    unit_placements::unit_id.eq(row.id),
                    unit_placements::parent_id.eq(parent_id),
                    unit_placements::path.eq(&row.path),
                    unit_placements::level.eq(level),
                    unit_placements::code.eq("CB"),
                    unit_placements::name.eq(&row.name),
                    unit_placements::short_name.eq(&row.name),
                    unit_placements::search.eq(search::fold(&row.name)),
                    unit_placements::sector_id.eq(sector),
                    unit_placements::valid_from.eq(since),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        unit
    }

    /// A person with one office, signed in for a long time.
    pub async fn person(&self, role: Role, unit: &Place) -> Person {
        self.somebody(&[(role, Some(unit.id))]).await
    }

    /// The administrator of the installation.
    pub async fn administrator(&self) -> Person {
        self.somebody(&[(Role::Administrator, None)]).await
    }

    /// A person without any office.
    pub async fn stranger(&self) -> Person {
        self.somebody(&[]).await
    }

    /// A person with these offices.
    pub async fn somebody(&self, held: &[(Role, Option<UnitId>)]) -> Person {
        let number = self.people.fetch_add(1, Ordering::Relaxed);
        let (user, session): (UserId, SessionId) = (Id::new(), Id::new());
        let (held, now, since) = (held.to_vec(), self.state.clock.now(), self.since);
        self.write(move |conn| {
            insert_account(conn, user, session, number, now)?;
            for (role, unit) in &held {
                diesel::insert_into(offices::table)
                    .values((
                        offices::id.eq(Id::<()>::new()),
                        offices::user_id.eq(user),
                        offices::role.eq(*role),
                        offices::unit_id.eq(*unit),
                        offices::valid_from.eq(since),
                        offices::created_at.eq(now),
                        offices::version.eq(1),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        })
        .await;
        // Signed as if at the end of the round, so that a test may let months pass.
        let late = now.plus(TimeDelta::days(3650));
        let token = self
            .state
            .token_key
            .sign(user, session, late)
            .expect("signed");
        Person::signed_in(&self.url, token, user)
    }

    /// Writes rows as they are.
    pub async fn write<T, F>(&self, work: F) -> T
    where
        T: Send + 'static,
        F: Fn(&mut daihoi::db::AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        self.state.db.write(work).await.expect("written")
    }

    /// Asks the database.
    pub async fn read<T, F>(&self, question: F) -> T
    where
        T: Send + 'static,
        F: Fn(&mut daihoi::db::AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        self.state.db.read(question).await.expect("read")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Not awaited: the process of the test ends with it.
        drop(self.handle.stop(false));
    }
}

fn insert_account(
    conn: &mut daihoi::db::AnyConnection,
    user: UserId,
    session: SessionId,
    number: u64,
    now: daihoi::db::time::Instant,
) -> Result<(), Error> {
    let name = format!("nguoi{number}");
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user),
            users::kind.eq("person"),
            users::username.eq(&name),
            users::display_name.eq(format!("Người {number}")),
            users::search.eq(&name),
            users::password_hash.eq("none"),
            users::password_changed_at.eq(now),
            users::must_change_password.eq(false),
            users::created_at.eq(now),
            users::version.eq(1),
        ))
        .execute(conn)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::user_id.eq(user),
            sessions::created_at.eq(now),
            sessions::last_used_at.eq(now),
            sessions::expires_at.eq(now.plus(TimeDelta::days(3650))),
            sessions::address.eq("127.0.0.1"),
            sessions::agent.eq("test"),
        ))
        .execute(conn)?;
    Ok(())
}

/// A unit of the world.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its key.
    pub id: UnitId,
    /// Where it stands.
    pub path: UnitPath,
    /// Its name.
    pub name: String,
}
