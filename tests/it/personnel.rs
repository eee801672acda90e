//! The personnel work of a branch, from its first step to what the congress decides.

use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State as CongressState};
use daihoi::db::id::Id;
use daihoi::db::json::AsJson;
use daihoi::db::schema::{audit_entries, congresses, events, plans};
use daihoi::plan::model::{AgeTest, PlanContent, PlanId, State as PlanState};
use daihoi::unit::model::{Level, UnitId};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::person::Person;
use crate::world::{World, day};

/// A bloc, a base committee, a branch with a congress on 11 May 2022, and its people.
struct Scene {
    world: World,
    congress: CongressId,
    home_unit: UnitId,
    branch: Person,
    upper: Person,
    sub_committee: Person,
    observer: Person,
    stranger: Person,
}

impl Scene {
    async fn new() -> Self {
        Self::with(PlanContent::default()).await
    }

    async fn with(content: PlanContent) -> Self {
        let world = World::new().await;
        let bloc = world
            .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
            .await;
        let base = world
            .unit(Level::BaseCommittee, "Đảng ủy VNPT Lạng Sơn", Some(&bloc))
            .await;
        let sub = world
            .unit(
                Level::SubCommittee,
                "Đảng ủy bộ phận Kinh doanh",
                Some(&base),
            )
            .await;
        let home = world
            .unit(Level::Branch, "Chi bộ Trung tâm kinh doanh", Some(&sub))
            .await;
        let other = world
            .unit(Level::Branch, "Chi bộ Kỹ thuật", Some(&base))
            .await;
        let branch = world.person(Role::BranchCommittee, &home).await;
        let upper = world.person(Role::Secretary, &base).await;
        let sub_committee = world.person(Role::Secretary, &sub).await;
        let observer = world.person(Role::Observer, &base).await;
        let stranger = world.person(Role::BranchCommittee, &other).await;
        let (plan, congress): (PlanId, CongressId) = (Id::new(), Id::new());
        let home_unit = home.id;
        let (author, now) = (branch.id.expect("an account"), world.state.clock.now());
        world
            .write(move |conn| {
                diesel::insert_into(plans::table)
                    .values((
                        (
                            plans::id.eq(plan),
                            plans::unit_id.eq(bloc.id),
                            plans::unit_path.eq(&bloc.path),
                            plans::state.eq(PlanState::Issued),
                            plans::title.eq("Kế hoạch"),
                            plans::search.eq("ke hoach"),
                        ),
                        (
                            plans::term_from.eq(2022),
                            plans::term_to.eq(2025),
                            plans::content.eq(AsJson(content.clone())),
                            plans::revision.eq(1),
                            plans::created_at.eq(now),
                            plans::created_by.eq(author),
                            plans::version.eq(1),
                        ),
                    ))
                    .execute(conn)?;
                diesel::insert_into(congresses::table)
                    .values((
                        congresses::id.eq(congress),
                        congresses::plan_id.eq(plan),
                        congresses::unit_id.eq(home.id),
                        congresses::unit_path.eq(&home.path),
                        congresses::unit_name.eq(&home.name),
                        congresses::search.eq("chi bo"),
                        congresses::approving_unit_id.eq(base.id),
                        congresses::sub_committee_id.eq(sub.id),
                        congresses::state.eq(CongressState::Preparing),
                        congresses::pilot.eq(true),
                        congresses::planned_on.eq(day("2022-05-11")),
                        congresses::half_days.eq(1),
                        congresses::created_at.eq(now),
                        congresses::version.eq(1),
                    ))
                    .execute(conn)?;
                Ok(())
            })
            .await;
        Self {
            world,
            congress,
            home_unit,
            branch,
            upper,
            sub_committee,
            observer,
            stranger,
        }
    }

    fn home(&self) -> String {
        format!("/congresses/{}/personnel", self.congress)
    }

