//! Two entries of one count never see each other: in no answer, page, paper, event, notice, audit entry, kept answer
//! or log is there a figure of the first before the second is in.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use daihoi::auth::permission::Role;
use daihoi::db::AnyConnection;
use daihoi::db::schema::{election_rounds, idempotency_keys};
use daihoi::error::Error;
use diesel::prelude::*;
use diesel::sql_types::Text;
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::ballots::stands_for;
use crate::browsing::Browser;
use crate::clerk::{Clerk, Round, Wishes};
use crate::person::{Answer, Person};
use crate::program::{Program, daihoi};
use crate::story::key;
use crate::world::SECRET;

/// Figures that occur nowhere else, neither as a port nor as a length.
const FIGURES: [i64; 7] = [98_765, 98_754, 98_731, 91_357, 90_246, 71_829, 40_011];

/// A committee's ballot that is being counted; as if so many had come that its figures are like no others.
async fn counting() -> (Round, Clerk, String, Value) {
    let (round, mut clerks) = Round::of(vec![Wishes::on("2024-10-11")]).await;
    let clerk = clerks.remove(0);
    clerk
        .goes_on_until(&round.world, "enter_count")
        .await
        .expect("reached");
    let election = clerk.election("branch_committee_member").await;
    round
        .world
        .write(|conn| {
            diesel::update(election_rounds::table)
                .set(election_rounds::present.eq(99_999))
                .execute(conn)?;
            Ok(())
        })
        .await;
    let ballot = clerk
        .branch
        .get(&format!("{election}/rounds/1"))
        .await
        .expect_ok();
    let names = ballot["names"].as_array().expect("names");
    let rows: Vec<Value> = names
        .iter()
        .zip(&FIGURES[3..])
        .map(|(name, votes)| json!({ "candidate_id": name["candidate_id"], "votes": votes }))
        .collect();
    let minutes = json!({
        "issued": FIGURES[0], "returned": FIGURES[1], "valid": FIGURES[2],
        "invalid": [{ "reason": "marked", "count": 23 }], "candidates": rows,
    });
    (round, clerk, election, minutes)
}

/// One counter enters, under a key of their own.
async fn enters(counter: &Person, election: &str, minutes: &Value) -> Answer {
    let path = format!("{election}/rounds/1/entries");
    let member = stands_for(counter, election, &json!(1)).await;
    let minutes = &json!({ "counter_id": member, "minutes": minutes });
    let request = counter
        .request(Method::POST, &path)
        .header("Idempotency-Key", "bien-ban-1")
        .json(minutes);
    counter.send(request).await
}

/// Nothing of the entry stands in a text: no whole word of it is one of the figures.
#[track_caller]
fn expect_blind(text: &str, of: &str) {
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    for figure in FIGURES {
        let figure = figure.to_string();
        assert!(
            !words.contains(figure.as_str()),
            "{figure} is to be read in {of}"
        );
    }
}

/// As [`expect_blind`], of what is written for people: 98.765, 98,765.
#[track_caller]
fn expect_blind_page(html: &str, of: &str) {
    expect_blind(html, of);
    for figure in FIGURES.map(|figure| figure.to_string()) {
        for between in ['.', ',', '\u{a0}'] {
            let written = format!("{}{between}{}", &figure[..2], &figure[2..]);
            assert!(!html.contains(&written), "{written} is to be read in {of}");
        }
    }
}

/// The key that a path of the document wants in the place of `{…}`, where this congress has one.
fn filled_in(template: &str, known: &[(&str, String)]) -> Option<String> {
    let path = known
        .iter()
        .find(|(prefix, _)| template.starts_with(&format!("/{prefix}/{{")))
        .map_or_else(
            || template.to_owned(),
            |(_, key)| template.replacen("{id}", key, 1),
        );
    let path = path.replace("{n}", "1");
    let candidate = known.iter().find(|(name, _)| *name == "candidates");
    let path = match candidate {
        Some((_, key)) => path.replace("{candidate_id}", key),
        None => path,
    };
    (!path.contains('{')).then_some(path)
}

