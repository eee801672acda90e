//! A base committee's plan without pilots that implements the bloc's plan: its windows lie inside, the bloc's
//! guidance reaches its branches, its progress rolls up, and the bloc's plan waits for it.

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use serde_json::{Value, json};

use crate::congresses::Bloc;
use crate::person::Person;
use crate::story::{Story, key, summons};

/// The bloc's plan, issued; its pilots stand for the agencies alone.
async fn the_bloc_issues_its_plan(story: &mut Story) {
    let drafted = story
        .office
        .post(
            "/plans",
            json!({
                "unit_id": story.bloc.id, "title": "Đại hội chi bộ nhiệm kỳ 2022 - 2025",
                "term": { "from": 2022, "to": 2025 },
                "plan": {
                    "pilot_from": "2022-05-01", "pilot_to": "2022-05-15",
                    "rest_from": "2022-05-20", "rest_to": "2022-07-31",
                    "content": { "pilot_sectors": [story.agency] },
                },
            }),
        )
        .await
        .expect_ok();
    story.plan = format!("/plans/{}", drafted["id"].as_str().expect("a key"));
}

/// What the base committee drafts, with its window from this day on.
fn implementing(story: &Story, unit: &Value, rest_from: &str) -> Value {
    json!({
        "unit_id": unit, "title": "Đại hội các chi bộ trực thuộc", "implements_id": key(&story.plan),
        "term": { "from": 2022, "to": 2025 },
        "plan": { "rest_from": rest_from, "rest_to": "2022-07-15", "content": { "without_pilots": true } },
    })
}

async fn totals(person: &Person, plan: &str) -> Value {
    let progress = person.get(&format!("{plan}/progress")).await.expect_ok();
    progress["counts"]["total"].clone()
}

/// Puts the congress of each branch under this plan where the story knows it.
async fn plans_its_congresses(story: &mut Story, office: &Person, plan: &str) {
    office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let listed = format!("/congresses?plan_id={}", key(plan));
    for congress in story.office.get(&listed).await.expect_ok()["items"]
        .as_array()
        .expect("congresses")
    {
        let of_it = |place: &crate::story::Branch| congress["unit_id"] == json!(place.place.id);
        let branch = story.branches.iter_mut().find(|branch| of_it(branch));
        branch.expect("a branch of the story").congress =
            format!("/congresses/{}", congress["id"].as_str().expect("a key"));
    }
}

