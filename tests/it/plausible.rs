//! What cannot have been: people taken twice, dates and figures that nobody can mean.

use daihoi::auth::permission::Role;
use serde_json::{Value, json};

use crate::ballots::{comes_to_the_list, round};
use crate::elections::at_the_ballots;
use crate::story::Story;

async fn a_pilot_is_prepared() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    story
}

#[tokio::test]
async fn one_person_of_the_roll_is_one_candidate_of_an_election() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let committee = &elections[0].0;
    let votes = json!({ "for": 27, "against": 0, "abstain": 0 });
    let seats = json!({ "seats": 3, "votes": votes });
    branch.people.takes(committee, "vote_seats", seats).await;
    branch
        .people
        .takes(committee, "publish_list", json!({}))
        .await;
    let path = format!("{committee}/candidates");
    let listed = branch.people.get(&path).await.expect_ok();
    let (first, second) = (&listed["items"][0], &listed["items"][1]);
    assert!(first["roll_entry_id"].is_string(), "{first:#}");
    let path = format!("{path}/{}", second["id"].as_str().expect("a key"));
    let version = second["version"].as_i64().expect("a version");
    let taken = json!({ "roll_entry_id": first["roll_entry_id"] });
    let answer = branch.people.patch(&path, version, taken).await;
    assert_eq!(
        answer.reasons(),
        ["candidate_entry_taken", "candidate_other_person"]
    );
    let own = json!({ "roll_entry_id": second["roll_entry_id"] });
    branch.people.patch(&path, version, own).await.expect_ok();
}

#[tokio::test]
async fn nobody_is_put_forward_who_is_a_child_unborn_or_long_dead() {
    let story = a_pilot_is_prepared().await;
    let branch = &story.branches[0];
    let begun = branch
        .people
        .post(&format!("{}/personnel", branch.congress), json!({}))
        .await
        .expect_ok();
    let path = format!(
        "/personnel/{}/nominees",
        begun["id"].as_str().expect("a key")
    );
    let nominee = |born: &str| {
        json!({
            "full_name": "Nguyễn Văn An", "birth_date": born, "sex": "male", "candidacy": "first_time",
            "post": "secretary",
        })
    };
    let child = branch.people.post(&path, nominee("2015-01-01")).await;
    assert_eq!(child.reasons(), ["nominee_too_young"]);
    for (born, code) in [
        ("2030-01-01", "born_in_future"),
        ("1900-01-01", "born_too_long_ago"),
    ] {
        let answer = branch.people.post(&path, nominee(born)).await;
        assert_eq!(answer.fields(), [code]);
    }
    let an = branch
        .people
        .post(&path, nominee("1985-03-02"))
        .await
        .expect_ok();
    let own = format!("{path}/{}", an["id"].as_str().expect("a key"));
    let child = branch
        .people
        .patch(&own, 1, json!({ "birth_date": "2015-01-01" }))
        .await;
    assert_eq!(child.reasons(), ["nominee_too_young"]);
}

#[tokio::test]
async fn a_nominee_who_is_a_member_is_called_and_born_as_the_record_says() {
    let story = a_pilot_is_prepared().await;
    let branch = &story.branches[0];
    let status = daihoi::member::model::MemberStatus::Official;
    crate::door::member(&story.world, &branch.place, status, "Nguyễn Văn An").await;
    let path = format!("/units/{}/members", branch.place.id);
    let listed = branch.people.get(&path).await.expect_ok();
    let member = &listed["items"][0]["id"];
    let begun = branch
        .people
        .post(&format!("{}/personnel", branch.congress), json!({}))
        .await
        .expect_ok();
    let path = format!(
        "/personnel/{}/nominees",
        begun["id"].as_str().expect("a key")
    );
    let mut body = json!({
        "member_id": member, "candidacy": "first_time", "post": "secretary", "full_name": "Lê Văn Bình",
    });
    let both = branch.people.post(&path, body.clone()).await;
    assert_eq!(both.fields(), ["nominee_field_of_member"]);
    body.as_object_mut().expect("a body").remove("full_name");
    let an = branch.people.post(&path, body).await.expect_ok();
    let own = format!("{path}/{}", an["id"].as_str().expect("a key"));
    let other = json!({ "full_name": "Lê Văn Bình", "birth_date": "1990-01-01" });
    let answer = branch.people.patch(&own, 1, other).await;
    assert_eq!(answer.reasons(), ["nominee_unlike_member"]);
}

