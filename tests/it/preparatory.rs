//! A preparatory session before the official one, where the plan lays it down (R-PREP-01).

use serde_json::{Value, json};

use crate::clerk::{Clerk, Round, Wishes, says};
use crate::door;

fn wishes() -> Wishes {
    Wishes {
        programme: json!({
            "preparatory_session": { "items": ["presidium_election", "programme_adoption"] },
        }),
        ..Wishes::on("2022-05-11")
    }
}

/// The kinds of the items of a session, in order.
async fn of_session(clerk: &Clerk, session: &str) -> Vec<String> {
    let path = format!("{}/programme", clerk.congress);
    let programme = clerk.branch.get(&path).await.expect_ok();
    let items = programme["items"].as_array().expect("items").iter();
    let chosen = items.filter(|item| item["session"] == session);
    chosen
        .map(|item| item["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

#[tokio::test]
async fn r_prep_01_a_congress_with_a_preparatory_session_from_its_beginning_to_its_confirmation() {
    let (round, clerks) = Round::of(vec![wishes()]).await;
    let clerk = &clerks[0];
    assert_eq!(clerk.goes_on_until(&round.world, "never").await, None);
    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
    assert_eq!(
        of_session(clerk, "preparatory").await,
        ["gathering", "presidium_election", "programme_adoption"]
    );
    assert_eq!(of_session(clerk, "official").await[0], "opening_salute");
    let programme = format!("{}/programme", clerk.congress);
    let programme = clerk.branch.get(&programme).await.expect_ok();
    let speech = programme["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|item| item["kind"] == "opening_speech");
    let script = speech.expect("a speech")["script"].to_string();
    assert!(script.contains("đã được bầu tại phiên trù bị"), "{script}");
    for kind in ["run_sheet", "congress_minutes"] {
        let path = format!("{}/papers/{kind}?format=html", clerk.congress);
        let request = clerk.branch.request(reqwest::Method::GET, &path);
        let page = request.send().await.expect("an answer").text().await;
        let page = page.expect("a page");
        let (first, second) = (page.find("PHIÊN TRÙ BỊ"), page.find("PHIÊN CHÍNH THỨC"));
        assert!(first.is_some() && first < second, "{kind}: {page}");
    }
}

#[tokio::test]
async fn r_quo_02_the_official_session_counts_anew() {
    let (round, clerks) = Round::of(vec![wishes()]).await;
    let clerk = &clerks[0];
    let vote = clerk.goes_on_until(&round.world, "vote_programme").await;
    let vote = vote.expect("reached");
    let mut body = vote["body"].clone();
    for (figure, count) in [("for", 27), ("against", 0), ("abstain", 0)] {
        body[figure] = count.into();
    }
    says(&clerk.branch, &vote, &body).await.expect_ok();
    let end = clerk.next(&clerk.branch).await["steps"][0].clone();
    says(&clerk.branch, &end, &end["body"]).await.expect_ok();
    // Nine of the twenty-seven go home after it.
    let roll = door::called(&clerk.branch, &clerk.congress, "official").await;
    mark(clerk, &roll[10..19], json!({ "mark": "left_early" })).await;
    let begin = clerk.next(&clerk.branch).await["steps"][0].clone();
    assert_eq!(begin["step"], "begin_item");
    assert_eq!(begin["allowed"], false);
    let refused = says(&clerk.branch, &begin, &begin["body"]).await;
    assert_eq!(refused.reasons(), ["quorum_not_reached"]);
    let reason = &refused.body["reasons"][0];
    assert!(
        reason["regulation"].to_string().contains("Điều lệ Đảng"),
        "{reason:#}"
    );
    // One comes back, and it begins.
    let back = json!({ "mark": "present", "note": "Đã quay lại" });
    mark(clerk, &roll[10..13], back).await;
    let begin = clerk.next(&clerk.branch).await["steps"][0].clone();
    assert_eq!(begin["allowed"], true, "{begin:#}");
    says(&clerk.branch, &begin, &begin["body"])
        .await
        .expect_ok();
}

async fn mark(clerk: &Clerk, entries: &[String], body: Value) {
    for entry in entries {
        let path = format!("/roll-entries/{entry}");
        let seen = clerk.branch.get(&path).await.expect_ok();
        let version = seen["version"].as_i64().expect("a version");
        let path = format!("{path}/mark");
        let marked = clerk.branch.put(&path, version, body.clone()).await;
        marked.expect_ok();
    }
}

#[tokio::test]
async fn r_prep_01_elections_are_never_put_into_it() {
    let (round, _) = Round::of(vec![wishes()]).await;
    let plan = json!({
        "unit_id": round.bloc.id, "title": "Đại hội", "term": { "from": 2022, "to": 2025 },
        "plan": { "content": { "programme": { "preparatory_session": { "items": ["committee_ballot"] } } } },
    });
    let refused = round.office.post("/plans", plan).await;
    assert_eq!(refused.status, 422, "{:#}", refused.body);
}
