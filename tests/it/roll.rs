//! The roll: who is called, who comes, what follows from it; and many people at the door at once.

use std::collections::BTreeSet;

use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State};
use daihoi::db::schema::{audit_entries, events, members, roll_changes, roll_entries};
use daihoi::member::model::MemberStatus;
use daihoi::unit::model::UnitId;
use diesel::dsl::count_star;
use diesel::prelude::*;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::congresses::{Bloc, key};
use crate::door;
use crate::person::Person;

/// A congress of Chi bộ Trung tâm Kinh doanh that has been approved, on 20 June 2022, with members of these
/// statuses.
async fn approved(statuses: &[(MemberStatus, usize)]) -> (Bloc, String) {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    bloc.rolls_out(&plan).await;
    let congress = bloc.congress(&plan).await;
    bloc.stands(&congress, State::Approved).await;
    door::members(&bloc.world, &bloc.branch, statuses).await;
    (bloc, congress)
}

/// As [`approved`], convened and on its day.
async fn on_its_day(statuses: &[(MemberStatus, usize)]) -> (Bloc, String) {
    let (bloc, congress) = approved(statuses).await;
    door::draws_up(&bloc.committee, &congress).await;
    let summons = json!({ "notice_given_on": "2022-03-16" });
    bloc.committee.takes(&congress, "convene", summons).await;
    bloc.world.goes_on_to("2022-06-20");
    (bloc, congress)
}

async fn attendance(person: &Person, congress: &str) -> Value {
    person
        .get(&format!("{congress}/attendance"))
        .await
        .expect_ok()
}

async fn marks(branch: &Person, entry: &str, version: i64, body: Value) -> Value {
    branch
        .put(&format!("/roll-entries/{entry}/mark"), version, body)
        .await
        .expect_ok()
}

