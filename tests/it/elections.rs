//! Elections: the order of their steps, the two entries that cannot see each other, ties and vacancies.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::ballots::{comes_to_the_list, counters, elections, enters, is_held, minutes, round};
use crate::conduct::{takes_item, tries_item};
use crate::person::{Answer, Person};
use crate::story::{Branch, Story};

/// A pilot in session, come to its ballots, and its elections: committee, secretary, deputy.
pub async fn at_the_ballots() -> (Story, Vec<(String, String)>) {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    story.the_documents_are_reviewed(branch).await;
    let scheme = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    story.the_congress_is_convened(branch, "2022-04-01").await;
    story.world.goes_on_to("2022-05-11");
    story.the_members_come(branch, 27, 2).await;
    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    story
        .the_congress_comes_to(branch, &scheme, "committee_ballot")
        .await;
    takes_item(branch, "committee_ballot", "begin").await;
    let elections = elections(branch).await;
    (story, elections)
}

async fn state(branch: &Branch, election: &str) -> Value {
    branch.people.get(election).await.expect_ok()["state"].clone()
}

#[tokio::test]
async fn r_fv_02_each_post_has_a_ballot_of_its_own_in_its_order() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let posts: Vec<&str> = elections.iter().map(|(_, post)| post.as_str()).collect();
    assert_eq!(
        posts,
        ["branch_committee_member", "secretary", "deputy_secretary"]
    );
    let votes = json!({ "seats": 1, "votes": { "for": 27, "against": 0, "abstain": 0 } });
    let early = branch
        .people
        .tries(&elections[1].0, "vote_seats", votes)
        .await;
    assert_eq!(early.reasons(), ["election_out_of_order"]);
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    let joint = json!({ "with_posts": ["secretary"] });
    let refused = branch.people.tries(committee, "issue_ballots", joint).await;
    assert_eq!(refused.reasons(), ["election_not_separate"], "T7");
    let hands = branch
        .people
        .tries(
            committee,
            "issue_ballots",
            json!({ "form": "show_of_hands" }),
        )
        .await;
    assert_eq!(hands.reasons(), ["election_not_secret"]);
}

#[tokio::test]
async fn r_prg_01_programme_and_ballots_wait_for_each_other() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    let (committee, secretary) = (&elections[0].0, &elections[1].0);
    comes_to_the_list(branch, committee, 3).await;
    is_held(branch, &counters, committee, &[25, 24, 23, 4]).await;
    let undecided = tries_item(branch, "committee_ballot", "end").await;
    assert_eq!(undecided.reasons(), ["programme_election_not_decided"]);
    branch.people.takes(committee, "conclude", json!({})).await;
    // The committee's item still runs: no ballot for the secretary.
    comes_to_the_list(branch, secretary, 1).await;
    let early = branch
        .people
        .tries(secretary, "issue_ballots", json!({}))
        .await;
    assert_eq!(early.reasons(), ["programme_item_not_reached"]);
    takes_item(branch, "committee_ballot", "end").await;
    takes_item(branch, "secretary_ballot", "begin").await;
    is_held(branch, &counters, secretary, &[25]).await;
    branch.people.takes(secretary, "conclude", json!({})).await;
    takes_item(branch, "secretary_ballot", "end").await;
}

/// Corrects how a candidate stands on the roll.
async fn is_corrected(branch: &Branch, candidate: &Value, what: Value) -> Answer {
    let entry = candidate["roll_entry_id"].as_str().expect("on the roll");
    let path = format!("/roll-entries/{entry}");
    let shown = branch.people.get(&path).await.expect_ok();
    let version = shown["version"].as_i64().expect("a version");
    branch.people.patch(&path, version, what).await
}

