//! What becomes of a round when its units merge, end, move or change their names.

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use daihoi::db::schema::documents;
use daihoi::document::model::{DocumentId, State as DocumentState};
use daihoi::unit::model::Level;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::concurrency::whole_draft;
use crate::congresses::{Bloc, key};
use crate::person::{Answer, Person};
use crate::world::Place;

/// Merges a unit into another, today.
async fn merges(keeper: &Person, unit: &Place, heir: &Place) -> Answer {
    let body = json!({
        "kind": "merge", "on_date": ON, "successors": [heir.id], "note": "Quyết định 15-QĐ/ĐUK",
    });
    keeper
        .adds(&format!("/units/{}/successors", unit.id), body)
        .await
}

/// The day on which everything merges.
const ON: &str = "2022-06-21";

/// The congress of a branch under a plan, as the office sees it.
async fn congress_of(office: &Person, plan: &str, branch: &Place) -> String {
    let list = format!(
        "/congresses?limit=200&plan_id={}",
        plan.trim_start_matches("/plans/")
    );
    let list = office.get(&list).await.expect_ok();
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let found = items
        .iter()
        .find(|item| item["unit_id"] == json!(branch.id));
    let found = found.expect("a congress of the branch");
    format!("/congresses/{}", found["id"].as_str().expect("a key"))
}

/// A paper of a congress, begun by the branch, with a version if it may be filed now.
async fn begins(person: &Person, congress: &str, kind: &str) -> String {
    let body = json!({ "kind": kind, "title": kind });
    let made = person
        .post(&format!("{congress}/documents"), body)
        .await
        .expect_ok();
    format!("/documents/{}", made["id"].as_str().expect("a key"))
}

