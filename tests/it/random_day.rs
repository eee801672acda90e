//! Whatever is tried on the day of a congress, in whatever order and by whomever, no forbidden state is reached.
//!
//! A clerk leads the congress on, and between two of its steps random people try random things with random figures:
//! tasks of `/next`, steps of the congress, of elections and items, names, organs, counts, marks. After everything that
//! succeeds the rows are looked at. What must never be is said here from the regulation, a second time: nothing of the
//! program's own rules is asked.

mod lawful;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::clerk::{Clerk, Round, Wishes, says};
use crate::person::{Answer, Person};
use crate::random_lessons::Luck;
use lawful::nothing_forbidden_is_there;

/// One congress, and everybody who may try something at it.
struct Hall {
    round: Round,
    clerk: Clerk,
    cast: Vec<Person>,
    roll: Vec<Value>,
    items: Vec<Value>,
}

/// Steps of the congress, its documents and its elections, by name.
const STEPS: [&str; 11] = [
    "convene",
    "open",
    "close",
    "report",
    "confirm",
    "annul",
    "appoint_secretary",
    "present",
    "adopt",
    "cancel",
    "postpone",
];
/// After these there is nothing more to walk through.
const ENDS: [&str; 3] = ["cancel", "annul", "postpone"];
const ELECTION_STEPS: [&str; 13] = [
    "vote_seats",
    "publish_list",
    "close_nominations",
    "reopen_nominations",
    "record_poll",
    "vote_list",
    "issue_ballots",
    "break_off",
    "announce",
    "vote_again",
    "vote_on_tied",
    "leave_vacant",
    "conclude",
];

