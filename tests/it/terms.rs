//! When a branch may meet: the term that ends (R-TERM-01…03), and the congress of the committee above (R-TIME-01). And
//! who calls the new committee together (R-POST-06).

use daihoi::congress::model::State;
use serde_json::{Value, json};

use crate::clerk::{Round, Wishes};
use crate::congresses::Bloc;
use crate::world::day;

fn codes(list: &Value) -> Vec<&str> {
    let items = list.as_array().expect("reasons").iter();
    items
        .map(|one| one["code"].as_str().expect("a code"))
        .collect()
}

/// The reasons against a step, as `GET …/actions` tells them.
async fn against(bloc: &Bloc, congress: &str, step: &str) -> Value {
    let path = format!("{congress}/actions");
    let actions = bloc.committee.get(&path).await.expect_ok();
    let steps = actions["actions"].as_array().expect("steps");
    let found = steps.iter().find(|one| one["step"] == step);
    found.expect("the step")["reasons"].clone()
}

#[tokio::test]
async fn r_term_01_a_branch_meets_when_its_term_ends_and_half_a_year_off_only_with_consent() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let begins = |on: &str| json!({ "begins_on": on, "ground": "Đại hội chi bộ nhiệm kỳ trước" });
    let terms = format!("/units/{}/terms", bloc.branch.id);

    // Nobody knows when the term began: nothing is said.
    let reasons = against(&bloc, &congress, "submit_dossier").await;
    assert!(!codes(&reasons).iter().any(|code| code.starts_with("term")));

    // Thirty months from 10 January 2020 are 10 July 2022; 20 June is early, and the committee above consents.
    bloc.committee
        .post(&terms, begins("2020-01-11"))
        .await
        .expect_ok();
    let shown = bloc.committee.get(&congress).await.expect_ok();
    assert_eq!(codes(&shown["warnings"]), ["term_early"]);
    assert_eq!(shown["warnings"][0]["ground"], "Điều 24 khoản 3");
    let reasons = against(&bloc, &congress, "submit_dossier").await;
    assert!(!codes(&reasons).iter().any(|code| code.starts_with("term")));
    bloc.stands(&congress, State::Approved).await;
    let shown = bloc.committee.get(&congress).await.expect_ok();
    assert_eq!(codes(&shown["warnings"]), [""; 0], "it has consented");

    // A term begun in 2021 is far from over.
    bloc.stands(&congress, State::Preparing).await;
    bloc.committee
        .post(&terms, begins("2021-06-01"))
        .await
        .expect_ok();
    let reasons = against(&bloc, &congress, "submit_dossier").await;
    let early = reasons.as_array().expect("reasons").iter();
    let early: Vec<&Value> = early
        .filter(|reason| reason["code"] == "term_too_early")
        .collect();
    assert_eq!(early.len(), 1);
    assert_eq!(early[0]["ground"], "Điều 24 khoản 3");
    let detail = early[0]["detail"].as_str().expect("words");
    assert!(detail.contains("30/11/2023"), "{detail}");
    let moved = json!({ "note": "Lùi ngày", "planned_on": "2022-07-01" });
    let refused = bloc.committee.tries(&congress, "postpone", moved).await;
    assert_eq!(refused.reasons(), ["term_too_early"]);
}

#[tokio::test]
async fn r_term_01_a_congress_whose_last_day_has_gone_by_is_held_with_the_reason() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let terms = format!("/units/{}/terms", bloc.branch.id);
    let begun = json!({ "begins_on": "2018-01-11", "ground": "Đại hội chi bộ nhiệm kỳ trước" });
    bloc.committee.post(&terms, begun).await.expect_ok();
    let next = bloc.committee.get(&format!("{congress}/next")).await;
    let next = next.expect_ok();
    let mut steps = next["steps"].as_array().expect("steps").iter();
    let submit = steps.find(|one| one["step"] == "congress.submit_dossier");
    let body = submit.expect("the step that leads on")["body"].clone();
    assert!(
        body.as_object().expect("a body").contains_key("note"),
        "{body}"
    );
    let submits = async |note: Value| {
        let body = json!({ "note": note });
        let refused = bloc
            .committee
            .tries(&congress, "submit_dossier", body)
            .await;
        let mut codes = refused.reasons();
        codes.retain(|code| code.starts_with("term"));
        codes
    };
    assert_eq!(submits(Value::Null).await, ["term_overdue"]);
    let why = "Chờ sáp nhập, Đảng ủy đồng ý cho lùi";
    assert_eq!(submits(why.into()).await, [""; 0]);
}