    /// The personnel work as the branch sees it.
    async fn look(&self) -> Value {
        self.branch.get(&self.home()).await.expect_ok()
    }

    /// Begins the personnel work; the path of it.
    async fn begins(&self) -> String {
        let begun = self.branch.post(&self.home(), json!({})).await.expect_ok();
        format!("/personnel/{}", begun["id"].as_str().expect("a key"))
    }

    async fn nominates(&self, at: &str, name: &str, post: &str, candidacy: &str) -> Value {
        let body = nominee(name, post, candidacy, "1980-05-01");
        self.branch
            .post(&format!("{at}/nominees"), body)
            .await
            .expect_ok()
    }

    async fn sets_seats(&self, at: &str, committee: i64) {
        let version = self.branch.version(at).await;
        let mut seats = vec![json!({ "post": "secretary", "count": 1 })];
        if committee > 0 {
            seats.push(json!({ "post": "branch_committee_member", "count": committee }));
        }
        self.branch
            .patch(at, version, json!({ "seats": seats }))
            .await
            .expect_ok();
    }

    /// Records and signs a step, with a total for everybody on the list.
    async fn holds(&self, at: &str, n: i64, held_on: &str) {
        let seen = self.look().await;
        let step = &seen["steps"][usize::try_from(n - 1).expect("a place")];
        let mut body =
            json!({ "held_on": held_on, "summoned": 21, "present": 20, "minutes": "Biên bản" });
        if step["has_ballot"] == json!(true) {
            let listed = [&seen["re_election"], &seen["first_time"]];
            let totals = listed
                .iter()
                .flat_map(|list| list.as_array().expect("a list"))
                .map(|one| json!({ "nominee_id": one["id"], "agree": 18, "disagree": 1 }));
            body["totals"] = totals.collect();
            for (field, figure) in [
                ("issued", 20),
                ("returned", 20),
                ("valid", 19),
                ("invalid", 1),
            ] {
                body[format!("ballots_{field}")] = figure.into();
            }
        }
        let path = format!("{at}/steps/{n}");
        let version = step["version"].as_i64().expect("a version");
        let recorded = self.branch.put(&path, version, body).await.expect_ok();
        let version = recorded["version"].as_i64().expect("a version");
        let signed = self
            .branch
            .post_seen(&format!("{path}/signature"), version, json!({}))
            .await
            .expect_ok();
        assert!(signed["signed_at"].is_string());
    }

    /// The congress goes where its own steps will take it.
    async fn congress_is(&self, state: CongressState) {
        let id = self.congress;
        self.world
            .write(move |conn| {
                diesel::update(congresses::table.find(id))
                    .set(congresses::state.eq(state))
                    .execute(conn)?;
                Ok(())
            })
            .await;
    }

    /// A list of four for three seats and one for secretary, all steps signed: nothing against submitting.
    async fn is_ready(&self) -> String {
        let at = self.begins().await;
        self.sets_seats(&at, 3).await;
        for (name, candidacy) in [
            ("Nguyễn Thị Ánh", "re_election"),
            ("Trần Văn Bình", "re_election"),
            ("Lê Thị Dung", "first_time"),
            ("Phạm Văn Ca", "first_time"),
        ] {
            self.nominates(&at, name, "branch_committee_member", candidacy)
                .await;
        }
        self.nominates(&at, "Nguyễn Thị Ánh", "secretary", "re_election")
            .await;
        self.world.goes_on_to("2022-04-20");
        for (n, held_on) in [
            (1, "2022-04-01"),
            (2, "2022-04-05"),
            (3, "2022-04-08"),
            (4, "2022-04-15"),
        ] {
            self.holds(&at, n, held_on).await;
        }
        at
    }
}

fn nominee(name: &str, post: &str, candidacy: &str, born: &str) -> Value {
    let sex = if name.contains("Thị") {
        "female"
    } else {
        "male"
    };
    json!({ "full_name": name, "birth_date": born, "sex": sex, "candidacy": candidacy, "post": post })
}

