//! A post falls vacant after the congress (R-POST-07), stands on the overdue lists, and is filled by the committee above
//! or by a by-election that it recognises (R-RES-06); the next congress closes what is left.

use serde_json::{Value, json};

use crate::browsing::Browser;
use crate::clerk::{NAMES, Round, Wishes};
use crate::door;
use crate::person::Person;
use crate::world::day;

async fn overdue(person: &Person) -> Vec<Value> {
    let listed = person.get("/overdue?kind=vacancy").await.expect_ok();
    listed["items"].as_array().expect("items").clone()
}

/// The post of this kind that somebody of this name was elected to.
fn post(congress: &Value, kind: &str, name: &str) -> Value {
    let posts = congress["posts"].as_array().expect("posts").iter();
    let found = posts
        .clone()
        .find(|post| post["post"] == kind && post["person_name"] == name);
    found.expect("the post").clone()
}

#[tokio::test]
async fn r_post_07_a_seat_falls_vacant_and_the_branch_or_the_committee_above_fills_it() {
    let (mut round, mut clerks) = Round::of(vec![Wishes::on("2019-11-20")]).await;
    clerks[0].goes_on_until(&round.world, "never").await;
    let today = round.world.state.clock.today();
    let clerk = &clerks[0];
    let (branch, upper) = (&clerk.branch, &clerk.upper);
    let shown = branch.get(&clerk.congress).await.expect_ok();
    let seat = post(&shown, "branch_committee_member", NAMES[2]);
    let leaving = |seat: &Value, cause: &str| {
        json!({
            "leaving": {
                "post_id": seat["id"], "cause": cause, "on": today, "decision": "Quyết định số 15/QĐ-VNPT",
            },
        })
    };
    let step = "end_membership";
    let kept = branch
        .tries(&clerk.congress, step, leaving(&seat, "temporary_transfer"))
        .await;
    assert_eq!(kept.reasons(), ["temporary_transfer_keeps_post"]);
    assert_eq!(
        kept.body["reasons"][0]["regulation"],
        "29-QĐ/TW (25/7/2016)"
    );
    let nothing = branch.tries(&clerk.congress, step, json!({})).await;
    assert_eq!(nothing.reasons(), ["leaving_missing"]);
    let left = branch
        .takes(&clerk.congress, step, leaving(&seat, "retirement"))
        .await;
    let seat = post(&left, "branch_committee_member", NAMES[2]);
    assert_eq!(seat["awaits"], "by_election");
    assert_eq!(seat["changes"][0]["change"], "left");

    // It is somebody's task, and words do not end it.
    let waiting = overdue(branch).await;
    assert_eq!(waiting.len(), 1);
    let open = branch.get("/assignments?state=open").await.expect_ok();
    let task = &open["items"][0];
    assert_eq!(task["purpose"], "fill_vacancy");
    let path = format!("/assignments/{}", task["id"].as_str().expect("a key"));
    let words = json!({ "note": "Đã bầu" });
    let told = branch.tries(&path, "complete", words).await;
    assert_eq!(told.reasons(), ["seat_filled_by_congress_step"]);

    // It is what is next, and the committee above does it.
    let next = upper.get(&format!("{}/next", clerk.congress)).await;
    let next = next.expect_ok();
    assert_eq!(next["steps"][0]["step"], "congress.fill_vacancy");
    assert_eq!(next["steps"][0]["yours"], true);
    assert_eq!(next["steps"][0]["body"]["filling"]["post_id"], seat["id"]);

    // The branch elects; the committee above recognises it, when the votes are enough.
    let roll = door::called(branch, &clerk.congress, "official").await;
    let filling = |votes: i64| {
        json!({
            "filling": {
                "post_id": seat["id"], "by": "by_election", "elected_on": today, "votes": votes, "base": 30,
            },
            "appointee": roll[20], "decision_symbol": "25-QĐ/ĐU", "decision_on": today,
        })
    };
    let step = "fill_vacancy";
    let short = upper.tries(&clerk.congress, step, filling(15)).await;
    assert_eq!(short.reasons(), ["by_election_not_elected"]);
    assert_eq!(
        short.body["reasons"][0]["regulation"],
        "244-QĐ/TW (9/6/2014)"
    );
    let own = branch.tries(&clerk.congress, step, filling(16)).await;
    assert_eq!(own.status, 403, "the committee above has the word");
    let filled = upper.takes(&clerk.congress, step, filling(16)).await;
    let seat = post(&filled, "branch_committee_member", NAMES[2]);
    assert_eq!(seat["awaits"], Value::Null);
    assert_eq!(seat["changes"][1]["change"], "by_elected");
    assert_eq!(seat["changes"][1]["votes"], 16);
    assert_eq!(overdue(branch).await.len(), 0, "the task is done");
    let again = upper.tries(&clerk.congress, step, filling(16)).await;
    assert_eq!(again.reasons()[0], "post_not_vacant");
    let mut browser = Browser::of(&round.world, upper).await;
    let page = browser.opens(&clerk.congress).await.expect_ok();
    assert!(page.says("thôi giữ chức từ ngày") && page.says("16 phiếu trên cơ sở tính 30"));
    let history = upper.get(&format!("{}/history", clerk.congress)).await;
    let history = history.expect_ok().to_string();
    assert!(history.contains("retirement") && !history.contains(NAMES[2]));

    // The secretary leaves the committee: two posts fall vacant, and the next congress closes what is left of them.
    let secretary = post(&filled, "secretary", NAMES[0]);
    let head = post(&filled, "branch_committee_member", NAMES[0]);
    let left = upper
        .takes(
            &clerk.congress,
            "end_membership",
            leaving(&head, "transfer"),
        )
        .await;
    assert_eq!(post(&left, "secretary", NAMES[0])["awaits"], "by_election");
    let outsider = json!({
        "filling": { "post_id": secretary["id"], "by": "appointment" },
        "appointee": roll[21], "decision_symbol": "26-QĐ/ĐU", "decision_on": today,
    });
    let refused = upper.tries(&clerk.congress, step, outsider).await;
    assert_eq!(refused.reasons(), ["filler_not_in_committee"]);
    let member = json!({
        "filling": { "post_id": secretary["id"], "by": "appointment" },
        "appointee": roll[20], "decision_symbol": "26-QĐ/ĐU", "decision_on": today,
    });
    upper.takes(&clerk.congress, step, member).await;
    assert_eq!(overdue(branch).await.len(), 1, "the seat on the committee");
    let (former, upper) = (clerk.congress.clone(), upper.clone());
    clerks[0].wishes.day = day("2022-05-20");
    round.comes_again(&mut clerks).await;
    clerks[0].goes_on_until(&round.world, "never").await;
    assert_eq!(overdue(&clerks[0].branch).await.len(), 0);
    // The term is over: its vacant seat is neither offered nor filled any more.
    let seen = upper.get(&former).await.expect_ok();
    let seat = post(&seen, "branch_committee_member", NAMES[0]);
    assert_eq!(seat["awaits"], "by_election");
    let next = upper.get(&format!("{former}/next")).await.expect_ok();
    assert_eq!(next["steps"], json!([]));
    let late = json!({
        "filling": { "post_id": seat["id"], "by": "appointment" },
        "appointee": roll[22], "decision_symbol": "27-QĐ/ĐU", "decision_on": "2022-05-20",
    });
    let refused = upper.tries(&former, step, late).await;
    assert_eq!(refused.reasons(), ["term_has_ended"]);
    assert_eq!(refused.status, 409);
}