#[tokio::test]
async fn r_el_02_nobody_is_elected_whom_the_roll_has_come_to_bar() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    let list = format!("{committee}/candidates");
    let candidates = branch.people.get(&list).await.expect_ok();
    let (first, fourth) = (&candidates["items"][0], &candidates["items"][3]);
    let barred = json!({ "status": "prosecuted", "reason": "Có quyết định khởi tố" });
    let official = json!({ "status": "official", "reason": "Ghi nhầm" });
    is_corrected(branch, fourth, barred.clone())
        .await
        .expect_ok();
    let issue = |form: Value| branch.people.tries(committee, "issue_ballots", form);
    assert_eq!(issue(json!({})).await.reasons(), ["roll_may_not_stand"]);

    // The way on: the congress takes the list up again, and lets the name go.
    let hands = json!({ "votes": { "for": 26, "against": 0, "abstain": 0 } });
    branch
        .people
        .takes(committee, "reopen_nominations", hands.clone())
        .await;
    branch
        .people
        .takes(committee, "close_nominations", json!({}))
        .await;
    is_corrected(branch, fourth, official).await.expect_ok();
    let hands = json!({ "votes": { "for": 27, "against": 0, "abstain": 0 } });
    branch.people.takes(committee, "vote_list", hands).await;

    // A ballot that is being cast holds its names, and a result those elected.
    branch
        .people
        .takes(committee, "issue_ballots", json!({}))
        .await;
    let off = json!({ "struck_off": true, "reason": "Ghi nhầm" });
    let refused = is_corrected(branch, first, off.clone()).await;
    assert_eq!(
        refused.reasons(),
        ["roll_entry_on_ballot", "roll_entry_struck_off"]
    );
    let harmless = json!({ "birth_date": "1970-01-15", "reason": "Bổ sung ngày sinh" });
    is_corrected(branch, first, harmless).await.expect_ok();
    let round = round(&branch.people, committee).await;
    let figures = minutes(&round, &[25, 24, 23, 4]);
    for counter in &counters {
        enters(counter, committee, &round["n"], &figures)
            .await
            .expect_ok();
    }
    branch.people.takes(committee, "announce", json!({})).await;
    for what in [off, barred] {
        let refused = is_corrected(branch, first, what).await;
        assert_eq!(refused.reasons()[0], "roll_entry_elected");
    }
    branch.people.takes(committee, "conclude", json!({})).await;
}

/// The votes by hand on this thing, the first one first.
async fn votes_on(branch: &Branch, thing: &str) -> Vec<Value> {
    let path = format!("{}/votes?limit=200", branch.congress);
    let votes = branch.people.get(&path).await.expect_ok();
    let items = votes["items"].as_array().expect("votes");
    let on = items.iter().filter(|vote| vote["subject_id"] == thing);
    on.cloned().collect()
}