/// Files the papers of the report, with a resolution that was adopted.
async fn files_the_papers(bloc: &Bloc, person: &Person, congress: &str) {
    for kind in ["congress_minutes", "election_minutes", "elected_list"] {
        let document = begins(person, congress, kind).await;
        person
            .adds(
                &format!("{document}/versions"),
                json!({ "text": "Biên bản" }),
            )
            .await
            .expect_ok();
    }
    let congress = key::<daihoi::congress::model::Congress>(&json!(
        congress.trim_start_matches("/congresses/")
    ));
    let id = DocumentId::new();
    bloc.world
        .write(move |conn| {
            diesel::insert_into(documents::table)
                .values((
                    documents::id.eq(id),
                    documents::congress_id.eq(congress),
                    documents::kind.eq("draft_resolution"),
                    documents::title.eq("Nghị quyết"),
                    documents::state.eq(DocumentState::Adopted),
                    documents::secrecy.eq("none"),
                    documents::latest_version.eq(1),
                    documents::final_needed.eq(false),
                    documents::created_at.eq(crate::world::beginning()),
                    documents::version.eq(1),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
}

fn allowed(actions: &Value) -> Vec<&str> {
    let actions = actions["actions"].as_array().expect("actions");
    actions
        .iter()
        .filter(|action| action["allowed"] == true)
        .filter_map(|action| action["step"].as_str())
        .collect()
}

#[tokio::test]
async fn r_merge_01_what_a_merged_branch_began_its_heir_ends_until_the_plan_is_completed() {
    let bloc = Bloc::new().await;
    let third = bloc
        .world
        .unit(Level::Branch, "Chi bộ Hành chính", Some(&bloc.base))
        .await;
    let tax = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc.bloc))
        .await;
    let plan = bloc.plan().await;
    let bulk = json!({ "planned_on": "2022-06-20" });
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), bulk)
        .await
        .expect_ok();
    bloc.rolls_out(&plan).await;
    let held = congress_of(&bloc.office, &plan, &bloc.branch).await;
    let own = congress_of(&bloc.office, &plan, &bloc.other).await;
    let waiting = congress_of(&bloc.office, &plan, &third).await;
    bloc.stands(&held, State::Closed).await;
    bloc.stands(&own, State::Confirmed).await;
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    for branch in [&bloc.branch, &third] {
        merges(&keeper, branch, &bloc.other).await.expect_ok();
    }
    // Those of the branch that is gone act no more; those of its heir do, and nobody else does.
    assert_eq!(bloc.committee.get(&held).await.status, 404);
    let heir = bloc.world.person(Role::BranchCommittee, &bloc.other).await;
    let list = heir.get("/congresses").await.expect_ok();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(bloc.upper.get(&held).await.status, 200);
    let actions = heir.get(&format!("{held}/actions")).await.expect_ok();
    assert_eq!(actions["actions"][0]["step"], "report");
    files_the_papers(&bloc, &heir, &held).await;
    let refused = bloc.upper.tries(&held, "report", json!({})).await;
    assert_eq!(refused.reasons(), ["wrong_office"]);
    let reported = heir.takes(&held, "report", json!({})).await;
    assert_eq!(reported["state"], "reported");
    let history = heir.get(&format!("{held}/history")).await.expect_ok();
    assert_eq!(
        history["items"][0]["office_unit_id"],
        json!(bloc.other.id),
        "the office really held"
    );
    // What has not been held is cancelled by the plan's office, with the reason.
    let refused = heir
        .tries(&waiting, "cancel", json!({ "note": "sáp nhập" }))
        .await;
    assert_eq!(refused.reasons(), ["wrong_office"]);
    let silent = bloc.office.tries(&waiting, "cancel", json!({})).await;
    assert_eq!(silent.reasons(), ["reason_missing"]);
    let why = json!({ "note": "Chi bộ sáp nhập ngày 21/6" });
    bloc.office.takes(&waiting, "cancel", why).await;
    // The committee that approves is merged in its turn: its successor confirms (R-TREE-05).
    merges(&keeper, &bloc.base, &tax).await.expect_ok();
    assert_eq!(bloc.upper.get(&held).await.status, 404);
    let upper = bloc.world.person(Role::Secretary, &tax).await;
    let notices = upper.get("/notices").await.expect_ok();
    assert_eq!(notices["items"][0]["code"], "congress.reported");
    let decision = json!({ "decision_symbol": "12-QĐ/ĐU", "decision_on": ON });
    let confirmed = upper.takes(&held, "confirm", decision).await;
    assert_eq!(confirmed["state"], "confirmed");
    let actions = bloc
        .office
        .get(&format!("{plan}/actions"))
        .await
        .expect_ok();
    assert_eq!(allowed(&actions), ["complete"]);
    let progress = bloc
        .office
        .get(&format!("{plan}/progress"))
        .await
        .expect_ok();
    assert_eq!(progress["counts"]["states"]["confirmed"], 2);
    assert_eq!(progress["counts"]["states"]["cancelled"], 1);
    let completed = bloc.office.takes(&plan, "complete", json!({})).await;
    assert_eq!(completed["state"], "completed");
    // What was confirmed before its committee ended can still be found wanting.
    let void = json!({
        "note": "Sai quy trình", "ground": "24-QĐ/TW, mục 16.1.3", "decision_symbol": "15-QĐ/ĐU",
        "decision_on": ON,
    });
    let annulled = upper.takes(&own, "annul", void).await;
    assert_eq!(annulled["state"], "annulled");
}