fn approval() -> Value {
    json!({ "opinion_symbol": "12-CV/ĐU", "opinion_on": "2022-04-20", "opinion_text": "Đồng ý đề án." })
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|one| one["full_name"].as_str().expect("a name"))
        .collect()
}

fn key_of(seen: &Value, post: &str, name: &str) -> Value {
    let lists = [&seen["re_election"], &seen["first_time"]];
    let mut everybody = lists
        .iter()
        .flat_map(|list| list.as_array().expect("a list"));
    let found = everybody.find(|one| one["post"] == post && one["full_name"] == name);
    found.expect("nominated")["id"].clone()
}

#[tokio::test]
async fn a_branch_takes_its_personnel_work_from_the_first_step_to_the_decision() {
    let scene = Scene::new().await;
    let at = scene.is_ready().await;
    let seen = scene.look().await;
    assert_eq!(seen["restricted"], json!(true));
    assert_eq!(seen["reference_month"], "5/2022");
    assert_eq!(
        names(&seen["re_election"]),
        ["Nguyễn Thị Ánh", "Nguyễn Thị Ánh", "Trần Văn Bình"]
    );
    assert_eq!(names(&seen["first_time"]), ["Phạm Văn Ca", "Lê Thị Dung"]);
    assert_eq!(seen["structure"][0]["met"], json!(true));

    scene.branch.takes(&at, "submit_scheme", json!({})).await;
    let returned = scene
        .upper
        .takes(
            &at,
            "return_scheme",
            json!({ "note": "Cần rà soát cơ cấu" }),
        )
        .await;
    assert_eq!(returned["returned_reason"], "Cần rà soát cơ cấu");
    scene.branch.takes(&at, "revise", json!({})).await;
    scene.branch.takes(&at, "submit_scheme", json!({})).await;
    let approved = scene.upper.takes(&at, "approve_scheme", approval()).await;
    assert_eq!(approved["opinion"]["symbol"], "12-CV/ĐU");

    let early = scene.branch.tries(&at, "present", json!({})).await;
    assert_eq!(early.reasons(), ["personnel_congress_not_in_session"]);
    scene.congress_is(CongressState::InSession).await;
    scene.branch.takes(&at, "present", json!({})).await;
    let congress = scene.congress;
    let path = format!("/congresses/{congress}/elections");
    let opened = scene.branch.get(&path).await.expect_ok();
    let posts: Vec<_> = opened["items"]
        .as_array()
        .expect("elections")
        .iter()
        .map(|one| (one["post"].as_str(), one["proposed_seats"].as_i64()))
        .collect();
    assert_eq!(
        posts,
        [
            (Some("branch_committee_member"), Some(3)),
            (Some("secretary"), Some(1)),
        ]
    );
    let facts = scene
        .world
        .read(move |conn| daihoi::personnel::service::facts(conn, congress))
        .await;
    assert!(facts.submitted && facts.approved && facts.presented);
    let history = scene.upper.get(&format!("{at}/history")).await.expect_ok();
    assert_eq!(history["items"].as_array().expect("a list").len(), 6);
}