impl Hall {
    /// As far as the opening; what comes before has walks of its own.
    async fn before_the_opening() -> Self {
        let (round, mut clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
        let clerk = clerks.remove(0);
        clerk
            .goes_on_until(&round.world, "congress.open")
            .await
            .expect("reached");
        let cast = [
            &clerk.branch,
            &clerk.upper,
            &clerk.counters[0],
            &clerk.counters[1],
            &round.office,
            &round.secretary,
            &round.observer,
        ];
        let cast = cast.map(Clone::clone).to_vec();
        let roll = format!("{}/roll?limit=200", clerk.congress);
        let roll = items(&clerk.branch, &roll).await;
        let programme = format!("{}/programme", clerk.congress);
        let items = items(&clerk.branch, &programme).await;
        Self {
            round,
            clerk,
            cast,
            roll,
            items,
        }
    }

    fn entry(&self, luck: &mut Luck) -> Value {
        luck.pick(&self.roll)
            .map_or(Value::Null, |one| one["id"].clone())
    }

    /// Somebody tries something; whether it was done.
    async fn somebody_tries(&self, luck: &mut Luck) -> Option<(&'static str, Answer)> {
        let what = luck.of(10);
        // Mostly those whose it is.
        let person = match what {
            _ if luck.of(4) == 0 => &self.cast[luck.of(self.cast.len())],
            6..8 => &self.clerk.counters[luck.of(2)],
            _ => &self.clerk.branch,
        };
        let (kind, answer) = match what {
            0..2 => ("task", self.a_task(person, luck).await),
            2..4 => ("election", self.a_step_of_an_election(person, luck).await),
            4 => ("name", self.a_name(person, luck).await),
            5 => ("organ", self.an_organ(person, luck).await),
            6..8 => ("count", self.a_count(person, luck).await),
            8 => ("mark", self.a_mark(person, luck).await),
            _ => ("step", self.a_step_or_an_item(person, luck).await),
        };
        answer.map(|answer| (kind, answer))
    }

    /// A step of a thing: mostly one that this person may take now, at times any other.
    async fn a_step(
        &self,
        person: &Person,
        thing: &str,
        all: &[&'static str],
        luck: &mut Luck,
    ) -> String {
        let any = all[luck.of(all.len())].to_owned();
        if luck.of(3) == 0 {
            return any;
        }
        let seen = person.get(&format!("{thing}/steps")).await;
        let listed = seen.body["actions"].as_array().cloned().unwrap_or_default();
        let mut open: Vec<&str> = listed
            .iter()
            .filter(|one| one["allowed"] == true)
            .filter_map(|one| one["step"].as_str())
            .collect();
        // A congress that is called off or void has nothing more to walk through.
        open.retain(|step| all.contains(step) && !ENDS.contains(step));
        luck.pick(&open).map_or(any, |step| (*step).to_owned())
    }

    /// A task that `/next` lists, mostly one that it says may be done, at times with other figures.
    async fn a_task(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let seen = person.get(&format!("{}/next", self.clerk.congress)).await;
        let mut tasks = seen.body["steps"].as_array()?.clone();
        if luck.of(3) > 0 && tasks.iter().any(|task| task["allowed"] == true) {
            tasks.retain(|task| task["allowed"] == true);
        }
        let task = luck.pick(&tasks)?;
        let mut body = self
            .clerk
            .filled_in(&self.round.world, task, &seen.body)
            .await;
        if luck.of(3) == 0 {
            disturb(&mut body, luck);
        }
        Some(says(person, task, &body).await)
    }

    async fn an_election(&self, luck: &mut Luck) -> Option<String> {
        let all = self.clerk.elections().await;
        let one = luck.pick(&all)?;
        Some(format!("/elections/{}", one["id"].as_str()?))
    }

    async fn a_step_of_an_election(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let election = self.an_election(luck).await?;
        let step = self.a_step(person, &election, &ELECTION_STEPS, luck).await;
        let listed = items(person, &format!("{election}/candidates")).await;
        let poll: Vec<Value> = listed
            .iter()
            .map(|one| json!({ "candidate_id": one["id"], "votes": luck.of(28) }))
            .collect();
        let mut body = json!({
            "step": step, "note": "Lý do theo thực tế", "seats": luck.of(5), "votes": self.hands(luck),
        });
        if step == "record_poll" {
            body["poll"] = poll.into();
        }
        let version = self.clerk.branch.seen(&format!("{election}/steps")).await;
        Some(
            person
                .post_seen(&format!("{election}/steps"), version, body)
                .await,
        )
    }

    fn hands(&self, luck: &mut Luck) -> Value {
        if luck.of(2) == 0 {
            return json!({ "for": 27, "against": 0, "abstain": 0 });
        }
        json!({ "for": luck.of(30), "against": luck.of(8), "abstain": luck.of(3) })
    }

    /// A nomination, a wish to withdraw, a decision on one, the support of the hall.
    async fn a_name(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let election = self.an_election(luck).await?;
        let path = format!("{election}/candidates");
        if luck.of(3) == 0 {
            let body = json!({
                "roll_entry_id": self.entry(luck), "nominated_by": self.entry(luck),
                "consented": luck.of(2) == 0, "note": "Đại hội giới thiệu",
            });
            return Some(person.post(&path, body).await);
        }
        let listed = items(person, &path).await;
        let one = luck.pick(&listed)?;
        let (id, version) = (one["id"].as_str()?, one["version"].as_i64()?);
        let path = format!("{path}/{id}");
        Some(match luck.of(4) {
            0 => {
                let body = json!({ "support": { "count": luck.of(30), "attending": luck.of(30) } });
                person.patch(&path, version, body).await
            }
            1 => {
                let body = json!({ "roll_entry_id": self.entry(luck) });
                person.patch(&path, version, body).await
            }
            2 => {
                let body = json!({ "reason": "Xin rút vì lý do sức khỏe" });
                person
                    .post_seen(&format!("{path}/withdrawal"), version, body)
                    .await
            }
            _ => {
                let body = json!({ "votes": self.hands(luck), "note": "Đại hội quyết định" });
                person
                    .put(&format!("{path}/withdrawal"), version, body)
                    .await
            }
        })
    }

    async fn an_organ(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let path = format!("{}/organs", self.clerk.congress);
        let standing = items(person, &path).await;
        if luck.of(2) == 0 {
            let one = luck.pick(&standing)?;
            let path = format!("/organs/{}/vote", one["id"].as_str()?);
            let hands = self.hands(luck);
            return Some(
                person
                    .post_seen(&path, one["version"].as_i64()?, hands)
                    .await,
            );
        }
        let kinds = [
            "presidium",
            "secretariat",
            "counting_committee",
            "credentials_committee",
        ];
        let members: Vec<Value> = (0..=luck.of(3))
            .map(|at| json!({ "roll_entry_id": self.entry(luck), "head": at == 0 }))
            .collect();
        let body = json!({ "kind": kinds[luck.of(4)], "members": members });
        Some(person.post(&path, body).await)
    }

    /// Figures of a ballot, by whoever comes; at times those the other has entered.
    async fn a_count(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let election = self.an_election(luck).await?;
        let ballots = items(&self.clerk.branch, &format!("{election}/rounds")).await;
        let ballot = ballots.last()?;
        let path = format!("{election}/rounds/{}", ballot["n"]);
        let minutes = self.minutes(ballot, luck);
        let counters = ballot["counters"].as_array().cloned().unwrap_or_default();
        let counter = match luck.pick(&counters) {
            Some(one) if luck.of(5) > 0 => one["roll_entry_id"].clone(),
            _ => self.entry(luck),
        };
        let mut body = json!({ "counter_id": counter, "minutes": minutes });
        Some(if luck.of(4) == 0 {
            let version = ballot["version"].as_i64()?;
            body["note"] = "Đối chiếu biên bản đã ký".into();
            person
                .post_seen(&format!("{path}/settlement"), version, body)
                .await
        } else {
            person.post(&format!("{path}/entries"), body).await
        })
    }

    /// Mostly what everybody has read in the signed minutes, at times anything.
    fn minutes(&self, ballot: &Value, luck: &mut Luck) -> Value {
        let number = |value: &Value| {
            value
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(0)
        };
        let (present, seats) = (number(&ballot["present"]), number(&ballot["seats"]));
        let misread = luck.of(4) == 0;
        let valid = if misread {
            luck.of(present + 3)
        } else {
            present
        };
        let names = ballot["names"].as_array().cloned().unwrap_or_default();
        let four = ballot["columns"] == "four_columns";
        let rows: Vec<Value> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let id = if name.is_string() { name } else { &name["candidate_id"] };
                let signed = if at < seats { valid - at.min(valid) } else { at.min(valid) };
                let votes = if misread { luck.of(valid + 2) } else { signed };
                if four {
                    json!({
                        "candidate_id": id, "agree": votes, "disagree": valid.saturating_sub(votes), "not_counted": 0,
                    })
                } else {
                    json!({ "candidate_id": id, "votes": votes })
                }
            })
            .collect();
        json!({ "issued": valid, "returned": valid, "valid": valid, "invalid": [], "candidates": rows })
    }

