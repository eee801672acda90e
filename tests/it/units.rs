//! The tree of units, as of any date: renaming, moving, merging, splitting.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use daihoi::auth::permission::Role;
use daihoi::db::AnyConnection;
use daihoi::db::path::UnitPath;
use daihoi::error::Error;
use daihoi::placement::model::{Change, NewUnit};
use daihoi::unit::model::{Level, Placement, UnitId};
use daihoi::{placement, unit};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::{Place, World, day};

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["name"].as_str().expect("a name"))
        .collect()
}

/// A bloc with two base committees, the first with two branches.
async fn bloc(world: &World) -> (Place, Place, Place, Place, Place) {
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let vnpt = world
        .unit(Level::BaseCommittee, "Đảng ủy VNPT Lạng Sơn", Some(&bloc))
        .await;
    let tax = world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc))
        .await;
    let centre = world
        .unit(Level::Branch, "Chi bộ Trung tâm kinh doanh", Some(&vnpt))
        .await;
    let third = world.unit(Level::Branch, "Chi bộ III", Some(&vnpt)).await;
    (bloc, vnpt, tax, centre, third)
}

#[tokio::test]
async fn units_are_listed_in_tree_order_found_without_tone_marks_and_paged() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, third) = bloc(&world).await;
    let observer = world.person(Role::Observer, &bloc).await;
    let all = observer.get("/units").await.expect_ok();
    assert_eq!(
        names(&all),
        [&bloc, &vnpt, &centre, &third, &tax].map(|unit| unit.name.as_str())
    );
    let found = observer.get("/units?q=thue").await.expect_ok();
    assert_eq!(names(&found), [tax.name.as_str()]);
    let found = observer
        .get(&format!("/units?under={}&level=branch", vnpt.id))
        .await
        .expect_ok();
    assert_eq!(names(&found), [centre.name.as_str(), third.name.as_str()]);
    let first = observer.get("/units?limit=3").await.expect_ok();
    let next = first["next"].as_str().expect("more");
    let second = observer
        .get(&format!("/units?limit=3&cursor={next}"))
        .await
        .expect_ok();
    assert_eq!(names(&second), [third.name.as_str(), tax.name.as_str()]);
    assert_eq!(second["next"], Value::Null);
    assert!(names(&observer.get("/units?as_of=2019-12-31").await.expect_ok()).is_empty());
}

#[tokio::test]
async fn each_sees_the_own_subtree_and_the_line_above() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, _) = bloc(&world).await;
    let branch = world.person(Role::BranchCommittee, &centre).await;
    assert_eq!(
        names(&branch.get("/units").await.expect_ok()),
        [centre.name.as_str()]
    );
    for (unit, status) in [(&bloc, 200), (&vnpt, 200), (&centre, 200), (&tax, 404)] {
        assert_eq!(
            branch.get(&format!("/units/{}", unit.id)).await.status,
            status,
            "{}",
            unit.name
        );
    }
    let stranger = world.stranger().await;
    assert_eq!(stranger.get("/units").await.reasons(), ["office_needed"]);
    assert_eq!(
        stranger.get(&format!("/units/{}", bloc.id)).await.status,
        404
    );
    let body =
        json!({ "parent_id": vnpt.id, "level": "branch", "code": "CB", "name": "Chi bộ IV" });
    assert_eq!(
        branch.post("/units", body).await.reasons(),
        ["office_needed"]
    );
}