#[tokio::test]
async fn r_quo_02_and_r_list_02_number_and_list_are_votes_of_the_congress_like_every_other() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let committee = &elections[0].0;
    let id = crate::story::key(committee);
    // Nine leave: eighteen of thirty are no quorum.
    let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
    for entry in &roll[18..27] {
        let path = format!("/roll-entries/{entry}");
        let shown = branch.people.get(&path).await.expect_ok();
        let version = shown["version"].as_i64().expect("a version");
        let left = json!({ "mark": "left_early" });
        branch
            .people
            .put(&format!("{path}/mark"), version, left)
            .await
            .expect_ok();
    }
    let mut seats = json!({ "seats": 3, "votes": { "for": 17, "against": 0, "abstain": 1 } });
    let lost = branch
        .people
        .tries(committee, "vote_seats", seats.clone())
        .await;
    assert_eq!(lost.reasons(), ["election_quorum_lost"]);
    assert_eq!(votes_on(branch, id).await.len(), 0, "nothing half done");
    seats["note"] = "Một số đồng chí tạm vắng, đã báo cáo đoàn chủ tịch".into();
    let voted = branch.people.takes(committee, "vote_seats", seats).await;
    for step in ["publish_list", "close_nominations"] {
        branch.people.takes(committee, step, json!({})).await;
    }
    let candidates = branch
        .people
        .get(&format!("{committee}/candidates"))
        .await
        .expect_ok();
    let fourth = &candidates["items"][3];
    let path = format!(
        "{committee}/candidates/{}/withdrawal",
        fourth["id"].as_str().expect("a key")
    );
    let asked = branch
        .people
        .post_seen(
            &path,
            fourth["version"].as_i64().expect("a version"),
            json!({ "reason": "Tuổi cao" }),
        )
        .await
        .expect_ok();
    let version = asked["version"].as_i64().expect("a version");
    let kept = json!({ "votes": { "for": 2, "against": 16, "abstain": 0 } });
    let lost = branch.people.put(&path, version, kept.clone()).await;
    assert_eq!(lost.reasons(), ["vote_without_quorum"]);
    let mut with_reason = kept;
    with_reason["note"] = "Như trên".into();
    let decided = branch
        .people
        .put(&path, version, with_reason)
        .await
        .expect_ok();
    assert_eq!(decided["withdrawal_vote"]["carried"], false);
    let list = json!({
        "votes": { "for": 18, "against": 0, "abstain": 0 }, "note": "Như trên",
    });
    branch.people.takes(committee, "vote_list", list).await;

    let votes = votes_on(branch, id).await;
    let subjects: Vec<&Value> = votes.iter().map(|vote| &vote["subject"]).collect();
    assert_eq!(subjects, ["number_to_elect", "ballot_list"]);
    assert_eq!(votes[0]["base"], voted["seats_vote"]["base"]);
    assert_eq!(votes[0]["for"], voted["seats_vote"]["for"]);
    assert_eq!(votes[0]["quorum_reached"], false);
    assert_eq!(votes[0]["wording"], "Số lượng bầu chi ủy viên: 3");
    let withdrawal = votes_on(branch, fourth["id"].as_str().expect("a key")).await;
    assert_eq!(withdrawal[0]["subject"], "withdrawal");
    assert_eq!(withdrawal[0]["adopted"], false);
}

/// Everything that somebody may read of the congress and its election, as one text.
async fn all_that_can_be_read(person: &Person, branch: &Branch, election: &str) -> String {
    let congress = &branch.congress;
    let mut text = String::new();
    for path in [
        election.to_owned(),
        format!("{election}/rounds"),
        format!("{election}/rounds/1"),
        format!("{election}/actions"),
        format!("{election}/history"),
        format!("{election}/ballot"),
        congress.clone(),
        format!("{congress}/history"),
        format!("{congress}/elections"),
        format!("{congress}/programme"),
        format!("{congress}/next"),
        format!("{congress}/papers"),
        "/events".to_owned(),
        "/me/notices".to_owned(),
        format!("/audit?subject_id={}", crate::story::key(election)),
        format!("/audit?subject_id={}", crate::story::key(congress)),
    ] {
        text.push_str(&person.get(&path).await.body.to_string());
    }
    let papers = person.get(&format!("{congress}/papers")).await.body;
    for paper in papers["items"].as_array().into_iter().flatten() {
        let kind = paper["kind"].as_str().expect("a kind");
        let mut path = format!("{congress}/papers/{kind}?format=html");
        if let Some(of) = paper["election_id"].as_str() {
            write!(path, "&election={of}").expect("written");
        }
        if let Some(round) = paper["round"].as_i64() {
            write!(path, "&round={round}").expect("written");
        }
        let request = person.request(reqwest::Method::GET, &path);
        let page = request.send().await.expect("an answer").text().await;
        text.push_str(&page.expect("a page"));
    }
    text
}

