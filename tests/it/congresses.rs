//! Congresses, from planning to the confirmed result, and what stands in the way.

use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State};
use daihoi::db::id::Id;
use daihoi::db::schema::{congress_posts, congresses, plans};
use daihoi::member::model::MemberStatus;
use daihoi::personnel::model::Post;
use daihoi::plan::model::PlanId;
use daihoi::result::model::Outcome;
use daihoi::unit::model::Level;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::door;
use crate::person::Person;
use crate::world::{Place, World, day};

/// The bloc of the article with one base committee, two branches under it, and the people who act.
pub struct Bloc {
    pub world: World,
    pub bloc: Place,
    pub base: Place,
    pub branch: Place,
    pub other: Place,
    pub office: Person,
    pub secretary: Person,
    pub upper: Person,
    pub committee: Person,
}

/// A key out of an answer.
pub fn key<T>(value: &Value) -> Id<T> {
    value.as_str().expect("a key").parse().expect("a key")
}

/// Puts a congress where its documents and personnel work would have brought it.
pub async fn stand(world: &World, congress: &str, state: State) {
    let id: CongressId = congress
        .trim_start_matches("/congresses/")
        .parse()
        .expect("a key");
    world
        .write(move |conn| {
            let before = daihoi::congress::store::by_id(conn, id)?;
            let mut after = before.clone();
            after.state = state;
            after.version += 1;
            let today = day("2022-06-20");
            if state.is_held() {
                after.opened_on = Some(today);
                after.closed_on = Some(today);
            }
            if state == State::Reported {
                after.reported_on = Some(today);
            }
            daihoi::congress::store::save(conn, &before, &after)?;
            daihoi::progress::counters::service::note(conn, &before, &after)
        })
        .await;
}

impl Bloc {
    pub async fn new() -> Self {
        let world = World::new().await;
        let province = world
            .unit(Level::ProvinceCommittee, "Tỉnh ủy Lạng Sơn", None)
            .await;
        let bloc = world
            .unit(Level::BlocCommittee, "Đảng ủy Khối", Some(&province))
            .await;
        let enterprise = world.sector("DN", "Doanh nghiệp").await;
        let base = world
            .unit_of(
                Level::BaseCommittee,
                "Đảng ủy VNPT Lạng Sơn",
                Some(&bloc),
                Some(enterprise),
            )
            .await;
        let branch = world
            .unit(Level::Branch, "Chi bộ Trung tâm Kinh doanh", Some(&base))
            .await;
        let other = world
            .unit(Level::Branch, "Chi bộ Kỹ thuật", Some(&base))
            .await;
        Self {
            office: world.person(Role::OrganisationOfficer, &bloc).await,
            secretary: world.person(Role::Secretary, &bloc).await,
            upper: world.person(Role::Secretary, &base).await,
            committee: world.person(Role::BranchCommittee, &branch).await,
            world,
            bloc,
            base,
            branch,
            other,
        }
    }

    /// The article's plan, issued.
    pub async fn plan(&self) -> String {
        self.issues("65-KH/ĐUK", 2022).await
    }

    /// A plan for the term that begins in a year, issued.
    pub async fn issues(&self, symbol: &str, from: i64) -> String {
        let plan = self
            .office
            .post(
                "/plans",
                json!({
                    "unit_id": self.bloc.id,
                    "title": "Đại hội chi bộ",
                    "term": { "from": from, "to": from + 3 },
                    "plan": {
                        "pilot_from": format!("{from}-05-01"), "pilot_to": format!("{from}-05-15"),
                        "rest_from": format!("{from}-05-20"), "rest_to": format!("{from}-07-31"),
                    }
                }),
            )
            .await
            .expect_ok();
        let path = format!("/plans/{}", plan["id"].as_str().expect("a key"));
        let issue = json!({ "symbol": symbol, "issued_on": "2022-03-16" });
        self.secretary.takes(&path, "issue", issue).await;
        path
    }

    /// A congress of the first branch.
    pub async fn congress(&self, plan: &str) -> String {
        let congress = self
            .office
            .post(
                &format!("{plan}/congresses"),
                json!({ "unit_id": self.branch.id, "planned_on": "2022-06-20" }),
            )
            .await
            .expect_ok();
        format!("/congresses/{}", congress["id"].as_str().expect("a key"))
    }

