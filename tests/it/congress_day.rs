//! The day of a congress through the server: its programme, organs, votes, targets and resolution.

use chrono::TimeDelta;
use daihoi::db::schema::{organs, programme_items, targets, votes};
use daihoi::organ::model::State as OrganState;
use daihoi::target::model::State as TargetState;
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::conduct::{elects_organ, kinds, nearly_all, programme, takes_item, tries_item};
use crate::door;
use crate::story::{Branch, Story};
use crate::world::World;

const DAY: &str = "2022-05-11";

/// The story as far as a pilot that is convened, on its day, and the path of its personnel work.
async fn a_convened_pilot() -> (Story, String) {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let personnel = {
        let branch = &story.branches[0];
        story.the_branch_prepares(branch, DAY).await;
        story.the_documents_are_reviewed(branch).await;
        let personnel = story.the_personnel_work_is_done(branch, "2022-04-01").await;
        story.the_congress_is_convened(branch, "2022-04-01").await;
        personnel
    };
    story.world.goes_on_to(DAY);
    (story, personnel)
}

/// As [`a_convened_pilot`], opened with 27 of 30 official members.
async fn in_session() -> (Story, String) {
    let (story, personnel) = a_convened_pilot().await;
    let branch = &story.branches[0];
    story.the_members_come(branch, 27, 2).await;
    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    (story, personnel)
}

async fn builds(branch: &Branch) -> Value {
    let path = format!("{}/programme", branch.congress);
    branch.people.post(&path, json!({})).await.expect_ok()
}

/// The items as the branch sends them back to arrange them.
fn arranged(programme: &Value) -> Vec<Value> {
    let items = programme["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| {
            json!({
                "id": item["id"], "kind": item["kind"], "title": item["own_title"],
                "planned_minutes": item["planned_minutes"],
            })
        })
        .collect()
}

fn of_kind<'a>(programme: &'a Value, kind: &str) -> &'a Value {
    let items = programme["items"].as_array().expect("items");
    items
        .iter()
        .find(|item| item["kind"] == kind)
        .unwrap_or_else(|| panic!("a {kind}"))
}

fn codes(reasons: &Value) -> Vec<&str> {
    let reasons = reasons.as_array().expect("reasons");
    reasons
        .iter()
        .map(|reason| reason["code"].as_str().expect("a code"))
        .collect()
}

async fn proposes(branch: &Branch, kind: &str, people: &[&String]) -> crate::person::Answer {
    let members: Vec<Value> = people
        .iter()
        .enumerate()
        .map(|(at, entry)| json!({ "roll_entry_id": entry, "head": at == 0 }))
        .collect();
    let body = json!({ "kind": kind, "members": members });
    let path = format!("{}/organs", branch.congress);
    branch.people.post(&path, body).await
}

async fn lists_target(branch: &Branch, indicator: &str, baseline: &str, value: &str) -> Value {
    let target = json!({
        "text": format!("Phấn đấu {indicator} đạt {value} %"), "indicator": indicator, "unit": "%",
        "direction": "increase", "baseline": baseline, "value": value,
    });
    let path = format!("{}/targets", branch.congress);
    branch.people.post(&path, target).await.expect_ok()
}