#[tokio::test]
async fn a_branch_that_leaves_the_plans_committee_does_not_take_its_congress_out_of_sight() {
    let bloc = Bloc::new().await;
    let elsewhere = bloc
        .world
        .unit(Level::BlocCommittee, "Đảng ủy khác", None)
        .await;
    let base = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy xa", Some(&elsewhere))
        .await;
    let far = bloc
        .world
        .unit(Level::Branch, "Chi bộ xa", Some(&base))
        .await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    merges(&keeper, &bloc.branch, &far).await.expect_ok();
    let heir = bloc.world.person(Role::BranchCommittee, &far).await;
    for person in [&heir, &bloc.office, &bloc.upper] {
        person.get(&congress).await.expect_ok();
    }
    assert_eq!(
        congress_of(&bloc.office, &plan, &bloc.branch).await,
        congress
    );
    let why = json!({ "note": "Chi bộ sáp nhập ra ngoài Khối" });
    bloc.office.takes(&congress, "cancel", why).await;
    let stranger = bloc.world.person(Role::BranchCommittee, &bloc.other).await;
    assert_eq!(stranger.get(&congress).await.status, 404);
}

#[tokio::test]
async fn a_plan_whose_committee_or_scope_is_merged_goes_on_with_the_successor() {
    let bloc = Bloc::new().await;
    let tax = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc.bloc))
        .await;
    let mut body = whole_draft(&bloc.bloc, "Kế hoạch");
    body["plan"]["scope"] = json!([bloc.base.id]);
    let plan = bloc.office.post("/plans", body).await.expect_ok();
    let plan = format!("/plans/{}", plan["id"].as_str().expect("a key"));
    let issue = json!({ "symbol": "65-KH/ĐUK", "issued_on": "2022-03-16" });
    bloc.secretary.takes(&plan, "issue", issue).await;
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    merges(&keeper, &bloc.base, &tax).await.expect_ok();
    bloc.office
        .get(&format!("{plan}/actions"))
        .await
        .expect_ok();
    let done = bloc
        .office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    assert_eq!(done["planned"], 2);
    // The plan's own committee: its successor's office and Secretary hold its seats.
    let new = bloc
        .world
        .unit(Level::BlocCommittee, "Đảng ủy các cơ quan tỉnh", None)
        .await;
    merges(&keeper, &bloc.bloc, &new).await.expect_ok();
    let secretary = bloc.world.person(Role::Secretary, &new).await;
    let amended = json!({ "note": "Gia hạn", "changes": { "rest_to": "2022-09-30" } });
    let amended = secretary.tries(&plan, "amend", amended).await;
    assert!(amended.status.is_success(), "{:#}", amended.body);
    assert_eq!(bloc.secretary.get(&plan).await.status, 404);
}

#[tokio::test]
async fn the_branches_without_a_congress_are_counted_one_by_one() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let (held, other) = (bloc.congress(&plan).await, bloc.other.clone());
    bloc.office
        .post(
            &format!("{plan}/congresses"),
            json!({ "unit_id": other.id }),
        )
        .await
        .expect_ok();
    bloc.rolls_out(&plan).await;
    for congress in [&held, &congress_of(&bloc.office, &plan, &other).await] {
        bloc.stands(congress, State::Confirmed).await;
    }
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    merges(&keeper, &bloc.branch, &other).await.expect_ok();
    // One branch with two congresses does not make up for one that has none.
    let new = bloc
        .world
        .unit(Level::Branch, "Chi bộ mới", Some(&bloc.base))
        .await;
    let answer = bloc.office.tries(&plan, "complete", json!({})).await;
    assert_eq!(answer.reasons(), ["branches_without_congress"]);
    assert_eq!(answer.body["reasons"][0]["facts"]["count"], 1);
    let made = bloc
        .office
        .post(&format!("{plan}/congresses"), json!({ "unit_id": new.id }))
        .await
        .expect_ok();
    let congress = format!("/congresses/{}", made["id"].as_str().expect("a key"));
    bloc.office
        .takes(&congress, "cancel", json!({ "note": "Mới thành lập" }))
        .await;
    bloc.office.takes(&plan, "complete", json!({})).await;
}