#[tokio::test]
async fn a_unit_is_established_below_a_fitting_one_and_a_top_by_the_administrator() {
    let world = World::new().await;
    let (bloc, vnpt, _, centre, _) = bloc(&world).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let new = |parent: Option<UnitId>, level: &str| json!({ "parent_id": parent, "level": level, "code": "X", "name": "  Chi bộ mơ\u{301}i " });
    let made = keeper.post("/units", new(Some(vnpt.id), "branch")).await;
    assert_eq!(
        (made.status.as_u16(), made.etag.as_deref()),
        (201, Some("\"1\""))
    );
    assert_eq!(made.body["name"], "Chi bộ mới");
    assert_eq!(
        made.body["line"],
        json!([bloc.id, vnpt.id, made.body["id"]])
    );
    let id = made.body["id"].as_str().expect("a key").to_owned();
    assert_eq!(
        made.location.as_deref(),
        Some(format!("/api/v1/units/{id}").as_str())
    );

    let refused = keeper.post("/units", new(Some(centre.id), "branch")).await;
    assert_eq!(refused.reasons(), ["branch_has_nothing_below"]);
    let refused = keeper
        .post("/units", new(Some(bloc.id), "sub_committee"))
        .await;
    assert_eq!(refused.reasons(), ["level_not_below_this"]);
    let refused = keeper.post("/units", new(None, "bloc_committee")).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.reasons(), ["installation_administrator_needed"]);
    let administrator = world.administrator().await;
    assert_eq!(
        administrator
            .post("/units", new(None, "bloc_committee"))
            .await
            .status,
        201
    );
    let refused = administrator.post("/units", new(None, "branch")).await;
    assert_eq!(refused.reasons(), ["level_cannot_be_top"]);
    let early = json!({
        "parent_id": vnpt.id, "level": "branch", "code": "X", "name": "X", "valid_from": "2019-01-01",
    });
    assert_eq!(
        administrator.post("/units", early).await.reasons(),
        ["upper_not_there"]
    );
    let invalid =
        json!({ "level": "branch", "code": " ", "name": "\u{200b}", "valid_from": "9999-01-01" });
    assert_eq!(
        administrator.post("/units", invalid).await.fields(),
        ["blank_name", "blank_name", "date_out_of_range"]
    );
}

#[tokio::test]
async fn an_unusual_place_needs_a_reason_which_is_kept() {
    let world = World::new().await;
    let centre = world
        .unit(Level::CentralCommittee, "Trung ương", None)
        .await;
    let administrator = world.administrator().await;
    let mut body = json!({
        "parent_id": centre.id, "level": "base_branch", "code": "CB", "name": "Chi bộ cơ sở",
    });
    let refused = administrator.post("/units", body.clone()).await;
    assert_eq!(refused.reasons(), ["level_unusual_here"]);
    body["note"] = "Quyết định số 12-QĐ/TW".into();
    let made = administrator.post("/units", body).await.expect_ok();
    let path = format!("/units/{}/placements", made["id"].as_str().expect("a key"));
    let placements = administrator.get(&path).await.expect_ok();
    assert_eq!(placements["items"][0]["note"], "Quyết định số 12-QĐ/TW");
}

#[tokio::test]
async fn a_renamed_and_moved_unit_takes_its_subtree_along_from_the_date() {
    let world = World::new().await;
    let (bloc, vnpt, tax, _, _) = bloc(&world).await;
    let sub = world
        .unit(Level::SubCommittee, "Đảng ủy bộ phận", Some(&vnpt))
        .await;
    let leaf = world.unit(Level::Branch, "Chi bộ IV", Some(&sub)).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let placements = format!("/units/{}/placements", sub.id);
    let moved = keeper
        .adds(
            &placements,
            json!({ "valid_from": "2022-03-01", "parent_id": tax.id }),
        )
        .await;
    assert_eq!(moved.status, 201, "{:#}", moved.body);
    assert_eq!(moved.body["version"], 2);
    let line = |answer: Value| answer["line"].clone();
    let leaf_at = |date: &str| format!("/units/{}?as_of={date}", leaf.id);
    assert_eq!(
        line(keeper.get(&leaf_at("2022-02-28")).await.expect_ok()),
        json!([bloc.id, vnpt.id, sub.id, leaf.id])
    );
    assert_eq!(
        line(keeper.get(&leaf_at("2022-03-01")).await.expect_ok()),
        json!([bloc.id, tax.id, sub.id, leaf.id])
    );
    keeper
        .adds(
            &placements,
            json!({ "valid_from": "2022-06-01", "name": "Đảng ủy bộ phận II" }),
        )
        .await
        .expect_ok();
    // A correction of the day of the move, with a later renaming already written down.
    keeper
        .adds(
            &placements,
            json!({ "valid_from": "2022-03-01", "parent_id": vnpt.id }),
        )
        .await
        .expect_ok();
    let all = keeper.get(&placements).await.expect_ok();
    assert_eq!(names(&all), ["Đảng ủy bộ phận", "Đảng ủy bộ phận II"]);
    assert_eq!(all["items"][1]["line"], json!([bloc.id, vnpt.id, sub.id]));
    assert_eq!(
        line(keeper.get(&leaf_at("2022-12-31")).await.expect_ok()),
        json!([bloc.id, vnpt.id, sub.id, leaf.id])
    );
}