#[tokio::test]
async fn the_programme_is_built_once_and_arranged_until_the_opening() {
    let (story, _) = a_convened_pilot().await;
    let branch = &story.branches[0];
    let path = format!("{}/programme", branch.congress);
    let built = builds(branch).await;
    assert_eq!(built["planned_minutes"], 240, "half a day");
    assert_eq!(
        built["next"],
        Value::Null,
        "nothing begins before the opening"
    );
    let again = branch.people.post(&path, json!({})).await;
    assert_eq!(again.reasons(), ["programme_built"]);

    let mut items = arranged(&built);
    let speech = kinds(branch)
        .await
        .iter()
        .position(|kind| kind == "upper_speech")
        .expect("a speech");
    let speech = items.remove(speech);
    items.insert(5, speech);
    items.insert(
        6,
        json!({ "kind": "other", "title": "Trao Huy hiệu Đảng", "planned_minutes": 15 }),
    );
    let missing = branch
        .people
        .send(
            branch
                .people
                .request(reqwest::Method::PUT, &path)
                .json(&json!({ "items": items })),
        )
        .await;
    assert_eq!(missing.status, 428);
    let changed = branch
        .people
        .put(&path, 1, json!({ "items": items }))
        .await
        .expect_ok();
    assert_eq!(changed["version"], 2);
    assert_eq!(changed["items"][5]["kind"], "upper_speech");
    assert_eq!(changed["items"][6]["title"], "Trao Huy hiệu Đảng");
    assert_eq!(changed["planned_minutes"], 255);
    let stale = branch.people.put(&path, 1, json!({ "items": items })).await;
    assert_eq!(stale.status, 412);

    let mut wrong = arranged(&changed);
    let counting = wrong
        .iter()
        .position(|item| item["kind"] == "counting_committee")
        .expect("counters");
    wrong.swap(counting - 1, counting);
    wrong.retain(|item| item["kind"] != "attendance_report");
    let refused = branch.people.put(&path, 2, json!({ "items": wrong })).await;
    assert_eq!(
        refused.reasons(),
        ["programme_item_required", "programme_item_before"]
    );
    let mut foreign = arranged(&changed);
    foreign[0]["id"] = foreign[1]["id"].clone();
    let unknown = branch
        .people
        .put(&path, 2, json!({ "items": foreign }))
        .await;
    assert_eq!(
        unknown.fields(),
        ["unknown", "unknown"],
        "of another kind, and twice"
    );

    for person in [&story.secretary, &branch.upper, &story.observer] {
        person.get(&path).await.expect_ok();
        let answer = person
            .put(&path, 2, json!({ "items": arranged(&changed) }))
            .await;
        assert_eq!(answer.status, 403, "{:#}", answer.body);
    }
    let stranger = story.branches[1].people.get(&path).await;
    assert_eq!(stranger.status, 404);

    story.the_members_come(branch, 27, 2).await;
    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    let late = branch
        .people
        .put(&path, 2, json!({ "items": arranged(&changed) }))
        .await;
    assert_eq!(late.reasons(), ["programme_congress_opened"]);
}

#[tokio::test]
async fn a_congress_that_opens_without_a_programme_goes_by_its_plans() {
    let (story, _) = in_session().await;
    let found = kinds(&story.branches[0]).await;
    assert_eq!(found.first().map(String::as_str), Some("gathering"));
    assert_eq!(found.last().map(String::as_str), Some("closing_salute"));
    assert!(found.contains(&"committee_ballot".to_owned()));
}

#[tokio::test]
async fn the_plan_chooses_items_minutes_and_how_the_anthems_are_rendered() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let version = story.office.version(&story.plan).await;
    let content = json!({ "content": {
        "pilot_sectors": [story.enterprise, story.agency], "most_half_days": 1,
        "contents": ["review_and_direction", "self_review"],
        "programme": {
            "items": [{ "kind": "political_report", "minutes": 230 }, { "kind": "other", "title": "Xem phim tư liệu" }],
            "ceremonies": { "closing": { "internationale": "instrumental" } },
        },
    } });
    story
        .office
        .patch(&story.plan, version, content)
        .await
        .expect_ok();
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let built = builds(&story.branches[0]).await;
    let found = kinds(&story.branches[0]).await;
    assert!(
        !found.iter().any(|kind| kind.contains("ballot")),
        "{found:?}"
    );
    assert_eq!(of_kind(&built, "other")["title"], "Xem phim tư liệu");
    assert_eq!(of_kind(&built, "political_report")["planned_minutes"], 230);
    assert_eq!(codes(&built["warnings"]), ["programme_too_long"]);
    let closing = of_kind(&built, "closing_salute");
    assert_eq!(codes(&closing["warnings"]), ["programme_anthems_not_sung"]);
    let script = closing["script"].as_str().expect("a script");
    assert!(script.contains("Chỉ cử nhạc Quốc tế ca"), "{script}");
    assert!(script.contains("hát Quốc ca trên nền nhạc"), "{script}");
    assert_eq!(of_kind(&built, "opening_salute")["warnings"], json!([]));
}