    /// Puts a congress where its documents and personnel work would have brought it.
    pub async fn stands(&self, congress: &str, state: State) {
        stand(&self.world, congress, state).await;
    }

    /// The branch draws up the roll: 20 official and 2 probationary members.
    pub async fn draws_up(&self, congress: &str) {
        let statuses = [
            (MemberStatus::Official, 20),
            (MemberStatus::Probationary, 2),
        ];
        door::members(&self.world, &self.branch, &statuses).await;
        door::draws_up(&self.committee, congress).await;
    }

    /// Puts a plan in the state after its pilots.
    pub async fn rolls_out(&self, plan: &str) {
        let id: PlanId = plan.trim_start_matches("/plans/").parse().expect("a key");
        self.world
            .write(move |conn| {
                diesel::update(plans::table.find(id))
                    .set(plans::state.eq("rolling_out"))
                    .execute(conn)?;
                Ok(())
            })
            .await;
    }
}

#[tokio::test]
async fn a_congress_is_planned_once_for_a_branch_in_scope() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let path = format!("{plan}/congresses");
    let congress = bloc.congress(&plan).await;
    let view = bloc.committee.get(&congress).await.expect_ok();
    assert_eq!(view["state"], "preparing");
    assert_eq!(view["approving_unit_id"], json!(bloc.base.id));
    assert_eq!(view["due_on"], "2022-06-20");
    assert_eq!(view["next"], json!(["branch"]));
    assert_eq!(view["half_days"], 2);
    assert!(
        view["sector_id"].is_string(),
        "the sector of the base organisation"
    );

    let again = json!({ "unit_id": bloc.branch.id });
    let answer = bloc.office.post(&path, again.clone()).await;
    assert_eq!(answer.reasons(), ["congress_exists"]);
    let answer = bloc
        .office
        .post(&path, json!({ "unit_id": bloc.base.id }))
        .await;
    assert_eq!(answer.fields(), ["unit_not_branch"]);
    let nowhere = json!({ "unit_id": Id::<()>::new() });
    assert_eq!(bloc.office.post(&path, nowhere).await.fields(), ["unknown"]);
    let outside = bloc.world.unit(Level::BaseBranch, "Chi bộ xa", None).await;
    let answer = bloc
        .office
        .post(&path, json!({ "unit_id": outside.id }))
        .await;
    assert_eq!(answer.fields(), ["unit_outside_scope"]);
    assert_eq!(bloc.committee.post(&path, again).await.status, 403);
}

#[tokio::test]
async fn a_branch_holds_one_congress_for_a_term_whatever_its_committee_issues() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.congress(&plan).await;
    let second = bloc.issues("66-KH/ĐUK", 2022).await;
    let path = format!("{second}/congresses");
    let again = json!({ "unit_id": bloc.branch.id });
    let answer = bloc.office.post(&path, again.clone()).await;
    assert_eq!(answer.reasons(), ["congress_exists"]);
    let bulk = format!("{path}/bulk");
    let done = bloc.office.post(&bulk, json!({})).await.expect_ok();
    assert_eq!(done, json!({ "branches": 2, "planned": 1, "already": 1 }));
    let next_term = bloc.issues("67-KH/ĐUK", 2025).await;
    let path = format!("{next_term}/congresses");
    bloc.office.post(&path, again).await.expect_ok();
}

#[tokio::test]
async fn r_pil_01_no_more_pilots_are_chosen_once_the_roll_out_has_begun() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.rolls_out(&plan).await;
    let why = json!({ "note": "Đại diện khối Doanh nghiệp" });
    let late = bloc.office.tries(&congress, "designate_pilot", why).await;
    assert_eq!(late.reasons(), ["rollout_has_begun"]);
}

#[tokio::test]
async fn no_congress_is_planned_under_a_draft() {
    let bloc = Bloc::new().await;
    let draft = json!({
        "unit_id": bloc.bloc.id, "title": "Dự thảo", "term": { "from": 2022, "to": 2025 }
    });
    let plan = bloc.office.post("/plans", draft).await.expect_ok();
    let path = format!("/plans/{}/congresses", plan["id"].as_str().expect("a key"));
    let answer = bloc
        .office
        .post(&path, json!({ "unit_id": bloc.branch.id }))
        .await;
    assert_eq!(answer.reasons(), ["plan_not_issued"]);
    let answer = bloc.office.post(&format!("{path}/bulk"), json!({})).await;
    assert_eq!(answer.reasons(), ["plan_not_issued"]);
}

