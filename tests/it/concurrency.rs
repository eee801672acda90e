//! Several people at once: nobody's work is lost, nothing is done twice, one's failure is not another's.

use daihoi::auth::permission::Role;
use daihoi::db::AnyConnection;
use daihoi::db::schema::{idempotency_keys, process_history, settings};
use daihoi::error::Error;
use daihoi::unit::model::Level;
use diesel::prelude::*;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::person::{Answer, Person};
use crate::world::{Place, World};

/// A committee with one branch below it, and somebody who drafts and signs there.
async fn committee(world: &World) -> (Place, Person) {
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let leader = leader_of(world, &bloc).await;
    (bloc, leader)
}

async fn leader_of(world: &World, unit: &Place) -> Person {
    let held = [
        (Role::OrganisationOfficer, Some(unit.id)),
        (Role::Secretary, Some(unit.id)),
    ];
    world.somebody(&held).await
}

/// The draft of a plan with everything that it needs to be issued.
pub fn whole_draft(unit: &Place, title: &str) -> Value {
    json!({
        "unit_id": unit.id,
        "title": title,
        "term": { "from": 2022, "to": 2025 },
        "plan": {
            "pilot_from": "2022-05-01", "pilot_to": "2022-05-15",
            "rest_from": "2022-06-01", "rest_to": "2022-08-31",
        },
    })
}

fn issue(number: i64) -> Value {
    json!({ "step": "issue", "symbol": format!("{number}-KH/ĐUK"), "issued_on": "2022-03-16" })
}

async fn history_rows(world: &World) -> i64 {
    world
        .read(|conn| Ok(process_history::table.count().get_result(conn)?))
        .await
}