#[tokio::test]
async fn from_the_opening_to_the_resolution_in_the_order_of_the_table() {
    let (story, personnel) = in_session().await;
    let branch = &story.branches[0];
    for (kind, before) in [
        ("counting_committee", 1),
        ("secretary_ballot", 3),
        ("resolution", 4),
    ] {
        let reasons = tries_item(branch, kind, "begin").await.reasons();
        assert_eq!(reasons.len(), before, "{kind}: {reasons:?}");
        assert_eq!(reasons[0], "programme_item_before");
    }
    let last = tries_item(branch, "closing_speech", "begin").await;
    assert!(last.reasons().len() > 10, "closing comes last");
    let all_at_once = last.body["reasons"].as_array().expect("reasons");
    assert!(all_at_once.iter().all(|reason| reason["ground"] != ""));
    let shut = branch
        .people
        .tries(&branch.congress, "close", json!({}))
        .await;
    assert_eq!(
        shut.reasons(),
        [
            "programme_not_done",
            "documents_not_presented",
            "resolution_not_adopted",
            "elections_not_opened"
        ]
    );

    let roll = door::called(&branch.people, &branch.congress, "official").await;
    let chair = proposes(branch, "presidium", &[&roll[0]]).await.expect_ok();
    let vote = format!("/organs/{}/vote", chair["id"].as_str().expect("a key"));
    let early = branch.people.post_seen(&vote, 1, nearly_all()).await;
    assert_eq!(early.reasons(), ["programme_item_not_reached"]);
    for kind in ["gathering", "opening_salute"] {
        takes_item(branch, kind, "begin").await;
        takes_item(branch, kind, "end").await;
    }
    takes_item(branch, "presidium_election", "begin").await;
    assert_eq!(
        tries_item(branch, "presidium_election", "end")
            .await
            .reasons(),
        [
            "programme_presidium_not_elected",
            "programme_secretariat_not_elected"
        ]
    );
    let too_many = json!({ "for": 28, "against": 0, "abstain": 0 });
    let refused = branch.people.post_seen(&vote, 1, too_many).await;
    assert_eq!(refused.reasons(), ["vote_exceeds_present"]);
    let few = json!({ "for": 15, "against": 12, "abstain": 0 });
    let rejected = branch.people.post_seen(&vote, 1, few).await.expect_ok();
    assert_eq!(
        rejected["state"], "rejected",
        "15 of 30 are not more than half"
    );
    let again = branch.people.post_seen(&vote, 2, nearly_all()).await;
    assert_eq!(again.reasons(), ["organ_rejected"]);
    let path = vote.trim_end_matches("/vote");
    let body = json!({ "members": [{ "roll_entry_id": roll[5] }] });
    branch.people.put(path, 2, body).await.expect_ok();
    let elected = branch
        .people
        .post_seen(&vote, 3, nearly_all())
        .await
        .expect_ok();
    assert_eq!(elected["state"], "elected");
    assert_eq!(elected["members"][0]["head"], true, "one is the chair");
    assert_eq!(elected["vote"]["base"]["base"], 30);
    assert_eq!(elected["vote"]["base"]["needed"], 16);
    assert_eq!(elected["vote"]["present"], 27);
    let calculation = elected["vote"]["base"]["calculation"].to_string();
    assert!(calculation.contains("Triệu tập 30"), "{calculation}");
    elects_organ(branch, "secretariat", &[&roll[1]]).await;
    takes_item(branch, "presidium_election", "end").await;

    let rest: Vec<String> = kinds(branch).await.into_iter().skip(3).collect();
    for kind in rest.iter().take_while(|kind| *kind != "resolution") {
        takes_item(branch, kind, "begin").await;
        story.what_belongs_to(branch, &personnel, kind).await;
        takes_item(branch, kind, "end").await;
    }
    let resolution = resolution_is_adopted(&story, branch).await;
    let votes = branch
        .people
        .get(&format!("{}/votes?limit=200", branch.congress))
        .await
        .expect_ok();
    let subjects: Vec<&str> = votes["items"]
        .as_array()
        .expect("votes")
        .iter()
        .map(|vote| vote["subject"].as_str().expect("a subject"))
        .collect();
    assert_eq!(subjects.iter().filter(|one| **one == "organ").count(), 4);
    assert_eq!(subjects.iter().filter(|one| **one == "target").count(), 4);
    assert_eq!(subjects.iter().filter(|one| **one == "document").count(), 4);
    assert_eq!(
        votes["items"]
            .as_array()
            .expect("votes")
            .last()
            .expect("one")["subject_id"],
        resolution["document_id"]
    );
    for kind in ["resolution", "closing_speech", "closing_salute"] {
        if kind != "resolution" {
            takes_item(branch, kind, "begin").await;
        }
        takes_item(branch, kind, "end").await;
    }
    assert_eq!(programme(branch).await["next"], Value::Null);
    branch
        .people
        .takes(&branch.congress, "close", json!({}))
        .await;
    let over = tries_item(branch, "discussion", "take_back").await;
    assert!(
        over.reasons()
            .contains(&"day_congress_not_in_session".to_owned())
    );
}