#[tokio::test]
async fn a_unit_is_never_below_itself_nor_moved_before_it_began() {
    let world = World::new().await;
    let (bloc, vnpt, _, centre, _) = bloc(&world).await;
    let keeper = world.administrator().await;
    let place = |unit: &Place| format!("/units/{}/placements", unit.id);
    let circle = json!({ "valid_from": "2022-03-01", "parent_id": vnpt.id });
    let reasons = keeper.adds(&place(&bloc), circle).await.reasons();
    assert!(
        reasons.contains(&"unit_below_itself".to_owned()),
        "{reasons:?}"
    );
    let itself = json!({ "valid_from": "2022-03-01", "parent_id": centre.id });
    let reasons = keeper.adds(&place(&centre), itself).await.reasons();
    assert!(
        reasons.contains(&"unit_below_itself".to_owned()),
        "{reasons:?}"
    );
    let early = json!({ "valid_from": "2019-03-01", "name": "Sớm" });
    assert_eq!(
        keeper.adds(&place(&centre), early).await.reasons(),
        ["unit_not_yet_there"]
    );
    let wrong = json!({ "valid_from": "2022-03-01", "level": "base_branch" });
    assert_eq!(
        keeper.adds(&place(&vnpt), wrong).await.reasons(),
        ["branch_has_nothing_below"; 1]
    );
    let top = json!({ "valid_from": "2022-03-01", "parent_id": null });
    assert_eq!(keeper.adds(&place(&vnpt), top).await.status, 201);
}

#[tokio::test]
async fn counts_are_reported_on_the_version_seen() {
    let world = World::new().await;
    let (_, vnpt, _, centre, _) = bloc(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &vnpt).await;
    let path = format!("/units/{}", centre.id);
    let told = officer
        .patch(&path, 1, json!({ "official_members": 21 }))
        .await;
    assert_eq!(
        (told.status.as_u16(), told.etag.as_deref()),
        (200, Some("\"2\""))
    );
    assert_eq!(
        (
            &told.body["official_members"],
            &told.body["probationary_members"]
        ),
        (&json!(21), &json!(2))
    );
    assert_eq!(
        officer
            .patch(&path, 1, json!({ "official_members": 22 }))
            .await
            .status,
        412
    );
    assert_eq!(
        officer
            .patch(&path, 2, json!({ "official_members": -1 }))
            .await
            .fields(),
        ["range"]
    );
    let observer = world.person(Role::Observer, &vnpt).await;
    assert_eq!(observer.patch(&path, 2, json!({})).await.status, 403);
}

#[tokio::test]
async fn r_tree_02_a_merged_committee_leaves_its_branches_to_the_heir() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, third) = bloc(&world).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let path = format!("/units/{}/successors", vnpt.id);
    let merge = json!({
        "kind": "merge", "on_date": "2022-03-01", "successors": [tax.id], "note": "Quyết định 15-QĐ/ĐUK",
    });
    let merged = keeper.adds(&path, merge.clone()).await;
    assert_eq!(merged.status, 201, "{:#}", merged.body);
    for branch in [&centre, &third] {
        let view = keeper
            .get(&format!("/units/{}", branch.id))
            .await
            .expect_ok();
        assert_eq!(view["line"], json!([bloc.id, tax.id, branch.id]));
        assert_eq!(view["parent_id"], json!(tax.id));
        let view = keeper
            .get(&format!("/units/{}?as_of=2022-02-28", branch.id))
            .await
            .expect_ok();
        assert_eq!(view["line"], json!([bloc.id, vnpt.id, branch.id]));
    }
    let gone = keeper.get(&format!("/units/{}", vnpt.id)).await.expect_ok();
    assert_eq!(
        (&gone["valid_to"], &gone["official_members"]),
        (&json!("2022-03-01"), &json!(0))
    );
    let heir = keeper.get(&format!("/units/{}", tax.id)).await.expect_ok();
    assert_eq!(
        (&heir["official_members"], &heir["probationary_members"]),
        (&json!(60), &json!(4))
    );
    assert_eq!(
        keeper
            .get(&format!("/units/{}?as_of=2022-03-01", vnpt.id))
            .await
            .status,
        404
    );
    let lineage = keeper.get(&path).await.expect_ok();
    assert_eq!(lineage["items"][0]["successor_id"], json!(tax.id));
    let lineage = keeper
        .get(&format!("/units/{}/predecessors", tax.id))
        .await
        .expect_ok();
    assert_eq!(lineage["items"][0]["predecessor_id"], json!(vnpt.id));
    let again = keeper.adds(&path, merge).await;
    assert_eq!(again.reasons(), ["unit_no_longer_there"]);
}

