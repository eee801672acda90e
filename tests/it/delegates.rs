//! Delegates to the congress above: allocated by the committee above, elected after secretary and deputy by the same
//! steps as every other post, in no result that is confirmed, and in every paper.

use daihoi::auth::permission::Role;
use daihoi::db::schema::delegations;
use diesel::prelude::*;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browsing::Browser;
use crate::clerk::{Clerk, Round, Wishes};
use crate::conduct::nearly_all;
use crate::elections::at_the_ballots;
use crate::story::key;

fn wishes(day: &str) -> Wishes {
    Wishes {
        contents: vec![
            "review_and_direction",
            "self_review",
            "election_of_committee",
            "delegates_upward",
        ],
        ..Wishes::on(day)
    }
}

/// The clerk goes on until this step of this election is next.
async fn goes_on_to(clerk: &Clerk, round: &Round, step: &str, election: &str) {
    for _ in 0..20 {
        let found = clerk.goes_on_until(&round.world, step).await;
        let found = found.expect("the congress goes on");
        let path = found["path"].as_str().expect("a path");
        if path.starts_with(election) {
            return;
        }
        let seen = clerk.next(&clerk.branch).await;
        clerk.takes_first(&round.world, &seen).await;
    }
    panic!("{step} of {election} is never next");
}

/// A congress in session, come to the list of its delegates.
async fn at_the_delegates(day: &str) -> (Round, Clerk, String) {
    let (round, mut clerks) = Round::of(vec![wishes(day)]).await;
    let clerk = clerks.remove(0);
    let allocation = clerk
        .goes_on_until(&round.world, "allocate_delegates")
        .await
        .expect("the committee above is asked first");
    assert_eq!(allocation["by"], json!(["upper", "office"]));
    let seats = clerk
        .goes_on_until(&round.world, "set_seats")
        .await
        .expect("the personnel work begins");
    let path = seats["path"].as_str().expect("a path");
    let version = seats["if_match"].as_i64().expect("a version");
    let of_delegates = json!({ "seats": [{ "post": "delegate", "count": 3 }] });
    let in_scheme = clerk.branch.patch(path, version, of_delegates).await;
    assert_eq!(in_scheme.fields(), ["personnel_seats_of_delegates"]);
    clerk
        .goes_on_until(&round.world, "election.vote_seats")
        .await
        .expect("in session");
    let election = clerk.election("delegate").await;
    goes_on_to(&clerk, &round, "election.publish_list", &election).await;
    (round, clerk, election)
}

async fn paper(clerk: &Clerk, kind: &str, of: Option<&str>) -> String {
    let mut path = format!("{}/papers/{kind}?format=html", clerk.congress);
    if let Some(election) = of {
        path.push_str(&format!("&election={}", key(election)));
    }
    let request = clerk.branch.request(Method::GET, &path);
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.expect("a page")
}

/// Somebody of this status on the roll.
async fn on_roll(clerk: &Clerk, status: &str, at: usize) -> Value {
    let path = format!("{}/roll?limit=200&status={status}", clerk.congress);
    let roll = clerk.branch.get(&path).await.expect_ok();
    roll["items"][at]["id"].clone()
}

