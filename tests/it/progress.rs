//! Progress: what the counters say is what a recount would give.

use std::collections::BTreeMap;

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use daihoi::db::AnyConnection;
use daihoi::db::schema::{congresses, progress_changes};
use daihoi::unit::model::Level;
use diesel::prelude::*;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use crate::congresses::Bloc;
use crate::world::Place;

async fn progress(bloc: &Bloc, plan: &str, query: &str) -> Value {
    let path = format!("{plan}/progress?{query}");
    bloc.office.get(&path).await.expect_ok()
}

async fn fold(bloc: &Bloc) -> usize {
    bloc.world
        .write(daihoi::progress::counters::service::fold)
        .await
}

/// Counts the congresses, state by state.
fn recount(conn: &mut AnyConnection) -> Result<BTreeMap<String, i64>, daihoi::error::Error> {
    let mut counts = BTreeMap::new();
    for state in congresses::table
        .select(congresses::state)
        .load::<State>(conn)?
    {
        *counts.entry(state.to_string()).or_default() += 1;
    }
    Ok(counts)
}

#[tokio::test]
async fn progress_equals_a_recount_after_any_steps_folded_or_not() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    for n in 0..10 {
        bloc.world
            .unit(Level::Branch, &format!("Chi bộ {n}"), Some(&bloc.base))
            .await;
    }
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let list = bloc.office.get("/congresses").await.expect_ok();
    let all: Vec<String> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| format!("/congresses/{}", item["id"].as_str().expect("a key")))
        .collect();
    for round in 0..40 {
        let congress = all.choose(&mut rand::rng()).expect("one");
        let states = [
            State::Submitted,
            State::Approved,
            State::Closed,
            State::Confirmed,
        ];
        match round % 4 {
            0 => {
                let body = json!({ "note": "lý do", "planned_on": "2022-06-01" });
                bloc.office.tries(congress, "postpone", body).await;
            }
            1 => {
                bloc.office
                    .tries(congress, "cancel", json!({ "note": "sáp nhập" }))
                    .await;
            }
            2 => {
                bloc.office
                    .tries(congress, "designate_pilot", json!({ "note": "điểm" }))
                    .await;
            }
            _ => {
                let state = states.choose(&mut rand::rng()).expect("one");
                bloc.stands(congress, *state).await;
            }
        }
        if round % 10 == 9 {
            fold(&bloc).await;
        }
        let counted = progress(&bloc, &plan, "").await;
        let expected = bloc.world.read(recount).await;
        for (state, n) in counted["counts"]["states"].as_object().expect("states") {
            let n = n.as_i64().expect("a count");
            assert_eq!(n, expected.get(state).copied().unwrap_or(0), "{state}");
        }
        assert_eq!(counted["counts"]["total"], 12);
        assert_eq!(counted["groups"][0]["counts"], counted["counts"]);
    }
    while fold(&bloc).await > 0 {}
    let waiting = bloc
        .world
        .read(|conn| Ok(progress_changes::table.count().get_result::<i64>(conn)?))
        .await;
    assert_eq!(waiting, 0);
    let folded = progress(&bloc, &plan, "").await;
    for (state, n) in bloc.world.read(recount).await {
        assert_eq!(folded["counts"]["states"][&state], n, "{state}");
    }
}