#[tokio::test]
async fn the_personnel_work_is_not_older_than_its_plan_nor_larger_than_its_branch() {
    let story = a_pilot_is_prepared().await;
    let branch = &story.branches[0];
    let begun = branch
        .people
        .post(&format!("{}/personnel", branch.congress), json!({}))
        .await
        .expect_ok();
    let personnel = format!("/personnel/{}", begun["id"].as_str().expect("a key"));
    let record = |held_on: &str, summoned: i64| json!({ "held_on": held_on, "summoned": summoned, "present": summoned, "minutes": "Biên bản" });
    let step = format!("{personnel}/steps/1");
    let answer = branch
        .people
        .put(&step, 1, record("1990-01-01", 100_000))
        .await;
    assert_eq!(
        answer.reasons(),
        [
            "personnel_date_before_plan",
            "personnel_summoned_over_members"
        ]
    );
    let answer = branch.people.put(&step, 1, record("1900-01-01", 5)).await;
    assert_eq!(answer.fields(), ["date_before_party"]);
}

#[tokio::test]
async fn an_opinion_on_a_scheme_and_a_notice_of_a_congress_have_days_that_can_be() {
    let story = a_pilot_is_prepared().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    story.the_documents_are_reviewed(branch).await;
    let personnel = story
        .the_personnel_steps_are_signed(branch, "2022-04-01")
        .await;
    branch
        .people
        .takes(&personnel, "submit_scheme", json!({}))
        .await;
    let opinion = |on: &str| json!({ "opinion_symbol": "12-CV/ĐU", "opinion_on": on, "opinion_text": "Đồng ý" });
    let early = branch
        .upper
        .tries(&personnel, "approve_scheme", opinion("2022-03-31"))
        .await;
    assert_eq!(early.reasons(), ["personnel_opinion_date_too_early"]);
    branch
        .upper
        .takes(&personnel, "approve_scheme", opinion("2022-04-01"))
        .await;
    branch
        .people
        .takes(&branch.congress, "submit_dossier", json!({}))
        .await;
    branch
        .upper
        .takes(&branch.congress, "approve", json!({}))
        .await;
    story.the_roll_is_drawn_up(branch).await;
    for (notice, wrong) in [
        ("2022-03-15", vec!["notice_before_plan"]),
        ("2022-04-02", vec!["notice_in_future"]),
    ] {
        let summons = json!({ "notice_given_on": notice, "note": "Đã báo cáo" });
        let answer = branch
            .people
            .tries(&branch.congress, "convene", summons)
            .await;
        assert_eq!(answer.reasons(), wrong);
    }
    let ancient = json!({ "notice_given_on": "1900-01-01" });
    let answer = branch
        .people
        .tries(&branch.congress, "convene", ancient)
        .await;
    assert_eq!(answer.fields(), ["date_before_party"]);
}

#[tokio::test]
async fn a_plan_has_dates_that_can_be() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let ahead = json!({ "symbol": "65-KH/ĐUK", "issued_on": "2022-03-17" });
    let answer = story.secretary.tries(&story.plan, "issue", ahead).await;
    assert_eq!(answer.reasons(), ["issue_date_in_future"]);
    let version = story.office.version(&story.plan).await;
    for (from, to, codes) in [
        ("0001-01-01", "9999-12-31", vec!["date_out_of_range"; 2]),
        ("1929-01-01", "2022-07-31", vec!["date_before_party"]),
    ] {
        let windows = json!({ "rest_from": from, "rest_to": to });
        let answer = story.office.patch(&story.plan, version, windows).await;
        assert_eq!(answer.fields(), codes, "{from} {to}");
    }
    let windows = json!({ "rest_to": "2099-12-31" });
    story
        .office
        .patch(&story.plan, version, windows)
        .await
        .expect_ok();
    let number = json!({ "symbol": "65-KH/ĐUK", "issued_on": "2022-03-16" });
    let answer = story.secretary.tries(&story.plan, "issue", number).await;
    assert_eq!(
        answer.reasons(),
        ["windows_too_long", "windows_outside_term"]
    );
}

#[tokio::test]
async fn who_counts_and_acts_for_the_branch_too_is_told_why_that_is_in_the_way() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let committee = &elections[0].0;
    let unit = Some(branch.place.id);
    let offices = [(Role::BranchCommittee, unit), (Role::Counter, unit)];
    let both = story.world.somebody(&offices).await;
    comes_to_the_list(branch, committee, 3).await;
    branch
        .people
        .takes(committee, "issue_ballots", json!({}))
        .await;
    let ballot = round(&branch.people, committee).await;
    let next = both
        .get(&format!("{}/next", branch.congress))
        .await
        .expect_ok();
    let steps = next["steps"].as_array().expect("steps");
    let count = steps
        .iter()
        .find(|step| step["step"] == "enter_count")
        .expect("counting is next");
    assert_eq!(count["reasons"][0]["code"], "count_by_the_branch");
    assert_eq!(count["reasons"][1], Value::Null);
    let minutes = crate::ballots::minutes(&ballot, &[25, 24, 23, 4]);
    let answer = crate::ballots::enters(&both, committee, &ballot["n"], &minutes).await;
    assert_eq!(answer.reasons(), ["count_by_the_branch"], "as it says");
}