#[tokio::test]
async fn nobody_sees_the_first_entry_before_the_second_is_in() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let [first, second] = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    branch
        .people
        .takes(committee, "issue_ballots", json!({}))
        .await;
    let ballot = round(&branch.people, committee).await;
    // Figures that occur nowhere else: 25 of 27 valid, 23 + 21 + 19 + 11 votes.
    let mut entered = minutes(&ballot, &[23, 21, 19, 11]);
    entered["valid"] = 25.into();
    entered["invalid"] = json!([{ "reason": "marked", "count": 2 }]);
    let made = enters(&first, committee, &ballot["n"], &entered).await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    let twice = enters(&first, committee, &ballot["n"], &entered).await;
    assert_eq!(
        twice.status, 409,
        "one person enters once: {:#}",
        twice.body
    );

    for person in [
        &first,
        &second,
        &branch.people,
        &branch.upper,
        &story.office,
        &story.observer,
    ] {
        let seen = all_that_can_be_read(person, branch, committee).await;
        for figure in [
            "\"votes\":23",
            "\"votes\":21",
            "\"votes\":19",
            "\"votes\":11",
            "\"valid\":25",
            "\"marked\"",
            ">23<",
        ] {
            assert!(
                !seen.contains(figure),
                "{figure} is to be read before the second entry"
            );
        }
    }
    let not_yet = branch.people.tries(committee, "announce", json!({})).await;
    assert_eq!(not_yet.status, 409);

    // The second differs in one name; the difference is listed, and a third entry settles it and is kept.
    let mut other = entered.clone();
    other["candidates"][0]["votes"] = 22.into();
    enters(&second, committee, &ballot["n"], &other)
        .await
        .expect_ok();
    // While they differ, only those who count read them.
    for person in [
        &branch.people,
        &branch.upper,
        &story.office,
        &story.observer,
    ] {
        let seen = all_that_can_be_read(person, branch, committee).await;
        for figure in [
            "\"votes\":23",
            "\"votes\":22",
            "\"valid\":25",
            ">23<",
            ">22<",
        ] {
            assert!(!seen.contains(figure), "{figure} is to be read unsettled");
        }
    }
    let counted = round(&first, committee).await;
    assert_eq!(
        counted["differences"].as_array().expect("a list").len(),
        1,
        "{counted:#}"
    );
    let settles = &counted["counters"][2]["roll_entry_id"];
    let settled =
        json!({ "counter_id": settles, "minutes": entered, "note": "Đọc lại biên bản đã ký" });
    let version = counted["version"].as_i64().expect("a version");
    let path = format!("{committee}/rounds/1/settlement");
    first.post_seen(&path, version, settled).await.expect_ok();
    let kept = round(&branch.people, committee).await;
    assert_eq!(kept["entries"].as_array().expect("a list").len(), 3);
    branch.people.takes(committee, "announce", json!({})).await;
    branch.people.takes(committee, "conclude", json!({})).await;
    assert_eq!(state(branch, committee).await, "decided");
}

#[tokio::test]
async fn figures_that_do_not_fit_are_refused_with_every_reason() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let [first, _] = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    branch
        .people
        .takes(committee, "issue_ballots", json!({}))
        .await;
    let ballot = round(&branch.people, committee).await;
    let mut wrong = minutes(&ballot, &[28, 24, 23, 4]);
    wrong["issued"] = 40.into();
    wrong["returned"] = 41.into();
    let refused = enters(&first, committee, &ballot["n"], &wrong).await;
    assert_eq!(refused.status, 409, "{:#}", refused.body);
    assert!(refused.reasons().len() >= 3, "{:?}", refused.reasons());
    for reason in refused.body["reasons"].as_array().expect("reasons") {
        assert_ne!(reason["ground"], "", "{reason:#}");
    }
    // Whoever is no counter enters nothing.
    let right = minutes(&ballot, &[25, 24, 23, 4]);
    let by_branch = enters(&branch.people, committee, &ballot["n"], &right).await;
    assert_eq!(by_branch.status, 403);
}

#[tokio::test]
async fn r_res_02_those_tied_for_the_last_seat_are_voted_on_alone() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    is_held(branch, &counters, committee, &[25, 16, 20, 16]).await;
    let unfilled = branch.people.tries(committee, "conclude", json!({})).await;
    assert_eq!(unfilled.status, 409);
    branch
        .people
        .takes(committee, "vote_on_tied", json!({}))
        .await;
    is_held(branch, &counters, committee, &[14, 13]).await;
    let second = round(&branch.people, committee).await;
    assert_eq!(second["kind"], "tie_break");
    assert_eq!(
        second["outcome"]["elected"].as_array().map(Vec::len),
        Some(1)
    );
    branch.people.takes(committee, "conclude", json!({})).await;
    assert_eq!(state(branch, committee).await, "decided");
}