#[tokio::test]
async fn plans_and_open_congresses_follow_a_move_on_its_day() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, _) = bloc(&world).await;
    let office = world.person(Role::OrganisationOfficer, &vnpt).await;
    let body =
        json!({ "unit_id": vnpt.id, "title": "Kế hoạch", "term": { "from": 2022, "to": 2025 } });
    let plan = office.post("/plans", body).await.expect_ok();
    let path = format!("/plans/{}", plan["id"].as_str().expect("a key"));
    let branch = world.person(Role::BranchCommittee, &centre).await;
    let administrator = world.administrator().await;
    let province = world.unit(Level::ProvinceCommittee, "Tỉnh ủy", None).await;
    let secretary = world.person(Role::Secretary, &province).await;
    assert_eq!(secretary.get(&path).await.status, 404);
    let body = json!({ "valid_from": "2022-04-01", "parent_id": province.id });
    let placements = format!("/units/{}/placements", bloc.id);
    administrator.adds(&placements, body).await.expect_ok();
    let today = day("2022-03-16");
    world
        .write(move |conn| placement::service::follow_due_moves(conn, today))
        .await;
    assert_eq!(branch.get(&path).await.status, 200);
    assert_eq!(
        secretary.get(&path).await.status,
        404,
        "the move is still to come"
    );
    world.goes_on_to("2022-04-02");
    let today = day("2022-04-02");
    world
        .write(move |conn| placement::service::follow_due_moves(conn, today))
        .await;
    assert_eq!(secretary.get(&path).await.status, 200);
    assert_eq!(branch.get(&path).await.status, 200);
    // A move of today is followed at once, a committee that ends leaves its plans at the heir's place.
    let body = json!({
        "kind": "merge", "on_date": "2022-04-02", "successors": [tax.id], "note": "Quyết định",
    });
    administrator
        .adds(&format!("/units/{}/successors", vnpt.id), body)
        .await
        .expect_ok();
    let heir = world.person(Role::Secretary, &tax).await;
    assert_eq!(heir.get(&path).await.status, 200);
}