#[tokio::test]
async fn r_term_03_the_next_round_keeps_to_the_term_that_the_plan_laid_down() {
    for (months, expected) in [(None, vec![]), (Some(60), vec!["term_too_early"])] {
        let bloc = Bloc::new().await;
        let draft = |title: &str, year: i64, months: Option<i64>| {
            json!({
                "unit_id": bloc.bloc.id, "title": title, "term": { "from": year, "to": year + 5 },
                "plan": {
                    "rest_from": format!("{year}-05-20"), "rest_to": format!("{}-07-31", year + 2),
                    "content": { "without_pilots": true, "term_months": months },
                },
            })
        };
        let mut congress = String::new();
        for (n, (year, months)) in [(2022, months), (2024, None)].into_iter().enumerate() {
            bloc.world.goes_on_to(&format!("{year}-04-01"));
            let plan = draft(&format!("Kế hoạch {year}"), year, months);
            let plan = bloc.office.post("/plans", plan).await.expect_ok();
            let plan = format!("/plans/{}", plan["id"].as_str().expect("a key"));
            let number = json!({ "symbol": format!("{}-KH/ĐUK", n + 65), "issued_on": format!("{year}-03-16") });
            bloc.secretary.takes(&plan, "issue", number).await;
            let on = if n == 0 { "2022-06-20" } else { "2024-12-20" };
            let new = json!({ "unit_id": bloc.branch.id, "planned_on": on });
            let path = format!("{plan}/congresses");
            let planned = bloc.office.post(&path, new).await.expect_ok();
            congress = format!("/congresses/{}", planned["id"].as_str().expect("a key"));
            if n == 0 {
                // Closed on the day for which it was planned.
                bloc.stands(&congress, State::Confirmed).await;
            }
        }
        let reasons = against(&bloc, &congress, "submit_dossier").await;
        let mut found = codes(&reasons);
        found.retain(|code| code.starts_with("term"));
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn r_time_01_a_branch_closes_before_the_congress_of_its_committee_opens() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let content = bloc.office.get(&plan).await.expect_ok()["content"].clone();
    let amended = |on: &str| {
        let mut content = content.clone();
        content["committee_congress_on"] = json!(on);
        json!({ "note": "Ấn định ngày đại hội Đảng bộ", "changes": { "content": content } })
    };
    let refused = bloc
        .secretary
        .tries(&plan, "amend", amended("2022-07-31"))
        .await;
    assert_eq!(refused.reasons(), ["windows_after_committee_congress"]);
    bloc.secretary
        .takes(&plan, "amend", amended("2022-08-15"))
        .await;

    // Outside the window only the plan's committee fixes a day; not even that one beyond its own congress.
    let moved = |on: &str| json!({ "note": "Lùi ngày", "planned_on": on });
    let refused = bloc
        .secretary
        .tries(&congress, "postpone", moved("2022-08-15"))
        .await;
    assert_eq!(refused.reasons(), ["after_committee_congress"]);
    let reason = &refused.body["reasons"][0];
    assert_eq!(reason["regulation"], "35-CT/TW (30/5/2019)");
    bloc.secretary
        .takes(&congress, "postpone", moved("2022-08-14"))
        .await;
    // Three half-days run into the next day.
    let seen = bloc.committee.version(&congress).await;
    bloc.committee
        .patch(&congress, seen, json!({ "half_days": 3 }))
        .await
        .expect_ok();
    let reasons = against(&bloc, &congress, "submit_dossier").await;
    assert!(codes(&reasons).contains(&"after_committee_congress"));
}

#[tokio::test]
async fn r_post_06_a_head_elected_again_calls_the_new_committee_together() {
    let mut wishes = Wishes::on("2019-11-20");
    let (mut round, mut clerks) = Round::of(vec![wishes.clone()]).await;
    clerks[0].goes_on_until(&round.world, "never").await;
    wishes.day = day("2022-05-20");
    clerks[0].wishes = wishes;
    round.comes_again(&mut clerks).await;
    let clerk = &clerks[0];
    clerk
        .goes_on_until(&round.world, "congress.confirm")
        .await
        .expect("reported");
    let shown = clerk.upper.get(&clerk.congress).await.expect_ok();
    let warnings = shown["warnings"].as_array().expect("warnings");
    let meeting = warnings
        .iter()
        .find(|one| one["code"] == "first_meeting_by_head");
    let meeting = meeting.expect("who convenes");
    assert_eq!(meeting["regulation"], "24-QĐ/TW (30/7/2021)");
    assert_eq!(meeting["ground"], "mục 15.1");
}
