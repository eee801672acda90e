//! Plans, from draft to issue, and what stands in the way.

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use daihoi::unit::model::Level;
use serde_json::json;

use crate::congresses::Bloc;
use crate::world::World;

#[tokio::test]
async fn an_empty_draft_is_refused_with_every_reason() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let office = world.person(Role::OrganisationOfficer, &bloc).await;
    let answer = office.get("/plans").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, json!({ "items": [], "next": null }));
}

#[tokio::test]
async fn a_missing_token_and_an_unknown_path_answer_in_problem_json() {
    let world = World::new().await;
    let anybody = world.anybody();
    let answer = anybody.get("/plans").await;
    assert_eq!(
        (answer.status.as_u16(), answer.content_type.as_str()),
        (401, "application/problem+json")
    );
    let answer = anybody.get("/nowhere").await;
    assert_eq!(
        (answer.status.as_u16(), answer.content_type.as_str()),
        (404, "application/problem+json")
    );
    let answer = anybody
        .send(anybody.request(reqwest::Method::PUT, "/plans"))
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.content_type.as_str()),
        (405, "application/problem+json")
    );
}

#[tokio::test]
async fn r_post_04_a_plan_is_reopened_only_for_a_result_annulled_after_its_end() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    bloc.rolls_out(&plan).await;
    let all = format!("/congresses?plan_id={}", &plan[7..]);
    let list = bloc.office.get(&all).await.expect_ok();
    for item in list["items"].as_array().expect("two") {
        let path = format!("/congresses/{}", item["id"].as_str().expect("a key"));
        bloc.stands(&path, State::Confirmed).await;
    }
    bloc.office.takes(&plan, "complete", json!({})).await;

    let again = json!({ "note": "Tổ chức lại đại hội bị hủy kết quả" });
    let answer = bloc.office.tries(&plan, "reopen", again.clone()).await;
    assert_eq!(answer.reasons(), ["no_result_annulled"]);
    let late = format!("{plan}/guidances");
    let answer = bloc.office.post(&late, json!({ "title": "Lưu ý" })).await;
    assert_eq!(answer.reasons(), ["plan_not_underway"]);

    let annul = json!({ "note": "Vi phạm quy chế bầu cử", "ground": "190-QĐ/TW", "decision_symbol": "12-QĐ/ĐU", "decision_on": "2022-03-16" });
    bloc.upper.takes(&congress, "annul", annul).await;
    let one_more = json!({ "unit_id": bloc.branch.id });
    let congresses = format!("{plan}/congresses");
    let answer = bloc.office.post(&congresses, one_more.clone()).await;
    assert_eq!(answer.reasons(), ["plan_completed"]);
    let answer = bloc.office.tries(&plan, "reopen", json!({})).await;
    assert_eq!(answer.reasons(), ["reason_missing"]);
    bloc.office.takes(&plan, "reopen", again.clone()).await;
    bloc.office.post(&congresses, one_more).await.expect_ok();
    let answer = bloc.office.tries(&plan, "complete", json!({})).await;
    assert_eq!(answer.reasons(), ["congresses_unfinished"]);
    let answer = bloc.office.tries(&plan, "reopen", again).await;
    assert_eq!(answer.status, 409);
}