async fn changes_status(bloc: &Bloc, from: MemberStatus, to: MemberStatus) {
    let unit: UnitId = bloc.branch.id;
    bloc.world
        .write(move |conn| {
            diesel::update(
                members::table
                    .filter(members::unit_id.eq(unit))
                    .filter(members::status.eq(from)),
            )
            .set(members::status.eq(to))
            .execute(conn)?;
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn nobody_is_put_down_twice_and_namesakes_are_told_apart_by_birth_date() {
    let (bloc, congress) = approved(&[(MemberStatus::Official, 9)]).await;
    let path = format!("{congress}/roll-entries");
    let name = "Đảng viên official X003";
    let by_hand = |born: Option<&str>| {
        json!({
            "full_name": name.to_uppercase(), "birth_date": born, "status": "official",
            "reason": "Chưa có trong danh sách",
        })
    };
    // A member of that name: which one is asked, and the answer links.
    let unclear = bloc.committee.post(&path, by_hand(None)).await;
    assert_eq!(unclear.reasons(), ["roll_member_unclear"]);
    let future = bloc
        .committee
        .post(&path, by_hand(Some("2150-01-01")))
        .await;
    assert_eq!(future.fields(), ["born_in_future"]);
    let linked = bloc
        .committee
        .post(&path, by_hand(Some("1985-03-02")))
        .await
        .expect_ok();
    assert_ne!(linked["member_id"], Value::Null);
    let again = bloc
        .committee
        .post(&path, by_hand(Some("1985-03-02")))
        .await;
    assert_eq!(again.reasons(), ["roll_person_twice"]);
    assert_ne!(again.body["reasons"][0]["ground"], "");
    // A namesake born on another day is somebody else.
    let namesake = bloc
        .committee
        .post(&path, by_hand(Some("1990-07-15")))
        .await
        .expect_ok();
    assert_eq!(namesake["member_id"], Value::Null);
    // Drawn up afterwards, the linked member is there once.
    let drawn = bloc
        .committee
        .post(&format!("{congress}/roll"), json!({}))
        .await
        .expect_ok();
    assert_eq!(
        (&drawn["added"], &drawn["entries"]),
        (&json!(8), &json!(10))
    );
    // Nor does a correction make two of one, and whoever is struck off is put back rather than put down anew.
    let entry = format!("/roll-entries/{}", namesake["id"].as_str().expect("a key"));
    let same = json!({ "birth_date": "1985-03-02", "reason": "Ghi lại ngày sinh" });
    let merged = bloc.committee.patch(&entry, 1, same).await;
    assert_eq!(merged.reasons(), ["roll_person_twice"]);
    let off = json!({ "struck_off": true, "reason": "Ghi nhầm" });
    bloc.committee.patch(&entry, 1, off).await.expect_ok();
    let anew = bloc
        .committee
        .post(&path, by_hand(Some("1990-07-15")))
        .await;
    assert_eq!(anew.reasons(), ["roll_person_struck_off"]);
}

#[tokio::test]
async fn drawing_up_links_those_put_down_by_hand_and_tells_of_namesakes() {
    let (bloc, congress) = approved(&[]).await;
    let path = format!("{congress}/roll-entries");
    for (name, born) in [
        ("Đảng viên official X000", Some("1985-03-02")),
        ("Đảng viên official X001", None),
        ("Trần Văn Khách", None),
    ] {
        let body = json!({
            "full_name": name, "birth_date": born, "status": "official", "reason": "Chưa lập danh sách",
        });
        bloc.committee.post(&path, body).await.expect_ok();
    }
    door::members(&bloc.world, &bloc.branch, &[(MemberStatus::Official, 3)]).await;
    let drawn = bloc
        .committee
        .post(&format!("{congress}/roll"), json!({}))
        .await
        .expect_ok();
    let expected = json!({
        "added": 2, "refreshed": 0, "struck_off": 0, "kept_by_hand": 3, "linked": 1, "namesakes": 1,
        "entries": 5,
    });
    assert_eq!(drawn, expected);
}

#[tokio::test]
async fn a_roll_follows_the_members_and_keeps_what_was_put_down_by_hand() {
    let (bloc, congress) = approved(&[
        (MemberStatus::Official, 9),
        (MemberStatus::Probationary, 2),
        (MemberStatus::Exempted, 1),
        (MemberStatus::Left, 3),
    ])
    .await;
    let roll = format!("{congress}/roll");
    let drawn = bloc.committee.post(&roll, json!({})).await.expect_ok();
    assert_eq!(
        (&drawn["added"], &drawn["entries"]),
        (&json!(12), &json!(12))
    );
    let guest = json!({
        "full_name": "Bùi Văn Anh", "status": "temporarily_attending", "reason": "Giấy giới thiệu số 12",
    });
    let path = format!("{congress}/roll-entries");
    let silent = json!({ "full_name": " ", "status": "official", "reason": " " });
    assert_eq!(
        bloc.committee.post(&path, silent).await.fields(),
        ["blank_name", "blank_name"]
    );
    let guest = bloc.committee.post(&path, guest).await.expect_ok();
    assert_eq!(guest["votes_not"]["ground"], "Điều 3");
    assert_eq!(guest["nominates_not"], Value::Null);

    let exempted = door::called(&bloc.committee, &congress, "exempted").await;
    let entry = format!("/roll-entries/{}", exempted[0]);
    let nothing = bloc
        .committee
        .patch(&entry, 1, json!({ "reason": "nhầm" }))
        .await;
    assert_eq!(nothing.fields(), ["roll_nothing_corrected"]);
    let correction =
        json!({ "status": "official", "reason": "Đã có quyết định sinh hoạt trở lại" });
    let corrected = bloc
        .committee
        .patch(&entry, 1, correction.clone())
        .await
        .expect_ok();
    assert_eq!(
        (&corrected["status"], &corrected["by_hand"]),
        (&json!("official"), &json!(true))
    );
    assert_eq!(
        bloc.committee.patch(&entry, 1, correction).await.status,
        412
    );

    changes_status(&bloc, MemberStatus::Probationary, MemberStatus::Left).await;
    let drawn = bloc.committee.post(&roll, json!({})).await.expect_ok();
    let expected = json!({
        "added": 0, "refreshed": 0, "struck_off": 2, "kept_by_hand": 2, "linked": 0, "namesakes": 0,
        "entries": 11,
    });
    assert_eq!(drawn, expected);
    changes_status(&bloc, MemberStatus::Left, MemberStatus::Probationary).await;
    let drawn = bloc.committee.post(&roll, json!({})).await.expect_ok();
    assert_eq!(
        (&drawn["refreshed"], &drawn["added"], &drawn["kept_by_hand"]),
        (&json!(2), &json!(3), &json!(2))
    );

    let history = bloc
        .upper
        .get(&format!("{entry}/history"))
        .await
        .expect_ok();
    let told: Vec<_> = history["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|change| {
            (
                change["kind"].clone(),
                change["status"].clone(),
                change["note"].clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (json!("drawn_up"), json!("exempted"), Value::Null),
            (
                json!("corrected"),
                json!("official"),
                json!("Đã có quyết định sinh hoạt trở lại")
            ),
        ]
    );
    let first = bloc
        .committee
        .get(&format!("{roll}?limit=1"))
        .await
        .expect_ok();
    assert_eq!(
        first["items"][0]["full_name"], "Bùi Văn Anh",
        "by given name"
    );
}

#[tokio::test]
async fn r_conv_03_whoever_is_exempted_and_not_called_is_pointed_out() {
    let (bloc, congress) = approved(&[(MemberStatus::Official, 9)]).await;
    let warned = |view: Value| {
        let warnings = view["warnings"].as_array().cloned().unwrap_or_default();
        warnings
            .into_iter()
            .find(|warning| warning["code"] == "exempted_not_summoned")
    };
    door::draws_up(&bloc.committee, &congress).await;
    let others = [
        (MemberStatus::Exempted, 2),
        (MemberStatus::TemporarilyAway, 1),
    ];
    door::members(&bloc.world, &bloc.branch, &others).await;
    let view = bloc.committee.get(&congress).await.expect_ok();
    let warning = warned(view).expect("a warning");
    assert_eq!(warning["facts"]["count"], 3);
    assert_eq!(warning["regulation"], "01-HD/TW (28/9/2021)");
    door::draws_up(&bloc.committee, &congress).await;
    assert_eq!(
        warned(bloc.committee.get(&congress).await.expect_ok()),
        None
    );
}

#[tokio::test]
async fn the_bases_are_itemised_and_follow_who_comes() {
    let (bloc, congress) = on_its_day(&[
        (MemberStatus::Official, 9),
        (MemberStatus::Exempted, 2),
        (MemberStatus::Suspended, 1),
        (MemberStatus::Probationary, 1),
    ])
    .await;
    door::come(&bloc.committee, &congress, "official", 7).await;
    let official = door::called(&bloc.committee, &congress, "official").await;
    let excused = json!({
        "mark": "excused", "absence_reason": "Đi công tác nước ngoài", "absence_accepted": true,
    });
    marks(&bloc.committee, &official[8], 1, excused).await;
    let found = attendance(&bloc.office, &congress).await;
    assert_eq!(
        (
            &found["called_official"],
            &found["summoned_official"],
            &found["present_official"]
        ),
        (&json!(12), &json!(10), &json!(7))
    );
    assert_eq!(found["quorum_reached"], true);
    assert_eq!(
        (&found["quorum"]["base"], &found["quorum"]["needed"]),
        (&json!(10), &json!(7))
    );
    let (ordinary, election) = (&found["ordinary_vote"], &found["election"]);
    assert_eq!(
        (&ordinary["base"], &ordinary["needed"]),
        (&json!(10), &json!(6))
    );
    assert_eq!(
        (&election["base"], &election["needed"]),
        (&json!(8), &json!(5))
    );
    let lines: Vec<_> = election["excluded"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            (
                line["reason"].as_str().expect("a reason"),
                line["count"].clone(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("exempted", json!(2)),
            ("suspended", json!(1)),
            ("absence_accepted", json!(1))
        ]
    );
    assert_eq!(
        election["calculation"],
        json!([
            "Triệu tập 12 đảng viên chính thức.",
            "Trừ 2 đồng chí được miễn công tác và sinh hoạt, không dự đại hội (Điều 32 khoản 2, 244-QĐ/TW (9/6/2014)).",
            "Trừ 1 đồng chí bị đình chỉ sinh hoạt (Điều 32 khoản 2, 244-QĐ/TW (9/6/2014)).",
            "Trừ 1 đồng chí vắng mặt suốt thời gian đại hội có lý do chính đáng, được cấp ủy triệu tập đồng ý (Điều 32 khoản 2, 244-QĐ/TW (9/6/2014)).",
            "Còn 8 đồng chí là cơ sở tính kết quả bầu cử (Điều 32 khoản 2, 244-QĐ/TW (9/6/2014)).",
            "Quá một nửa là 5 phiếu (Điều 32, 244-QĐ/TW (9/6/2014)).",
        ])
    );
    assert_eq!(ordinary["ground"]["clause"], "mục 9.3.2");
    assert_eq!(
        (
            &found["committee"]["elects"],
            &found["committee"]["official"]
        ),
        (&json!(true), &json!(12))
    );
    let english = bloc
        .committee
        .request(Method::GET, &format!("{congress}/attendance"))
        .header("Accept-Language", "en");
    let english = bloc.committee.send(english).await.expect_ok();
    assert_eq!(
        english["text"],
        "Present: 7 of 10 official members summoned."
    );

    let view = bloc.committee.takes(&congress, "open", json!({})).await;
    assert_eq!(
        (&view["summoned_official"], &view["present_official"]),
        (&json!(10), &json!(7))
    );
    let exempted = door::called(&bloc.committee, &congress, "exempted").await;
    let path = format!("/roll-entries/{}/check-in", exempted[0]);
    let late = bloc.committee.post(&path, json!({})).await.expect_ok();
    assert_eq!(late["entry"]["mark"], "late");
    let left = json!({ "mark": "left_early" });
    marks(&bloc.committee, &exempted[0], 2, left).await;
    let found = attendance(&bloc.committee, &congress).await;
    assert_eq!(
        (&found["election"]["base"], &found["present_official"]),
        (&json!(9), &json!(7)),
        "R-RES-05: whoever left early is not absent throughout"
    );
}

#[tokio::test]
async fn a_record_is_corrected_with_its_reason_and_what_was_is_kept() {
    let (bloc, congress) = on_its_day(&[(MemberStatus::Official, 5)]).await;
    let entry = door::called(&bloc.committee, &congress, "official").await[0].clone();
    let path = format!("/roll-entries/{entry}/mark");
    for (body, fields) in [
        (
            json!({ "mark": "excused" }),
            vec!["roll_absence_reason_missing"],
        ),
        (
            json!({ "mark": "absent", "absence_accepted": true }),
            vec!["roll_accepted_without_excuse"],
        ),
        (
            json!({ "mark": "present", "at": "2022-06-20T05:00:00Z" }),
            vec!["roll_time_in_future"],
        ),
        (
            json!({ "mark": "present", "at": "2022-06-19T01:00:00Z" }),
            vec!["roll_time_before_day"],
        ),
        (
            json!({ "mark": "absent", "at": "2022-06-20T00:30:00Z" }),
            vec!["roll_time_without_coming"],
        ),
    ] {
        let answer = bloc.committee.put(&path, 1, body.clone()).await;
        assert_eq!(answer.fields(), fields, "{body}");
    }
    let unseen = json!({ "mark": "left_early" });
    assert_eq!(
        bloc.committee.put(&path, 1, unseen).await.reasons(),
        ["roll_left_without_coming"]
    );
    let came = json!({ "mark": "present", "at": "2022-06-20T00:30:00Z" });
    let view = marks(&bloc.committee, &entry, 1, came).await;
    assert_eq!(view["arrived_at"], "2022-06-20T00:30:00.000Z");
    let early = json!({ "mark": "left_early", "at": "2022-06-20T00:10:00Z" });
    assert_eq!(
        bloc.committee.put(&path, 2, early).await.fields(),
        ["roll_left_before_arrived"]
    );
    let wrong = json!({ "mark": "absent" });
    assert_eq!(
        bloc.committee.put(&path, 2, wrong).await.reasons(),
        ["roll_correction_without_reason"]
    );
    let right = json!({ "mark": "absent", "note": "Điểm danh nhầm người" });
    let view = marks(&bloc.committee, &entry, 2, right).await;
    assert_eq!(
        (&view["arrived_at"], &view["version"]),
        (&Value::Null, &json!(3))
    );
    let history = bloc
        .committee
        .get(&format!("/roll-entries/{entry}/history"))
        .await
        .expect_ok();
    let kept: Vec<_> = history["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|change| (change["mark"].clone(), change["arrived_at"].clone()))
        .collect();
    assert_eq!(
        kept,
        [
            (json!("awaited"), Value::Null),
            (json!("present"), json!("2022-06-20T00:30:00.000Z")),
            (json!("absent"), Value::Null),
        ]
    );
}

#[tokio::test]
async fn nobody_is_checked_in_before_the_day_and_a_new_day_awaits_everybody_again() {
    let (bloc, congress) = approved(&[(MemberStatus::Official, 5)]).await;
    door::draws_up(&bloc.committee, &congress).await;
    let entry = door::called(&bloc.committee, &congress, "official").await[0].clone();
    let path = format!("/roll-entries/{entry}/check-in");
    let early = bloc.committee.post(&path, json!({})).await;
    assert_eq!(early.reasons(), ["roll_day_not_come"]);
    let summons = json!({ "notice_given_on": "2022-03-16" });
    bloc.committee.takes(&congress, "convene", summons).await;
    bloc.world.goes_on_to("2022-06-20");
    bloc.committee.post(&path, json!({})).await.expect_ok();
    let put_off = json!({ "note": "Không đủ số lượng", "planned_on": "2022-06-27" });
    bloc.committee.takes(&congress, "postpone", put_off).await;
    let found = attendance(&bloc.committee, &congress).await;
    assert_eq!((&found["came"], &found["awaited"]), (&json!(0), &json!(5)));
}

#[tokio::test]
async fn names_are_for_the_branch_its_committee_and_its_counters_and_every_reading_is_recorded() {
    let (bloc, congress) = on_its_day(&[(MemberStatus::Official, 5)]).await;
    let roll = format!("{congress}/roll");
    let entry = door::called(&bloc.committee, &congress, "official").await[0].clone();
    for (role, unit, status, sees) in [
        (Role::BranchCommittee, &bloc.branch, 200, 200),
        (Role::Counter, &bloc.branch, 200, 200),
        (Role::Secretary, &bloc.base, 200, 200),
        (Role::OrganisationOfficer, &bloc.bloc, 200, 200),
        (Role::Observer, &bloc.bloc, 403, 200),
        (Role::Administrator, &bloc.bloc, 403, 200),
        (Role::Integrator, &bloc.bloc, 403, 200),
        (Role::BranchCommittee, &bloc.other, 404, 404),
    ] {
        let person = bloc.world.person(role, unit).await;
        assert_eq!(person.get(&roll).await.status, status, "{role}");
        for path in ["", "/history"] {
            let path = format!("/roll-entries/{entry}{path}");
            assert_eq!(person.get(&path).await.status, status, "{role} {path}");
        }
        let totals = person.get(&format!("{congress}/attendance")).await;
        assert_eq!(totals.status, sees, "{role}");
        assert!(!totals.body.to_string().contains("Đảng viên official"));
    }
    let path = format!("/roll-entries/{entry}/check-in");
    for person in [&bloc.upper, &bloc.office] {
        let answer = person.post(&path, json!({})).await;
        assert_eq!(
            (answer.status.as_u16(), answer.reasons()),
            (403, vec!["wrong_office".into()])
        );
    }
    bloc.committee.post(&path, json!({})).await.expect_ok();
    let id: CongressId = key(&bloc.office.get(&congress).await.expect_ok()["id"]);
    let (entries, told): (Vec<(String, String)>, Vec<String>) = bloc
        .world
        .read(move |conn| {
            use daihoi::db::json::AsJson;
            let entries = audit_entries::table
                .filter(audit_entries::subject_id.eq(id))
                .order(audit_entries::seq)
                .select((audit_entries::action, audit_entries::detail))
                .load(conn)?;
            let told: Vec<AsJson<Value>> = events::table.select(events::payload).load(conn)?;
            Ok((entries, told.iter().map(|row| row.0.to_string()).collect()))
        })
        .await;
    let actions: BTreeSet<&str> = entries.iter().map(|(action, _)| action.as_str()).collect();
    for action in ["roll.draw_up", "roll.list", "roll.read", "roll.check_in"] {
        assert!(actions.contains(action), "{action} in {actions:?}");
    }
    assert!(!format!("{entries:?} {told:?}").contains("Đảng viên"));
}

/// 200 people through four doors, each of them checked in at two: nobody is lost, nobody is counted twice.
#[tokio::test]
async fn two_hundred_people_come_through_four_doors_at_once() {
    let (bloc, congress) = on_its_day(&[(MemberStatus::Official, 200)]).await;
    let people = door::called(&bloc.committee, &congress, "official").await;
    assert_eq!(people.len(), 200);
    let begun = std::time::Instant::now();
    let mut doors = Vec::new();
    for at in 0..4 {
        let device = bloc.world.person(Role::BranchCommittee, &bloc.branch).await;
        let mut queue: Vec<String> = people.iter().skip(at * 50).take(50).cloned().collect();
        queue.extend(people.iter().skip((at + 1) % 4 * 50).take(50).cloned());
        doors.push(tokio::spawn(async move {
            let mut answers = Vec::new();
            for some in queue.chunks(10) {
                let all = some.iter().map(|entry| {
                    let path = format!("/roll-entries/{entry}/check-in");
                    let device = device.clone();
                    async move { device.post(&path, json!({})).await.expect_ok() }
                });
                answers.extend(join_all(all).await);
            }
            answers
        }));
    }
    let mut already = 0;
    for door in join_all(doors).await {
        let answers = door.expect("every check-in was acknowledged");
        assert_eq!(answers.len(), 100);
        assert!(
            answers
                .iter()
                .all(|answer| answer["entry"]["mark"] == "present")
        );
        already += answers
            .iter()
            .filter(|answer| answer["already"] == true)
            .count();
    }
    let took = begun.elapsed();
    println!("400 check-ins of 200 people in {took:?}");
    assert!(
        cfg!(debug_assertions) || took.as_millis() < 2000,
        "built for release it takes less than two seconds: {took:?}"
    );
    assert_eq!(
        already, 200,
        "each is told at one of the two doors that they are here"
    );
    let found = attendance(&bloc.committee, &congress).await;
    assert_eq!(
        (
            &found["present_official"],
            &found["came"],
            &found["awaited"]
        ),
        (&json!(200), &json!(200), &json!(0))
    );
    let (here, recorded): (i64, i64) = bloc
        .world
        .read(|conn| {
            let here = roll_entries::table
                .filter(roll_entries::version.eq(2))
                .select(count_star())
                .first(conn)?;
            let recorded = roll_changes::table
                .filter(roll_changes::kind.eq("marked"))
                .select(count_star())
                .first(conn)?;
            Ok((here, recorded))
        })
        .await;
    assert_eq!((here, recorded), (200, 200));
}

#[tokio::test]
async fn several_devices_send_their_lists_and_each_person_counts_once() {
    let (bloc, congress) = on_its_day(&[(MemberStatus::Official, 200)]).await;
    let people = door::called(&bloc.committee, &congress, "official").await;
    let path = format!("{congress}/check-ins");
    let lists = (0..8).map(|at| {
        let list: Vec<&String> = people.iter().cycle().skip(at * 25).take(50).collect();
        bloc.committee.post(&path, json!({ "entry_ids": list }))
    });
    let (mut arrived, mut already) = (0, 0);
    for answer in join_all(lists).await {
        let done = answer.expect_ok();
        arrived += done["arrived"].as_i64().expect("a count");
        already += done["already"].as_i64().expect("a count");
    }
    assert_eq!((arrived, already), (200, 200));
    let found = attendance(&bloc.committee, &congress).await;
    assert_eq!(found["present_official"], 200);
    let elsewhere = json!({ "entry_ids": [people[0], uuid::Uuid::nil()] });
    let answer = bloc.committee.post(&path, elsewhere).await;
    assert_eq!(answer.fields(), ["unknown"]);
    assert_eq!(answer.body["errors"][0]["pointer"], "/entry_ids/1");
}
