//! How a congress of the story elects: step by step, with signed totals entered by two counters.

use daihoi::auth::permission::Role;
use serde_json::{Value, json};

use crate::conduct::nearly_all;
use crate::person::{Answer, Person};
use crate::story::Branch;
use crate::world::World;

/// The paths of the congress's elections with their posts, in their order.
pub async fn elections(branch: &Branch) -> Vec<(String, String)> {
    let path = format!("{}/elections", branch.congress);
    let listed = branch.people.get(&path).await.expect_ok();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    listed["items"]
        .as_array()
        .expect("elections")
        .iter()
        .map(|one| {
            (
                format!("/elections/{}", text(&one["id"])),
                text(&one["post"]),
            )
        })
        .collect()
}

/// Everything up to the voted list.
pub async fn comes_to_the_list(branch: &Branch, election: &str, seats: i64) {
    let voted = json!({ "seats": seats, "votes": nearly_all() });
    branch.people.takes(election, "vote_seats", voted).await;
    for step in ["publish_list", "close_nominations"] {
        branch.people.takes(election, step, json!({})).await;
    }
    let votes = json!({ "votes": nearly_all() });
    branch.people.takes(election, "vote_list", votes).await;
}

/// The ballot that is being counted.
pub async fn round(person: &Person, election: &str) -> Value {
    let rounds = person.get(&format!("{election}/rounds")).await.expect_ok();
    let items = rounds["items"].as_array().expect("rounds");
    items.last().expect("a ballot").clone()
}

/// Totals of twenty-seven ballots: so many for each name of the ballot, in its order.
pub fn minutes(round: &Value, votes: &[i64]) -> Value {
    let struck = round["columns"] == "strike_out";
    let names = round["names"].as_array().expect("names");
    let rows: Vec<Value> = names
        .iter()
        .zip(votes)
        .map(|(name, votes)| {
            if struck {
                json!({ "candidate_id": name["candidate_id"], "votes": votes })
            } else {
                json!({
                    "candidate_id": name["candidate_id"], "agree": votes, "disagree": 27 - votes, "not_counted": 0,
                })
            }
        })
        .collect();
    json!({ "issued": 27, "returned": 27, "valid": 27, "invalid": [], "candidates": rows })
}

/// The member of the counting committee in whose name an account enters: always the same, and another than the others'.
pub async fn stands_for(counter: &Person, election: &str, n: &Value) -> Value {
    let ballot = counter.get(&format!("{election}/rounds/{n}")).await.body;
    let entries = ballot["entries"].as_array().cloned().unwrap_or_default();
    let of = |entry: &Value| entry["counter"]["roll_entry_id"].clone();
    let own = entries.iter().find(|entry| {
        counter
            .id
            .is_some_and(|id| entry["entered_by"] == id.to_string())
    });
    if let Some(own) = own {
        return of(own);
    }
    let committee = ballot["counters"].as_array().cloned().unwrap_or_default();
    let ids = committee.iter().map(|one| one["roll_entry_id"].clone());
    let mut free = ids.filter(|id| entries.iter().all(|entry| of(entry) != *id));
    free.next().unwrap_or_else(|| json!(uuid::Uuid::nil()))
}

/// One counter enters what the committee signed, in the name of a member of it.
pub async fn enters(counter: &Person, election: &str, n: &Value, minutes: &Value) -> Answer {
    let path = format!("{election}/rounds/{n}/entries");
    let member = stands_for(counter, election, n).await;
    let body = json!({ "counter_id": member, "minutes": minutes });
    counter.post(&path, body).await
}

/// Two people of the counting committee.
pub async fn counters(world: &World, branch: &Branch) -> [Person; 2] {
    [
        world.person(Role::Counter, &branch.place).await,
        world.person(Role::Counter, &branch.place).await,
    ]
}

/// A ballot from its issue to the announced result.
pub async fn is_held(branch: &Branch, counters: &[Person; 2], election: &str, votes: &[i64]) {
    branch
        .people
        .takes(election, "issue_ballots", json!({}))
        .await;
    let round = round(&branch.people, election).await;
    let minutes = minutes(&round, votes);
    for counter in counters {
        enters(counter, election, &round["n"], &minutes)
            .await
            .expect_ok();
    }
    branch.people.takes(election, "announce", json!({})).await;
}

/// One post, by its first ballot.
pub async fn post_is_filled(world: &World, branch: &Branch, wanted: &str) {
    let counters = counters(world, branch).await;
    for (election, post) in elections(branch).await {
        if post != wanted {
            continue;
        }
        let (seats, votes): (i64, &[i64]) = match post.as_str() {
            // An, Bình, Cường, Dung: in the order of given names, the last not elected.
            "branch_committee_member" => (3, &[25, 24, 23, 4]),
            _ => (1, &[25]),
        };
        comes_to_the_list(branch, &election, seats).await;
        is_held(branch, &counters, &election, votes).await;
        branch.people.takes(&election, "conclude", json!({})).await;
    }
}
