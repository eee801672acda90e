//! How a congress of the story is conducted: the programme item by item, with what belongs to each.

use serde_json::{Value, json};

use crate::ballots;
use crate::door;
use crate::story::{Branch, Story};

/// The programme of the branch's congress.
pub async fn programme(branch: &Branch) -> Value {
    let path = format!("{}/programme", branch.congress);
    branch.people.get(&path).await.expect_ok()
}

/// The kinds of its items, in order.
pub async fn kinds(branch: &Branch) -> Vec<String> {
    let programme = programme(branch).await;
    let items = programme["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

/// Tries a step of the item of this kind.
pub async fn tries_item(branch: &Branch, kind: &str, step: &str) -> crate::person::Answer {
    let programme = programme(branch).await;
    let item = programme["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|item| item["kind"] == kind)
        .unwrap_or_else(|| panic!("the programme has a {kind}"));
    let path = format!(
        "{}/programme/items/{}/steps",
        branch.congress,
        item["id"].as_str().expect("a key")
    );
    let version = programme["version"].as_i64().expect("a version");
    let body = json!({ "step": step });
    branch.people.post_seen(&path, version, body).await
}

/// Takes a step of an item that must succeed.
pub async fn takes_item(branch: &Branch, kind: &str, step: &str) {
    let answer = tries_item(branch, kind, step).await;
    assert!(
        answer.status.is_success(),
        "{step} {kind}: {} {:#}",
        answer.status,
        answer.body
    );
}

/// Twenty-six for, nobody against, one abstains.
pub fn nearly_all() -> Value {
    json!({ "for": 26, "against": 0, "abstain": 1 })
}

/// Puts these people of the roll forward for an organ and votes on it. Gives its path.
pub async fn elects_organ(branch: &Branch, kind: &str, people: &[&String]) -> String {
    let members: Vec<Value> = people
        .iter()
        .enumerate()
        .map(|(at, entry)| json!({ "roll_entry_id": entry, "head": at == 0 }))
        .collect();
    let path = format!("{}/organs", branch.congress);
    let body = json!({ "kind": kind, "members": members });
    let organ = branch.people.post(&path, body).await.expect_ok();
    let path = format!("/organs/{}", organ["id"].as_str().expect("a key"));
    let voted = branch
        .people
        .post_seen(&format!("{path}/vote"), 1, nearly_all())
        .await
        .expect_ok();
    assert_eq!(voted["state"], "elected");
    path
}

impl Story {
    /// Everything between opening and closing, in the order of the programme.
    pub async fn the_congress_votes_and_elects(&self, branch: &Branch, personnel: &str) {
        for kind in kinds(branch).await {
            takes_item(branch, &kind, "begin").await;
            self.what_belongs_to(branch, personnel, &kind).await;
            takes_item(branch, &kind, "end").await;
        }
    }

    /// Everything before the item of this kind.
    pub async fn the_congress_comes_to(&self, branch: &Branch, personnel: &str, until: &str) {
        for kind in kinds(branch).await {
            if kind == until {
                return;
            }
            takes_item(branch, &kind, "begin").await;
            self.what_belongs_to(branch, personnel, &kind).await;
            takes_item(branch, &kind, "end").await;
        }
        panic!("the programme has a {until}");
    }

    /// What leaves a trace of its own in an item of this kind.
    pub async fn what_belongs_to(&self, branch: &Branch, personnel: &str, kind: &str) {
        match kind {
            "presidium_election" => {
                let roll = door::called(&branch.people, &branch.congress, "official").await;
                elects_organ(branch, "presidium", &[&roll[0]]).await;
                elects_organ(branch, "secretariat", &[&roll[1]]).await;
            }
            "programme_adoption" => {
                for subject in ["programme", "working_rules"] {
                    let mut vote = nearly_all();
                    vote["subject"] = subject.into();
                    let path = format!("{}/votes", branch.congress);
                    branch.people.post(&path, vote).await.expect_ok();
                }
            }
            "political_report" => self.is_adopted(branch, "political_report").await,
            "self_review" => self.is_adopted(branch, "self_review_report").await,
            "discussion" => self.is_adopted(branch, "action_programme").await,
            "ballot_list" => {
                branch.people.takes(personnel, "present", json!({})).await;
            }
            "counting_committee" => {
                let roll = door::called(&branch.people, &branch.congress, "official").await;
                // The last in order, who are on no list.
                let counters: Vec<&String> = roll[roll.len() - 6..roll.len() - 3].iter().collect();
                elects_organ(branch, "counting_committee", &counters).await;
            }
            "committee_ballot" => {
                ballots::post_is_filled(&self.world, branch, "branch_committee_member").await;
            }
            "secretary_ballot" => {
                ballots::post_is_filled(&self.world, branch, "secretary").await;
            }
            "deputy_ballot" => {
                ballots::post_is_filled(&self.world, branch, "deputy_secretary").await;
            }
            "resolution" => {
                self.each_target_is_voted_on(branch).await;
                self.is_adopted(branch, "draft_resolution").await;
            }
            _ => (),
        }
    }

    async fn is_adopted(&self, branch: &Branch, kind: &str) {
        let document = self.document(branch, kind).await;
        branch.people.takes(&document, "present", json!({})).await;
        branch.people.takes(&document, "adopt", nearly_all()).await;
    }

    async fn each_target_is_voted_on(&self, branch: &Branch) {
        let path = format!("{}/targets?limit=200", branch.congress);
        let targets = branch.people.get(&path).await.expect_ok();
        for target in targets["items"].as_array().expect("targets") {
            if target["state"] != "proposed" {
                continue;
            }
            let path = format!("/targets/{}/vote", target["id"].as_str().expect("a key"));
            let version = target["version"].as_i64().expect("a version");
            branch
                .people
                .post_seen(&path, version, nearly_all())
                .await
                .expect_ok();
        }
    }
}