#[tokio::test]
async fn the_steps_go_in_order_and_what_is_signed_never_changes() {
    let scene = Scene::new().await;
    let at = scene.begins().await;
    scene.world.goes_on_to("2022-04-20");
    let meeting = |held_on: &str| json!({ "held_on": held_on, "summoned": 5, "present": 5, "minutes": "Biên bản" });
    let second = scene
        .branch
        .put(&format!("{at}/steps/2"), 1, meeting("2022-04-01"))
        .await;
    assert_eq!(
        second.reasons(),
        [
            "personnel_step_before_unsigned",
            "personnel_ballots_missing"
        ]
    );
    let unsigned = scene
        .branch
        .post_seen(&format!("{at}/steps/1/signature"), 1, json!({}))
        .await;
    assert_eq!(
        unsigned.reasons(),
        [
            "personnel_date_missing",
            "personnel_attendance_missing",
            "personnel_minutes_missing"
        ]
    );
    scene.holds(&at, 1, "2022-04-01").await;
    let again = scene
        .branch
        .put(&format!("{at}/steps/1"), 3, meeting("2022-04-02"))
        .await;
    assert_eq!(again.reasons(), ["personnel_step_signed"]);
    let stale = scene
        .branch
        .put(&format!("{at}/steps/1"), 1, meeting("2022-04-02"))
        .await;
    assert_eq!(stale.status, 412);
    let unseen = scene
        .branch
        .post(&format!("{at}/steps/2/signature"), json!({}))
        .await;
    assert_eq!(unseen.status, 428);
    let nowhere = scene.branch.get(&format!("{at}/steps/9")).await;
    assert_eq!(nowhere.status, 404);
    let read = scene.upper.get(&format!("{at}/steps/1")).await.expect_ok();
    assert_eq!(read["minutes"], "Biên bản");
}

#[tokio::test]
async fn a_name_added_after_the_ballot_is_voted_on_before_the_scheme_goes_out() {
    let scene = Scene::new().await;
    let at = scene.is_ready().await;
    let seen = scene.look().await;
    let leaves = key_of(&seen, "branch_committee_member", "Phạm Văn Ca");
    let path = format!("{at}/nominees/{}", leaves.as_str().expect("a key"));
    let moved = scene
        .branch
        .patch(&path, 1, json!({ "post": "deputy_secretary" }))
        .await;
    assert_eq!(moved.reasons(), ["nominee_voted_on"]);
    scene
        .branch
        .patch(&path, 1, json!({ "withdrawn_reason": "Chuyển công tác" }))
        .await
        .expect_ok();
    let gone = scene
        .branch
        .patch(&path, 2, json!({ "salaried": false }))
        .await;
    assert_eq!(gone.reasons(), ["nominee_withdrawn"]);
    scene
        .nominates(&at, "Hoàng Văn Em", "branch_committee_member", "first_time")
        .await;
    let refused = scene.branch.tries(&at, "submit_scheme", json!({})).await;
    assert_eq!(refused.reasons(), ["personnel_nominee_not_voted_on"]);
    let repeat = json!({ "kind": "settlement", "note": "Thay đổi nhân sự" });
    let repeated = scene.branch.takes(&at, "repeat_step", repeat).await;
    assert_eq!(repeated["steps"][4]["kind"], "settlement");
    assert_eq!(names(&repeated["withdrawn"]), ["Phạm Văn Ca"]);
    scene.holds(&at, 5, "2022-04-18").await;
    scene.branch.takes(&at, "submit_scheme", json!({})).await;
    let late = scene
        .branch
        .post(
            &format!("{at}/nominees"),
            nominee("Vũ Văn Giang", "secretary", "first_time", "1980-01-01"),
        )
        .await;
    assert_eq!(late.reasons(), ["personnel_not_in_steps"]);
}

#[tokio::test]
async fn an_unready_scheme_is_refused_with_every_reason_and_age_as_the_plan_says() {
    let content = PlanContent {
        age_test: AgeTest::Refuse,
        ..PlanContent::default()
    };
    let scene = Scene::with(content).await;
    let at = scene.begins().await;
    let old = nominee("Đỗ Văn Già", "secretary", "first_time", "1961-01-01");
    scene
        .branch
        .post(&format!("{at}/nominees"), old)
        .await
        .expect_ok();
    let refused = scene.branch.tries(&at, "submit_scheme", json!({})).await;
    assert_eq!(
        refused.reasons(),
        [
            "personnel_steps_unsigned",
            "personnel_seats_missing",
            "personnel_nominees_without_seats",
            "personnel_nominee_not_voted_on",
            "personnel_service_short"
        ]
    );
    let detail = refused.body["detail"].as_str().expect("words");
    assert!(
        detail.contains("Đỗ Văn Già") && !detail.contains("reason-"),
        "{detail}"
    );
    let by_upper = scene.upper.tries(&at, "submit_scheme", json!({})).await;
    assert_eq!(
        by_upper.reasons().last().map(String::as_str),
        Some("wrong_office")
    );
}