#[tokio::test]
async fn one_congress_is_planned_for_each_branch_that_has_none() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.congress(&plan).await;
    let path = format!("{plan}/congresses/bulk");
    let days = json!({
        "planned_on": "2022-06-25",
        "days": [{ "unit_id": bloc.other.id, "planned_on": "2022-06-27" }]
    });
    let done = bloc.office.post(&path, days).await.expect_ok();
    assert_eq!(done, json!({ "branches": 2, "planned": 1, "already": 1 }));
    let done = bloc.office.post(&path, json!({})).await.expect_ok();
    assert_eq!(done["planned"], 0);
    let plan_id = plan.trim_start_matches("/plans/");
    let list = format!("/congresses?plan_id={plan_id}&from=2022-06-27&q=ky thuat");
    let found = bloc.office.get(&list).await.expect_ok();
    assert_eq!(found["items"][0]["planned_on"], "2022-06-27");
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_list_is_paged_in_the_order_of_the_tree_and_shows_only_ones_own() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let first = bloc.office.get("/congresses?limit=1").await.expect_ok();
    let cursor = first["next"].as_str().expect("another page");
    let second = bloc
        .office
        .get(&format!("/congresses?limit=1&cursor={cursor}"))
        .await
        .expect_ok();
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!(second["next"], Value::Null);
    let own = bloc.committee.get("/congresses").await.expect_ok();
    assert_eq!(own["items"].as_array().map(Vec::len), Some(1));
    let foreign = bloc.world.person(Role::BranchCommittee, &bloc.other).await;
    let id = own["items"][0]["id"].as_str().expect("a key");
    assert_eq!(foreign.get(&format!("/congresses/{id}")).await.status, 404);
    let stranger = bloc.world.stranger().await;
    assert_eq!(
        stranger.get("/congresses").await.expect_ok()["items"],
        json!([])
    );
    for (query, count) in [
        ("state=preparing", 2),
        ("state=closed", 0),
        ("pilot=true", 0),
        ("late=true", 0),
        ("late=false", 2),
        ("to=2022-06-01", 0),
    ] {
        let found = bloc
            .office
            .get(&format!("/congresses?{query}"))
            .await
            .expect_ok();
        assert_eq!(
            found["items"].as_array().map(Vec::len),
            Some(count),
            "{query}"
        );
    }
    bloc.world.goes_on_to("2022-08-01");
    let late = bloc
        .office
        .get(&format!("/congresses?late=true&unit_id={}", bloc.base.id))
        .await
        .expect_ok();
    assert_eq!(late["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(late["items"][0]["late"], true);
}

#[tokio::test]
async fn the_branch_says_where_and_when_while_it_prepares() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let changes = json!({
        "venue": "Hội trường VNPT", "planned_on": "2022-06-21", "planned_time": "07:30", "half_days": 3
    });
    assert_eq!(
        bloc.upper.patch(&congress, 1, changes.clone()).await.status,
        403
    );
    let view = bloc
        .committee
        .patch(&congress, 1, changes.clone())
        .await
        .expect_ok();
    assert_eq!(
        (&view["due_on"], &view["version"]),
        (&json!("2022-06-21"), &json!(2))
    );
    assert_eq!(view["warnings"][0]["code"], "too_many_half_days");
    assert_eq!(
        bloc.committee
            .patch(&congress, 1, changes.clone())
            .await
            .status,
        412
    );
    let wrong = json!({ "planned_time": "7h30", "planned_on": "0001-01-01", "half_days": 0 });
    let answer = bloc.committee.patch(&congress, 2, wrong).await;
    assert_eq!(answer.fields(), ["range", "date_out_of_range", "hour"]);
    bloc.stands(&congress, State::Submitted).await;
    let answer = bloc.committee.patch(&congress, 3, changes).await;
    assert_eq!(answer.reasons(), ["congress_not_preparing"]);
}