#[tokio::test]
async fn r_post_05_after_three_ballots_without_a_secretary_the_post_is_left_vacant() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    comes_to_the_list(branch, &elections[0].0, 3).await;
    is_held(branch, &counters, &elections[0].0, &[25, 24, 23, 4]).await;
    branch
        .people
        .takes(&elections[0].0, "conclude", json!({}))
        .await;
    takes_item(branch, "committee_ballot", "end").await;
    takes_item(branch, "secretary_ballot", "begin").await;
    let secretary = &elections[1].0;
    comes_to_the_list(branch, secretary, 1).await;
    let hands = json!({ "votes": { "for": 27, "against": 0, "abstain": 0 } });
    for ballot in 1..=3 {
        is_held(branch, &counters, secretary, &[10]).await;
        let again = branch
            .people
            .tries(secretary, "vote_again", hands.clone())
            .await;
        if ballot < 3 {
            assert_eq!(again.status, 200, "{:#}", again.body);
            branch
                .people
                .takes(secretary, "vote_list", hands.clone())
                .await;
        } else {
            assert_eq!(again.status, 409, "T8: a fourth ballot");
            assert_ne!(again.body["reasons"][0]["ground"], "");
        }
    }
    let why = json!({ "note": "Ba lần bầu không ai đủ số phiếu" });
    branch.people.takes(secretary, "leave_vacant", why).await;
    assert_eq!(state(branch, secretary).await, "left_vacant");
    let tasks = story.office.get("/assignments").await.expect_ok();
    assert!(
        !tasks["items"].as_array().expect("a list").is_empty(),
        "{tasks:#}"
    );
}

/// Records somebody's coming or going.
async fn marks(branch: &Branch, entry: &str, mark: &str) {
    let place = format!("/roll-entries/{entry}");
    let seen = branch.people.get(&place).await.expect_ok();
    let version = seen["version"].as_i64().expect("a version");
    let path = format!("{place}/mark");
    let body = json!({ "mark": mark });
    branch.people.put(&path, version, body).await.expect_ok();
}