/// Issues a plan, as a row.
async fn issue(world: &World, plan: &str) {
    use daihoi::db::schema::plans;
    use diesel::prelude::*;
    let id: daihoi::plan::model::PlanId = plan.parse().expect("a key");
    world
        .write(move |conn| {
            diesel::update(plans::table.find(id))
                .set(plans::state.eq(daihoi::plan::model::State::Issued))
                .execute(conn)?;
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_branch_with_an_open_congress_can_be_merged_and_the_congress_stays_to_be_cancelled() {
    let world = World::new().await;
    let (bloc, _, _, centre, third) = bloc(&world).await;
    let office = world.person(Role::OrganisationOfficer, &bloc).await;
    let body =
        json!({ "unit_id": bloc.id, "title": "Kế hoạch", "term": { "from": 2022, "to": 2025 } });
    let plan = office.post("/plans", body).await.expect_ok();
    issue(&world, plan["id"].as_str().expect("a key")).await;
    let congresses = format!("/plans/{}/congresses", plan["id"].as_str().expect("a key"));
    let made = office
        .post(&congresses, json!({ "unit_id": centre.id }))
        .await
        .expect_ok();
    let administrator = world.administrator().await;
    let body = json!({
        "kind": "merge", "on_date": "2022-03-16", "successors": [third.id], "note": "Quyết định",
    });
    administrator
        .adds(&format!("/units/{}/successors", centre.id), body)
        .await
        .expect_ok();
    let path = format!("/congresses/{}", made["id"].as_str().expect("a key"));
    assert_eq!(office.get(&path).await.status, 200);
}

#[tokio::test]
async fn an_ending_that_cannot_be_is_refused_with_every_reason() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, third) = bloc(&world).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let path = format!("/units/{}/successors", vnpt.id);
    let body = json!({ "kind": "merge", "on_date": "2022-12-01", "successors": [tax.id, bloc.id], "note": "x" });
    assert_eq!(
        keeper.adds(&path, body).await.reasons(),
        ["one_successor_only", "succession_in_future", "heir_needed"]
    );
    let body =
        json!({ "kind": "merge", "on_date": "2022-03-01", "successors": [centre.id], "note": "x" });
    assert_eq!(
        keeper.adds(&path, body).await.reasons(),
        ["unit_below_itself", "branch_has_nothing_below"]
    );
    let body = json!({
        "kind": "split", "on_date": "2022-03-01", "heir_id": centre.id, "note": "x",
        "successors": [vnpt.id, third.id, third.id, "018f0000-0000-7000-8000-000000000000"],
    });
    assert_eq!(
        keeper.adds(&path, body).await.fields(),
        [
            "successor_is_itself",
            "successor_repeated",
            "unknown",
            "heir_no_successor"
        ]
    );
}

#[tokio::test]
async fn r_tree_05_the_line_of_approval_goes_to_the_successor() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre, _) = bloc(&world).await;
    let sub = world
        .unit(Level::SubCommittee, "Đảng ủy bộ phận", Some(&vnpt))
        .await;
    let leaf = world.unit(Level::Branch, "Chi bộ IV", Some(&sub)).await;
    let base = world
        .unit(Level::BaseBranch, "Chi bộ cơ sở", Some(&bloc))
        .await;
    let today = day("2022-03-16");
    let (centre_id, leaf_id, base_id) = (centre.id, leaf.id, base.id);
    let (before, lines) = world
        .read(move |conn| {
            let before = unit::service::place(conn, centre_id, today)?;
            let mut lines = Vec::new();
            for branch in [centre_id, leaf_id, base_id] {
                let place = unit::service::place(conn, branch, today)?;
                let line = unit::service::approval_line(conn, &place, today)?;
                lines.push((line.approving_unit, line.sub_committee));
            }
            Ok((before, lines))
        })
        .await;
    assert_eq!(
        lines,
        [(vnpt.id, None), (vnpt.id, Some(sub.id)), (bloc.id, None)]
    );
    let keeper = world.person(Role::Administrator, &bloc).await;
    let merge =
        json!({ "kind": "merge", "on_date": "2022-03-10", "successors": [tax.id], "note": "x" });
    keeper
        .adds(&format!("/units/{}/successors", vnpt.id), merge)
        .await
        .expect_ok();
    let line = world
        .read(move |conn| unit::service::approval_line(conn, &before, today))
        .await;
    assert_eq!(line.approving_unit, tax.id);
}

#[tokio::test]
async fn sectors_are_kept_for_the_whole_installation() {
    let world = World::new().await;
    let (bloc, vnpt, ..) = bloc(&world).await;
    let administrator = world.administrator().await;
    let body = json!({ "code": "DN", "name": "Doanh nghiệp" });
    let made = administrator.post("/sectors", body.clone()).await;
    assert_eq!(made.status, 201);
    assert_eq!(
        administrator.post("/sectors", body.clone()).await.status,
        409
    );
    let keeper = world.person(Role::Administrator, &bloc).await;
    assert_eq!(
        keeper.post("/sectors", body).await.reasons(),
        ["installation_administrator_needed"]
    );
    let path = format!("/sectors/{}", made.body["id"].as_str().expect("a key"));
    let renamed = administrator
        .patch(&path, 1, json!({ "name": "Khối Doanh nghiệp" }))
        .await;
    assert_eq!(renamed.body["version"], 2);
    assert_eq!(
        names(&keeper.get("/sectors").await.expect_ok()),
        ["Khối Doanh nghiệp"]
    );
    let place = format!("/units/{}/placements", vnpt.id);
    let body = json!({ "valid_from": "2022-03-16", "sector_id": made.body["id"] });
    keeper.adds(&place, body).await.expect_ok();
    let found = keeper
        .get(&format!(
            "/units?sector={}",
            made.body["id"].as_str().expect("a key")
        ))
        .await
        .expect_ok();
    assert_eq!(names(&found), [vnpt.name.as_str()]);
    let unknown = json!({ "valid_from": "2022-03-16", "sector_id": vnpt.id });
    assert_eq!(
        keeper.adds(&place, unknown).await.fields(),
        ["sector_unknown"]
    );
}

