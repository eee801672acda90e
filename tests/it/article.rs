//! The article, walked from a draft to a completed plan by people who know only the API; and at every stage
//! every step that the tables do not allow is tried by everybody, and changes nothing.

use serde_json::{Value, json};

use crate::story::{Branch, DOCUMENTS, Story, key};

/// The steps of each process, as the OpenAPI document lists them.
fn steps_of(schema: &str) -> Vec<String> {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let listed = document["components"]["schemas"][schema]["enum"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(!listed.is_empty(), "{schema} lists its steps");
    listed
        .iter()
        .map(|step| step.as_str().expect("a step").to_owned())
        .collect()
}

/// Everybody tries every step that they are not allowed; each is refused with its reasons and changes nothing.
async fn nothing_else_can_be_done(story: &Story, path: &str, schema: &str) {
    let before = story
        .secretary
        .get(&format!("{path}/actions"))
        .await
        .expect_ok();
    for person in story.cast() {
        let answer = person.get(&format!("{path}/actions")).await;
        if matches!(answer.status.as_u16(), 403 | 404) {
            continue;
        }
        let actions = answer.expect_ok();
        let version = actions["version"].as_i64().expect("a version");
        for step in steps_of(schema) {
            let offered = actions["actions"]
                .as_array()
                .expect("actions")
                .iter()
                .find(|action| action["step"] == step.as_str());
            if offered.is_some_and(|action| action["allowed"] == true) {
                continue;
            }
            let answer = person
                .post_seen(&format!("{path}/steps"), version, json!({ "step": step }))
                .await;
            let reasons = answer.reasons();
            assert!(!reasons.is_empty(), "{step} at {path} says why not");
            let details = answer.body["reasons"].as_array().expect("reasons");
            assert!(
                details.iter().all(|reason| reason["ground"] != ""),
                "{step}: every reason has its ground {details:?}"
            );
            assert!(
                details.iter().all(|reason| !reason["detail"]
                    .as_str()
                    .expect("words")
                    .contains("reason-")),
                "{step}: every reason has its words {details:?}"
            );
            if let Some(action) = offered {
                let announced = action["reasons"].as_array().expect("reasons");
                assert!(
                    announced.iter().all(|reason| has_code(&reasons, reason)),
                    "{step}: what was announced is said"
                );
            } else {
                assert!(
                    reasons.contains(&"wrong_state".to_owned()),
                    "{step} at {path}: {reasons:?}"
                );
            }
        }
    }
    let after = story
        .secretary
        .get(&format!("{path}/actions"))
        .await
        .expect_ok();
    assert_eq!(
        (&before["state"], &before["version"]),
        (&after["state"], &after["version"]),
        "{path} has not changed"
    );
}

fn has_code(codes: &[String], reason: &Value) -> bool {
    codes.iter().any(|code| reason["code"] == code.as_str())
}

async fn nothing_else_can_be_done_anywhere(story: &Story) {
    nothing_else_can_be_done(story, &story.plan, "PlanStep").await;
    for branch in &story.branches {
        nothing_else_can_be_done(story, &branch.congress, "CongressStep").await;
    }
}

/// The programme shows the point for the opening at its first item, the point for the closing where it closes.
async fn points_of_the_guidance_stand_where_they_belong(branch: &Branch) {
    let path = format!("{}/programme", branch.congress);
    let programme = branch.people.post(&path, json!({})).await.expect_ok();
    for item in programme["items"].as_array().expect("items") {
        let expected = match item["kind"].as_str().expect("a kind") {
            "gathering" => vec!["before_opening"],
            "closing_speech" => vec!["before_closing"],
            _ => Vec::new(),
        };
        let points = item["points"].as_array().expect("points");
        let found: Vec<&str> = points
            .iter()
            .map(|point| point["checklist"].as_str().expect("a moment"))
            .collect();
        assert_eq!(found, expected, "{}", item["kind"]);
        assert!(points.iter().all(|point| point["done"] == false));
    }
}

#[tokio::test]
async fn the_article_from_draft_to_completed() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    nothing_else_can_be_done(&story, &story.plan, "PlanStep").await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    nothing_else_can_be_done_anywhere(&story).await;
    let story = story;
    let (pilots, rest) = story.branches.split_at(2);

    story.world.goes_on_to("2022-04-01");
    let mut schemes = Vec::new();
    for (branch, day) in pilots.iter().zip(["2022-05-11", "2022-05-12"]) {
        story.the_branch_prepares(branch, day).await;
        nothing_else_can_be_done(
            &story,
            &story.document(branch, "political_report").await,
            "DocumentStep",
        )
        .await;
        story.the_documents_are_reviewed(branch).await;
        schemes.push(story.the_personnel_work_is_done(branch, "2022-04-01").await);
    }
    nothing_else_can_be_done_anywhere(&story).await;
    for branch in pilots {
        story.the_congress_is_convened(branch, "2022-04-01").await;
    }
    nothing_else_can_be_done_anywhere(&story).await;

    for ((branch, day), scheme) in pilots
        .iter()
        .zip(["2022-05-11", "2022-05-12"])
        .zip(&schemes)
    {
        story.world.goes_on_to(day);
        story.the_congress_is_held(branch, scheme).await;
        nothing_else_can_be_done(&story, scheme, "PersonnelProcessStep").await;
    }
    nothing_else_can_be_done_anywhere(&story).await;
    let opinions = story.opinions_are_raised_and_concluded().await;
    for branch in pilots {
        branch
            .people
            .takes(&branch.congress, "close", json!({}))
            .await;
    }
    nothing_else_can_be_done_anywhere(&story).await;

    story.world.goes_on_to("2022-05-19");
    let guidance = story.the_guidance_is_issued(&opinions).await;
    nothing_else_can_be_done(&story, &guidance, "GuidanceStep").await;
    story
        .office
        .takes(&story.plan, "open_rollout", json!({}))
        .await;
    nothing_else_can_be_done_anywhere(&story).await;

    for branch in rest {
        story.the_branch_prepares(branch, "2022-07-05").await;
        story.the_documents_are_reviewed(branch).await;
        let scheme = story.the_personnel_work_is_done(branch, "2022-05-19").await;
        branch
            .people
            .takes(&branch.congress, "submit_dossier", json!({}))
            .await;
        branch
            .upper
            .takes(&branch.congress, "approve", json!({}))
            .await;
        story.the_roll_is_drawn_up(branch).await;
        let early = branch
            .people
            .tries(
                &branch.congress,
                "convene",
                crate::story::summons("2022-05-19"),
            )
            .await;
        assert_eq!(early.reasons(), ["guidance_not_acknowledged"]);
        story.the_guidance_is_acknowledged(branch, &guidance).await;
        branch
            .people
            .takes(
                &branch.congress,
                "convene",
                crate::story::summons("2022-05-19"),
            )
            .await;
        points_of_the_guidance_stand_where_they_belong(branch).await;
        story.world.goes_on_to("2022-07-05");
        story.the_members_come(branch, 19, 0).await;
        let short = branch
            .people
            .tries(&branch.congress, "open", json!({}))
            .await;
        assert_eq!(
            short.reasons(),
            ["quorum_not_reached", "checklist_before_opening"]
        );
        story
            .the_checklist_is_ticked(branch, "before_opening")
            .await;
        story.the_congress_is_held(branch, &scheme).await;
        let unticked = branch
            .people
            .tries(&branch.congress, "close", json!({}))
            .await;
        assert_eq!(unticked.reasons(), ["checklist_before_closing"]);
        story
            .the_checklist_is_ticked(branch, "before_closing")
            .await;
        branch
            .people
            .takes(&branch.congress, "close", json!({}))
            .await;
    }
    for branch in &story.branches {
        story.the_result_is_reported(branch).await;
    }
    nothing_else_can_be_done_anywhere(&story).await;
    for branch in &story.branches {
        story.the_result_is_confirmed(branch, "2022-07-05").await;
    }
    story.office.takes(&story.plan, "complete", json!({})).await;
    nothing_else_can_be_done_anywhere(&story).await;

    let history = story
        .office
        .get(&format!("{}/history", story.plan))
        .await
        .expect_ok();
    let steps: Vec<&str> = history["items"]
        .as_array()
        .expect("steps")
        .iter()
        .filter_map(|entry| entry["step"].as_str())
        .collect();
    assert_eq!(steps, ["issue", "open_rollout", "complete"]);
    for branch in &story.branches {
        for kind in DOCUMENTS {
            let document = branch
                .people
                .get(&story.document(branch, kind).await)
                .await
                .expect_ok();
            assert_eq!(document["state"], "adopted");
        }
    }
}