#[tokio::test]
async fn a_pilot_is_chosen_by_the_plans_office_with_its_reason() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let silent = bloc
        .office
        .tries(&congress, "designate_pilot", json!({}))
        .await;
    assert_eq!(silent.reasons(), ["reason_missing"]);
    let why = json!({ "note": "Đại diện khối Doanh nghiệp" });
    let denied = bloc
        .upper
        .tries(&congress, "designate_pilot", why.clone())
        .await;
    assert_eq!(
        (denied.status.as_u16(), denied.reasons()),
        (403, vec!["wrong_office".to_owned()])
    );
    let view = bloc.office.takes(&congress, "designate_pilot", why).await;
    assert_eq!(view["pilot"], true);
    assert_eq!(view["warnings"][0]["code"], "date_outside_window");
    let history = bloc
        .office
        .get(&format!("{congress}/history"))
        .await
        .expect_ok();
    assert_eq!(history["items"][0]["step"], "designate_pilot");
    assert_eq!(history["items"][0]["seat"], "office");
}

#[tokio::test]
async fn a_step_out_of_turn_changes_nothing_and_says_every_reason() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let before = bloc.office.get(&congress).await.expect_ok();
    let answer = bloc.office.tries(&congress, "confirm", json!({})).await;
    assert_eq!(
        answer.reasons(),
        [
            "wrong_state",
            "decision_symbol_missing",
            "decision_date_missing",
            "wrong_office"
        ]
    );
    assert_eq!(bloc.office.get(&congress).await.expect_ok(), before);
    let stale = bloc
        .office
        .post_seen(
            &format!("{congress}/steps"),
            7,
            json!({ "step": "cancel", "note": "x" }),
        )
        .await;
    assert_eq!(stale.status, 412);
}

#[tokio::test]
async fn no_ordinary_congress_is_convened_before_the_plan_rolls_out_unless_the_secretary_says_so() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.stands(&congress, State::Approved).await;
    let summons = json!({ "notice_given_on": "2022-03-16" });
    let unlisted = bloc
        .committee
        .tries(&congress, "convene", summons.clone())
        .await;
    assert_eq!(
        unlisted.reasons(),
        ["members_not_listed", "rollout_not_open"]
    );
    bloc.draws_up(&congress).await;
    let answer = bloc
        .committee
        .tries(&congress, "convene", summons.clone())
        .await;
    assert_eq!(answer.reasons(), ["rollout_not_open"]);
    let answer = bloc
        .committee
        .tries(&congress, "override_guidance", json!({ "note": "?" }))
        .await;
    assert_eq!(answer.reasons(), ["wrong_office"]);
    let why = json!({ "note": "Chi bộ sáp nhập ngày 1/7" });
    let view = bloc
        .secretary
        .takes(&congress, "override_guidance", why)
        .await;
    assert_eq!(view["guidance_override"], "Chi bộ sáp nhập ngày 1/7");
    let view = bloc.committee.takes(&congress, "convene", summons).await;
    assert_eq!(view["state"], "convened");
    assert_eq!(view["warnings"][0]["code"], "guidance_overridden");
}

#[tokio::test]
async fn a_quorum_opens_a_congress_on_its_day() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.rolls_out(&plan).await;
    bloc.stands(&congress, State::Approved).await;
    let summons = json!({ "notice_given_on": "2022-03-16" });
    bloc.draws_up(&congress).await;
    let view = bloc.committee.takes(&congress, "convene", summons).await;
    assert_eq!(
        (&view["summoned_official"], &view["summoned_probationary"]),
        (&json!(20), &json!(2))
    );
    let answer = bloc.committee.tries(&congress, "open", json!({})).await;
    assert_eq!(answer.reasons(), ["day_not_come", "attendance_missing"]);
    bloc.world.goes_on_to("2022-06-20");
    door::come(&bloc.committee, &congress, "official", 13).await;
    door::come(&bloc.committee, &congress, "probationary", 2).await;
    let answer = bloc.committee.tries(&congress, "open", json!({})).await;
    assert_eq!(answer.reasons(), ["quorum_not_reached"]);
    let reason = &answer.body["reasons"][0];
    assert_eq!(reason["facts"]["needed"], 14);
    assert_eq!(reason["ground"], "Điều 11");
    door::come(&bloc.committee, &congress, "official", 14).await;
    let view = bloc.committee.takes(&congress, "open", json!({})).await;
    assert_eq!(
        (&view["present_official"], &view["present_probationary"]),
        (&json!(14), &json!(2))
    );
    assert_eq!(
        (&view["state"], &view["opened_on"]),
        (&json!("in_session"), &json!("2022-06-20"))
    );
}