#[tokio::test]
async fn only_the_branch_prepares_only_few_see_and_strangers_do_not_know_of_it() {
    let scene = Scene::new().await;
    assert_eq!(scene.upper.get(&scene.home()).await.status, 404);
    // A look begins nothing.
    for _ in 0..2 {
        assert_eq!(scene.branch.get(&scene.home()).await.status, 404);
    }
    let at = scene.begins().await;
    let again = scene.branch.post(&scene.home(), json!({})).await;
    assert_eq!(again.status, 409);
    assert_eq!(scene.upper.get(&scene.home()).await.status, 200);
    for path in [
        scene.home(),
        format!("{at}/actions"),
        format!("{at}/nominees"),
        format!("{at}/history"),
        format!("{at}/steps/1"),
    ] {
        assert_eq!(scene.stranger.get(&path).await.status, 404, "{path}");
        assert_eq!(scene.observer.get(&path).await.status, 403, "{path}");
        assert_eq!(scene.world.anybody().get(&path).await.status, 401, "{path}");
    }
    let body = nominee("Nguyễn Văn An", "secretary", "first_time", "1980-01-01");
    let by_upper = scene.upper.post(&format!("{at}/nominees"), body).await;
    assert_eq!(by_upper.status, 403);
    let seats = scene.upper.patch(&at, 1, json!({ "seats": [] })).await;
    assert_eq!(seats.status, 403);
}

#[tokio::test]
async fn what_cannot_be_is_refused_field_by_field() {
    let scene = Scene::new().await;
    let at = scene.begins().await;
    let nominees = format!("{at}/nominees");
    let mut body = nominee("Nguyễn Văn An", "secretary", "first_time", "0800-01-01");
    assert_eq!(
        scene.branch.post(&nominees, body.clone()).await.fields(),
        ["date_out_of_range"]
    );
    body["birth_date"] = "1980-01-01".into();
    body["full_name"] = "   ".into();
    assert_eq!(
        scene.branch.post(&nominees, body.clone()).await.fields(),
        ["length"]
    );
    body["full_name"] = "Nguyễn Văn An".into();
    let unknown = json!({
        "member_id": Id::<()>::new().to_string(), "candidacy": "first_time", "post": "secretary",
    });
    assert_eq!(
        scene.branch.post(&nominees, unknown).await.fields(),
        ["unknown"]
    );
    body["member_id"] = Value::Null;
    let nameless = json!({ "candidacy": "first_time", "post": "secretary" });
    assert_eq!(
        scene.branch.post(&nominees, nameless).await.fields(),
        ["nominee_field_missing"; 3]
    );
    body["status"] = "probationary".into();
    assert_eq!(
        scene.branch.post(&nominees, body.clone()).await.reasons(),
        ["nominee_not_official"]
    );
    body["status"] = "official".into();
    let added = scene.branch.post(&nominees, body.clone()).await;
    let location = added.location.clone().expect("a place");
    assert_eq!(added.expect_ok()["full_name"], "Nguyễn Văn An");
    let found = scene
        .branch
        .get(location.trim_start_matches("/api/v1"))
        .await;
    assert_eq!(found.expect_ok()["full_name"], "Nguyễn Văn An");
    assert_eq!(
        scene.branch.post(&nominees, body).await.reasons(),
        ["nominee_twice"]
    );
    let twice = json!({ "seats": [{ "post": "secretary", "count": 1 }, { "post": "secretary", "count": 1 }] });
    let answer = scene.branch.patch(&at, 1, twice).await;
    assert_eq!(answer.fields(), ["personnel_post_twice"]);
    let record = json!({ "held_on": "9999-01-01", "present": -1, "minutes": "ab" });
    let answer = scene.branch.put(&format!("{at}/steps/1"), 1, record).await;
    assert_eq!(answer.fields(), ["date_out_of_range", "range"]);
    let symbol = json!({ "opinion_symbol": "12/CV" });
    let answer = scene.upper.tries(&at, "approve_scheme", symbol).await;
    assert_eq!(answer.status, 422);
}