/// Two targets, one of them voted down and put to the vote anew; then the resolution. Gives it.
async fn resolution_is_adopted(story: &Story, branch: &Branch) -> Value {
    let first = lists_target(
        branch,
        "tỷ lệ đảng viên hoàn thành tốt nhiệm vụ",
        "85",
        "90",
    )
    .await;
    let second = lists_target(branch, "tỷ lệ chuyên đề sinh hoạt", "2.5", "8.5").await;
    let draft = story.document(branch, "draft_resolution").await;
    takes_item(branch, "resolution", "begin").await;
    branch.people.takes(&draft, "present", json!({})).await;
    let early = branch.people.tries(&draft, "adopt", nearly_all()).await;
    assert_eq!(early.reasons(), ["programme_targets_open"]);
    assert_eq!(
        tries_item(branch, "resolution", "end").await.reasons(),
        ["programme_targets_open", "programme_resolution_not_adopted"]
    );
    let path = |target: &Value| format!("/targets/{}", target["id"].as_str().expect("a key"));
    let (first, second) = (path(&first), path(&second));
    branch
        .people
        .post_seen(&format!("{first}/vote"), 1, nearly_all())
        .await
        .expect_ok();
    let few = json!({ "for": 15, "against": 10, "abstain": 2 });
    let down = branch
        .people
        .post_seen(&format!("{second}/vote"), 1, few)
        .await
        .expect_ok();
    assert_eq!(down["state"], "rejected");
    let kept = branch.people.delete(&second, 2).await;
    assert_eq!(kept.reasons(), ["target_rejected"]);
    let lower = json!({ "value": "5", "text": "Phấn đấu 5 %" });
    branch.people.patch(&second, 2, lower).await.expect_ok();
    branch
        .people
        .post_seen(&format!("{second}/vote"), 3, nearly_all())
        .await
        .expect_ok();
    let twice = branch
        .people
        .post_seen(&format!("{first}/vote"), 2, nearly_all())
        .await;
    assert_eq!(twice.reasons(), ["target_adopted"]);
    let put_right =
        json!({ "for": 25, "against": 1, "abstain": 1, "note": "Ghi nhầm số tán thành" });
    let corrected = branch
        .people
        .post_seen(&format!("{first}/vote"), 2, put_right)
        .await
        .expect_ok();
    assert_eq!(corrected["vote"]["for"], 25, "the later vote counts");
    branch.people.takes(&draft, "adopt", nearly_all()).await;
    let late = branch.people.patch(&second, 4, json!({ "n": 1 })).await;
    assert_eq!(
        late.reasons(),
        ["target_resolution_adopted", "target_adopted"]
    );

    let path = format!("{}/resolution", branch.congress);
    let resolution = story.observer.get(&path).await.expect_ok();
    assert_eq!(resolution["adopted"], true);
    assert_eq!(resolution["vote"]["for"], 26);
    assert_eq!(resolution["vote"]["base"]["base"], 30);
    assert_eq!(resolution["targets"][0]["value"], "90");
    assert_eq!(resolution["targets"][1]["value"], "5");
    for target in resolution["targets"].as_array().expect("targets") {
        assert_eq!(target["state"], "adopted");
        assert_eq!(target["vote"]["not_voting"], 0);
    }
    resolution
}