#[tokio::test]
async fn a_ticked_box_leads_back_to_the_voice() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let mut schemes = Vec::new();
    for (branch, day) in story.branches[..2].iter().zip(["2022-05-11", "2022-05-12"]) {
        story.the_branch_prepares(branch, day).await;
        story.the_documents_are_reviewed(branch).await;
        schemes.push(story.the_personnel_work_is_done(branch, "2022-04-01").await);
        story.the_congress_is_convened(branch, "2022-04-01").await;
    }
    story.world.goes_on_to("2022-05-12");
    for (branch, scheme) in story.branches[..2].iter().zip(&schemes) {
        story.the_congress_is_held(branch, scheme).await;
    }
    let opinions = story.opinions_are_raised_and_concluded().await;
    for branch in &story.branches[..2] {
        branch
            .people
            .takes(&branch.congress, "close", json!({}))
            .await;
    }
    let guidance = story.the_guidance_is_issued(&opinions).await;
    story
        .the_guidance_is_acknowledged(&story.branches[2], &guidance)
        .await;
    story
        .the_checklist_is_ticked(&story.branches[2], "before_opening")
        .await;
    let clauses = story
        .office
        .get(&format!("{guidance}/clauses"))
        .await
        .expect_ok();
    let clause = clauses["items"][0]["id"].as_str().expect("a clause");
    let trace = story.branches[2]
        .people
        .get(&format!("/clauses/{clause}/trace"))
        .await
        .expect_ok();
    let whole = trace.to_string();
    assert!(
        whole.contains(key(&opinions[0])),
        "the trace names the opinion: {trace:#}"
    );
    assert!(
        whole.contains(key(&story.branches[2].congress)),
        "and the congress that ticked it: {trace:#}"
    );
    assert!(
        whole.contains("Đại biểu dự đại hội"),
        "and who raised it: {trace:#}"
    );
}