/// R-OG-04, R-SEC-07: each entry is that of a member of the counting committee, the second that of another one.
#[tokio::test]
async fn the_two_entries_are_those_of_two_members_of_the_counting_committee() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let [first, second] = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    branch
        .people
        .takes(committee, "issue_ballots", json!({}))
        .await;
    let ballot = round(&branch.people, committee).await;
    let figures = minutes(&ballot, &[25, 24, 23, 4]);
    let of = |at: usize| ballot["counters"][at]["roll_entry_id"].clone();
    let path = format!("{committee}/rounds/1/entries");
    let named = |member: Value| json!({ "counter_id": member, "minutes": figures });

    let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
    let outsider = first.post(&path, named(json!(roll[0]))).await;
    assert_eq!(outsider.reasons(), ["counter_not_of_committee"]);
    let nobody = first.post(&path, json!({ "minutes": figures })).await;
    assert_eq!(nobody.status, 422, "{:#}", nobody.body);

    // Who has gone home counts nothing any more.
    let member = of(2);
    let member = member.as_str().expect("a key");
    marks(branch, member, "left_early").await;
    let absent = first.post(&path, named(of(2))).await;
    assert_eq!(absent.reasons(), ["counter_absent"]);

    let made = first.post(&path, named(of(0))).await.expect_ok();
    assert_eq!(made["entries"][0]["counter"]["roll_entry_id"], of(0));
    let same = second.post(&path, named(of(0))).await;
    assert_eq!(same.reasons(), ["counter_entered_already"]);
    let mut other = figures.clone();
    other["candidates"][0]["votes"] = 24.into();
    let other = json!({ "counter_id": of(1), "minutes": other });
    let differing = second.post(&path, other).await.expect_ok();
    assert_eq!(differing["state"], "differing");

    // Whoever settles is of the committee too; it may be one of the two.
    let settlement = format!("{committee}/rounds/1/settlement");
    let settled = |member: Value| json!({ "counter_id": member, "minutes": figures, "note": "Theo biên bản" });
    let version = differing["version"].as_i64().expect("a version");
    let outsider = first
        .post_seen(&settlement, version, settled(json!(roll[0])))
        .await;
    assert_eq!(outsider.reasons(), ["counter_not_of_committee"]);
    let agreed = first
        .post_seen(&settlement, version, settled(of(1)))
        .await
        .expect_ok();
    assert_eq!(agreed["entries"][2]["counter"]["roll_entry_id"], of(1));
    let papers = format!(
        "{}/papers/counting_minutes?format=html&election={}",
        branch.congress,
        crate::story::key(committee)
    );
    let request = branch.people.request(reqwest::Method::GET, &papers);
    let page = request.send().await.expect("an answer").text().await;
    let page = page.expect("a page");
    for at in [0, 1] {
        let name = ballot["counters"][at]["full_name"]
            .as_str()
            .expect("a name");
        assert!(page.contains(name), "{name}");
    }
    assert!(page.contains("nhập riêng, không xem của nhau"));

    // Outsiders are not given the ballots to count either.
    let outsiders = json!({ "counters": [roll[0], roll[1]] });
    branch.people.takes(committee, "announce", json!({})).await;
    branch.people.takes(committee, "conclude", json!({})).await;
    let secretary = &elections[1].0;
    takes_item(branch, "committee_ballot", "end").await;
    takes_item(branch, "secretary_ballot", "begin").await;
    marks(branch, member, "present").await;
    comes_to_the_list(branch, secretary, 1).await;
    let refused = branch
        .people
        .tries(secretary, "issue_ballots", outsiders)
        .await;
    assert!(
        refused
            .reasons()
            .contains(&"counters_not_elected".to_owned()),
        "{:?}",
        refused.reasons()
    );
    // Whoever goes home is of the committee still: comes back, or another is elected.
    marks(branch, member, "left_early").await;
    let away = branch
        .people
        .tries(secretary, "issue_ballots", json!({}))
        .await;
    assert_eq!(away.reasons(), ["counters_absent"]);
}

/// R-RES-05: who was there when the congress voted was not absent throughout.
#[tokio::test]
async fn whoever_was_there_at_a_vote_is_not_put_down_as_absent_throughout() {
    let (story, _) = at_the_ballots().await;
    let branch = &story.branches[0];
    let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
    let version = |seen: Value| seen["version"].as_i64().expect("a version");
    let away = json!({
        "mark": "excused", "absence_reason": "Đi công tác", "absence_accepted": true, "note": "Ghi nhầm",
    });
    let marks = async |entry: &str, body: Value| {
        let place = format!("/roll-entries/{entry}");
        let seen = branch.people.get(&place).await.expect_ok();
        let mark = format!("{place}/mark");
        branch.people.put(&mark, version(seen), body).await
    };
    let refused = marks(&roll[5], away.clone()).await;
    assert_eq!(refused.reasons(), ["roll_was_here_at_a_vote"]);
    // Nor in two steps.
    let absent = json!({ "mark": "absent", "note": "Ghi nhầm" });
    marks(&roll[5], absent).await.expect_ok();
    let refused = marks(&roll[5], away.clone()).await;
    assert_eq!(refused.reasons(), ["roll_was_here_at_a_vote"]);
    let back = json!({ "mark": "present", "note": "Ghi nhầm" });
    marks(&roll[5], back).await.expect_ok();
    let left = json!({ "mark": "left_early" });
    marks(&roll[5], left).await.expect_ok();
    // Who never came may be excused as before.
    let never = roll.last().expect("somebody");
    marks(never, away).await.expect_ok();
}
