//! Plans, from draft to issue, and what stands in the way.

use daihoi::auth::permission::Role;
use daihoi::unit::model::Level;
use serde_json::json;

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