/// Alternates are opened by the congress itself, which votes how many; one name from the floor.
async fn an_alternate_is_put_forward(clerk: &Clerk, round: &Round, delegates: &str) -> String {
    let open = json!({ "post": "alternate_delegate" });
    let path = format!("{}/elections", clerk.congress);
    let opened = clerk.branch.post(&path, open).await.expect_ok();
    let alternates = format!("/elections/{}", opened["id"].as_str().expect("a key"));
    let votes = json!({ "seats": 1, "votes": nearly_all() });
    let early = clerk
        .branch
        .tries(&alternates, "vote_seats", votes.clone())
        .await;
    assert_eq!(early.reasons(), ["election_out_of_order"]);
    goes_on_to(clerk, round, "election.vote_seats", &alternates).await;
    let elected = clerk.branch.get(delegates).await.expect_ok();
    assert_eq!(elected["state"], "decided");
    goes_on_to(clerk, round, "election.close_nominations", &alternates).await;
    let candidates = format!("{alternates}/candidates");
    let listed = clerk
        .branch
        .get(&format!("{delegates}/candidates"))
        .await
        .expect_ok();
    let first = &listed["items"][0]["roll_entry_id"];
    let nominated = |entry: &Value, by: &Value| json!({ "roll_entry_id": entry, "nominated_by": by, "manner": "oral" });
    let other = on_roll(clerk, "official", 20).await;
    let by = on_roll(clerk, "official", 19).await;
    let delegate = clerk.branch.post(&candidates, nominated(first, &by)).await;
    assert!(
        delegate
            .reasons()
            .contains(&"candidate_is_delegate".to_owned()),
        "{:#}",
        delegate.body
    );
    clerk
        .branch
        .post(&candidates, nominated(&other, &by))
        .await
        .expect_ok();
    alternates
}

/// A congress that elects three delegates and an alternate, to its end.
async fn elects_delegates(day: &str) {
    let (round, clerk, delegates) = at_the_delegates(day).await;
    let voted = json!({ "seats": 3, "votes": nearly_all() });
    let refused = clerk.branch.tries(&delegates, "vote_seats", voted).await;
    assert_eq!(refused.reasons(), ["delegates_not_voted"], "R-DEL-03");
    goes_on_to(&clerk, &round, "election.close_nominations", &delegates).await;
    let candidates = format!("{delegates}/candidates");
    let probationary = json!({
        "roll_entry_id": on_roll(&clerk, "probationary", 0).await,
        "nominated_by": on_roll(&clerk, "official", 19).await, "manner": "oral",
    });
    let refused = clerk.branch.post(&candidates, probationary).await;
    let codes = refused.reasons();
    assert_eq!(codes, ["roll_may_not_stand"], "R-EL-02");
    let alternates = an_alternate_is_put_forward(&clerk, &round, &delegates).await;
    assert_eq!(clerk.goes_on_until(&round.world, "never").await, None);

    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
    let posts = congress["posts"].as_array().expect("posts");
    assert_eq!(posts.len(), 5, "delegates are recognised by nobody here");
    let seen = clerk.branch.get(&delegates).await.expect_ok();
    assert_eq!(seen["seats"], 3);
    assert_eq!(seen["seats_vote"], Value::Null);
    assert_eq!(seen["elected"].as_array().expect("names").len(), 3);
    let round_of = clerk.branch.get(&format!("{delegates}/rounds/1")).await;
    assert_eq!(round_of.expect_ok()["base"]["kind"], "election");
    let alternate = clerk.branch.get(&alternates).await.expect_ok();
    assert_eq!(alternate["state"], "decided");
    assert_ne!(alternate["seats_vote"], Value::Null, "R-DEL-04");

    let minutes = paper(&clerk, "congress_minutes", None).await;
    for words in [
        "do cấp ủy cấp trên phân bổ",
        "Đại biểu Chi bộ 1 dự đại hội cấp trên",
        "Đại biểu dự khuyết Chi bộ 1 dự đại hội cấp trên",
    ] {
        assert!(minutes.contains(words), "{words}");
    }
    let list = paper(&clerk, "elected_list", None).await;
    assert!(list.contains("Đại biểu Chi bộ 1 dự đại hội cấp trên: 03/03 đồng chí"));
    let counted = paper(&clerk, "counting_minutes", Some(&delegates)).await;
    assert!(counted.contains("Đại biểu Chi bộ 1 dự đại hội cấp trên"));
}

#[tokio::test]
async fn under_244_a_congress_elects_three_delegates_and_an_alternate() {
    elects_delegates("2022-05-11").await;
}

#[tokio::test]
async fn under_190_a_congress_elects_three_delegates_and_an_alternate() {
    elects_delegates("2025-03-11").await;
}