#[tokio::test]
async fn two_people_take_the_same_step_at_once_and_one_is_told_so() {
    let world = World::new().await;
    let (bloc, first) = committee(&world).await;
    let second = leader_of(&world, &bloc).await;
    for round in 1..=5 {
        let plan = first
            .post("/plans", whole_draft(&bloc, "Kế hoạch"))
            .await
            .expect_ok();
        let steps = format!("/plans/{}/steps", plan["id"].as_str().expect("an id"));
        let (a, b) = tokio::join!(
            first.post_seen(&steps, 1, issue(64 + round)),
            second.post_seen(&steps, 1, issue(64 + round)),
        );
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{:#} {:#}", a.body, b.body);
        assert_eq!(history_rows(&world).await, round);
    }
}

/// What came of the same thing done nine times at once on the version seen.
async fn nine_at_once(person: &Person, path: &str, body: &Value) -> Vec<u16> {
    let seen = person.seen(path).await;
    let silent = person.post(path, body.clone()).await;
    assert_eq!(silent.status, 428, "{path} {:#}", silent.body);
    let all = (0..9).map(|_| person.post_seen(path, seen, body.clone()));
    let mut statuses: Vec<u16> = join_all(all)
        .await
        .iter()
        .map(|a| a.status.as_u16())
        .collect();
    statuses.sort_unstable();
    statuses
}

#[tokio::test]
async fn a_unit_is_placed_and_ended_once_on_the_version_seen() {
    let world = World::new().await;
    let (bloc, _) = committee(&world).await;
    let other = world
        .unit(Level::BaseBranch, "Chi bộ II", Some(&bloc))
        .await;
    let third = world
        .unit(Level::BaseBranch, "Chi bộ III", Some(&bloc))
        .await;
    let keeper = world.administrator().await;
    let placements = format!("/units/{}/placements", other.id);
    let body = json!({ "valid_from": "2022-03-01", "name": "Chi bộ Hai" });
    let placed = nine_at_once(&keeper, &placements, &body).await;
    assert_eq!(placed, [201, 412, 412, 412, 412, 412, 412, 412, 412]);
    assert_eq!(keeper.get(&placements).await.etag.as_deref(), Some("\"2\""));
    let successors = format!("/units/{}/successors", other.id);
    let body = json!({
        "kind": "merge", "on_date": "2022-03-10", "successors": [third.id], "note": "Quyết định",
    });
    let ended = nine_at_once(&keeper, &successors, &body).await;
    assert_eq!(ended, [201, 412, 412, 412, 412, 412, 412, 412, 412]);
    let list = keeper.get(&successors).await;
    assert_eq!(list.body["items"].as_array().map(Vec::len), Some(1));
    let unit = keeper.get(&format!("/units/{}", other.id)).await;
    assert_eq!(list.etag, unit.etag);
}

/// A POST that says it is the same as any other with its key.
async fn post_once(person: &Person, path: &str, key: &str, body: &Value) -> Answer {
    let request = person
        .request(Method::POST, path)
        .header("Idempotency-Key", key)
        .json(body);
    person.send(request).await
}

#[tokio::test]
async fn the_same_key_many_times_at_once_has_one_effect_and_one_answer() {
    let world = World::new().await;
    let (bloc, leader) = committee(&world).await;
    let body = whole_draft(&bloc, "Kế hoạch đại hội");
    let answers = join_all((0..8).map(|_| post_once(&leader, "/plans", "a-key", &body))).await;
    let first = &answers[0];
    assert_eq!(first.status, 201, "{:#}", first.body);
    for answer in &answers {
        assert_eq!(answer.status, first.status, "{:#}", answer.body);
        assert_eq!(answer.body, first.body);
        assert_eq!(answer.etag, first.etag);
        assert_eq!(answer.location, first.location);
    }
    let plans = leader.get("/plans").await.expect_ok();
    assert_eq!(plans["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_refused_request_leaves_its_key_free() {
    let world = World::new().await;
    let (bloc, leader) = committee(&world).await;
    let mut body = whole_draft(&bloc, "Kế hoạch");
    body["plan"]["scope"] = json!([uuid::Uuid::nil()]);
    let refused = post_once(&leader, "/plans", "a-key", &body).await;
    assert_eq!(refused.fields(), ["scope_outside"]);
    let kept: i64 = world
        .read(|conn| Ok(idempotency_keys::table.count().get_result(conn)?))
        .await;
    assert_eq!(kept, 0);
    let answer = post_once(&leader, "/plans", "a-key", &whole_draft(&bloc, "Kế hoạch")).await;
    assert_eq!(answer.status, 201, "{:#}", answer.body);
}

/// Drafts a plan, changes it so many times, each time on what was just answered, and gives its path.
async fn writes(person: Person, unit: Place, title: String, changes: i64) -> String {
    let plan = person.post("/plans", whole_draft(&unit, &title)).await;
    let plan = plan.expect_ok();
    let path = format!("/plans/{}", plan["id"].as_str().expect("an id"));
    for version in 1..=changes {
        let body = json!({ "title": format!("{title}, lần {version}") });
        let changed = person.patch(&path, version, body).await.expect_ok();
        assert_eq!(changed["version"], version + 1);
    }
    path
}

#[tokio::test]
async fn twenty_writers_on_things_of_their_own_lose_nothing() {
    let world = World::new().await;
    let (bloc, leader) = committee(&world).await;
    let mut work = Vec::new();
    for number in 0..20 {
        let person = leader_of(&world, &bloc).await;
        let title = format!("Kế hoạch {number}");
        work.push(tokio::spawn(writes(person, bloc.clone(), title, 5)));
    }
    for (number, done) in join_all(work).await.into_iter().enumerate() {
        let path = done.expect("every write was acknowledged");
        let plan = leader.get(&path).await.expect_ok();
        assert_eq!(plan["title"], format!("Kế hoạch {number}, lần 5"));
        assert_eq!(plan["version"], 6);
    }
}

#[tokio::test]
async fn twenty_writers_of_one_thing_wait_for_nobody_and_overwrite_nobody() {
    let world = World::new().await;
    let (bloc, leader) = committee(&world).await;
    let path = writes(leader.clone(), bloc, "Kế hoạch".to_owned(), 0).await;
    let all = (0..20).map(|number| {
        let body = json!({ "title": format!("của người {number}") });
        leader.patch(&path, 1, body)
    });
    let answers = join_all(all).await;
    let done: Vec<_> = answers.iter().filter(|a| a.status == 200).collect();
    assert_eq!(done.len(), 1);
    assert_eq!(answers.iter().filter(|a| a.status == 412).count(), 19);
    let plan = leader.get(&path).await.expect_ok();
    assert_eq!(
        (&plan["title"], &plan["version"]),
        (&done[0].body["title"], &json!(2))
    );
}

/// What the third of these writes does, and the fourth: the others share a COMMIT with them.
async fn write_setting(world: &World, number: usize) -> Result<(), Error> {
    let key = format!("test-{number}");
    world
        .state
        .db
        .write(move |conn| {
            diesel::insert_into(settings::table)
                .values((settings::key.eq(&key), settings::value.eq("here")))
                .execute(conn)?;
            match number % 5 {
                3 => Err(Error::NotFound),
                4 => panic!("on purpose"),
                _ => Ok(()),
            }
        })
        .await
}

#[tokio::test]
async fn a_write_that_fails_or_panics_takes_no_other_with_it() {
    let world = World::new().await;
    let outcomes = join_all((0..50).map(|number| write_setting(&world, number))).await;
    for (number, outcome) in outcomes.iter().enumerate() {
        match number % 5 {
            3 => assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}"),
            4 => assert!(
                matches!(outcome, Err(Error::Internal { .. })),
                "{outcome:?}"
            ),
            _ => assert!(outcome.is_ok(), "{outcome:?}"),
        }
    }
    let mut kept: Vec<String> = world
        .read(|conn| {
            let ours = settings::table.filter(settings::key.like("test-%"));
            Ok(ours.select(settings::key).load(conn)?)
        })
        .await;
    let mut expected: Vec<String> = (0..50)
        .filter(|number| number % 5 < 3)
        .map(|number| format!("test-{number}"))
        .collect();
    kept.sort();
    expected.sort();
    assert_eq!(kept, expected);
    // The door still opens: no connection was left inside a transaction.
    let after = join_all((50..53).map(|number| write_setting(&world, number))).await;
    assert!(after.iter().all(Result::is_ok), "{after:?}");
}

/// On PostgreSQL a failed statement spoils the transaction, and COMMIT then means ROLLBACK without a word.
#[tokio::test]
async fn work_that_goes_on_after_a_failed_statement_is_not_acknowledged_unless_it_was_nested() {
    let world = World::new().await;
    let regardless = |nested: bool| {
        world.state.db.write(move |conn| {
            let spoil = |conn: &mut AnyConnection| {
                diesel::sql_query("INSERT INTO nowhere VALUES (1)").execute(conn)
            };
            let failed = if nested {
                conn.transaction(spoil)
            } else {
                spoil(conn)
            };
            assert!(failed.is_err());
            diesel::insert_into(settings::table)
                .values((
                    settings::key.eq(nested.to_string()),
                    settings::value.eq("here"),
                ))
                .execute(conn)
                .or(Ok::<_, Error>(0))
        })
    };
    let (plain, nested) = (regardless(false).await, regardless(true).await);
    let kept: Vec<String> = world
        .read(|conn| {
            let ours = settings::key.eq_any(["true", "false"]);
            let query = settings::table.filter(ours).select(settings::key);
            Ok(query.order(settings::key).load(conn)?)
        })
        .await;
    assert!(nested.is_ok());
    let acknowledged = if plain.is_ok() {
        vec!["false", "true"]
    } else {
        vec!["true"]
    };
    assert_eq!(kept, acknowledged);
}