#[tokio::test]
async fn the_regulations_of_a_day_are_listed_with_their_clauses() {
    let world = World::new().await;
    let stranger = world.stranger().await;
    let then = stranger.get("/regulations?on=2022-05-11").await.expect_ok();
    assert_eq!(then["known"], true);
    let quorum = then["thresholds"].as_array().expect("figures");
    let quorum = quorum
        .iter()
        .find(|row| row["key"] == "quorum")
        .expect("a quorum");
    assert_eq!(quorum["value"], "2/3");
    assert_eq!(quorum["regulation"], "Điều lệ Đảng (19/1/2011)");
    assert_eq!(quorum["severity"], "block");
    let now = stranger.get("/regulations?on=2026-06-01").await.expect_ok();
    assert_ne!(then["id"], now["id"]);
    assert_eq!(
        stranger.get("/regulations?on=soon").await.fields(),
        ["format_date"]
    );
}

// Whatever the order of placements: R-TREE-01, R-TREE-04.

/// What somebody tries, on which of the units, from which day.
#[derive(Debug, Clone)]
enum Try {
    Establish {
        below: usize,
        level: usize,
        from: u64,
    },
    Move {
        unit: usize,
        below: usize,
        from: u64,
    },
    Rename {
        unit: usize,
        name: u8,
        from: u64,
    },
    Relevel {
        unit: usize,
        level: usize,
        from: u64,
    },
    End {
        unit: usize,
        heir: usize,
        on: u64,
    },
}

fn tries() -> impl Strategy<Value = Try> {
    let (unit, level, from) = (0..12usize, 0..4usize, 0..60u64);
    prop_oneof![
        3 => (unit.clone(), level.clone(), from.clone()).prop_map(|(below, level, from)| Try::Establish { below, level, from }),
        4 => (unit.clone(), unit.clone(), from.clone()).prop_map(|(unit, below, from)| Try::Move { unit, below, from }),
        1 => (unit.clone(), 0..3u8, from.clone()).prop_map(|(unit, name, from)| Try::Rename { unit, name, from }),
        1 => (unit.clone(), level, from.clone()).prop_map(|(unit, level, from)| Try::Relevel { unit, level, from }),
        1 => (unit.clone(), unit, from).prop_map(|(unit, heir, on)| Try::End { unit, heir, on }),
    ]
}

const LEVELS: [Level; 4] = [
    Level::ProvinceCommittee,
    Level::BlocCommittee,
    Level::BaseCommittee,
    Level::SubCommittee,
];

fn date(offset: u64) -> NaiveDate {
    day("2022-01-01") + Days::new(offset)
}

/// A unit with its version.
fn seen(conn: &mut AnyConnection, id: UnitId) -> (UnitId, i64) {
    (id, unit::service::version(conn, id).unwrap_or_default())
}

fn attempt(
    conn: &mut AnyConnection,
    actor: &daihoi::auth::actor::Actor,
    units: &mut Vec<UnitId>,
    what: &Try,
) -> Result<(), Error> {
    let pick = |index: &usize| {
        units
            .get(index % units.len().max(1))
            .copied()
            .unwrap_or(UnitId::nil())
    };
    match what {
        Try::Establish { below, level, from } => {
            let below = units.get(*below).copied();
            let new = NewUnit {
                parent_id: below,
                level: LEVELS[*level],
                code: "X".to_owned(),
                name: "X".to_owned(),
                short_name: "X".to_owned(),
                sector_id: None,
                valid_from: date(*from),
                official_members: 1,
                probationary_members: 0,
                note: Some("thử".to_owned()),
            };
            let unit = placement::service::establish(conn, actor, &new)?;
            units.push(unit.stretch.placement.unit_id);
        }
        Try::Move { unit, below, from } => {
            let change = Change {
                parent_id: Some(Some(pick(below))),
                note: Some("thử".to_owned()),
                ..Change::default()
            };
            let unit = seen(conn, pick(unit));
            placement::service::place_anew(conn, actor, unit, date(*from), &change)?;
        }
        Try::Rename { unit, name, from } => {
            let change = Change {
                name: Some(name.to_string()),
                ..Change::default()
            };
            let unit = seen(conn, pick(unit));
            placement::service::place_anew(conn, actor, unit, date(*from), &change)?;
        }
        Try::Relevel { unit, level, from } => {
            let change = Change {
                level: Some(LEVELS[*level]),
                note: Some("thử".to_owned()),
                ..Change::default()
            };
            let unit = seen(conn, pick(unit));
            placement::service::place_anew(conn, actor, unit, date(*from), &change)?;
        }
        Try::End { unit, heir, on } => {
            let ending = daihoi::lineage::model::Ending {
                kind: daihoi::lineage::model::SuccessionKind::Merge,
                on: date(*on),
                successors: vec![pick(heir)],
                heir_id: None,
                note: "thử".to_owned(),
            };
            let unit = seen(conn, pick(unit));
            daihoi::lineage::service::succeed(conn, actor, unit, &ending)?;
        }
    }
    Ok(())
}

