//! The screen in the hall: it shows totals and nobody's name, follows by itself, and hears of what another copy of the
//! program wrote.

use std::net::TcpListener;
use std::time::Duration;

use daihoi::app::{AppState, Application};
use daihoi::db::Db;
use daihoi::db::connection::Place;
use daihoi::http::observe::Figures;
use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Listening};
use crate::conduct;
use crate::pages_day_conduct::on_its_day;
use crate::story::{NOMINEES, Story};
use crate::world::World;

/// Another copy of the program over the same database; on SQLite, which one copy at a time serves, the same one again.
async fn another_copy(world: &World) -> (String, Option<actix_web::dev::ServerHandle>) {
    let Place::Postgres(_) = world.place() else {
        return (world.url.clone(), None);
    };
    let place = world.place().clone();
    let db = tokio::task::spawn_blocking(move || Db::open(&place, 4))
        .await
        .expect("joined")
        .expect("opened");
    let state = AppState {
        db,
        figures: Figures::new().expect("figures"),
        ..world.state.clone()
    };
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let copy = Application::build(state, socket, 1, 4).expect("built");
    let url = format!("http://{}", copy.address());
    let handle = copy.handle();
    tokio::spawn(copy.run());
    assert_ne!(url, world.url);
    (url, Some(handle))
}

/// Hears screens until one says this.
async fn until(listening: &mut Listening, says: &str) -> String {
    loop {
        let (kind, screen) = listening.hears().await.expect("the stream goes on");
        if kind == "stage" {
            for name in NOMINEES {
                assert!(
                    !screen.contains(name),
                    "{name} is nobody's business: {screen}"
                );
            }
            if screen.contains(says) {
                return screen;
            }
        }
    }
}

#[tokio::test]
async fn the_screen_follows_what_any_copy_of_the_program_records() {
    let (story, personnel) = on_its_day().await;
    let branch = &story.branches[0];
    let place = format!("{}/hall", branch.congress);
    let (copy, handle) = another_copy(&story.world).await;
    let mut projector = Browser::of(&story.world, &branch.people).await;
    projector.goes_to(&copy);

    let page = projector.opens(&place).await.expect_ok();
    assert!(page.heading().contains(&branch.place.name));
    assert!(page.says("Nhiệm kỳ 2022 – 2025"), "{:?}", page.all("main"));
    assert!(page.says("27 trên 30 được triệu tập"));
    assert!(page.says("Đủ điều kiện tiến hành đại hội"));
    assert!(
        page.html.contains("http-equiv=\"refresh\""),
        "without scripts it loads itself anew"
    );
    let events = format!("{place}/events");
    let mut following = projector.listens(&events, None).await;
    until(&mut following, "Chưa có mục nào đang tiến hành").await;

    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    conduct::takes_item(branch, "gathering", "begin").await;
    let screen = until(&mut following, "Bắt đầu lúc").await;
    assert!(screen.contains("Ổn định tổ chức"), "{screen}");
    conduct::takes_item(branch, "gathering", "end").await;
    drop(following);

    the_presidium_is_elected(&story, &personnel).await;
    // The browser comes back and says what it saw last: it is sent what is new, at once.
    let mut again = projector.listens(&events, Some("1")).await;
    let screen = until(&mut again, "Kết quả biểu quyết: Đoàn thư ký").await;
    assert!(
        screen.contains("<dd>26</dd>") && screen.contains("Đạt quá một nửa"),
        "{screen}"
    );
    let last = again.last_id.clone().expect("a key");
    drop(again);
    let mut same = projector.listens(&events, Some(&last)).await;
    let (kind, _) = same.hears().await.expect("alive");
    assert_eq!(kind, "alive", "what was seen is not sent twice");
    let mut question = conduct::nearly_all();
    question["subject"] = "other".into();
    question["wording"] = format!("Để đồng chí {} điều hành phần thảo luận", NOMINEES[0]).into();
    let votes = format!("{}/votes", branch.congress);
    branch.people.post(&votes, question).await.expect_ok();
    until(&mut same, "Kết quả biểu quyết: Nội dung khác").await;
    let late = crate::door::called(&branch.people, &branch.congress, "official").await;
    let missing = &late[29];
    let path = format!("/roll-entries/{missing}/check-in");
    branch.people.post(&path, json!({})).await.expect_ok();
    until(&mut same, "28 <span>trên 30").await;
    drop(same);

    if let Some(handle) = handle {
        handle.stop(false).await;
    }
}

async fn the_presidium_is_elected(story: &Story, personnel: &str) {
    let branch = &story.branches[0];
    for kind in ["opening_salute", "presidium_election"] {
        conduct::takes_item(branch, kind, "begin").await;
        story.what_belongs_to(branch, personnel, kind).await;
        if kind == "opening_salute" {
            conduct::takes_item(branch, kind, "end").await;
        }
    }
}

#[tokio::test]
async fn a_stream_ends_and_whoever_may_not_look_is_told_at_once() {
    let (story, _) = on_its_day().await;
    let branch = &story.branches[0];
    let events = format!("{}/hall/events", branch.congress);
    let mut observer = Browser::of(&story.world, &story.observer).await;
    let mut following = observer.listens(&events, None).await;
    let begun = std::time::Instant::now();
    let mut heard = 0;
    while following.hears().await.is_some() {
        heard += 1;
    }
    assert!(heard > 3, "it says that it lives");
    assert!(
        begun.elapsed() < Duration::from_secs(40),
        "a stream has an end"
    );
    let mut stranger = Browser::of(&story.world, &story.branches[1].people).await;
    let refused = stranger.opens(&events).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let mut nobody = Browser::of_anybody(&story.world);
    assert!(nobody.opens(&events).await.path.starts_with("/sign-in"));
}

#[tokio::test]
async fn a_stream_ends_with_the_session() {
    let (story, _) = on_its_day().await;
    let branch = &story.branches[0];
    let mut observer = Browser::of(&story.world, &story.observer).await;
    let page = observer.opens("/").await.expect_ok();
    let events = format!("{}/hall/events", branch.congress);
    let mut following = observer.listens(&events, None).await;
    following.hears().await.expect("the screen");
    observer.fills(&page, &[], "Đăng xuất").await;
    let ended = std::time::Instant::now();
    while following.hears().await.is_some() {}
    assert!(
        ended.elapsed() < Duration::from_secs(5),
        "nobody looks on for long: {:?}",
        ended.elapsed()
    );
}
