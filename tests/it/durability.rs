//! `kill -9` in the middle of concurrent writes: what was acknowledged is there, nothing is there by half.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use daihoi::audit::model::{AuditEntry, SubjectKind};
use daihoi::audit::rules;
use daihoi::auth::permission::Role;
use daihoi::clock::Clock;
use daihoi::db::connection::Place as DatabasePlace;
use daihoi::db::schema::{
    audit_entries, audit_heads, events, idempotency_keys, plan_revisions, plans, process_history,
};
use daihoi::db::{AnyConnection, Db};
use daihoi::error::Error;
use daihoi::plan::model::PlanId;
use daihoi::unit::model::Level;
use diesel::prelude::*;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::concurrency::whole_draft;
use crate::person::{Answer, Person};
use crate::program::{Program, daihoi};
use crate::world::{Place, SECRET, World};

/// How many people write at once.
const WRITERS: usize = 12;
/// How often the program is killed.
const ROUNDS: usize = 3;
/// How many writes are acknowledged before it is killed, a few more each time.
const WRITES_BEFORE_THE_KILL: usize = 120;
/// The longest a round may take to come that far.
const PATIENCE: Duration = Duration::from_secs(15);

/// A request with a key, so that it can be asked again.
#[derive(Clone)]
struct Keyed {
    path: String,
    key: String,
    version: Option<i64>,
    body: Value,
}

/// What one person knows of their plan when the program dies.
struct Witness {
    person: Person,
    /// The plan's path, once its draft was acknowledged.
    path: Option<String>,
    /// The last version that was acknowledged, and the title it had.
    version: i64,
    title: String,
    /// The last keyed request that was acknowledged, with its answer.
    answered: Option<(Keyed, Answer)>,
    /// The keyed request whose answer never came.
    unanswered: Option<Keyed>,
}

/// Shared by the writers of a round.
struct Round {
    number: usize,
    acknowledged: AtomicUsize,
    over: AtomicBool,
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let world = World::at(Clock::machine()).await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let mut people = Vec::new();
    for _ in 0..WRITERS {
        let held = [
            (Role::OrganisationOfficer, Some(bloc.id)),
            (Role::Secretary, Some(bloc.id)),
        ];
        people.push(world.somebody(&held).await);
    }
    let database = world.ends().await;
    let mut program = Program::serve(&database.place, database.directory());
    for number in 1..=ROUNDS {
        let witnesses = write_until_killed(program, number, &people, &bloc).await;
        program = Program::serve(&database.place, database.directory());
        nothing_is_there_by_half(&database.place);
        for witness in witnesses {
            testifies(&program.url, witness).await;
        }
        nothing_is_there_by_half(&database.place);
    }
    assert!(program.terminate().success());
    the_chains_verify(&database.place, database.directory());
}

