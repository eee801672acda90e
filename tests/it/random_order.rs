//! Whatever the order of steps, and whoever takes them, no forbidden state is reached.
//!
//! Random people take random steps with plausible papers in hand; after every step that succeeds the rows
//! themselves are looked at.

use daihoi::congress::model::{Congress, State};
use daihoi::db::schema::{congresses, documents, opinions, plans, process_history, remarks};
use daihoi::document::model::State as DocumentState;
use daihoi::member::model::MemberStatus;
use daihoi::opinion::model::State as OpinionState;
use daihoi::plan::model::State as PlanState;
use diesel::dsl::count_star;
use diesel::prelude::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::door;
use crate::person::{Answer, Person};
use crate::story::{DOCUMENTS, Story};

/// A thing of the story and the process it is in.
#[derive(Clone)]
struct Thing {
    path: String,
    process: &'static str,
}

/// One try: which person, which thing, which of its steps.
type Try = (
    prop::sample::Index,
    prop::sample::Index,
    prop::sample::Index,
);

const STEPS: [(&str, &[&str]); 4] = [
    (
        "plan",
        &["issue", "amend", "open_rollout", "complete", "reopen"],
    ),
    (
        "congress",
        &[
            "submit_dossier",
            "return_dossier",
            "approve",
            "override_guidance",
            "convene",
            "open",
            "close",
            "report",
            "confirm",
            "annul",
            "postpone",
            "cancel",
            "designate_pilot",
        ],
    ),
    (
        "document",
        &[
            "submit",
            "endorse",
            "return_for_revision",
            "revise",
            "approve",
            "approve_with_remarks",
            "reopen",
            "present",
            "adopt",
        ],
    ),
    (
        "personnel",
        &[
            "submit_scheme",
            "endorse_scheme",
            "return_scheme",
            "revise",
            "approve_scheme",
            "reopen_scheme",
            "present",
        ],
    ),
];

fn steps_of(process: &str) -> &'static [&'static str] {
    STEPS
        .iter()
        .find(|(name, _)| *name == process)
        .map_or(&[], |(_, steps)| steps)
}

/// A body with everything that any step of the process could want.
fn papers(process: &str, step: &str) -> Value {
    let mut body = match process {
        "plan" => {
            json!({
                "note": "Điều chỉnh cho phù hợp", "symbol": "65-KH/ĐUK", "issued_on": "2022-03-16",
                "changes": { "title": "Đại hội chi bộ nhiệm kỳ 2022 - 2025, điều chỉnh" },
            })
        }
        "congress" => json!({
            "note": "Lý do theo tình hình của chi bộ", "planned_on": "2022-05-12", "notice_given_on": "2022-04-01",
            "decision_symbol": "21-QĐ/ĐU", "decision_on": "2022-05-11",
            "ground": "24-QĐ/TW mục 16.1.3",
        }),
        "document" => json!({
            "note": "ý kiến", "remarks": [{ "place": "Điểm 1", "text": "Bổ sung số liệu" }],
            "for": 21, "against": 0, "abstain": 0,
        }),
        _ => json!({
            "note": "ý kiến", "opinion_symbol": "12-CV/ĐU", "opinion_on": "2022-04-01", "opinion_text": "Đồng ý",
        }),
    };
    body["step"] = step.into();
    body
}

/// The beginnings of the codes that rest on what comes with a step: its figures, its days, its words. Everything else
/// can be told before the step is taken.
const OF_THE_BODY: [&str; 15] = [
    "document_votes_",
    "notice_",
    "decision_",
    "date_gone_by",
    "date_outside_window",
    "new_date_",
    "posts_",
    "sector_missing",
    "ground_missing",
    "personnel_opinion_",
    "amendment_empty",
    "document_remarks_on_classified",
    "document_remarks_not_taken",
    "document_majority_not_reached",
    "vote_",
];