#[tokio::test]
async fn the_approving_committee_confirms_post_by_post_and_may_annul() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.world.goes_on_to("2022-07-29");
    bloc.stands(&congress, State::Reported).await;
    let id: CongressId = key(&bloc.office.get(&congress).await.expect_ok()["id"]);
    bloc.world
        .write(move |conn| {
            diesel::insert_into(congress_posts::table)
                .values((
                    congress_posts::id.eq(Id::<()>::new()),
                    congress_posts::congress_id.eq(id),
                    congress_posts::post.eq(Post::Secretary),
                    congress_posts::person_name.eq("Nguyễn Văn A"),
                    congress_posts::outcome.eq(Outcome::Elected),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    let post = bloc.upper.get(&congress).await.expect_ok()["posts"][0]["id"].clone();
    let mut decision = json!({ "decision_symbol": "12-QĐ/ĐU", "decision_on": "2022-07-29" });
    let answer = bloc
        .upper
        .tries(&congress, "confirm", decision.clone())
        .await;
    assert_eq!(answer.reasons(), ["posts_not_ruled_on"]);
    decision["posts"] = json!([{ "post_id": post, "outcome": "recognised" }]);
    let view = bloc.upper.takes(&congress, "confirm", decision).await;
    assert_eq!(view["state"], "confirmed");
    assert_eq!(view["posts"][0]["outcome"], "recognised");
    assert_eq!(view["confirmed_late"], true);
    let mut void = json!({ "note": "Sai quy trình bầu cử", "ground": "24-QĐ/TW, mục 16.1.3" });
    let unnumbered = bloc.upper.tries(&congress, "annul", void.clone()).await;
    assert_eq!(
        unnumbered.reasons(),
        ["decision_symbol_missing", "decision_date_missing"]
    );
    void["decision_symbol"] = "15-QĐ/ĐU".into();
    void["decision_on"] = "2022-07-29".into();
    let view = bloc.upper.takes(&congress, "annul", void).await;
    assert_eq!(view["state"], "annulled");
    bloc.congress(&plan).await;
}

#[tokio::test]
async fn the_same_step_taken_twice_at_once_is_taken_once() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let path = format!("{congress}/steps");
    let step = json!({ "step": "cancel", "note": "Giải thể chi bộ" });
    let (one, other) = tokio::join!(
        bloc.office.post_seen(&path, 1, step.clone()),
        bloc.office.post_seen(&path, 1, step)
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let history = bloc
        .office
        .get(&format!("{congress}/history"))
        .await
        .expect_ok();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_possible_is_listed_with_every_reason_against_it() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let actions = bloc
        .office
        .get(&format!("{congress}/actions"))
        .await
        .expect_ok();
    let allowed: Vec<_> = actions["actions"]
        .as_array()
        .expect("actions")
        .iter()
        .filter(|action| action["allowed"] == true)
        .map(|action| action["step"].as_str().expect("a step"))
        .collect();
    assert_eq!(allowed, ["designate_pilot", "postpone", "cancel"]);
}

#[tokio::test]
async fn an_unfinished_congress_follows_its_branch_to_its_new_place() {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    let elsewhere = bloc
        .world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc.bloc))
        .await;
    let (from, to) = (
        bloc.branch.path.clone(),
        elsewhere.path.child(bloc.branch.id),
    );
    let (unit, parent, new_path) = (bloc.branch.id, elsewhere.id, to.clone());
    bloc.world
        .write(move |conn| {
            use daihoi::db::schema::unit_placements;
            diesel::update(unit_placements::table.filter(unit_placements::unit_id.eq(unit)))
                .set((
                    unit_placements::parent_id.eq(parent),
                    unit_placements::path.eq(&new_path),
                ))
                .execute(conn)?;
            let today = day("2022-03-16");
            daihoi::congress::following::service::follow_move(conn, &from, &new_path, today)
        })
        .await;
    let view = bloc.office.get(&congress).await.expect_ok();
    assert_eq!(view["approving_unit_id"], json!(elsewhere.id));
    let path = bloc
        .world
        .read(|conn| {
            Ok(congresses::table
                .select(congresses::unit_path)
                .first::<String>(conn)?)
        })
        .await;
    assert_eq!(path, to.as_str());
    assert_eq!(bloc.upper.get(&congress).await.status, 404);
    let progress = format!("{plan}/progress?unit_id={}", elsewhere.id);
    let progress = bloc.office.get(&progress).await.expect_ok();
    assert_eq!(progress["counts"]["total"], 1);
}

/// The names on a list, in its order.
async fn names(person: &Person, path: &str) -> Vec<String> {
    let list = person.get(path).await.expect_ok();
    let items = list["items"].as_array().expect("items").clone();
    let name = |one: &Value| {
        one["unit_name"]
            .as_str()
            .or(one["name"].as_str())
            .map(ToOwned::to_owned)
    };
    items.iter().filter_map(name).collect()
}

#[tokio::test]
async fn a_list_is_searched_for_any_part_of_a_name_however_it_is_written() {
    let bloc = Bloc::new().await;
    for name in [
        "Chi bộ 50% \"Ba sẵn sàng\"",
        "Chi bộ Viện Hải dương học",
        "Chi bộ A_B",
    ] {
        bloc.world.unit(Level::Branch, name, Some(&bloc.base)).await;
    }
    let plan = bloc.plan().await;
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    let base = format!("/units?under={}&level=branch", bloc.base.id);
    for (words, found) in [
        ("hải dương", 1),
        ("HAI DUONG", 1),
        ("dương hoc", 1),
        ("ai duo", 1),
        ("duong hai", 0),
        ("chi bộ", 5),
        ("chi", 5),
        ("bo", 5),
        ("b", 5),
        ("50%", 1),
        ("%", 1),
        ("a_b", 1),
        ("_", 1),
        ("\"ba sẵn", 1),
        ("ba\" OR \"chi", 0),
        ("không có", 0),
    ] {
        let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        for path in [
            format!("/congresses?q={words}"),
            format!("{base}&q={words}"),
        ] {
            assert_eq!(names(&bloc.office, &path).await.len(), found, "{path}");
        }
    }
    // A new name is found by its own words, on both lists.
    let keeper = bloc.world.administrator().await;
    let body = json!({ "valid_from": "2022-03-16", "name": "Chi bộ Chuyển đổi số" });
    keeper
        .adds(&format!("/units/{}/placements", bloc.branch.id), body)
        .await
        .expect_ok();
    for path in [
        "/congresses?q=doi so".to_owned(),
        format!("{base}&q=doi so"),
    ] {
        assert_eq!(
            names(&bloc.office, &path).await,
            ["Chi bộ Chuyển đổi số"],
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_rare_is_found_by_its_index_and_what_is_common_in_order() {
    let bloc = Bloc::new().await;
    let few = |words: &'static str| {
        bloc.world.read(move |conn| {
            daihoi::db::few::few_with::<()>(conn, daihoi::db::few::Named::UnitPlacements, words)
        })
    };
    assert_eq!(few("Kỹ thuật").await.map(|keys| keys.len()), Some(1));
    assert_eq!(few("không đâu").await.map(|keys| keys.len()), Some(0));
    assert_eq!(few("kt").await, None, "too short to tell");
    let (unit, path) = (bloc.other.id, bloc.other.path.clone());
    bloc.world
        .write(move |conn| {
            use daihoi::db::schema::unit_placements as places;
            for n in 0..1_001 {
                let day = day("1900-01-01") + chrono::TimeDelta::days(n);
                diesel::insert_into(places::table)
                    .values((
                        places::id.eq(Id::<()>::new()),
                        places::unit_id.eq(unit),
                        places::path.eq(&path),
                        places::level.eq(Level::Branch),
                        places::code.eq("CB"),
                        places::name.eq("Chi bộ thôn"),
                        places::short_name.eq("Chi bộ thôn"),
                        places::search.eq("chi bo thon"),
                        places::valid_from.eq(day),
                        places::valid_to.eq(day.succ_opt()),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        })
        .await;
    assert_eq!(few("bộ thôn").await, None, "too many to be worth it");
    assert_eq!(few("Kỹ thuật").await.map(|keys| keys.len()), Some(1));
}