#[tokio::test]
async fn a_member_of_the_branch_is_copied_and_an_official_one_only() {
    let scene = Scene::new().await;
    let at = scene.begins().await;
    let members = format!("/units/{}/members", scene.home_unit);
    let member = |name: &str, status: &str| {
        json!({
            "full_name": name, "birth_date": "1985-02-03", "sex": "female", "status": status,
            "admitted_on": "2018-01-01",
        })
    };
    let official = scene
        .branch
        .post(&members, member("Vũ Thị Hạnh", "official"))
        .await
        .expect_ok();
    let probationary = scene
        .branch
        .post(&members, member("Mai Thị Lan", "probationary"))
        .await
        .expect_ok();
    let put = |who: &Value| json!({ "member_id": who["id"], "candidacy": "first_time", "post": "secretary" });
    let nominees = format!("{at}/nominees");
    let added = scene
        .branch
        .post(&nominees, put(&official))
        .await
        .expect_ok();
    assert_eq!(added["full_name"], "Vũ Thị Hạnh");
    assert_eq!(
        (&added["birth_date"], &added["sex"]),
        (&json!("1985-02-03"), &json!("female"))
    );
    let refused = scene.branch.post(&nominees, put(&probationary)).await;
    assert_eq!(refused.reasons(), ["nominee_not_official"]);
}

#[tokio::test]
async fn the_list_comes_in_pages_by_given_name() {
    let scene = Scene::new().await;
    let at = scene.begins().await;
    for name in ["Lê Văn Đạt", "Trần Thị Ánh", "Phạm Văn Dân", "Ngô Văn An"] {
        scene.nominates(&at, name, "secretary", "first_time").await;
    }
    let first = scene
        .branch
        .get(&format!("{at}/nominees?limit=3"))
        .await
        .expect_ok();
    assert_eq!(
        names(&first["items"]),
        ["Ngô Văn An", "Trần Thị Ánh", "Phạm Văn Dân"]
    );
    let cursor = first["next"].as_str().expect("more");
    let rest = scene
        .branch
        .get(&format!("{at}/nominees?limit=3&cursor={cursor}"))
        .await
        .expect_ok();
    assert_eq!(names(&rest["items"]), ["Lê Văn Đạt"]);
    let again = scene
        .branch
        .get(&format!("{at}/nominees?candidacy=re_election"))
        .await
        .expect_ok();
    assert_eq!(again["items"], json!([]));
}