/// What "actions" calls allowed is refused for nothing that could have been told without the body.
fn is_as_said(actions: &Value, step: &str, answer: &Answer) {
    let listed = actions["actions"].as_array().expect("actions");
    let said = listed.iter().find(|one| one["step"] == step);
    if !said.is_some_and(|one| one["allowed"] == true) || answer.status.is_success() {
        return;
    }
    let reasons = answer.body["reasons"].as_array().cloned();
    for reason in reasons.unwrap_or_default() {
        let code = reason["code"].as_str().expect("a code");
        assert!(
            OF_THE_BODY.iter().any(|known| code.starts_with(known)),
            "{step} is allowed, and refused for {code}"
        );
    }
}

/// What "next" calls allowed, "actions" of the thing it belongs to does not call refused.
async fn next_agrees(person: &Person, congress: &str) {
    let next = person.get(&format!("{congress}/next")).await;
    let steps = next.body["steps"].as_array().cloned().unwrap_or_default();
    for task in steps.iter().filter(|task| task["allowed"] == true) {
        let path = task["path"].as_str().expect("a path");
        let thing = path.trim_start_matches("/api/v1");
        let (Some(thing), Some(step)) =
            (thing.strip_suffix("/steps"), task["body"]["step"].as_str())
        else {
            continue;
        };
        let actions = person.get(&format!("{thing}/actions")).await;
        let listed = actions.body["actions"].as_array().cloned();
        let said = listed
            .unwrap_or_default()
            .into_iter()
            .find(|one| one["step"] == step);
        assert!(
            said.is_none_or(|one| one["allowed"] == true),
            "next allows {step} at {thing}: {:#}",
            actions.body
        );
    }
}

async fn try_once(person: &Person, thing: &Thing, step: &str) -> bool {
    let actions = person.get(&format!("{}/actions", thing.path)).await;
    if !actions.status.is_success() {
        return false;
    }
    let version = actions.body["version"].as_i64().expect("a version");
    let answer = person
        .post_seen(
            &format!("{}/steps", thing.path),
            version,
            papers(thing.process, step),
        )
        .await;
    is_as_said(&actions.body, step, &answer);
    let status = answer.status.as_u16();
    assert!(
        matches!(status, 200 | 403 | 404 | 409 | 412 | 422),
        "{step} at {}: {status} {:#}",
        thing.path,
        answer.body
    );
    status == 200
}

/// What must never be, asked of the rows.
async fn nothing_forbidden_is_there(story: &Story, step: &str) {
    let rows: Vec<(Congress, PlanState)> = story
        .world
        .read(|conn| {
            Ok(congresses::table
                .inner_join(plans::table)
                .select((Congress::as_select(), plans::state))
                .load(conn)?)
        })
        .await;
    for (congress, plan) in rows {
        let opened = congress.opened_on.is_some();
        if opened {
            let (present, summoned) = (congress.present_official, congress.summoned_official);
            let (present, summoned) = (present.expect("counted"), summoned.expect("summoned"));
            assert!(
                3 * present >= 2 * summoned,
                "after {step}: {present} of {summoned} is no quorum"
            );
        }
        let convened = matches!(
            congress.state,
            State::Convened | State::InSession | State::Closed | State::Reported | State::Confirmed
        );
        if convened && !congress.pilot {
            let may = matches!(plan, PlanState::RollingOut | PlanState::Completed);
            assert!(
                may || congress.guidance_override.is_some(),
                "after {step}: convened before the guidance"
            );
        }
    }
    let presented_over_a_remark: i64 = story
        .world
        .read(|conn| {
            Ok(documents::table
                .inner_join(remarks::table)
                .filter(documents::state.eq_any([DocumentState::Presented, DocumentState::Adopted]))
                .filter(remarks::outcome.is_null())
                .select(count_star())
                .first(conn)?)
        })
        .await;
    assert_eq!(
        presented_over_a_remark, 0,
        "after {step}: presented over an open remark"
    );
    if step == "open_rollout" {
        let open: i64 = story
            .world
            .read(|conn| {
                Ok(opinions::table
                    .filter(opinions::state.eq_any([OpinionState::Raised, OpinionState::Answered]))
                    .select(count_star())
                    .first(conn)?)
            })
            .await;
        assert_eq!(open, 0, "rolled out over an opinion that is not concluded");
    }
}

