//! A database server that was started again: whoever asks next does not notice.

use daihoi::db::connection::Place;
use daihoi::unit::model::Level;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use serde_json::json;

use crate::world::World;

/// Ends every connection of the database but the one that asks, as a restart of the server does.
pub fn end_every_connection(url: &str) {
    let mut conn = PgConnection::establish(url).expect("the server");
    conn.batch_execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .expect("ended");
}

#[tokio::test]
async fn reading_and_writing_go_on_after_every_connection_was_lost() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    // Of a file there is no connection to lose; asking goes on there as well.
    let lose = || match world.place() {
        Place::Postgres(url) => end_every_connection(url),
        Place::Sqlite(_) => (),
    };
    for round in 0..3 {
        lose();
        administrator.get("/units").await.expect_ok();
        lose();
        let new = json!({ "username": format!("canbo{round}"), "display_name": "Cán bộ" });
        administrator.post("/users", new).await.expect_ok();
    }
}