#[tokio::test]
async fn progress_is_told_by_child_by_sector_and_by_state() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let lone = bloc
        .world
        .unit(Level::BaseBranch, "Chi bộ cơ sở", Some(&bloc.bloc))
        .await;
    bloc.office
        .post(
            &format!("{plan}/congresses/bulk"),
            json!({ "planned_on": "2022-06-20" }),
        )
        .await
        .expect_ok();
    let by_child = progress(&bloc, &plan, "by=child").await;
    assert_eq!(by_child["counts"]["total"], 3);
    assert_eq!(by_child["counts"]["next"], json!({ "branch": 3 }));
    let totals: Vec<_> = by_child["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| (group["name"].as_str(), group["counts"]["total"].as_i64()))
        .collect();
    assert_eq!(
        totals,
        [
            (Some("Đảng ủy VNPT Lạng Sơn"), Some(2)),
            (Some(lone.name.as_str()), Some(1))
        ]
    );
    let first = progress(&bloc, &plan, "by=child&limit=1").await;
    let cursor = first["next"].as_str().expect("another page");
    let second = progress(&bloc, &plan, &format!("by=child&limit=1&cursor={cursor}")).await;
    assert_eq!(second["groups"][0]["name"], "Chi bộ cơ sở");
    let by_sector = progress(&bloc, &plan, "by=sector").await;
    let sectors: Vec<_> = by_sector["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| group["counts"]["total"].as_i64())
        .collect();
    assert_eq!(sectors, [Some(2), Some(1)]);
    let by_state = progress(&bloc, &plan, "by=state").await;
    assert_eq!(by_state["groups"][0]["state"], "preparing");
    assert_eq!(by_state["groups"][0]["name"], "Đang chuẩn bị");
    assert_eq!(by_state["groups"][0]["counts"]["total"], 3);
    let below = progress(&bloc, &plan, &format!("unit_id={}", bloc.base.id)).await;
    assert_eq!(below["counts"]["total"], 2);
}

#[tokio::test]
async fn late_and_at_risk_are_seen_from_any_day() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.congress(&plan).await;
    for (as_of, late, at_risk) in [
        ("2022-06-12", 0, 0),
        ("2022-06-13", 0, 1),
        ("2022-06-20", 0, 1),
        ("2022-06-21", 1, 0),
    ] {
        let seen = progress(&bloc, &plan, &format!("as_of={as_of}")).await;
        assert_eq!(seen["counts"]["late"], late, "{as_of}");
        assert_eq!(seen["counts"]["at_risk"], at_risk, "{as_of}");
    }
}

#[tokio::test]
async fn a_day_of_the_past_is_told_from_the_history() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.world.goes_on_to("2022-03-20");
    let congress = bloc.congress(&plan).await;
    bloc.world.goes_on_to("2022-04-01");
    let later = json!({ "note": "bận", "planned_on": "2022-06-30" });
    bloc.office.takes(&congress, "postpone", later).await;
    bloc.world.goes_on_to("2022-04-10");
    bloc.office
        .takes(&congress, "cancel", json!({ "note": "sáp nhập" }))
        .await;
    bloc.world.goes_on_to("2022-04-20");
    for (as_of, preparing, cancelled) in [
        ("2022-03-19", 0, 0),
        ("2022-03-20", 1, 0),
        ("2022-04-09", 1, 0),
        ("2022-04-10", 0, 1),
        ("2022-04-20", 0, 1),
    ] {
        let seen = progress(&bloc, &plan, &format!("as_of={as_of}")).await;
        let states = &seen["counts"]["states"];
        assert_eq!(states["preparing"], preparing, "{as_of}");
        assert_eq!(states["cancelled"], cancelled, "{as_of}");
    }
}

/// The totals of the units directly below one, by name, and of the unit itself.
async fn by_child(bloc: &Bloc, plan: &str, unit: &Place, as_of: &str) -> (i64, Vec<(String, i64)>) {
    let query = format!("unit_id={}&as_of={as_of}", unit.id);
    let seen = progress(bloc, plan, &query).await;
    let total = |counts: &Value| counts["total"].as_i64().expect("a count");
    let groups = seen["groups"].as_array().expect("groups");
    let groups = groups.iter().map(|group| {
        let name = group["name"].as_str().expect("a name").to_owned();
        (name, total(&group["counts"]))
    });
    (total(&seen["counts"]), groups.collect())
}