/// Every history is whole: each step begins where the one before it ended.
pub async fn every_history_is_whole(story: &Story) {
    let rows: Vec<(daihoi::db::id::Id<()>, String, String)> = story
        .world
        .read(|conn| {
            Ok(process_history::table
                .order(process_history::id)
                .select((
                    process_history::subject_id,
                    process_history::from_state,
                    process_history::to_state,
                ))
                .load(conn)?)
        })
        .await;
    let mut standing = std::collections::HashMap::new();
    for (subject, from, to) in rows {
        if let Some(before) = standing.insert(subject, to) {
            assert_eq!(before, from, "the history of {subject} has a gap");
        }
    }
}

/// The story as far as the dossiers of the pilots, so that random steps have somewhere to go.
async fn a_story_under_way() -> (Story, Vec<Thing>) {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let mut things = vec![Thing {
        path: story.plan.clone(),
        process: "plan",
    }];
    for (branch, day) in story
        .branches
        .iter()
        .zip(["2022-05-11", "2022-05-12", "2022-05-25"])
    {
        door::members(&story.world, &branch.place, &[(MemberStatus::Official, 30)]).await;
        story.the_branch_prepares(branch, day).await;
        let personnel = story
            .the_personnel_steps_are_signed(branch, "2022-04-01")
            .await;
        things.push(Thing {
            path: branch.congress.clone(),
            process: "congress",
        });
        things.push(Thing {
            path: personnel,
            process: "personnel",
        });
        for kind in DOCUMENTS {
            things.push(Thing {
                path: story.document(branch, kind).await,
                process: "document",
            });
        }
    }
    (story, things)
}

/// Every branch draws up its roll and checks people in, whether it may or not.
async fn the_roll_is_called(story: &Story, at: usize) {
    for branch in &story.branches {
        for (path, body) in [
            ("roll", json!({})),
            ("check-ins", json!({ "entry_ids": [] })),
        ] {
            let mut body = body;
            if path == "check-ins" {
                let mut keys = door::called(&branch.people, &branch.congress, "official").await;
                keys.truncate(1 + at % 30);
                body["entry_ids"] = keys.into();
            }
            let path = format!("{}/{path}", branch.congress);
            let status = branch.people.post(&path, body).await.status.as_u16();
            assert!(matches!(status, 200 | 409 | 422), "{path}: {status}");
        }
    }
}

async fn walk(tries: &[Try]) -> usize {
    let (story, things) = a_story_under_way().await;
    let cast = story.cast();
    let mut taken = 0;
    for (at, (person, thing, step)) in tries.iter().enumerate() {
        if at == tries.len() / 2 {
            story.world.goes_on_to("2022-05-12");
        }
        if at % 10 == 0 {
            the_roll_is_called(&story, at).await;
        }
        let thing = thing.get(&things);
        let step = step.get(steps_of(thing.process));
        if try_once(person.get::<&Person>(&cast), thing, step).await {
            taken += 1;
            nothing_forbidden_is_there(&story, step).await;
            for branch in &story.branches {
                next_agrees(&branch.people, &branch.congress).await;
                next_agrees(&branch.upper, &branch.congress).await;
            }
        }
    }
    every_history_is_whole(&story).await;
    taken
}

#[test]
fn random_steps_by_random_people_never_reach_a_forbidden_state() {
    let one = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    );
    let tries = prop::collection::vec(one, 250);
    let config = Config {
        cases: 3,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let taken = std::cell::Cell::new(0);
    // The same walks every time, so that a red run can be walked again.
    let walks = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, walks)
        .run(&tries, |tries| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            taken.set(taken.get() + runtime.block_on(walk(&tries)));
            Ok(())
        })
        .expect("nothing forbidden");
    assert!(
        taken.get() > 10,
        "the walk goes somewhere: {} steps",
        taken.get()
    );
}