    /// Somebody comes, leaves or is excused.
    async fn a_mark(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let entry = self.entry(luck);
        let path = format!("/roll-entries/{}", entry.as_str()?);
        let version = person.seen(&format!("{path}/mark")).await;
        let mut mark = match luck.of(8) {
            0 => json!({ "mark": "left_early" }),
            1 => {
                json!({ "mark": "excused", "absence_reason": "Đi công tác xa", "absence_accepted": true })
            }
            _ => json!({ "mark": "present" }),
        };
        mark["note"] = "Ghi lại theo thực tế".into();
        Some(person.put(&format!("{path}/mark"), version, mark).await)
    }

    async fn a_step_or_an_item(&self, person: &Person, luck: &mut Luck) -> Option<Answer> {
        let congress = &self.clerk.congress;
        if luck.of(2) == 0 {
            let item = luck.pick(&self.items)?;
            let path = format!("{congress}/programme/items/{}/steps", item["id"].as_str()?);
            let seen = self
                .clerk
                .branch
                .get(&format!("{congress}/programme"))
                .await;
            let step = ["begin", "end", "take_back"][luck.of(3)];
            let body = json!({
                "step": step, "note": "Điều chỉnh chương trình",
            });
            let version = seen.body["version"].as_i64()?;
            return Some(person.post_seen(&path, version, body).await);
        }
        let listed = items(person, &format!("{congress}/documents")).await;
        let thing = match luck.pick(&listed) {
            Some(document) if luck.of(2) == 0 => format!("/documents/{}", document["id"].as_str()?),
            _ => congress.clone(),
        };
        let step = self.a_step(person, &thing, &STEPS, luck).await;
        let version = self.clerk.branch.seen(&format!("{thing}/steps")).await;
        let body = json!({
            "step": step, "note": "Lý do theo thực tế", "planned_on": "2022-05-12",
            "notice_given_on": "2022-04-01", "decision_symbol": "21-QĐ/ĐU", "decision_on": "2022-05-11",
            "ground": "24-QĐ/TW mục 16.1.3",
        });
        let votes =
            json!({ "step": step, "for": luck.of(30), "against": luck.of(3), "abstain": 0 });
        let body = if thing.starts_with("/documents") {
            votes
        } else {
            body
        };
        if ENDS.contains(&step.as_str()) && luck.of(40) > 0 {
            return None;
        }
        Some(
            person
                .post_seen(&format!("{thing}/steps"), version, body)
                .await,
        )
    }
}