/// Every operation of the document that reads, as far as this congress has what it reads; and every paper.
async fn reads_everything(person: &Person, congress: &str, known: &[(&str, String)]) -> usize {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let mut read = 0;
    for (template, item) in document["paths"].as_object().expect("paths") {
        let path = template.trim_start_matches("/api/v1");
        let Some(path) = filled_in(path, known).filter(|_| item.get("get").is_some()) else {
            continue;
        };
        let request = person.request(Method::GET, &path);
        let answer = request.send().await.expect("an answer");
        read += usize::from(answer.status().is_success());
        let bytes = answer.bytes().await.expect("a body");
        expect_blind(&String::from_utf8_lossy(&bytes), &path);
    }
    let papers = person.get(&format!("{congress}/papers")).await.body;
    for paper in papers["items"].as_array().into_iter().flatten() {
        let kind = paper["kind"].as_str().expect("a kind");
        let mut path = format!("{congress}/papers/{kind}?format=html");
        for (name, value) in [
            (
                "election",
                paper["election_id"].as_str().map(ToOwned::to_owned),
            ),
            ("round", paper["round"].as_i64().map(|n| n.to_string())),
        ] {
            if let Some(value) = value {
                path.push_str(&format!("&{name}={value}"));
            }
        }
        let request = person.request(Method::GET, &path);
        let page = request.send().await.expect("an answer").text().await;
        expect_blind_page(&page.expect("a page"), &path);
    }
    read
}

/// Every page that links lead to, from the congress on.
async fn looks_at_every_page(round: &Round, person: &Person, congress: &str) -> usize {
    let mut browser = Browser::of(&round.world, person).await;
    let first = ["", "/elections", "/hall", "/papers"].map(|place| format!("{congress}{place}"));
    let mut waiting = VecDeque::from_iter(first);
    waiting.push_back("/".to_owned());
    let mut seen = BTreeSet::from_iter(waiting.clone());
    let mut looked_at = 0;
    while let Some(path) = waiting.pop_front().filter(|_| looked_at < 200) {
        let page = browser.opens(&path).await;
        expect_blind_page(&page.html, &path);
        looked_at += 1;
        let pieces = page.html.split("href=\"").skip(1);
        for link in pieces.filter_map(|piece| piece.split('"').next()) {
            let own = link.starts_with('/') && !link.starts_with("/assets");
            if own && seen.insert(link.to_owned()) {
                waiting.push_back(link.replace("&amp;", "&"));
            }
        }
    }
    looked_at
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    text: String,
}

fn ask(conn: &mut AnyConnection, sql: String) -> Result<Vec<String>, Error> {
    let said = daihoi::on_each!(conn, |c| diesel::sql_query(sql).load::<Said>(c))?;
    Ok(said.into_iter().map(|one| one.text).collect())
}

