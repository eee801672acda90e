//! Rules that an installation has otherwise: in the settings, where the program is not sure of them.

use std::path::Path;

use chrono::TimeDelta;
use daihoi::clock::Clock;
use daihoi::db::connection::Place;
use serde_json::{Value, json};

use crate::clerk::{Clerk, Round, Wishes, says};
use crate::database::Database;
use crate::program::{Program, daihoi};
use crate::world::SECRET;

fn serving(database: &Database, settings: &str) -> std::process::Command {
    let url = match &database.place {
        Place::Sqlite(file) => format!("sqlite:{}", file.display()),
        Place::Postgres(url) => url.clone(),
    };
    let file = database.directory().join("settings.toml");
    std::fs::write(&file, settings).expect("written");
    let directory: &Path = database.directory();
    let mut command = daihoi(directory, &["serve", "--listen", "127.0.0.1:0", "--config"]);
    command
        .arg(&file)
        .env("DATABASE_URL", url)
        .env("DAIHOI_SECRET", SECRET)
        .env("RUST_LOG", "error");
    command
}

/// A branch about to give notice, ten days before its congress, to a program that is started with these settings.
async fn about_to_convene(settings: &str) -> (Program, Clerk, Value, std::sync::Arc<Database>) {
    let day = Clock::machine().today() + TimeDelta::days(10);
    let (round, mut clerks) = Round::of(vec![Wishes {
        day,
        ..Wishes::on("2022-05-11")
    }])
    .await;
    let clerk = clerks.remove(0);
    let step = clerk
        .goes_on_until(&round.world, "congress.convene")
        .await
        .expect("reached");
    let database = round.world.ends().await;
    let program = Program::start(serving(&database, settings));
    (program, clerk, step, database)
}

#[tokio::test]
async fn r_conv_02_a_short_notice_is_a_warning_unless_the_installation_refuses_it() {
    let today = Clock::machine().today().to_string();
    let body = json!({
        "step": "convene", "notice_given_on": today, "note": "Cấp ủy cấp trên đồng ý rút ngắn",
    });
    let strict = "[[rules]]\nkey = \"subordinate_branch_notice_working_days\"\nseverity = \"block\"\nvalue = 20\n";
    let (program, clerk, step, _database) = about_to_convene(strict).await;
    let branch = clerk.branch.at(&program.url);
    let refused = says(&branch, &step, &body).await;
    assert_eq!(refused.reasons(), ["notice_too_short"]);
    let listed = branch.get("/regulations").await.expect_ok();
    let rows = listed["thresholds"].as_array().expect("rows");
    let set: Vec<&Value> = rows.iter().filter(|row| row["set_here"] == true).collect();
    assert_eq!(set.len(), 1);
    assert_eq!(set[0]["value"], "20");
    assert_eq!(set[0]["severity"], "block");

    let (program, clerk, step, _database) = about_to_convene("").await;
    let branch = clerk.branch.at(&program.url);
    says(&branch, &step, &body).await.expect_ok();
}

#[tokio::test]
async fn what_cannot_be_set_stops_the_program_with_a_sentence() {
    let (round, _) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let database = round.world.ends().await;
    for (settings, sentence) in [
        (
            "[[rules]]\nkey = \"floor_support_percent\"\nvalue = 20\n",
            "stated by a public source",
        ),
        (
            "[[rules]]\nkey = \"quorum\"\nseverity = \"warn\"\n",
            "the severity of quorum cannot be set",
        ),
        (
            "[[rules]]\nkey = \"quorom\"\nvalue = \"2/3\"\n",
            "quorom is no rule of the program",
        ),
        (
            "[[rules]]\nkey = \"quorum\"\nvalue = \"ba phần tư\"\n",
            "neither a fraction",
        ),
    ] {
        let output = serving(&database, settings).output().expect("started");
        assert!(!output.status.success(), "{settings}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(sentence), "{said}");
    }
}
