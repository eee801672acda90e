//! Signing in with a password and a second factor, and what the keyboard meets.

use chrono::TimeDelta;
use daihoi::auth::totp::STEP_SECONDS;
use daihoi::unit::model::Level;
use serde_json::json;

use super::{Screen, Scripts};
use crate::account::totp_code;
use crate::world::World;

const GIVEN: &str = "mat-khau-duoc-cap-2022";
const OWN: &str = "mat-khau-rieng-cua-toi";

async fn with_an_account() -> World {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let body = json!({
        "username": "bantochuc", "display_name": "Ban Tổ chức", "password": GIVEN,
        "offices": [{ "role": "organisation_officer", "unit_id": bloc.id }],
    });
    administrator.post("/users", body).await.expect_ok();
    world
}

async fn signs_in_with_two_factors(scripts: Scripts) {
    let world = with_an_account().await;
    let screen = Screen::of_anybody(&world, scripts).await;
    screen.opens("/plans").await;
    screen
        .sends(&[("username", "bantochuc"), ("password", GIVEN)])
        .await;
    assert_eq!(screen.path().await, "/account/password");
    screen
        .sends(&[
            ("old_password", GIVEN),
            ("new_password", OWN),
            ("form_again", OWN),
        ])
        .await;

    screen.opens("/account").await;
    screen.follows("Bật xác thực hai lớp").await;
    screen.sends(&[]).await;
    let key = screen.all("dl.facts dd").await[0].replace(' ', "");
    screen.sends(&[("code", &totp_code(&world, &key))]).await;
    assert!(
        screen
            .text("main")
            .await
            .contains("Đã bật xác thực hai lớp")
    );

    let other = Screen::of_anybody(&world, scripts).await;
    other.opens("/plans").await;
    other
        .sends(&[("username", "bantochuc"), ("password", OWN)])
        .await;
    assert_ne!(
        other.path().await,
        "/plans",
        "a password alone opens nothing"
    );
    world.state.clock.advance(TimeDelta::seconds(STEP_SECONDS));
    let second = totp_code(&world, &key);
    other.sends(&[("password", OWN), ("totp", &second)]).await;
    assert_eq!(other.path().await, "/plans");
    screen.ends().await;
    other.ends().await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn a_person_signs_in_with_a_second_factor() {
    signs_in_with_two_factors(Scripts::On).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn a_person_signs_in_with_a_second_factor_without_scripts() {
    signs_in_with_two_factors(Scripts::Off).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn the_keyboard_meets_the_way_past_the_menu_first_and_the_faults_after() {
    let world = with_an_account().await;
    let screen = Screen::of_anybody(&world, Scripts::On).await;
    screen.opens("/sign-in").await;
    let focus = "return document.activeElement.outerHTML";
    // A tab from the top of the page, wherever the page itself put the focus.
    screen.asks("document.activeElement.blur(); return 0").await;
    screen.types_keys("\u{e004}").await;
    let first = screen.asks(focus).await;
    assert!(first.as_str().expect("html").contains("#main"), "{first}");
    screen
        .sends(&[("username", "bantochuc"), ("password", "sai")])
        .await;
    let summary = screen.asks("return document.activeElement.className").await;
    assert!(
        summary.as_str().expect("a class").contains("trouble"),
        "{summary}"
    );
    screen.ends().await;
}