#[tokio::test]
async fn r_tree_01_a_day_of_the_past_shows_the_tree_of_its_day() {
    let bloc = Bloc::new().await;
    let tax = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc.bloc))
        .await;
    bloc.world
        .unit(Level::Branch, "Chi bộ xa", Some(&tax))
        .await;
    let plan = bloc.plan().await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let keeper = bloc.world.administrator().await;
    // 1 April: a branch moves. 15 April: the other ends in it. 1 May: their committee moves, and what is held stays.
    bloc.world.goes_on_to("2022-04-01");
    let body = json!({ "valid_from": "2022-04-01", "parent_id": tax.id });
    keeper
        .adds(&format!("/units/{}/placements", bloc.branch.id), body)
        .await
        .expect_ok();
    bloc.world.goes_on_to("2022-04-15");
    let body = json!({
        "kind": "merge", "on_date": "2022-04-15", "successors": [bloc.branch.id], "note": "Quyết định",
    });
    keeper
        .adds(&format!("/units/{}/successors", bloc.other.id), body)
        .await
        .expect_ok();
    let list = bloc.office.get("/congresses?q=chi bo xa").await.expect_ok();
    let held = format!(
        "/congresses/{}",
        list["items"][0]["id"].as_str().expect("a key")
    );
    bloc.world.goes_on_to("2022-04-20");
    bloc.office
        .takes(&held, "cancel", json!({ "note": "chưa đủ điều kiện" }))
        .await;
    bloc.world.goes_on_to("2022-05-01");
    let new = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy mới", Some(&bloc.bloc))
        .await;
    let body = json!({
        "kind": "merge", "on_date": "2022-05-01", "successors": [new.id], "note": "Quyết định",
    });
    keeper
        .adds(&format!("/units/{}/successors", tax.id), body)
        .await
        .expect_ok();
    bloc.world.goes_on_to("2022-05-10");
    let (vnpt, cuc_thue, moi) = (
        bloc.base.name.as_str(),
        tax.name.as_str(),
        new.name.as_str(),
    );
    for (as_of, total, expected) in [
        ("2022-03-31", 3, vec![(vnpt, 2), (cuc_thue, 1), (moi, 0)]),
        ("2022-04-01", 3, vec![(vnpt, 1), (cuc_thue, 2), (moi, 0)]),
        ("2022-04-15", 3, vec![(vnpt, 0), (cuc_thue, 3), (moi, 0)]),
        ("2022-04-30", 3, vec![(vnpt, 0), (cuc_thue, 3), (moi, 0)]),
        // What was finished before stays counted where it stood.
        ("2022-05-01", 3, vec![(vnpt, 0), (cuc_thue, 1), (moi, 2)]),
        ("2022-05-10", 3, vec![(vnpt, 0), (cuc_thue, 1), (moi, 2)]),
    ] {
        let (sum, groups) = by_child(&bloc, &plan, &bloc.bloc, as_of).await;
        let expected: Vec<(String, i64)> = expected
            .into_iter()
            .map(|(name, n)| (name.to_owned(), n))
            .collect();
        assert_eq!((sum, groups), (total, expected), "{as_of}");
    }
    let (sum, groups) = by_child(&bloc, &plan, &tax, "2022-04-18").await;
    assert_eq!((sum, groups.len()), (3, 2), "{groups:?}");
    let (sum, _) = by_child(&bloc, &plan, &bloc.base, "2022-04-10").await;
    assert_eq!(sum, 1);
    let (sum, _) = by_child(&bloc, &plan, &tax, "2022-05-10").await;
    assert_eq!(sum, 1, "a unit that is gone can be looked at");
    // Whoever stood there on the day sees it.
    let upper = bloc.world.person(Role::Secretary, &new).await;
    let own = format!("{plan}/progress?unit_id={}&as_of=2022-04-18", tax.id);
    assert_eq!(upper.get(&own).await.expect_ok()["counts"]["total"], 3);
}