/// Every unit that stands on a date, as the services tell it; checked against each other.
fn check_the_tree(conn: &mut AnyConnection, units: &[UnitId], on: NaiveDate) -> Result<(), String> {
    let mut standing: BTreeMap<UnitId, Placement> = BTreeMap::new();
    for unit in units {
        let stretches = unit::service::timeline(conn, *unit).map_err(|error| error.to_string())?;
        let mut covering = stretches.iter().filter(|stretch| stretch.covers(on));
        if let Some(stretch) = covering.next() {
            standing.insert(*unit, stretch.placement.clone());
        }
        if covering.next().is_some() {
            return Err(format!("{unit} stands twice on {on}"));
        }
    }
    for (unit, place) in &standing {
        let expected = match place.parent_id {
            None => UnitPath::root(*unit),
            Some(parent) => match standing.get(&parent) {
                Some(above) => above.path.child(*unit),
                None => return Err(format!("on {on} {parent} above {unit} is not there")),
            },
        };
        if place.path != expected {
            return Err(format!(
                "on {on} {unit} is at {}, not {expected}",
                place.path
            ));
        }
        if place.path.units::<daihoi::unit::model::Unit>().len() > standing.len() {
            return Err(format!("on {on} {unit} stands below itself"));
        }
    }
    for root in standing.values() {
        let by_prefix = standing
            .values()
            .filter(|place| place.path.is_under(&root.path))
            .count();
        let in_range = |place: &&Placement| {
            place.path.as_str() >= root.path.as_str()
                && place.path.as_str() < root.path.end().as_str()
        };
        if by_prefix != standing.values().filter(in_range).count() {
            return Err(format!("the range of {} is not its subtree", root.path));
        }
    }
    Ok(())
}

fn fresh_database() -> (AnyConnection, daihoi::auth::actor::Actor) {
    use diesel::Connection as _;
    let conn = diesel::SqliteConnection::establish(":memory:").expect("a database");
    let mut conn = AnyConnection::Sqlite(conn);
    daihoi::db::migrate::up(&mut conn).expect("migrated");
    let actor = daihoi::auth::actor::Actor {
        user_id: daihoi::db::id::Id::new(),
        session_id: None,
        now: "2022-02-01T01:00:00Z".parse().expect("a moment"),
        offices: vec![daihoi::auth::actor::Office {
            role: Role::Administrator,
            unit_id: None,
            unit_path: UnitPath::everywhere(),
            heir_id: None,
        }],
        must_change_password: false,
    };
    (conn, actor)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn r_tree_04_whatever_is_tried_every_unit_stands_in_one_place_below_one_that_stands(
        tries in proptest::collection::vec(tries(), 1..40)
    ) {
        use diesel::Connection as _;
        let (mut conn, actor) = fresh_database();
        let mut units = Vec::new();
        let mut done = 0;
        for what in &tries {
            let outcome = conn.transaction(|conn| attempt(conn, &actor, &mut units, what));
            match outcome {
                Ok(()) => done += 1,
                Err(Error::Refused(_) | Error::Invalid(_) | Error::NotFound | Error::Conflict(_)) => (),
                Err(other) => prop_assert!(false, "{what:?}: {other:?}"),
            }
            let mut days: Vec<NaiveDate> = (0..62).step_by(1).map(date).collect();
            days.push(day("2030-01-01"));
            if done > 0 {
                for on in days {
                    let found = check_the_tree(&mut conn, &units, on);
                    prop_assert!(found.is_ok(), "after {what:?} of {tries:?}: {found:?}");
                }
            }
        }
    }
}
