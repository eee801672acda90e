//! The world of a test: a real server on port 0 over a database of its own, units, and people with offices.
//!
//! The actor is the subject of the sentence: `secretary.takes(&plan, "issue", json!({…})).await`.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

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
use daihoi::sector::model::SectorId;
use daihoi::unit::model::{Level, UnitId};
use daihoi::user::model::{SessionId, UserId};
use diesel::prelude::*;
use reqwest::{Method, StatusCode};
use serde_json::Value;

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

/// Where a world's rows are; the files go with the last of those who hold it.
#[derive(Debug)]
pub struct Database {
    /// The file, or the database on the server.
    pub place: DatabasePlace,
    dir: tempfile::TempDir,
}

impl Database {
    /// A directory of the database's own.
    pub fn directory(&self) -> &std::path::Path {
        self.dir.path()
    }
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
        let dir = tempfile::tempdir().expect("a directory");
        let place = fresh_place(dir.path()).await;
        let database = Arc::new(Database { place, dir });
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
        Person {
            url: self.url.clone(),
            client: client(),
            token: None,
            id: None,
        }
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
        Person {
            url: self.url.clone(),
            client: client(),
            token: Some(token),
            id: Some(user),
        }
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

/// A database of the test's own: a file, or (`TEST_DATABASE_URL`) a fresh database on the server.
pub async fn fresh_place(dir: &std::path::Path) -> DatabasePlace {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        return DatabasePlace::Sqlite(dir.join("test.db"));
    };
    tokio::task::spawn_blocking(move || {
        let name = format!("t_{}", Id::<()>::new().uuid().simple());
        let mut conn = PgConnection::establish(&server).expect("the test server answers");
        diesel::sql_query(format!("CREATE DATABASE {name} TEMPLATE template0"))
            .execute(&mut conn)
            .expect("created");
        let (base, _) = server.rsplit_once('/').expect("a database URL");
        DatabasePlace::Postgres(format!("{base}/{name}"))
    })
    .await
    .expect("joined")
}

/// A client which lets a connection go before the server does ([`daihoi::app::KEEP_ALIVE`]): a
/// request sent at the moment of closing has no answer, and it is not known whether it was heard.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .pool_idle_timeout(daihoi::app::KEEP_ALIVE / 2)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

/// Somebody who speaks to the server.
#[derive(Clone)]
pub struct Person {
    url: String,
    client: reqwest::Client,
    token: Option<String>,
    /// The account, if signed in.
    pub id: Option<UserId>,
}

/// What the server said.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body; null when empty or not JSON.
    pub body: Value,
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Location`.
    pub location: Option<String>,
    /// The content type.
    pub content_type: String,
}

impl Answer {
    /// The body of an answer that must be a success.
    #[track_caller]
    pub fn expect_ok(self) -> Value {
        assert!(self.status.is_success(), "{} {:#}", self.status, self.body);
        self.body
    }

    /// The codes of the reasons, in order, of an answer that must be a refusal (409) or a prohibition (403).
    #[track_caller]
    pub fn reasons(&self) -> Vec<String> {
        assert!(
            matches!(self.status.as_u16(), 409 | 403),
            "{} {:#}",
            self.status,
            self.body
        );
        codes(&self.body["reasons"])
    }

    /// The codes of the fields that are off, of an answer that must be 422.
    #[track_caller]
    pub fn fields(&self) -> Vec<String> {
        assert_eq!(self.status, 422, "{:#}", self.body);
        codes(&self.body["errors"])
    }
}

fn codes(list: &Value) -> Vec<String> {
    let items = list.as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item["code"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The operations of the OpenAPI document, with the statuses that each may answer.
static DOCUMENTED: LazyLock<Vec<(String, String, Vec<String>)>> = LazyLock::new(|| {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            let responses = operation["responses"].as_object().expect("responses");
            let statuses = responses.keys().cloned().collect();
            operations.push((method.to_uppercase(), path.clone(), statuses));
        }
    }
    operations
});

/// Whether a path is one of a template; the more of its parts stand there literally, the better.
fn literal_parts(template: &str, path: &str) -> Option<usize> {
    let (wanted, found): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    let fits = |(wanted, found): (&&str, &&str)| wanted == found || wanted.starts_with('{');
    (wanted.len() == found.len() && wanted.iter().zip(&found).all(fits))
        .then(|| wanted.iter().filter(|part| !part.starts_with('{')).count())
}

/// Whatever a test asks, the answer's status must stand in the document.
#[track_caller]
fn expect_documented(method: &Method, path: &str, status: StatusCode) {
    let operation = DOCUMENTED
        .iter()
        .filter(|(known, _, _)| known == method.as_str())
        .filter_map(|it| Some((literal_parts(&it.1, path)?, it)))
        .max_by_key(|(literal, _)| *literal);
    if let Some((_, (_, template, statuses))) = operation {
        assert!(
            statuses.iter().any(|known| known == status.as_str()),
            "{method} {template} answers {status}, which its document does not say"
        );
    }
}

impl Person {
    /// The same person at another copy of the server.
    pub fn at(&self, url: &str) -> Person {
        Person {
            url: url.to_owned(),
            ..self.clone()
        }
    }

    /// The access token they have.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("signed in")
    }

    /// A request, to be completed by the test.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}/api/v1{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let (client, request) = request.build_split();
        let request = request.expect("a request");
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let response = client.execute(request).await.expect("an answer");
        expect_documented(&method, &path, response.status());
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned)
        };
        let (etag, location, content_type) =
            (header("etag"), header("location"), header("content-type"));
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        Answer {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
            etag,
            location,
            content_type: content_type.unwrap_or_default(),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(self.request(Method::POST, path).json(&body))
            .await
    }

    /// Posts with the version seen.
    pub async fn post_seen(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::POST, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Changes with the version seen.
    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::PATCH, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Puts with the version seen.
    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::PUT, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Removes with the version seen.
    pub async fn delete(&self, path: &str, version: i64) -> Answer {
        self.send(
            self.request(Method::DELETE, path)
                .header("If-Match", format!("\"{version}\"")),
        )
        .await
    }

    /// Adds to a thing what stands below it in the path (a version, a placement…), on the thing as it stands now.
    pub async fn adds(&self, path: &str, body: Value) -> Answer {
        let seen = self.seen(path).await;
        self.post_seen(path, seen, body).await
    }

    /// The version of the thing to which a path adds something; none where it is hidden.
    pub async fn seen(&self, path: &str) -> i64 {
        let (thing, _) = path.rsplit_once('/').expect("a thing");
        self.get(thing).await.body["version"]
            .as_i64()
            .unwrap_or_default()
    }

    /// The version of the thing at a path, as its actions say it.
    pub async fn version(&self, path: &str) -> i64 {
        let actions = self.get(&format!("{path}/actions")).await.expect_ok();
        actions["version"].as_i64().expect("a version")
    }

    /// Takes a step of the thing at a path, on the version that stands now.
    pub async fn tries(&self, path: &str, step: &str, mut body: Value) -> Answer {
        let version = self.version(path).await;
        body["step"] = step.into();
        self.post_seen(&format!("{path}/steps"), version, body)
            .await
    }

    /// Takes a step that must succeed.
    pub async fn takes(&self, path: &str, step: &str, body: Value) -> Value {
        let answer = self.tries(path, step, body).await;
        assert!(
            answer.status.is_success(),
            "{step} at {path}: {} {:#}",
            answer.status,
            answer.body
        );
        answer.body
    }
}