#[tokio::test]
async fn what_moves_out_of_the_committee_stays_counted_in_its_plan() {
    let bloc = Bloc::new().await;
    let elsewhere = bloc
        .world
        .unit(Level::BlocCommittee, "Đảng ủy Khối khác", None)
        .await;
    let base = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy nơi khác", Some(&elsewhere))
        .await;
    let plan = bloc.plan().await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let before = progress(&bloc, &plan, "by=state").await;
    let keeper = bloc.world.administrator().await;
    bloc.world.goes_on_to("2022-04-01");
    let body = json!({ "valid_from": "2022-04-01", "parent_id": base.id });
    keeper
        .adds(&format!("/units/{}/placements", bloc.branch.id), body)
        .await
        .expect_ok();
    bloc.world.goes_on_to("2022-04-10");
    for as_of in ["2022-04-05", "2022-04-10"] {
        let (sum, groups) = by_child(&bloc, &plan, &bloc.bloc, as_of).await;
        let moved = ("Đã chuyển đi nơi khác".to_owned(), 1);
        assert_eq!(groups.last(), Some(&moved), "{as_of} {groups:?}");
        assert_eq!(sum, groups.iter().map(|(_, n)| n).sum::<i64>());
        assert_eq!(sum, before["counts"]["total"].as_i64().expect("a count"));
        for by in ["state", "sector"] {
            let seen = progress(&bloc, &plan, &format!("by={by}&as_of={as_of}")).await;
            assert_eq!(seen["counts"]["total"], sum, "{by} {as_of}");
        }
    }
    let (_, groups) = by_child(&bloc, &plan, &bloc.bloc, "2022-03-31").await;
    assert!(
        groups
            .iter()
            .all(|(name, _)| !name.starts_with("Đã chuyển")),
        "{groups:?}"
    );
}

#[tokio::test]
async fn an_amended_window_moves_what_has_no_day_and_the_past_keeps_the_old_one() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let fixed = bloc.congress(&plan).await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let pilot = bloc
        .world
        .unit(Level::Branch, "Chi bộ điểm", Some(&bloc.base))
        .await;
    let made = bloc
        .office
        .post(
            &format!("{plan}/congresses"),
            json!({ "unit_id": pilot.id }),
        )
        .await
        .expect_ok();
    let pilot = format!("/congresses/{}", made["id"].as_str().expect("a key"));
    bloc.office
        .takes(&pilot, "designate_pilot", json!({ "note": "điểm" }))
        .await;
    fold(&bloc).await;
    bloc.world.goes_on_to("2022-08-10");
    let late = |as_of: &'static str| {
        let (bloc, plan) = (&bloc, plan.as_str());
        async move { progress(bloc, plan, &format!("as_of={as_of}")).await["counts"]["late"].clone() }
    };
    assert_eq!(late("2022-08-10").await, 3);
    let amended = json!({
        "note": "Gia hạn", "changes": { "pilot_to": "2022-05-18", "rest_to": "2022-09-30" },
    });
    bloc.secretary.takes(&plan, "amend", amended).await;
    let due = |path: String| {
        let office = &bloc.office;
        async move { office.get(&path).await.expect_ok()["due_on"].clone() }
    };
    assert_eq!(due(fixed).await, "2022-06-20");
    assert_eq!(due(pilot).await, "2022-05-18");
    let list = bloc.office.get("/congresses?late=false").await.expect_ok();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["items"][0]["due_on"], "2022-09-30");
    assert_eq!(late("2022-08-10").await, 2);
    assert_eq!(late("2022-10-01").await, 3);
    let by_sector = progress(&bloc, &plan, "by=sector").await;
    assert_eq!(by_sector["counts"]["late"], 2);
    while fold(&bloc).await > 0 {}
    assert_eq!(late("2022-08-10").await, 2);
    let below = progress(&bloc, &plan, &format!("unit_id={}", bloc.base.id)).await;
    assert_eq!(
        (&below["counts"]["late"], &below["counts"]["total"]),
        (&json!(2), &json!(3))
    );
    bloc.world.goes_on_to("2022-08-20");
    for (as_of, expected) in [("2022-07-31", 2), ("2022-08-01", 3), ("2022-08-10", 2)] {
        assert_eq!(late(as_of).await, expected, "{as_of}");
    }
}

#[tokio::test]
async fn a_branch_sees_its_own_progress_and_nobody_elses() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let own = bloc
        .committee
        .get(&format!("{plan}/progress"))
        .await
        .expect_ok();
    assert_eq!(own["unit_id"], json!(bloc.branch.id));
    assert_eq!(own["counts"]["total"], 1);
    let all = format!("{plan}/progress?unit_id={}", bloc.bloc.id);
    assert_eq!(bloc.committee.get(&all).await.status, 404);
    let foreign = bloc.world.person(Role::Secretary, &bloc.other).await;
    let branch = format!("{plan}/progress?unit_id={}", bloc.branch.id);
    assert_eq!(foreign.get(&branch).await.status, 404);
}