#[tokio::test]
async fn organs_are_of_official_members_and_whoever_counts_is_on_no_list() {
    let (story, personnel) = a_convened_pilot().await;
    let branch = &story.branches[0];
    let official = door::called(&branch.people, &branch.congress, "official").await;
    let probationary = door::called(&branch.people, &branch.congress, "probationary").await;
    let credentials = proposes(branch, "credentials_committee", &[&official[0]]).await;
    assert_eq!(credentials.reasons(), ["organ_no_credentials_committee"]);
    assert_eq!(
        credentials.body["reasons"][0]["regulation"],
        "24-QĐ/TW (30/7/2021)"
    );
    let refused = proposes(branch, "presidium", &[&official[0], &probationary[0]]).await;
    assert_eq!(refused.reasons(), ["organ_member_not_official"]);
    let stranger = daihoi::db::id::Id::<()>::new().to_string();
    let refused = proposes(branch, "secretariat", &[&stranger]).await;
    assert_eq!(refused.reasons(), ["organ_member_not_on_roll"]);

    let both = proposes(branch, "counting_committee", &[&official[2], &official[10]]).await;
    assert_eq!(both.reasons(), ["organ_counter_on_list"]);
    let detail = both.body["reasons"][0]["detail"].as_str().expect("words");
    assert!(detail.contains("Lê Văn Cường"), "{detail}");

    let committee = proposes(
        branch,
        "counting_committee",
        &[&official[10], &official[11]],
    )
    .await
    .expect_ok();
    let alone = proposes(branch, "counting_committee", &[&official[4]]).await;
    assert_eq!(alone.reasons(), ["organ_one_counter"]);
    let two = [&official[4], &official[5]];
    let again = proposes(branch, "counting_committee", &two).await;
    assert_eq!(again.status, 409, "one of each kind");
    let path = format!("/organs/{}", committee["id"].as_str().expect("a key"));
    let early = branch
        .people
        .post_seen(&format!("{path}/vote"), 1, nearly_all())
        .await;
    let reasons = early.reasons();
    assert!(reasons.contains(&"day_congress_not_in_session".to_owned()));
    assert!(
        reasons.contains(&"organ_member_absent".to_owned()),
        "{reasons:?}"
    );

    // The roll has one more official member now; 27 of 31 are a quorum all the same.
    story.the_members_come(branch, 27, 2).await;
    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    story
        .the_congress_comes_to(branch, &personnel, "counting_committee")
        .await;
    takes_item(branch, "counting_committee", "begin").await;
    let probing = json!({ "members": [{ "roll_entry_id": official[10] }] });
    let upper = branch.upper.put(&path, 1, probing).await;
    assert_eq!(
        upper.reasons(),
        ["wrong_office"],
        "who is nominated is not told"
    );
    let upper = branch
        .upper
        .post_seen(&format!("{path}/vote"), 1, nearly_all())
        .await;
    assert_eq!(upper.status, 403, "an office above has no hand in it");
    branch
        .people
        .post_seen(&format!("{path}/vote"), 1, nearly_all())
        .await
        .expect_ok();
    takes_item(branch, "counting_committee", "end").await;
    // A counter is replaced after all: the committee must be voted on anew, though its item has ended.
    let other = json!({
        "members": [{ "roll_entry_id": official[4], "head": true }, { "roll_entry_id": official[5] }],
    });
    let changed = branch.people.put(&path, 2, other).await.expect_ok();
    assert_eq!(changed["state"], "proposed");
    branch
        .people
        .post_seen(&format!("{path}/vote"), 3, nearly_all())
        .await
        .expect_ok();
}