#[tokio::test]
async fn the_sub_committee_passes_the_scheme_on_and_what_was_agreed_is_reopened() {
    let scene = Scene::with(PlanContent {
        sub_committee_reviews_first: true,
        ..PlanContent::default()
    })
    .await;
    let sub = &scene.sub_committee;
    let at = scene.is_ready().await;
    scene.branch.takes(&at, "submit_scheme", json!({})).await;
    let early = scene.upper.tries(&at, "approve_scheme", approval()).await;
    assert_eq!(early.reasons(), ["scheme_not_endorsed"]);
    let next = format!("/congresses/{}/next", scene.congress);
    let told = sub.get(&next).await.expect_ok().to_string();
    assert!(told.contains("endorse_scheme"), "{told}");
    let endorsed = sub.takes(&at, "endorse_scheme", json!({})).await;
    assert_eq!(endorsed["state"], "submitted");
    assert!(endorsed["endorsed_at"].is_string());
    let twice = sub.tries(&at, "endorse_scheme", json!({})).await;
    assert_eq!(twice.reasons(), ["scheme_already_endorsed"]);
    scene.upper.takes(&at, "approve_scheme", approval()).await;

    let silent = scene.upper.tries(&at, "reopen_scheme", json!({})).await;
    assert_eq!(silent.reasons(), ["reason_missing"]);
    let reason = json!({ "note": "Một đồng chí chuyển công tác" });
    let reopened = scene
        .upper
        .takes(&at, "reopen_scheme", reason.clone())
        .await;
    assert_eq!(reopened["state"], "returned");
    assert_eq!(reopened["opinion"], Value::Null);
    scene.branch.takes(&at, "revise", json!({})).await;
    let again = scene.branch.takes(&at, "submit_scheme", json!({})).await;
    assert_eq!(again["endorsed_at"], Value::Null, "it is another scheme");
    sub.takes(&at, "endorse_scheme", json!({})).await;
    scene.upper.takes(&at, "approve_scheme", approval()).await;
    scene.congress_is(CongressState::Convened).await;
    let late = scene.upper.tries(&at, "reopen_scheme", reason).await;
    assert_eq!(late.reasons(), ["dossier_settled"]);
}

#[tokio::test]
async fn every_reading_is_in_the_congresss_chain_and_no_name_leaves_the_list() {
    let scene = Scene::new().await;
    let at = scene.is_ready().await;
    scene.branch.takes(&at, "submit_scheme", json!({})).await;
    let back = json!({ "note": "Xem lại đồng chí Nguyễn Thị Ánh" });
    scene.upper.takes(&at, "return_scheme", back).await;
    let reads = |world: &World, congress: CongressId| {
        let db = world.state.db.clone();
        async move {
            db.read(move |conn| {
                let rows: Vec<(String, String)> = audit_entries::table
                    .filter(
                        audit_entries::subject_id
                            .eq(congress.cast::<daihoi::audit::model::Subject>()),
                    )
                    .order(audit_entries::seq)
                    .select((audit_entries::action, audit_entries::detail))
                    .load(conn)?;
                let told: Vec<AsJson<Value>> = events::table.select(events::payload).load(conn)?;
                Ok((rows, told))
            })
            .await
            .expect("read")
        }
    };
    let count = |rows: &[(String, String)]| {
        let read = rows.iter().filter(|(action, _)| action == "personnel.read");
        read.count()
    };
    let (before, _) = reads(&scene.world, scene.congress).await;
    for path in [
        scene.home(),
        format!("{at}/actions"),
        format!("{at}/nominees"),
        format!("{at}/history"),
        format!("{at}/steps/2"),
    ] {
        scene.upper.get(&path).await.expect_ok();
    }
    let (after, told) = reads(&scene.world, scene.congress).await;
    assert_eq!(count(&after), count(&before) + 5);
    let said: String = after
        .iter()
        .map(|(_, detail)| detail.clone())
        .chain(told.iter().map(|payload| payload.0.to_string()))
        .collect();
    for restricted in ["Ánh", "Biên bản", "1980", "Nguyễn"] {
        assert!(!said.contains(restricted), "{restricted} left the list");
    }
}

#[tokio::test]
async fn two_who_sign_one_step_at_once_sign_it_once() {
    let scene = Scene::new().await;
    let at = scene.begins().await;
    scene.world.goes_on_to("2022-04-20");
    let meeting =
        json!({ "held_on": "2022-04-01", "summoned": 5, "present": 5, "minutes": "Biên bản" });
    scene
        .branch
        .put(&format!("{at}/steps/1"), 1, meeting)
        .await
        .expect_ok();
    let path = format!("{at}/steps/1/signature");
    let (left, right) = tokio::join!(
        scene.branch.post_seen(&path, 2, json!({})),
        scene.branch.post_seen(&path, 2, json!({}))
    );
    let mut statuses = [left.status.as_u16(), right.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}
