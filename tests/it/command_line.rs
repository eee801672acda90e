//! What the person at the machine does when nobody can sign in to do it.

use std::process::{Command, Output};

use daihoi::clock::Clock;
use daihoi::db::connection::Place;
use serde_json::json;

use crate::database::Database;
use crate::program::{Program, daihoi};
use crate::world::{SECRET, World};

/// The binary on a database that a [`World`] has left behind.
fn on(database: &Database, args: &[&str]) -> Command {
    let url = match &database.place {
        Place::Sqlite(file) => format!("sqlite:{}", file.display()),
        Place::Postgres(url) => url.clone(),
    };
    let mut command = daihoi(database.directory(), args);
    command
        .env("DATABASE_URL", url)
        .env("DAIHOI_SECRET", SECRET);
    command
}

fn first_line(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().expect("a line").to_owned()
}

fn the_sentence(mut command: Command) -> String {
    let output = command.output().expect("started");
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[tokio::test]
async fn a_password_is_reset_and_a_token_is_made_at_the_machine() {
    let world = World::at(Clock::machine()).await;
    let administrator = world.administrator().await;
    for (username, kind) in [("quantri2", "person"), ("hethong", "integrator")] {
        let new = json!({ "username": username, "display_name": "Tài khoản", "kind": kind });
        administrator.post("/users", new).await.expect_ok();
    }
    let anybody = world.anybody();
    let database = world.ends().await;

    let reset = ["user", "reset-password", "quantri2"];
    let token = first_line(&on(&database, &reset).output().expect("started"));
    let make = [
        "token",
        "create",
        "hethong",
        "--name",
        "Cổng dữ liệu",
        "--days",
        "30",
    ];
    let secret = first_line(&on(&database, &make).output().expect("started"));

    let program = Program::serve(&database.place, database.directory());
    let anybody = anybody.at(&program.url);
    let password = "mot mat khau de nho lai";
    let chosen = json!({ "token": token, "new_password": password });
    assert_eq!(anybody.post("/password-resets", chosen).await.status, 204);
    let named = json!({ "username": "quantri2", "password": password });
    anybody.post("/sessions", named).await.expect_ok();
    let me = anybody
        .request(reqwest::Method::GET, "/me")
        .bearer_auth(&secret);
    assert_eq!(
        anybody.send(me).await.expect_ok()["user"]["username"],
        "hethong"
    );
    assert!(program.terminate().success());
}

#[tokio::test]
async fn what_cannot_be_done_at_the_machine_is_said_in_a_sentence() {
    let world = World::at(Clock::machine()).await;
    let administrator = world.administrator().await;
    let new = json!({ "username": "canbo", "display_name": "Cán bộ" });
    administrator.post("/users", new).await.expect_ok();
    let database = world.ends().await;
    let nobody = the_sentence(on(&database, &["user", "reset-password", "khongco"]));
    assert_eq!(nobody, "daihoi: there is no account khongco");
    let person = the_sentence(on(&database, &["token", "create", "canbo", "--name", "x"]));
    assert!(person.starts_with("daihoi: "), "{person}");
    assert!(person.contains("other systems"), "{person}");
}