#[tokio::test]
async fn r_quo_02_the_quorum_is_looked_at_before_every_vote() {
    let (story, _) = in_session().await;
    let branch = &story.branches[0];
    let present = door::called(&branch.people, &branch.congress, "official").await;
    for entry in &present[..8] {
        let body = json!({ "mark": "left_early" });
        branch
            .people
            .put(&format!("/roll-entries/{entry}/mark"), 2, body)
            .await
            .expect_ok();
    }
    let path = format!("{}/votes", branch.congress);
    let question = |note: Option<&str>| {
        json!({
            "subject": "other", "wording": "Kéo dài đại hội sang buổi chiều", "for": 16, "against": 3, "abstain": 0,
            "note": note,
        })
    };
    let refused = branch.people.post(&path, question(None)).await;
    assert_eq!(refused.reasons(), ["vote_without_quorum"]);
    let kept = branch
        .people
        .post(&path, question(Some("Tám đồng chí phải về đơn vị trực")))
        .await
        .expect_ok();
    assert_eq!(kept["quorum_reached"], false);
    assert_eq!(
        kept["adopted"], true,
        "whoever left stays in the base of 30"
    );
    assert_eq!(kept["present"], 19);
    let elsewhere =
        json!({ "subject": "target", "for": 1, "against": 0, "abstain": 0, "note": "x" });
    let refused = branch.people.post(&path, elsewhere).await;
    assert_eq!(refused.reasons(), ["vote_subject_elsewhere"]);
    let read = format!("/votes/{}", kept["id"].as_str().expect("a key"));
    assert_eq!(branch.upper.get(&read).await.expect_ok()["for"], 16);
}

#[tokio::test]
async fn the_chairmans_script_is_filled_from_the_data_and_the_minutes_run() {
    let (story, personnel) = in_session().await;
    let branch = &story.branches[0];
    story
        .the_congress_comes_to(branch, &personnel, "political_report")
        .await;
    let shown = programme(branch).await;
    let report = of_kind(&shown, "attendance_report")["script"].clone();
    let report = report.as_str().expect("a script");
    let sentence = "Đại hội có mặt 27 trên 30 đảng viên chính thức được triệu tập, đạt 90%";
    assert!(report.contains(sentence), "{report}");
    let english = branch
        .people
        .send(
            branch
                .people
                .request(
                    reqwest::Method::GET,
                    &format!("{}/programme", branch.congress),
                )
                .header("Accept-Language", "en"),
        )
        .await
        .expect_ok();
    let report = of_kind(&english, "attendance_report")["script"].to_string();
    assert!(report.contains("27 of the 30 official members"), "{report}");
    let chair = of_kind(&shown, "presidium_election")["script"].to_string();
    assert!(
        chair.contains("đồng chí Nguyễn Văn An"),
        "the chair by name: {chair}"
    );
    assert_eq!(shown["next"], of_kind(&shown, "political_report")["id"]);

    takes_item(branch, "political_report", "begin").await;
    story.world.state.clock.advance(TimeDelta::minutes(24));
    let on_time = programme(branch).await;
    let item = of_kind(&on_time, "political_report");
    assert_eq!(
        (&item["real_minutes"], &item["progress"]),
        (&json!(24), &json!("running"))
    );
    assert_eq!(item["warnings"], json!([]));
    assert_eq!(
        codes(&item["steps"][0]["missing"]),
        ["programme_document_not_presented"],
        "what is missing is told"
    );
    story.world.state.clock.advance(TimeDelta::minutes(16));
    story
        .what_belongs_to(branch, &personnel, "political_report")
        .await;
    takes_item(branch, "political_report", "end").await;
    story.world.state.clock.advance(TimeDelta::minutes(5));
    let over = programme(branch).await;
    let item = of_kind(&over, "political_report");
    assert_eq!(item["real_minutes"], 40);
    assert_eq!(codes(&item["warnings"]), ["programme_report_over_time"]);
    assert_eq!(over["real_minutes"], 40);

    let silent = tries_item(branch, "political_report", "take_back").await;
    assert_eq!(silent.reasons(), ["reason_missing"]);
}

