//! A full disk, a database that may only be read: nothing is lost, it is said plainly, and it goes on when it can.

use daihoi::db::connection::Place;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};
use reqwest::StatusCode;
use serde_json::json;

use crate::lost_connection::end_every_connection;
use crate::person::{Answer, Person};
use crate::world::World;

#[derive(QueryableByName)]
struct Pages {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    page_count: i64,
}

/// From now on the database takes nothing more in, or as much as it ever could.
async fn takes(world: &World, anything: bool) {
    match world.place() {
        Place::Postgres(url) => {
            let mut conn = PgConnection::establish(url).expect("the server");
            let setting = if anything { "off" } else { "on" };
            // By itself: it holds from the next transaction on.
            conn.batch_execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
                .expect("set");
            conn.batch_execute(&format!(
                "DO $$ BEGIN EXECUTE format( \
                 'ALTER DATABASE %I SET default_transaction_read_only = {setting}', current_database()); END $$"
            ))
            .expect("altered");
            end_every_connection(url);
        }
        Place::Sqlite(_) => {
            world
                .write(move |conn| {
                    let pages = diesel::sql_query("PRAGMA page_count");
                    let pages = pages.get_result::<Pages>(conn)?.page_count;
                    let most = if anything { 1_000_000_000 } else { pages };
                    conn.batch_execute(&format!("PRAGMA max_page_count = {most}"))?;
                    Ok(())
                })
                .await;
        }
    }
}

async fn a_new_account(administrator: &Person, n: usize) -> Answer {
    let name = "Cán bộ ".repeat(20);
    let new = json!({ "username": format!("canbo{n}"), "display_name": name.trim() });
    administrator.post("/users", new).await
}

async fn accounts(administrator: &Person) -> usize {
    let listed = administrator.get("/users?limit=200").await.expect_ok();
    listed["items"].as_array().expect("accounts").len()
}

#[tokio::test]
async fn a_disk_without_room_is_said_plainly_loses_nothing_and_is_used_again_when_there_is_room() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let before = accounts(&administrator).await;
    takes(&world, false).await;
    let mut made = 0;
    let mut full = None;
    // Pages that are begun have room for some more.
    for n in 0..100 {
        let answer = a_new_account(&administrator, n).await;
        if answer.status.is_success() {
            made += 1;
            continue;
        }
        full = Some(answer);
        break;
    }
    let full = full.expect("no room at last");
    assert_eq!(
        full.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{:#}",
        full.body
    );
    assert_eq!(full.body["type"], "/api/docs/problems#cannot-store");
    // Several at once share one COMMIT.
    let side_by_side = (200..220).map(|n| a_new_account(&administrator, n));
    for answer in futures_util::future::join_all(side_by_side).await {
        assert!(
            answer.status.is_success() || answer.status == StatusCode::SERVICE_UNAVAILABLE,
            "{} {:#}",
            answer.status,
            answer.body
        );
        made += usize::from(answer.status.is_success());
    }
    assert_eq!(accounts(&administrator).await, before + made);
    takes(&world, true).await;
    for n in 300..310 {
        let answer = a_new_account(&administrator, n).await;
        assert!(
            answer.status.is_success(),
            "{} {:#}",
            answer.status,
            answer.body
        );
    }
    assert_eq!(accounts(&administrator).await, before + made + 10);
}