#[tokio::test]
async fn a_vacancy_is_recorded_and_filled_on_pages() {
    let (round, clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    clerks[0].goes_on_until(&round.world, "never").await;
    let clerk = &clerks[0];
    let shown = clerk.branch.get(&clerk.congress).await.expect_ok();
    let seat = post(&shown, "deputy_secretary", NAMES[1]);
    let key = seat["id"].as_str().expect("a key");
    let mut browser = Browser::of(&round.world, &clerk.branch).await;
    let form = browser
        .opens(&format!("{}/steps/end_membership", clerk.congress))
        .await
        .expect_ok();
    let button = form.all("main form button").pop().expect("a button");
    let fields = [
        ("leaving.post_id", key),
        ("leaving.cause", "resignation"),
        ("leaving.on", "11/5/2022"),
        ("leaving.decision", "Quyết định số 16/QĐ-ĐU"),
    ];
    let asked = browser.fills(&form, &fields, &button).await;
    let button = asked.all("main form button").pop().expect("once more");
    let done = browser.fills(&asked, &[], &button).await.expect_ok();
    assert!(done.says("từ chức") && done.says("Chờ bầu bổ sung hoặc chỉ định bổ sung"));
    let mut above = Browser::of(&round.world, &clerk.upper).await;
    let form = above
        .opens(&format!("{}/steps/fill_vacancy", clerk.congress))
        .await
        .expect_ok();
    assert!(form.says("phó bí thư chi bộ"));
}