#[tokio::test]
async fn targets_that_contradict_are_pointed_out_and_left_as_they_are() {
    let (story, _) = a_convened_pilot().await;
    let branch = &story.branches[1];
    story.the_branch_prepares(branch, "2022-05-12").await;
    let report = story.document(branch, "political_report").await;
    branch
        .upper
        .takes(
            &report,
            "return_for_revision",
            json!({ "note": "Bổ sung chỉ tiêu" }),
        )
        .await;
    branch.people.takes(&report, "revise", json!({})).await;
    story
        .a_version(
            branch,
            &report,
            "Phương hướng: phấn đấu tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 92,5 % trở lên.",
        )
        .await;
    let indicator = "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ";
    let first = lists_target(branch, indicator, "95", "90").await;
    assert_eq!(
        codes(&first["remarks"]),
        ["target_against_baseline", "target_differs_from_document"]
    );
    let detail = first["remarks"][1]["detail"].as_str().expect("words");
    assert!(detail.contains("92,5") && detail.contains("90"), "{detail}");
    lists_target(branch, indicator, "85", "92.5").await;
    let path = format!("{}/targets", branch.congress);
    let listed = branch.upper.get(&path).await.expect_ok();
    assert_eq!(
        codes(&listed["items"][0]["remarks"]),
        [
            "target_against_baseline",
            "targets_contradict",
            "target_differs_from_document"
        ]
    );
    assert_eq!(
        codes(&listed["items"][1]["remarks"]),
        ["targets_contradict"]
    );
    assert_eq!(listed["items"][0]["value"], "90", "never silently changed");

    let target = format!("/targets/{}", first["id"].as_str().expect("a key"));
    let foreign = branch.upper.patch(&target, 1, json!({ "n": 2 })).await;
    assert_eq!(foreign.status, 403);
    let early = branch
        .people
        .post_seen(&format!("{target}/vote"), 1, nearly_all())
        .await;
    assert!(
        early
            .reasons()
            .contains(&"day_congress_not_in_session".to_owned())
    );
    branch.people.delete(&target, 1).await;
    let left = branch.people.get(&path).await.expect_ok();
    assert_eq!(left["items"].as_array().expect("targets").len(), 1);
    assert_eq!(left["items"][0]["remarks"], json!([]));
    let wrong = json!({
        "text": " ", "indicator": "a", "unit": "%", "direction": "increase", "value": "90",
    });
    assert_eq!(
        branch.people.post(&path, wrong).await.fields(),
        ["text_blank"]
    );
    let wrong = json!({
        "text": "a", "indicator": "a", "unit": "%", "direction": "increase", "value": "8,5",
    });
    assert_eq!(
        branch.people.post(&path, wrong).await.fields(),
        ["format_figure"]
    );
}

#[tokio::test]
async fn the_pilots_of_the_demo_have_had_their_day() {
    let world = World::new().await;
    assert!(daihoi::demo::load(&world.state).await.expect("told"));
    let (items, open, elected, adopted, votes_recorded): (i64, i64, i64, i64, i64) = world
        .read(|conn| {
            let items = programme_items::table.select(count_star());
            let open = items.filter(programme_items::ended_at.is_null());
            Ok((
                items.first(conn)?,
                open.first(conn)?,
                organs::table
                    .filter(organs::state.eq(OrganState::Elected))
                    .select(count_star())
                    .first(conn)?,
                targets::table
                    .filter(targets::state.eq(TargetState::Adopted))
                    .select(count_star())
                    .first(conn)?,
                votes::table
                    .filter(votes::adopted.eq(true))
                    .select(count_star())
                    .first(conn)?,
            ))
        })
        .await;
    assert_eq!((items, open), (40, 0), "two programmes, each to its end");
    assert_eq!(
        (elected, adopted),
        (6, 6),
        "three organs and three targets each"
    );
    // Of each pilot: programme and rules, three organs, three targets, four documents; number and list of each of
    // three elections.
    assert_eq!(votes_recorded, 36);
}