#[tokio::test]
async fn r_tree_05_a_congress_that_was_opened_keeps_the_committee_of_its_day_as_long_as_that_stands()
 {
    let bloc = Bloc::new().await;
    let tax = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc.bloc))
        .await;
    let plan = bloc.plan().await;
    let opened = bloc.congress(&plan).await;
    let body = json!({ "unit_id": bloc.other.id });
    let made = bloc
        .office
        .post(&format!("{plan}/congresses"), body)
        .await
        .expect_ok();
    let waiting = format!("/congresses/{}", made["id"].as_str().expect("a key"));
    bloc.stands(&opened, State::Reported).await;
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    for branch in [&bloc.branch, &bloc.other] {
        let body = json!({ "valid_from": ON, "parent_id": tax.id });
        keeper
            .adds(&format!("/units/{}/placements", branch.id), body)
            .await
            .expect_ok();
    }
    let approves = async |congress: &str| {
        bloc.office.get(congress).await.expect_ok()["approving_unit_id"].clone()
    };
    assert_eq!(approves(&waiting).await, json!(tax.id));
    assert_eq!(approves(&opened).await, json!(bloc.base.id));
    let stranger = bloc.world.person(Role::Secretary, &tax).await;
    let void = json!({
        "note": "Sai quy trình", "ground": "24-QĐ/TW, mục 16.1.3", "decision_symbol": "15-QĐ/ĐU",
        "decision_on": ON,
    });
    let refused = stranger.tries(&opened, "annul", void.clone()).await;
    assert_eq!(refused.reasons(), ["wrong_office"]);
    // That committee gives way: whoever comes after it decides in its place.
    merges(&keeper, &bloc.base, &tax).await.expect_ok();
    let annulled = stranger.takes(&opened, "annul", void).await;
    assert_eq!(annulled["state"], "annulled");
}

#[tokio::test]
async fn a_new_name_reaches_the_unfinished_congress_and_leaves_the_finished_one() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let body = json!({ "unit_id": bloc.other.id });
    let made = bloc
        .office
        .post(&format!("{plan}/congresses"), body)
        .await
        .expect_ok();
    let finished = format!("/congresses/{}", made["id"].as_str().expect("a key"));
    bloc.stands(&finished, State::Confirmed).await;
    bloc.world.goes_on_to(ON);
    let keeper = bloc.world.administrator().await;
    for unit in [&bloc.branch, &bloc.other] {
        let body = json!({ "valid_from": ON, "name": "Chi bộ Số" });
        keeper
            .adds(&format!("/units/{}/placements", unit.id), body)
            .await
            .expect_ok();
    }
    let view = bloc.office.get(&congress).await.expect_ok();
    assert_eq!(view["unit_name"], "Chi bộ Số");
    let found = bloc.office.get("/congresses?q=chi bo so").await.expect_ok();
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    let view = bloc.office.get(&finished).await.expect_ok();
    assert_eq!(view["unit_name"], bloc.other.name, "the name of its day");
    // A name that is to come is taken on its day, by the keeper's round, and not before.
    bloc.world
        .write(|conn| daihoi::placement::service::follow_due_moves(conn, crate::world::day(ON)))
        .await;
    let body = json!({ "valid_from": "2022-06-25", "name": "Chi bộ Chuyển đổi số" });
    keeper
        .adds(&format!("/units/{}/placements", bloc.branch.id), body)
        .await
        .expect_ok();
    let body = json!({ "valid_from": ON, "code": "CBS" });
    keeper
        .adds(&format!("/units/{}/placements", bloc.branch.id), body)
        .await
        .expect_ok();
    let view = bloc.office.get(&congress).await.expect_ok();
    assert_eq!(view["unit_name"], "Chi bộ Số");
    bloc.world.goes_on_to("2022-06-25");
    let today = bloc.world.state.clock.today();
    bloc.world
        .write(move |conn| daihoi::placement::service::follow_due_moves(conn, today))
        .await;
    let view = bloc.office.get(&congress).await.expect_ok();
    assert_eq!(view["unit_name"], "Chi bộ Chuyển đổi số");
}