async fn items(person: &Person, path: &str) -> Vec<Value> {
    let listed = person.get(path).await;
    listed.body["items"].as_array().cloned().unwrap_or_default()
}

/// Other figures in a body: nought, one more, twice as many.
fn disturb(body: &mut Value, luck: &mut Luck) {
    match body {
        Value::Array(all) => all.iter_mut().for_each(|one| disturb(one, luck)),
        Value::Object(all) => all.values_mut().for_each(|one| disturb(one, luck)),
        Value::Number(number) => {
            let was = number.as_i64().unwrap_or_default();
            *body = [was, 0, was + 1, was * 2, was - 1][luck.of(5)].into();
        }
        _ => (),
    }
}

/// What came of the tries, by kind: how many were done, how many refused. "led" is what the clerk did in between.
type Seen = BTreeMap<&'static str, (usize, usize)>;

fn note(seen: &mut Seen, kind: &'static str, done: bool) {
    let (were_done, refused) = seen.entry(kind).or_default();
    *were_done += usize::from(done);
    *refused += usize::from(!done);
}

async fn walk(tries: &[u64], seen: &mut Seen) {
    let hall = Hall::before_the_opening().await;
    let branch = hall.clerk.branch.id.expect("an account");
    for number in tries {
        let mut luck = Luck::new(*number);
        let done = if luck.of(4) == 0 {
            let done = hall.clerk.tries_first(&hall.round.world).await;
            note(seen, "led", done);
            done
        } else if let Some((kind, answer)) = hall.somebody_tries(&mut luck).await {
            assert!(
                matches!(
                    answer.status.as_u16(),
                    200 | 201 | 204 | 403 | 404 | 409 | 412 | 422
                ),
                "{} {:#}",
                answer.status,
                answer.body
            );
            note(seen, kind, answer.status.is_success());
            answer.status.is_success()
        } else {
            false
        };
        if done {
            nothing_forbidden_is_there(&hall.round.world, branch).await;
        }
    }
}

#[test]
fn whatever_is_tried_on_the_day_no_forbidden_state_is_reached() {
    let tries = prop::collection::vec(any::<u64>(), 360);
    let config = Config {
        cases: 2,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let seen = RefCell::new(Seen::new());
    // The same walks every time, so that a red run can be walked again.
    let walks = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, walks)
        .run(&tries, |tries| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(walk(&tries, &mut seen.borrow_mut()));
            Ok(())
        })
        .expect("nothing forbidden");
    let seen = seen.into_inner();
    println!("{seen:?}");
    let tried = seen.iter().filter(|(kind, _)| **kind != "led");
    let (done, kinds) = tried.fold((0, 0), |(done, kinds), (_, (own, _))| {
        (done + own, kinds + usize::from(*own > 0))
    });
    assert!(done > 50 && kinds > 4, "the walks go somewhere: {seen:?}");
    for kind in ["task", "election", "name", "organ", "count", "mark", "step"] {
        let (_, refused) = seen.get(kind).copied().unwrap_or_default();
        assert!(refused > 2, "{kind} is tried out of turn: {seen:?}");
    }
}