#[tokio::test]
async fn r_del_03_no_list_of_delegates_before_the_committee_above_has_allocated_them() {
    let (round, clerk, delegates) = at_the_delegates("2025-03-11").await;
    let path = format!("{}/delegates", clerk.congress);
    let body = json!({ "allocated": 2 });
    assert_eq!(clerk.branch.put(&path, 1, body.clone()).await.status, 403);
    assert_eq!(clerk.upper.put(&path, 7, body.clone()).await.status, 412);
    round
        .world
        .write(|conn| {
            diesel::delete(delegations::table).execute(conn)?;
            Ok(())
        })
        .await;
    let refused = clerk
        .branch
        .tries(&delegates, "publish_list", json!({}))
        .await;
    assert_eq!(refused.reasons(), ["delegates_not_allocated"]);
    let seen = clerk.next(&clerk.branch).await;
    assert_eq!(seen["steps"][0]["step"], "allocate_delegates");

    // The committee above does it on its page; the number can be put right until the list is published.
    let upper = clerk.upper.clone();
    let mut browser = Browser::of(&round.world, &upper).await;
    let page = browser
        .opens(&format!("{}/elections", clerk.congress))
        .await
        .expect_ok();
    let button = "Phân bổ số đại biểu dự đại hội cấp trên";
    let form = browser.follows(&page, button).await.expect_ok();
    let none = browser.fills(&form, &[("allocated", "0")], button).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser
        .fills(&form, &[("allocated", "3")], button)
        .await
        .expect_ok();
    let right = clerk.upper.put(&path, 1, json!({ "allocated": 4 })).await;
    assert_eq!(right.expect_ok()["allocated"], 4);
    let read = clerk.branch.get(&path).await.expect_ok();
    assert_eq!(
        (&read["allocated"], &read["version"]),
        (&json!(4), &json!(2))
    );
    clerk
        .branch
        .takes(&delegates, "publish_list", json!({}))
        .await;
    let late = clerk.upper.put(&path, 2, body).await;
    assert_eq!(late.reasons(), ["delegates_election_begun"]);
    let mut chair = Browser::of(&round.world, &clerk.branch).await;
    let shown = chair.opens(&delegates).await.expect_ok();
    assert!(shown.heading().contains("Bầu đại biểu dự đại hội cấp trên"));
}

#[tokio::test]
async fn a_plan_without_delegates_has_none_elected_and_one_without_a_committee_none_either() {
    let (story, _) = at_the_ballots().await;
    let branch = &story.branches[0];
    let path = format!("{}/elections", branch.congress);
    let refused = branch
        .people
        .post(&path, json!({ "post": "delegate" }))
        .await;
    assert_eq!(refused.reasons(), ["delegates_not_in_plan"]);
    let upper = story
        .world
        .person(Role::OrganisationOfficer, &story.bloc)
        .await;
    let allocated = upper
        .put(
            &format!("{}/delegates", branch.congress),
            0,
            json!({ "allocated": 2 }),
        )
        .await;
    assert_eq!(allocated.reasons(), ["delegates_not_in_plan"]);

    let draft = json!({
        "unit_id": story.bloc.id, "title": "Đại hội chi bộ", "term": { "from": 2022, "to": 2025 },
        "plan": {
            "rest_from": "2022-06-01", "rest_to": "2022-07-01",
            "content": {
                "without_pilots": true, "contents": ["review_and_direction", "delegates_upward"],
            },
        },
    });
    let drafted = upper.post("/plans", draft).await.expect_ok();
    let plan = format!("/plans/{}", drafted["id"].as_str().expect("a key"));
    let secretary = story.world.person(Role::Secretary, &story.bloc).await;
    let number = json!({ "symbol": "99-KH/ĐUK", "issued_on": "2022-05-11" });
    let issued = secretary.tries(&plan, "issue", number).await;
    assert!(
        issued
            .reasons()
            .contains(&"plan_delegates_alone".to_owned()),
        "{:#}",
        issued.body
    );
}
