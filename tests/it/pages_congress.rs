//! The pages of congresses, walked by people without scripts.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::Browser;
use crate::story::Story;

/// A round whose plan is issued and whose congresses are planned.
async fn round() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story
}

/// The most pages that one person's walk opens.
const WALK: usize = 40;

#[tokio::test]
async fn every_link_leads_to_a_page_that_is_there() {
    let story = round().await;
    let branch = &story.branches[0];
    for person in [
        &story.office,
        &story.secretary,
        &story.observer,
        &branch.people,
        &branch.upper,
    ] {
        let mut browser = Browser::of(&story.world, person).await;
        let mut open = vec!["/".to_owned()];
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        let mut opened = 0;
        while let Some(path) = open.pop() {
            let page = browser.opens(&path).await;
            assert!(
                page.status.is_success(),
                "{path}: {} {:?}",
                page.status,
                page.all("main")
            );
            assert_eq!(page.all("h1").len(), 1, "{path} has one heading");
            opened += 1;
            if opened == WALK {
                break;
            }
            for href in page.own_links() {
                if seen.insert(href.clone()) {
                    open.push(href);
                }
            }
        }
        assert!(opened > 5, "{opened} pages are no walk");
    }
}

#[tokio::test]
async fn a_branch_sets_its_day_and_hears_what_stands_in_the_way_of_its_dossier() {
    let story = round().await;
    let branch = &story.branches[0];
    let mut browser = Browser::of(&story.world, &branch.people).await;
    let list = browser.opens("/congresses").await.expect_ok();
    let page = browser.follows(&list, &branch.place.name).await.expect_ok();
    assert!(page.heading().contains(&branch.place.name));
    assert!(page.says("Trình hồ sơ"), "the next step is named");
    assert!(page.says("Người giải quyết"), "and who can clear the way");

    let form = browser
        .opens(&format!("{}/edit", branch.congress))
        .await
        .expect_ok();
    let wrong = [
        ("planned_on", "12/5/2022"),
        ("venue", "Hội trường"),
        ("half_days", "nửa ngày"),
    ];
    let again = browser.fills(&form, &wrong, "Ghi địa điểm").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.html.contains("value=\"Hội trường\""),
        "what was typed is kept"
    );
    assert!(again.says("Hãy nhập số nguyên bằng chữ số, ví dụ 9."));
    let right = [
        ("planned_on", "12/5/2022"),
        ("planned_time", "7 giờ 30"),
        ("venue", "Hội trường"),
        ("half_days", "1"),
    ];
    let saved = browser
        .fills(&again, &right, "Ghi địa điểm")
        .await
        .expect_ok();
    assert_eq!(saved.all(".done"), ["Đã lưu địa điểm và ngày đại hội."]);
    assert!(saved.says("12/5/2022"));
    let congress = branch.people.get(&branch.congress).await.expect_ok();
    assert_eq!(congress["planned_on"], json!("2022-05-12"));
    assert_eq!(congress["planned_time"], json!("07:30"));
    let attendance = browser
        .opens(&format!("{}/attendance", branch.congress))
        .await
        .expect_ok();
    assert!(attendance.says("Chưa lập danh sách triệu tập."));
    assert!(
        attendance.all("main table").is_empty(),
        "and no nought is told"
    );

    let refused = browser
        .opens(&format!("{}/steps/submit_dossier", branch.congress))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.all(".reasons li").len() > 1, "every reason at once");
    assert!(refused.all("main form").is_empty(), "and no form in vain");
    assert_eq!(refused.link("Về trang của đại hội"), branch.congress);
    let after = branch.people.get(&branch.congress).await.expect_ok();
    assert_eq!(after["state"], "preparing", "and nothing has changed");
}

#[tokio::test]
async fn another_branch_is_not_there_and_an_observer_changes_nothing() {
    let story = round().await;
    let (own, other) = (&story.branches[0], &story.branches[1]);
    let mut stranger = Browser::of(&story.world, &other.people).await;
    let hidden = stranger.opens(&own.congress).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let mut observer = Browser::of(&story.world, &story.observer).await;
    let place = format!("{}/edit", own.congress);
    let none = observer.opens(&place).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN, "not even the form");
    // With a form of their own to send it with, they change as little.
    let page = observer.opens("/").await.expect_ok();
    let proof = page.proof();
    let sent = [
        ("csrf", proof.as_str()),
        ("form_version", "1"),
        ("venue", "Nơi khác"),
        ("half_days", "1"),
    ];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sent = observer.sends(&place, &sent).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    let congress = own.people.get(&own.congress).await.expect_ok();
    assert_ne!(congress["venue"], "Nơi khác");
}