/// Everybody writes; after enough acknowledgements the program is killed, in the middle of what goes on.
async fn write_until_killed(
    program: Program,
    number: usize,
    people: &[Person],
    unit: &Place,
) -> Vec<Witness> {
    let round = Arc::new(Round {
        number,
        acknowledged: AtomicUsize::new(0),
        over: AtomicBool::new(false),
    });
    let writers: Vec<_> = people
        .iter()
        .enumerate()
        .map(|(index, person)| {
            let person = person.at(&program.url);
            tokio::spawn(writes(Arc::clone(&round), index, person, unit.clone()))
        })
        .collect();
    let begun = Instant::now();
    while round.acknowledged.load(Ordering::Relaxed) < WRITES_BEFORE_THE_KILL + 7 * number {
        assert!(begun.elapsed() < PATIENCE, "the writers came to a halt");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    program.kill();
    round.over.store(true, Ordering::Relaxed);
    let mut witnesses = Vec::new();
    for writer in writers {
        witnesses.push(writer.await.expect("a witness"));
    }
    witnesses
}

/// Drafts, changes, issues and amends one plan, until there is no answer.
async fn writes(round: Arc<Round>, index: usize, person: Person, unit: Place) -> Witness {
    let title = format!("Kế hoạch {} của người {index}", round.number);
    let mut witness = Witness {
        person,
        path: None,
        version: 0,
        title: title.clone(),
        answered: None,
        unanswered: None,
    };
    let draft = Keyed {
        path: "/plans".to_owned(),
        key: format!("draft-{}", round.number),
        version: None,
        body: whole_draft(&unit, &title),
    };
    let Some(plan) = witness.posts(&round, draft).await else {
        return witness;
    };
    let path = format!("/plans/{}", plan["id"].as_str().expect("an id"));
    witness.path = Some(path.clone());
    for change in 1..=3 {
        let title = format!("{title}, sửa lần {change}");
        if !witness.patches(&round, &path, title).await {
            return witness;
        }
    }
    for step in 0.. {
        let title = format!("{title}, bản {step}");
        let body = match step {
            0 => {
                // Everybody's plan bears a number of its own.
                let number = 65 + 100 * round.number + index;
                let symbol = format!("{number}-KH/ĐUK");
                json!({ "step": "issue", "symbol": symbol, "issued_on": "2022-03-16" })
            }
            _ => json!({ "step": "amend", "note": "đổi tên", "changes": { "title": title } }),
        };
        let request = Keyed {
            path: format!("{path}/steps"),
            key: format!("step-{}-{step}", round.number),
            version: Some(witness.version),
            body,
        };
        if witness.posts(&round, request).await.is_none() {
            break;
        }
    }
    witness
}

impl Round {
    /// Whether the answer came; it must be a success unless the program is dead.
    fn hears(&self, answer: Option<Answer>) -> Option<Answer> {
        let answer = answer?;
        assert!(
            answer.status.is_success(),
            "{} {:#}",
            answer.status,
            answer.body
        );
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
        Some(answer)
    }
}

impl Witness {
    /// A POST that can be repeated; none when no answer came.
    async fn posts(&mut self, round: &Round, request: Keyed) -> Option<Value> {
        let Some(answer) = round.hears(sends(&self.person, &request).await) else {
            self.unanswered = Some(request);
            return None;
        };
        self.notes(&answer.body);
        let body = answer.body.clone();
        self.answered = Some((request, answer));
        Some(body)
    }

    /// A PATCH of the title; false when no answer came.
    async fn patches(&mut self, round: &Round, path: &str, title: String) -> bool {
        let request = self
            .person
            .request(Method::PATCH, path)
            .header("If-Match", format!("\"{}\"", self.version))
            .json(&json!({ "title": title }));
        let Some(answer) = round.hears(answer(request).await) else {
            return false;
        };
        assert_eq!(answer.body["title"], title);
        self.notes(&answer.body);
        true
    }

    fn notes(&mut self, plan: &Value) {
        self.version = plan["version"].as_i64().expect("a version");
        self.title = plan["title"].as_str().expect("a title").to_owned();
    }
}

async fn sends(person: &Person, request: &Keyed) -> Option<Answer> {
    let mut sent = person
        .request(Method::POST, &request.path)
        .header("Idempotency-Key", &request.key)
        .json(&request.body);
    if let Some(version) = request.version {
        sent = sent.header("If-Match", format!("\"{version}\""));
    }
    answer(sent).await
}

/// The answer, if one came whole.
async fn answer(request: reqwest::RequestBuilder) -> Option<Answer> {
    let response = request.send().await.ok()?;
    let status = response.status();
    let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
    let (etag, location) = (header("etag"), header("location"));
    let content_type = header("content-type").unwrap_or_default();
    let body: Value = response.json().await.ok()?;
    Some(Answer {
        status,
        body,
        etag,
        location,
        content_type,
    })
}

/// Asks the program that came after: is what I was told still so?
async fn testifies(url: &str, witness: Witness) {
    let person = witness.person.at(url);
    if let Some(path) = &witness.path {
        let plan = person.get(path).await.expect_ok();
        let version = plan["version"].as_i64().expect("a version");
        // What was asked last may have been done without the answer coming through.
        assert!(
            version == witness.version || version == witness.version + 1,
            "acknowledged {}, found {version}",
            witness.version
        );
        if version == witness.version {
            assert_eq!(plan["title"], witness.title);
        }
    }
    if let Some((request, first)) = &witness.answered {
        let again = sends(&person, request).await.expect("an answer");
        assert_eq!(again.status, first.status);
        assert_eq!(again.body, first.body);
        assert_eq!(
            (again.etag, again.location),
            (first.etag.clone(), first.location.clone())
        );
    }
    if let Some(request) = &witness.unanswered {
        // Asked again it is done, once, whether it had been done or not.
        let late = sends(&person, request).await.expect("an answer");
        assert!(late.status.is_success(), "{} {:#}", late.status, late.body);
        let again = sends(&person, request).await.expect("an answer");
        assert_eq!((again.status, &again.body), (late.status, &late.body));
        assert_ne!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.body["version"], witness.version + 1);
    }
}

/// What a plan left behind in the other tables.
#[derive(Debug, Default, PartialEq, Eq)]
struct Traces {
    steps: i64,
    entries: i64,
    events: i64,
    revisions: i64,
}

/// Every change of a plan is one version, one audit entry and one event; every step one row of history, and every
/// issue and amendment one revision. Every chain is whole, and its head is its last entry.
fn nothing_is_there_by_half(place: &DatabasePlace) {
    let db = Db::open(place, 1).expect("opened");
    let outcome = db.read_now(|conn| conn.snapshot(compare));
    db.close();
    outcome.expect("read");
}

