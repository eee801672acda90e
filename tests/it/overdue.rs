//! What is overdue: in the order of its days, in everybody's own reach, with whom and by which clause.

use chrono::NaiveDate;
use daihoi::congress::model::{CongressId, State};
use daihoi::db::id::Id;
use daihoi::db::schema::{congresses, guidances};
use daihoi::guidance::model::GuidanceId;
use daihoi::plan::model::PlanId;
use daihoi::unit::model::Level;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::ballots::{comes_to_the_list, counters, elections, is_held};
use crate::conduct::{kinds, takes_item};
use crate::congresses::{Bloc, key};
use crate::person::Person;
use crate::story::{Branch, Story};
use crate::world::day;

/// Today in these tests.
const TODAY: &str = "2022-06-20";

/// A bloc whose plan rolls out, with a congress for each of twelve branches. Gives the plan.
async fn many() -> (Bloc, String) {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.rolls_out(&plan).await;
    for n in 0..10 {
        bloc.world
            .unit(Level::Branch, &format!("Chi bộ {n}"), Some(&bloc.base))
            .await;
    }
    bloc.office
        .post(&format!("{plan}/congresses/bulk"), json!({}))
        .await
        .expect_ok();
    bloc.world.goes_on_to(TODAY);
    (bloc, plan)
}

async fn all(bloc: &Bloc) -> Vec<CongressId> {
    let list = bloc.office.get("/congresses?limit=200").await.expect_ok();
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| key(&item["id"])).collect()
}

/// Puts a congress where its steps would have brought it: due then.
async fn stands(bloc: &Bloc, id: CongressId, state: State, due: Option<&str>) {
    let due: Option<NaiveDate> = due.map(day);
    bloc.world
        .write(move |conn| {
            diesel::update(congresses::table.find(id))
                .set((congresses::state.eq(state), congresses::due_on.eq(due)))
                .execute(conn)?;
            Ok(())
        })
        .await;
}