#[tokio::test]
async fn a_plan_without_pilots_implements_the_plan_above() {
    let mut story = Story::begin().await;
    let vnpt = story.branches[0].upper.clone();
    let above = story
        .office
        .get(&format!("/units/{}", story.branches[0].place.id))
        .await
        .expect_ok();
    let unit = above["parent_id"].clone();
    let secretary = {
        let id = unit.as_str().expect("a key").parse().expect("a key");
        story.world.somebody(&[(Role::Secretary, Some(id))]).await
    };
    the_bloc_issues_its_plan(&mut story).await;

    // Issued only after the plan above, and inside its window.
    let early = implementing(&story, &unit, "2022-04-20");
    let drafted = vnpt.post("/plans", early).await.expect_ok();
    let lower = format!("/plans/{}", drafted["id"].as_str().expect("a key"));
    let number = json!({ "symbol": "12-KH/ĐU", "issued_on": "2022-03-16" });
    let refused = secretary.tries(&lower, "issue", number.clone()).await;
    assert_eq!(
        refused.reasons(),
        ["upper_plan_not_issued", "outside_upper_windows"]
    );
    let amended = implementing(&story, &unit, "2022-05-25")["plan"].clone();
    let version = vnpt.version(&lower).await;
    vnpt.patch(&lower, version, amended).await.expect_ok();
    story.the_plan_is_issued().await;
    secretary.takes(&lower, "issue", number).await;

    // The lower plan's branch has its congress there; the upper plan's bulk leaves it alone.
    plans_its_congresses(&mut story, &vnpt, &lower).await;
    let (plan, office) = (story.plan.clone(), story.office.clone());
    plans_its_congresses(&mut story, &office, &plan).await;
    assert_eq!(totals(&story.office, &story.plan).await, 3, "it rolls up");
    assert_eq!(totals(&vnpt, &lower).await, 1);
    story
        .world
        .write(daihoi::progress::counters::service::fold)
        .await;
    assert_eq!(
        totals(&story.office, &story.plan).await,
        3,
        "folded as well"
    );

    let branch = &story.branches[0];
    let pilot = &story.branches[1];
    let why = json!({ "note": "Đại diện khối cơ quan" });
    let designated = vnpt
        .tries(&branch.congress, "designate_pilot", why.clone())
        .await;
    assert_eq!(designated.reasons(), ["plan_without_pilots"]);
    story
        .office
        .takes(&pilot.congress, "designate_pilot", why)
        .await;

    // Without pilots of its own it may open at once; its branches still wait for the round above.
    vnpt.takes(&lower, "open_rollout", json!({})).await;
    story.world.goes_on_to("2022-04-01");
    story.the_branch_prepares(branch, "2022-07-05").await;
    story.the_documents_are_reviewed(branch).await;
    let scheme = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    for (person, step) in [
        (&branch.people, "submit_dossier"),
        (&branch.upper, "approve"),
    ] {
        person.takes(&branch.congress, step, json!({})).await;
    }
    let convening = summons("2022-04-01");
    let waits = branch
        .people
        .tries(&branch.congress, "convene", convening.clone())
        .await;
    assert!(
        waits.reasons().contains(&"rollout_not_open".to_owned()),
        "{:?}",
        waits.reasons()
    );

    // The pilot of the bloc is held; its lessons become guidance.
    story.the_branch_prepares(pilot, "2022-05-11").await;
    story.the_documents_are_reviewed(pilot).await;
    let pilots_scheme = story.the_personnel_work_is_done(pilot, "2022-04-01").await;
    story.the_congress_is_convened(pilot, "2022-04-01").await;
    story.world.goes_on_to("2022-05-11");
    story.the_congress_is_held(pilot, &pilots_scheme).await;
    let opinion = json!({
        "theme": "anthems", "text": "Hát Quốc ca, Quốc tế ca thế nào", "raised_by": "Đại biểu",
        "raised_by_unit_id": story.bloc.id,
    });
    let raised = story
        .office
        .post(&format!("{}/opinions", pilot.congress), opinion)
        .await
        .expect_ok();
    let opinion = format!("/opinions/{}", raised["id"].as_str().expect("a key"));
    story.the_opinion_is_concluded(&opinion).await;
    pilot
        .people
        .takes(&pilot.congress, "close", json!({}))
        .await;
    let guidance = story.the_guidance_is_issued(&[opinion]).await;
    story
        .office
        .takes(&story.plan, "open_rollout", json!({}))
        .await;

    // The guidance from above reaches the lower plan's branch.
    let unread = branch
        .people
        .tries(&branch.congress, "convene", convening)
        .await;
    assert!(
        unread
            .reasons()
            .contains(&"guidance_not_acknowledged".to_owned()),
        "{:?}",
        unread.reasons()
    );
    story.the_guidance_is_acknowledged(branch, &guidance).await;
    story.the_roll_is_drawn_up(branch).await;
    let convening = summons("2022-05-11");
    branch
        .people
        .takes(&branch.congress, "convene", convening)
        .await;
    story.world.goes_on_to("2022-07-05");
    story
        .the_checklist_is_ticked(branch, "before_opening")
        .await;
    story.the_congress_is_held(branch, &scheme).await;
    branch
        .people
        .takes(&branch.congress, "close", json!({}))
        .await;

    // Both are reported and confirmed; the third branch has been merged away.
    story
        .office
        .takes(
            &story.branches[2].congress,
            "cancel",
            json!({ "note": "sáp nhập" }),
        )
        .await;
    for branch in &story.branches[..2] {
        story.the_result_is_reported(branch).await;
    }
    let unfinished = vnpt.tries(&lower, "complete", json!({})).await;
    assert_eq!(unfinished.status, 409, "{:#}", unfinished.body);
    story.the_result_is_confirmed(pilot, "2022-07-05").await;
    story.the_result_is_confirmed(branch, "2022-07-05").await;
    let waits = story.office.tries(&story.plan, "complete", json!({})).await;
    assert_eq!(waits.reasons(), ["lower_plans_open"]);
    vnpt.takes(&lower, "complete", json!({})).await;
    story.office.takes(&story.plan, "complete", json!({})).await;
}

#[tokio::test]
async fn a_congress_held_directly_under_the_upper_plan_does_not_keep_the_lower_one_open() {
    let bloc = Bloc::new().await;
    let upper = bloc.plan().await;
    let above = bloc.congress(&upper).await;
    let drafted = bloc
        .upper
        .post(
            "/plans",
            json!({
                "unit_id": bloc.base.id, "title": "Đại hội các chi bộ trực thuộc", "implements_id": key(&upper),
                "term": { "from": 2022, "to": 2025 },
                "plan": {
                    "rest_from": "2022-05-25", "rest_to": "2022-07-15",
                    "content": { "without_pilots": true },
                },
            }),
        )
        .await
        .expect_ok();
    let lower = format!("/plans/{}", drafted["id"].as_str().expect("a key"));
    let number = json!({ "symbol": "12-KH/ĐU", "issued_on": "2022-03-16" });
    bloc.upper.takes(&lower, "issue", number).await;
    let made = bloc
        .upper
        .post(&format!("{lower}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    assert_eq!(
        made["planned"], 1,
        "the other branch has its congress above"
    );
    let office = bloc.world.person(Role::CommitteeOfficer, &bloc.base).await;
    office.takes(&lower, "open_rollout", json!({})).await;
    let listed = format!("/congresses?plan_id={}", key(&lower));
    let listed = bloc.office.get(&listed).await.expect_ok();
    let below = format!(
        "/congresses/{}",
        listed["items"][0]["id"].as_str().expect("a key")
    );
    let waits = office.tries(&lower, "complete", json!({})).await;
    assert_eq!(waits.reasons(), ["congresses_unfinished"]);
    // Only its own congress keeps the lower plan open; the one above still has its whole way to go.
    bloc.stands(&below, State::Confirmed).await;
    let view = bloc.office.get(&above).await.expect_ok();
    assert_eq!(view["state"], "preparing");
    office.takes(&lower, "complete", json!({})).await;
}