#[tokio::test]
async fn what_is_next_says_what_is_in_the_way_of_the_scheme_and_how_it_is_cleared() {
    let story = a_pilot_is_prepared().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let personnel = story
        .the_personnel_steps_are_signed(branch, "2022-04-01")
        .await;
    // One more of the committee's list is too many, and a deputy is no longer on it.
    let path = format!("{personnel}/nominees");
    let nominee = json!({
        "full_name": "Vũ Văn Giang", "birth_date": "1985-03-02", "sex": "male", "candidacy": "first_time",
        "post": "branch_committee_member",
    });
    branch.people.post(&path, nominee).await.expect_ok();
    let refused = branch
        .people
        .tries(&personnel, "submit_scheme", json!({}))
        .await;
    assert_eq!(
        refused.reasons(),
        [
            "personnel_surplus_too_large",
            "personnel_nominee_not_voted_on"
        ]
    );
    let next = branch
        .people
        .get(&format!("{}/next", branch.congress))
        .await
        .expect_ok();
    let steps = next["steps"].as_array().expect("steps");
    let submit = steps
        .iter()
        .find(|step| step["step"] == "submit_scheme")
        .expect("submitting is next");
    assert_eq!(submit["allowed"], false);
    let codes: Vec<&Value> = submit["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .map(|reason| &reason["code"])
        .collect();
    assert_eq!(
        codes,
        ["personnel_surplus_too_large", "personnel_list_to_mend"],
        "no name leaves it"
    );
    let withdrawing: Vec<&Value> = steps
        .iter()
        .filter(|step| step["step"] == "withdraw_nominee")
        .collect();
    assert_eq!(withdrawing.len(), 5);
    assert!(
        steps
            .iter()
            .any(|step| step["step"] == "repeat_personnel_step")
    );
    let listed = branch.people.get(&path).await.expect_ok();
    let giang = listed["items"]
        .as_array()
        .expect("nominees")
        .iter()
        .find(|one| one["full_name"] == "Vũ Văn Giang")
        .expect("put forward");
    let key = giang["id"].as_str().expect("a key");
    let step = withdrawing
        .iter()
        .find(|step| {
            step["path"]
                .as_str()
                .is_some_and(|path| path.ends_with(key))
        })
        .expect("may be withdrawn");
    let why = json!({ "withdrawn_reason": "Danh sách vượt số dư" });
    crate::clerk::says(&branch.people, step, &why)
        .await
        .expect_ok();
    branch
        .people
        .takes(&personnel, "submit_scheme", json!({}))
        .await;
}

#[tokio::test]
async fn no_branch_is_merged_away_between_summons_and_closing() {
    let (story, _) = at_the_ballots().await;
    let branch = &story.branches[0];
    let keeper = story.world.administrator().await;
    let path = format!("/units/{}/successors", branch.place.id);
    let heir = story.branches[2].place.id;
    let body = json!({
        "kind": "merge", "on_date": "2022-05-11", "successors": [heir], "note": "Sắp xếp tổ chức",
    });
    let answer = keeper.adds(&path, body).await;
    assert_eq!(answer.reasons(), ["unit_in_congress"]);
}

#[tokio::test]
async fn an_amendment_changes_something_and_takes_nothing_away_that_has_begun() {
    let story = a_pilot_is_prepared().await;
    let amends = async |changes: Value| {
        let body = json!({ "note": "Điều chỉnh", "changes": changes });
        story.secretary.tries(&story.plan, "amend", body).await
    };
    assert_eq!(amends(json!({})).await.reasons(), ["amendment_empty"]);
    let same = story.office.get(&story.plan).await.expect_ok();
    let title = json!({ "title": same["title"] });
    assert_eq!(amends(title).await.reasons(), ["amendment_empty"]);
    let mut content = same["content"].clone();
    content["without_pilots"] = true.into();
    content["personnel_steps"] = json!([]);
    let scope = json!([story.branches[0].place.id]);
    let answer = amends(json!({ "content": content, "scope": scope })).await;
    assert_eq!(
        answer.reasons(),
        [
            "scope_cuts_off_congresses",
            "pilots_there_already",
            "personnel_steps_missing"
        ]
    );
}