async fn overdue(person: &Person, query: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/overdue?{query}{cursor}");
        let page = person.get(&path).await.expect_ok();
        items.extend(page["items"].as_array().expect("items").iter().cloned());
        match page["next"].as_str() {
            None => return items,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
}

fn told<'a>(items: &'a [Value], field: &str) -> Vec<&'a str> {
    items
        .iter()
        .map(|item| item[field].as_str().unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn r_post_02_and_03_what_is_overdue_stands_in_the_order_of_its_days_with_whom_and_why() {
    let (bloc, _) = many().await;
    let congresses = all(&bloc).await;
    for (at, (state, due)) in [
        (State::Preparing, Some("2022-06-10")),
        (State::Convened, Some("2022-06-10")),
        (State::InSession, Some("2022-06-18")),
        (State::Closed, Some("2022-06-17")),
        (State::Reported, Some("2022-06-24")),
        // Not soon, and finished.
        (State::Preparing, Some("2022-06-28")),
        (State::Confirmed, None),
    ]
    .into_iter()
    .enumerate()
    {
        stands(&bloc, congresses[at], state, due).await;
    }
    for rest in &congresses[7..] {
        stands(&bloc, *rest, State::Cancelled, None).await;
    }
    let items = overdue(&bloc.office, "limit=200").await;
    assert_eq!(
        told(&items, "kind"),
        [
            "not_held",
            "not_held",
            "report",
            "not_closed",
            "confirmation"
        ]
    );
    assert_eq!(
        told(&items, "due_on"),
        [
            "2022-06-10",
            "2022-06-10",
            "2022-06-17",
            "2022-06-18",
            "2022-06-24"
        ]
    );
    let (report, confirmation) = (&items[2], &items[4]);
    assert_eq!(
        (&report["overdue"], &report["days_late"]),
        (&json!(true), &json!(3))
    );
    assert_eq!(report["turns"][0]["seat"], "branch");
    assert_eq!(report["turns"][0]["unit_id"], report["unit_id"]);
    assert_eq!(report["regulation"], "24-QĐ/TW (30/7/2021)");
    assert!(
        report["ground"]
            .as_str()
            .expect("a clause")
            .contains("16.1.1")
    );
    assert_eq!(
        (&confirmation["overdue"], &confirmation["days_late"]),
        (&json!(false), &json!(-4))
    );
    assert_eq!(confirmation["turns"][0]["seat"], "upper");
    assert_eq!(
        confirmation["turns"][0]["unit_name"],
        "Đảng ủy VNPT Lạng Sơn"
    );

    // Page by page it is the same list, whatever the size of the page.
    for limit in 1..4 {
        let paged = overdue(&bloc.office, &format!("limit={limit}")).await;
        assert_eq!(paged, items, "limit {limit}");
    }
    let reports = overdue(&bloc.office, "kind=report").await;
    assert_eq!(reports, std::slice::from_ref(report));
    let unit = report["unit_id"].as_str().expect("a key");
    let of_branch = overdue(&bloc.office, &format!("unit_id={unit}")).await;
    assert_eq!(of_branch, std::slice::from_ref(report));
}

#[tokio::test]
async fn everybody_sees_what_is_overdue_in_their_own_reach_only() {
    let (bloc, _) = many().await;
    for id in all(&bloc).await {
        stands(&bloc, id, State::Closed, Some("2022-06-17")).await;
    }
    assert_eq!(overdue(&bloc.office, "limit=5").await.len(), 12);
    assert_eq!(overdue(&bloc.upper, "limit=5").await.len(), 12);
    let own = overdue(&bloc.committee, "limit=5").await;
    assert_eq!(told(&own, "unit_name"), ["Chi bộ Trung tâm Kinh doanh"]);
    let path = format!("/overdue?unit_id={}", bloc.other.id);
    assert_eq!(bloc.committee.get(&path).await.status, 404);
    let stranger = bloc.world.stranger().await;
    assert_eq!(overdue(&stranger, "limit=5").await, [Value::Null; 0]);
    for (query, field) in [
        ("kind=nothing", "kind"),
        ("limit=0", "/limit"),
        ("cursor=x", "/cursor"),
    ] {
        let answer = bloc.office.get(&format!("/overdue?{query}")).await;
        assert_eq!(answer.status, 422, "{query} {field}");
    }
}

#[tokio::test]
async fn r_pil_03_guidance_not_acknowledged_is_listed_with_the_branch_that_must() {
    let (bloc, plan) = many().await;
    let plan_id: PlanId = plan.trim_start_matches("/plans/").parse().expect("a key");
    let congresses = all(&bloc).await;
    for (at, id) in congresses.iter().enumerate() {
        let due = if at < 3 { "2022-06-22" } else { "2022-07-31" };
        stands(&bloc, *id, State::Approved, Some(due)).await;
    }
    let id: GuidanceId = Id::new();
    let (now, by) = (
        bloc.world.state.clock.now(),
        bloc.office.id.expect("an account"),
    );
    bloc.world
        .write(move |conn| {
            diesel::insert_into(guidances::table)
                .values((
                    guidances::id.eq(id),
                    guidances::plan_id.eq(plan_id),
                    guidances::state.eq(daihoi::guidance::model::State::Issued),
                    guidances::symbol.eq("07-HD/BTCĐUK"),
                    guidances::title.eq("Lưu ý"),
                    guidances::issued_on.eq(day("2022-05-19")),
                    guidances::issued_at.eq(now),
                    guidances::created_at.eq(now),
                    guidances::created_by.eq(by),
                    guidances::version.eq(1_i64),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    let items = overdue(&bloc.office, "kind=guidance&limit=2").await;
    assert_eq!(items.len(), 3);
    assert_eq!(items[0]["turns"][0]["seat"], "branch");
    assert_eq!(items[0]["what"], "07-HD/BTCĐUK");
    assert_eq!(items[0]["due_on"], "2022-06-22");
    // Once acknowledged, it is off the list.
    let own = overdue(&bloc.committee, "kind=guidance").await;
    if let Some(item) = own.first() {
        let body = json!({ "congress_id": item["congress_id"] });
        let path = format!("/guidances/{id}/acknowledgements");
        bloc.committee.post(&path, body).await.expect_ok();
        assert_eq!(overdue(&bloc.committee, "kind=guidance").await.len(), 0);
    }
}

#[tokio::test]
async fn a_task_is_listed_by_its_day() {
    let (bloc, plan) = many().await;
    for id in all(&bloc).await {
        stands(&bloc, id, State::Cancelled, None).await;
    }
    for due in ["2022-06-24", "2022-06-21", "2022-07-30"] {
        let task = json!({
            "unit_id": bloc.bloc.id, "board": "Ban Tổ chức", "task": format!("Việc {due}"), "due_on": due,
        });
        bloc.secretary
            .post(&format!("{plan}/assignments"), task)
            .await
            .expect_ok();
    }
    let items = overdue(&bloc.office, "kind=assignment&limit=1").await;
    assert_eq!(told(&items, "what"), ["Việc 2022-06-21", "Việc 2022-06-24"]);
    assert_eq!(items[0]["turns"][0]["seat"], "office");
    assert_eq!(items[0]["turns"][0]["unit_name"], "Đảng ủy Khối");
    assert_eq!(overdue(&bloc.committee, "limit=1").await.len(), 0);
}

/// A pilot whose congress has three ballots for a secretary and elects none, up to the reported result.
async fn without_a_secretary() -> Story {
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
    for kind in kinds(branch).await {
        takes_item(branch, &kind, "begin").await;
        if kind == "secretary_ballot" {
            three_ballots_fail(&story, branch).await;
        } else {
            story.what_belongs_to(branch, &scheme, &kind).await;
        }
        takes_item(branch, &kind, "end").await;
    }
    branch
        .people
        .takes(&branch.congress, "close", json!({}))
        .await;
    story.the_result_is_reported(branch).await;
    story
}

async fn three_ballots_fail(story: &Story, branch: &Branch) {
    let counters = counters(&story.world, branch).await;
    let all = elections(branch).await;
    let secretary = all
        .iter()
        .find(|(_, post)| post == "secretary")
        .map(|(path, _)| path.clone())
        .expect("an election");
    comes_to_the_list(branch, &secretary, 1).await;
    let hands = json!({ "votes": { "for": 27, "against": 0, "abstain": 0 } });
    for ballot in 1..=3 {
        is_held(branch, &counters, &secretary, &[10]).await;
        if ballot < 3 {
            branch
                .people
                .takes(&secretary, "vote_again", hands.clone())
                .await;
            branch
                .people
                .takes(&secretary, "vote_list", hands.clone())
                .await;
        }
    }
    let why = json!({ "note": "Ba lần bầu không ai đủ số phiếu" });
    branch.people.takes(&secretary, "leave_vacant", why).await;
}

fn post<'a>(congress: &'a Value, wanted: &str) -> &'a Value {
    let posts = congress["posts"].as_array().expect("posts");
    posts
        .iter()
        .find(|post| post["post"] == wanted)
        .expect("the post")
}

async fn entry_of(branch: &Branch, name: &str) -> Value {
    let path = format!("{}/roll?limit=200", branch.congress);
    let roll = branch.people.get(&path).await.expect_ok();
    let items = roll["items"].as_array().expect("a roll");
    let found = items.iter().find(|entry| entry["full_name"] == name);
    found.expect("on the roll")["id"].clone()
}

#[tokio::test]
async fn r_post_05_the_committee_above_appoints_the_secretary_whom_three_ballots_did_not_elect() {
    let story = without_a_secretary().await;
    let branch = &story.branches[0];
    let shown = branch.upper.get(&branch.congress).await.expect_ok();
    assert_eq!(post(&shown, "secretary")["awaits"], "appointment");
    assert_eq!(post(&shown, "deputy_secretary")["awaits"], "ruling");
    let waiting = overdue(&branch.upper, "kind=secretary_appointment").await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["turns"][0]["seat"], "upper");
    assert_eq!(waiting[0]["regulation"], "24-QĐ/TW (30/7/2021)");

    let step = "appoint_secretary";
    let nothing = branch.upper.tries(&branch.congress, step, json!({})).await;
    assert_eq!(
        nothing.reasons(),
        [
            "appointee_missing",
            "decision_symbol_missing",
            "decision_date_missing"
        ]
    );
    let decision = |entry: &Value| json!({ "appointee": entry, "decision_symbol": "22-QĐ/ĐU", "decision_on": "2022-05-11" });
    // The fourth on the list was not elected to the committee.
    let outside = decision(&entry_of(branch, "Hoàng Thị Dung").await);
    let refused = branch.upper.tries(&branch.congress, step, outside).await;
    assert_eq!(refused.reasons(), ["appointee_not_in_committee"]);
    let of_committee = decision(&entry_of(branch, "Lê Văn Cường").await);
    let by_branch = branch
        .people
        .tries(&branch.congress, step, of_committee.clone())
        .await;
    assert_eq!(by_branch.status, 403);
    let appointed = branch
        .upper
        .takes(&branch.congress, step, of_committee.clone())
        .await;
    let secretary = post(&appointed, "secretary");
    assert_eq!(secretary["appointment"]["person_name"], "Lê Văn Cường");
    assert_eq!(secretary["appointment"]["decision_symbol"], "22-QĐ/ĐU");
    assert_eq!(
        secretary["appointment"]["unit_id"],
        appointed["approving_unit_id"]
    );
    assert_eq!(secretary["awaits"], Value::Null);
    assert_eq!(secretary["outcome"], "left_vacant");
    let waiting = overdue(&branch.upper, "kind=secretary_appointment").await;
    assert_eq!(waiting.len(), 0, "the task is done");
    let again = branch
        .upper
        .tries(&branch.congress, step, of_committee)
        .await;
    assert_eq!(again.reasons(), ["secretary_appointed_already"]);

    // Confirmed all the same: those elected are ruled on, the one appointed is not.
    let congress = branch.upper.get(&branch.congress).await.expect_ok();
    let posts: Vec<Value> = congress["posts"]
        .as_array()
        .expect("posts")
        .iter()
        .filter(|post| post["outcome"] == "elected")
        .map(|post| {
            let refused = post["post"] == "deputy_secretary";
            json!({
                "post_id": post["id"], "outcome": if refused { "refused" } else { "recognised" },
                "note": refused.then_some("Không đủ tiêu chuẩn"),
            })
        })
        .collect();
    let confirmation =
        json!({ "decision_symbol": "23-QĐ/ĐU", "decision_on": "2022-05-11", "posts": posts });
    let confirmed = branch
        .upper
        .takes(&branch.congress, "confirm", confirmation)
        .await;
    // R-POST-04: a post refused is elected again, and that is somebody's task.
    assert_eq!(
        post(&confirmed, "deputy_secretary")["awaits"],
        "by_election"
    );
    let vacancies = overdue(&branch.people, "kind=vacancy").await;
    assert_eq!(vacancies.len(), 1);
    assert_eq!(vacancies[0]["turns"][0]["seat"], "branch");
    let annulment = json!({
        "note": "Vi phạm nguyên tắc bầu cử", "ground": "24-QĐ/TW mục 16.1.3",
        "decision_symbol": "24-QĐ/ĐU", "decision_on": "2022-05-11",
    });
    branch
        .upper
        .takes(&branch.congress, "annul", annulment)
        .await;
    let vacancies = overdue(&branch.people, "kind=vacancy").await;
    assert_eq!(
        vacancies.len(),
        0,
        "a void result leaves nothing to be done"
    );
}