/// Every row of every table but the one that holds the entries, as text.
fn all_rows_but_the_entries(conn: &mut AnyConnection) -> Result<Vec<(String, String)>, Error> {
    let is_sqlite = matches!(conn, AnyConnection::Sqlite(_));
    let tables = if is_sqlite {
        "SELECT name AS text FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut found = Vec::new();
    for table in ask(conn, tables.to_owned())? {
        if table == "count_entries" {
            continue;
        }
        let sql = if is_sqlite {
            let columns = format!("SELECT name AS text FROM pragma_table_info('{table}')");
            let quoted: Vec<String> = ask(conn, columns)?
                .iter()
                .map(|column| format!("quote(\"{column}\")"))
                .collect();
            format!(
                "SELECT coalesce(group_concat({}, ' '), '') AS text FROM \"{table}\"",
                quoted.join(" || ' ' || ")
            )
        } else {
            format!("SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM \"{table}\" t")
        };
        let rows = ask(conn, sql)?.concat();
        found.push((table, rows));
    }
    Ok(found)
}

async fn key_of_first(person: &Person, list: &str) -> String {
    let listed = person.get(list).await.expect_ok();
    let first = &listed["items"][0];
    first["id"].as_str().expect("a key").to_owned()
}

#[tokio::test]
async fn no_answer_page_or_row_shows_the_first_entry_before_the_second_is_in() {
    let (round, clerk, election, minutes) = counting().await;
    let [first, second] = &clerk.counters;
    let made = enters(first, &election, &minutes).await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    expect_blind(&made.body.to_string(), "the answer to whoever entered it");
    let congress = clerk.congress.as_str();
    let branch = &clerk.branch;
    let personnel = branch
        .get(&format!("{congress}/personnel"))
        .await
        .expect_ok();
    let known = [
        ("congresses", key(congress).to_owned()),
        ("elections", key(&election).to_owned()),
        ("plans", key(&round.plan).to_owned()),
        ("units", clerk.place.id.to_string()),
        (
            "personnel",
            personnel["id"].as_str().expect("a key").to_owned(),
        ),
        (
            "candidates",
            key_of_first(branch, &format!("{election}/candidates")).await,
        ),
        (
            "roll-entries",
            key_of_first(branch, &format!("{congress}/roll")).await,
        ),
        (
            "organs",
            key_of_first(branch, &format!("{congress}/organs")).await,
        ),
        (
            "votes",
            key_of_first(branch, &format!("{congress}/votes")).await,
        ),
        (
            "documents",
            key_of_first(branch, &format!("{congress}/documents")).await,
        ),
    ];
    for person in [
        first,
        second,
        branch,
        &clerk.upper,
        &round.office,
        &round.observer,
    ] {
        let read = reads_everything(person, congress, &known).await;
        assert!(read > 20, "only {read} could be read");
    }
    // With sessions that begin today: a browser's does not outlast some weeks.
    for role in [Role::Counter, Role::BranchCommittee, Role::Observer] {
        let person = round.world.person(role, &clerk.place).await;
        let pages = looks_at_every_page(&round, &person, congress).await;
        assert!(pages > 5, "only {pages} pages");
    }
    for (table, rows) in round.world.read(all_rows_but_the_entries).await {
        expect_blind(&rows, &table);
    }
    // Once both are in, both are to be seen: the figures are those that were looked for.
    enters(second, &election, &minutes).await.expect_ok();
    let open = branch.get(&format!("{election}/rounds/1")).await.body;
    assert!(open.to_string().contains("98765"), "{open:#}");
}

/// The figures of a count are few: a plain hash of an entry could be tried out by whoever reads the row.
#[tokio::test]
async fn the_fingerprint_of_an_entry_is_keyed_and_each_persons_own() {
    let (round, clerk, election, minutes) = counting().await;
    let [first, second] = &clerk.counters;
    let made = enters(first, &election, &minutes).await.expect_ok();
    let again = enters(first, &election, &minutes).await;
    assert_eq!(again.body, made, "asked again, answered again");
    let mut other = minutes.clone();
    other["candidates"][0]["votes"] = 91_356.into();
    let reused = enters(first, &election, &other).await;
    assert_eq!(reused.fields(), ["idempotency_key_reused"]);
    enters(second, &election, &minutes).await.expect_ok();
    let kept: Vec<String> = round
        .world
        .read(|conn| {
            Ok(idempotency_keys::table
                .filter(idempotency_keys::key.eq("bien-ban-1"))
                .select(idempotency_keys::fingerprint)
                .load(conn)?)
        })
        .await;
    assert_eq!(kept.len(), 2);
    assert_ne!(
        kept[0], kept[1],
        "the same figures by two people leave different rows"
    );
    let member = stands_for(first, &election, &json!(1)).await;
    let sent = json!({ "counter_id": member, "minutes": minutes });
    let plain = hex::encode(Sha256::digest(serde_json::to_vec(&sent).expect("JSON")));
    for fingerprint in &kept {
        assert!(!fingerprint.contains(&plain), "{fingerprint}");
    }
}

/// The program itself, told to say everything it can.
fn talkative(database: &daihoi::db::connection::Place, directory: &Path, log: &Path) -> Program {
    use daihoi::db::connection::Place;
    let url = match database {
        Place::Sqlite(file) => format!("sqlite:{}", file.display()),
        Place::Postgres(url) => url.clone(),
    };
    let mut command = daihoi(directory, &["serve", "--listen", "127.0.0.1:0"]);
    command
        .env("DATABASE_URL", url)
        .env("DAIHOI_SECRET", SECRET)
        .env("RUST_LOG", "trace")
        .stderr(std::fs::File::create(log).expect("a log"));
    Program::start(command)
}

#[tokio::test]
async fn no_log_holds_a_figure_however_much_is_logged() {
    let (round, clerk, election, minutes) = counting().await;
    let counters = clerk.counters.clone();
    let path = format!("{election}/rounds/1/entries");
    let database = round.world.ends().await;
    let log = database.directory().join("log");
    let program = talkative(&database.place, database.directory(), &log);
    let [first, second] = counters.map(|counter| counter.at(&program.url));
    // Refused for its arithmetic, for its shape, and as no JSON at all.
    let mut over = minutes.clone();
    over["candidates"][0]["votes"] = FIGURES[0].into();
    assert_eq!(enters(&first, &election, &over).await.status, 409);
    let mut misshapen = minutes.clone();
    misshapen["issued"] = FIGURES[0].to_string().into();
    assert_eq!(enters(&first, &election, &misshapen).await.status, 422);
    let broken = first
        .request(Method::POST, &path)
        .header("Content-Type", "application/json")
        .body(format!(
            "{{\"issued\": {}, \"valid\" {}}}",
            FIGURES[0], FIGURES[2]
        ));
    assert_eq!(first.send(broken).await.status, 400);
    // Taken; again; too late.
    enters(&first, &election, &minutes).await.expect_ok();
    enters(&first, &election, &minutes).await.expect_ok();
    let mut other = minutes.clone();
    other["candidates"][0]["votes"] = FIGURES[4].into();
    assert_eq!(enters(&first, &election, &other).await.status, 422);
    let member = stands_for(&first, &election, &json!(1)).await;
    let once_more = json!({ "counter_id": member, "minutes": other });
    assert_eq!(first.post(&path, once_more).await.status, 409);
    enters(&second, &election, &other).await.expect_ok();
    assert!(program.terminate().success());
    let said = std::fs::read_to_string(&log).expect("a log");
    assert!(said.contains("actix_http::h1"), "everything is logged");
    expect_blind(&said, "the log");
}

/// Every page of a list of the API, as text.
async fn all_that_is_listed(person: &Person, path: &str) -> String {
    let (mut told, mut next) = (String::new(), None::<String>);
    loop {
        let cursor = next
            .map(|next| format!("&cursor={next}"))
            .unwrap_or_default();
        let page = person
            .get(&format!("{path}limit=200{cursor}"))
            .await
            .expect_ok();
        told.push_str(&page.to_string());
        next = page["next"].as_str().map(ToOwned::to_owned);
        if next.is_none() {
            return told;
        }
    }
}

/// The record as those read it who may: excerpts of the audit and their page, the outbox of events, the notices, and the
/// screen in the hall.
#[tokio::test]
async fn no_excerpt_event_or_screen_shows_the_first_entry_before_the_second_is_in() {
    let (round, clerk, election, minutes) = counting().await;
    let [first, second] = &clerk.counters;
    enters(first, &election, &minutes).await.expect_ok();
    let (office, congress) = (&round.office, key(&clerk.congress));
    let of_congress = format!("/audit?subject_kind=congress&subject_id={congress}");
    let excerpt = all_that_is_listed(office, &format!("{of_congress}&")).await;
    assert!(excerpt.contains("election.count"), "the entry is recorded");
    expect_blind(&excerpt, "the excerpt of the congress");
    let administrator = round.world.administrator().await;
    let whole = all_that_is_listed(&administrator, "/audit?").await;
    assert!(whole.contains("election.count"), "the entry is recorded");
    expect_blind(&whole, "the excerpt of everything");
    for person in [first, second, &clerk.branch, office] {
        expect_blind(
            &all_that_is_listed(person, "/notices?").await,
            "the notices",
        );
    }

    let mut events = String::new();
    let mut after = 0;
    loop {
        let stretch = office
            .get(&format!("/events?limit=200&after={after}"))
            .await;
        let stretch = stretch.expect_ok();
        events.push_str(&stretch.to_string());
        after = stretch["next"].as_i64().expect("a place");
        if stretch["more"] != true {
            break;
        }
    }
    assert!(events.contains(key(&election)), "the election is told of");
    expect_blind(&events, "the events");

    let reader = round
        .world
        .person(Role::OrganisationOfficer, &round.bloc)
        .await;
    let mut browser = Browser::of(&round.world, &reader).await;
    let page = browser.opens(&of_congress).await.expect_ok();
    assert!(page.all("main tbody tr").len() > 20, "a page of the record");
    expect_blind_page(&page.html, &of_congress);
    let hall = format!("/congresses/{congress}/hall/events");
    let mut screen = browser.listens(&hall, None).await;
    let (kind, shown) = screen.hears().await.expect("a screen");
    assert_eq!(kind, "stage");
    expect_blind_page(&shown, &hall);
}