fn compare(conn: &mut AnyConnection) -> Result<(), Error> {
    let mut traces: HashMap<PlanId, Traces> = HashMap::new();
    let chain = check_chains(conn)?;
    for (id, entries) in chain {
        traces.entry(id).or_default().entries = entries;
    }
    for (id, n) in process_history::table
        .group_by(process_history::subject_id)
        .select((process_history::subject_id, diesel::dsl::count_star()))
        .load::<(daihoi::audit::model::SubjectId, i64)>(conn)?
    {
        traces.entry(id.cast()).or_default().steps = n;
    }
    for (id, n) in events::table
        .group_by(events::subject_id)
        .select((events::subject_id, diesel::dsl::count_star()))
        .load::<(daihoi::audit::model::SubjectId, i64)>(conn)?
    {
        traces.entry(id.cast()).or_default().events = n;
    }
    for (id, n) in plan_revisions::table
        .group_by(plan_revisions::plan_id)
        .select((plan_revisions::plan_id, diesel::dsl::count_star()))
        .load::<(PlanId, i64)>(conn)?
    {
        traces.entry(id).or_default().revisions = n;
    }
    let rows = plans::table
        .select((
            plans::id,
            plans::version,
            plans::revision,
            plans::state,
            plans::title,
        ))
        .load::<(PlanId, i64, i64, String, String)>(conn)?;
    let mut titles: Vec<_> = rows.iter().map(|row| row.4.clone()).collect();
    for (id, version, revision, state, title) in rows {
        let issued = state != "draft";
        let steps = if issued { revision } else { 0 };
        let found = traces.remove(&id).unwrap_or_default();
        let expected = Traces {
            steps,
            entries: version,
            events: version,
            revisions: steps,
        };
        assert_eq!(found, expected, "{title} at version {version}, {state}");
    }
    assert!(
        traces.is_empty(),
        "traces of plans that are not there: {traces:?}"
    );
    titles.sort();
    titles.dedup();
    assert_eq!(
        titles.len() as i64,
        plans::table.count().get_result::<i64>(conn)?
    );
    keys_have_their_effect(conn)
}

/// Walks every chain from its first entry; gives how long the chain of each plan is.
fn check_chains(conn: &mut AnyConnection) -> Result<HashMap<PlanId, i64>, Error> {
    let entries: Vec<AuditEntry> = audit_entries::table
        .order((
            audit_entries::subject_kind,
            audit_entries::subject_id,
            audit_entries::seq,
        ))
        .select((
            audit_entries::id,
            audit_entries::subject_kind,
            audit_entries::subject_id,
            audit_entries::seq,
            audit_entries::at,
            audit_entries::actor_id,
            audit_entries::action,
            audit_entries::detail,
            audit_entries::prev_hash,
            audit_entries::hash,
        ))
        .load(conn)?;
    let mut ends = HashMap::new();
    for entry in &entries {
        let subject = (entry.subject_kind, entry.subject_id);
        let (seq, prev) = ends
            .get(&subject)
            .cloned()
            .unwrap_or((0, rules::GENESIS.to_owned()));
        assert_eq!((entry.seq, &entry.prev_hash), (seq + 1, &prev));
        assert_eq!(entry.hash, rules::entry_hash(entry));
        ends.insert(subject, (entry.seq, entry.hash.clone()));
    }
    let heads: HashMap<_, _> = audit_heads::table
        .select((
            audit_heads::subject_kind,
            audit_heads::subject_id,
            audit_heads::seq,
            audit_heads::hash,
        ))
        .load::<(SubjectKind, daihoi::audit::model::SubjectId, i64, String)>(conn)?
        .into_iter()
        .map(|(kind, id, seq, hash)| ((kind, id), (seq, hash)))
        .collect();
    assert_eq!(heads, ends);
    Ok(ends
        .into_iter()
        .filter(|((kind, _), _)| *kind == SubjectKind::Plan)
        .map(|((_, id), (seq, _))| (id.cast(), seq))
        .collect())
}

/// An answer that is kept was given for something that is there.
fn keys_have_their_effect(conn: &mut AnyConnection) -> Result<(), Error> {
    let answers: Vec<String> = idempotency_keys::table
        .select(idempotency_keys::answer)
        .load(conn)?;
    for answer in answers {
        let answer: Value = serde_json::from_str(&answer)?;
        let plan: Value = serde_json::from_str(answer["body"].as_str().unwrap_or_default())?;
        let id: PlanId = serde_json::from_value(plan["id"].clone())?;
        let stands: i64 = plans::table.find(id).select(plans::version).first(conn)?;
        assert!(stands >= plan["version"].as_i64().unwrap_or(i64::MAX));
    }
    Ok(())
}

/// The program's own verdict.
fn the_chains_verify(place: &DatabasePlace, directory: &Path) {
    let url = match place {
        DatabasePlace::Sqlite(file) => format!("sqlite:{}", file.display()),
        DatabasePlace::Postgres(url) => url.clone(),
    };
    let output = daihoi(directory, &["audit", "verify"])
        .env("DATABASE_URL", url)
        .env("DAIHOI_SECRET", SECRET)
        .output()
        .expect("started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
