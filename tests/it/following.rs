//! Events for systems that follow, and notices for people whose turn it is.

use daihoi::audit::model::{Subject, SubjectKind};
use daihoi::auth::actor::Actor;
use daihoi::auth::permission::Role;
use daihoi::db::id::Id;
use daihoi::event::service::{self, FORGOTTEN_AT_ONCE, KEPT_DAYS};
use daihoi::unit::model::Level;
use serde_json::{Value, json};

use crate::world::{Place, World, beginning, day};

fn somebody() -> Actor {
    Actor {
        user_id: Id::new(),
        session_id: None,
        now: beginning(),
        offices: Vec::new(),
        must_change_password: false,
    }
}

/// Something happens at a place, and is numbered.
async fn happens(world: &World, place: &Place, kind: &'static str) {
    let path = place.path.clone();
    world
        .write(move |conn| {
            let subject = Subject::new(SubjectKind::Unit, Id::<()>::new());
            daihoi::journal::service::record_write(
                conn,
                &somebody(),
                subject,
                &path,
                kind,
                json!({}),
            )
        })
        .await;
    world.write(service::number).await;
}

fn kinds(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().expect("items");
    items
        .iter()
        .map(|event| event["kind"].as_str().expect("a kind"))
        .collect()
}

#[tokio::test]
async fn a_follower_hears_everything_in_reach_once_and_in_order() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let base = world
        .unit(Level::BaseCommittee, "Đảng ủy VNPT", Some(&bloc))
        .await;
    let other = world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc))
        .await;
    let system = world.person(Role::Integrator, &base).await;
    let nothing = system.get("/events").await.expect_ok();
    assert_eq!(
        nothing,
        json!({ "items": [], "next": 0, "more": false, "oldest": null })
    );

    for (place, kind) in [
        (&bloc, "a"),
        (&base, "b"),
        (&other, "c"),
        (&base, "d"),
        (&other, "e"),
    ] {
        happens(&world, place, kind).await;
    }
    let first = system.get("/events?limit=1").await.expect_ok();
    assert_eq!(
        (kinds(&first), &first["next"], &first["more"]),
        (vec!["b"], &json!(2), &json!(true))
    );
    let second = system.get("/events?after=2").await.expect_ok();
    assert_eq!(
        (kinds(&second), &second["next"], &second["more"]),
        (vec!["d"], &json!(5), &json!(false))
    );
    let last = system.get("/events?after=5").await.expect_ok();
    assert_eq!((kinds(&last), &last["next"]), (vec![], &json!(5)));
    let beyond = system.get("/events?after=9").await.expect_ok();
    assert_eq!(
        (&beyond["next"], &beyond["more"]),
        (&json!(9), &json!(false))
    );

    let above = world.person(Role::OrganisationOfficer, &bloc).await;
    assert_eq!(
        kinds(&above.get("/events").await.expect_ok()),
        ["a", "b", "c", "d", "e"]
    );
    let observer = world.person(Role::Observer, &bloc).await;
    assert_eq!(observer.get("/events").await.reasons(), ["office_needed"]);
    assert_eq!(system.get("/events?after=-1").await.fields(), ["range"]);
    assert_eq!(system.get("/events?limit=0").await.fields(), ["range"]);
}

#[tokio::test]
async fn positions_are_given_in_order_without_gaps() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let system = world.person(Role::Integrator, &bloc).await;
    for round in 0..3_i64 {
        happens(&world, &bloc, "x").await;
        let heard = system.get("/events").await.expect_ok();
        let positions: Vec<i64> = heard["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|event| event["position"].as_i64().expect("a position"))
            .collect();
        assert_eq!(positions, (1..=round + 1).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn old_events_are_forgotten_and_the_positions_go_on() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    for kind in ["a", "b", "c"] {
        happens(&world, &bloc, kind).await;
    }
    let soon = beginning().plus(chrono::TimeDelta::days(KEPT_DAYS - 1));
    assert_eq!(
        world
            .write(move |conn| service::forget_old(conn, soon))
            .await,
        0
    );
    let late = beginning().plus(chrono::TimeDelta::days(KEPT_DAYS + 1));
    assert_eq!(
        world
            .write(move |conn| service::forget_old(conn, late))
            .await,
        2
    );
    const { assert!(FORGOTTEN_AT_ONCE > 2) };
    happens(&world, &bloc, "d").await;
    let system = world.person(Role::Integrator, &bloc).await;
    let heard = system.get("/events").await.expect_ok();
    assert_eq!(
        (kinds(&heard), &heard["oldest"], &heard["next"]),
        (vec!["c", "d"], &json!(3), &json!(4))
    );
}

#[tokio::test]
async fn notices_tell_whose_turn_it_is_what_is_due_first() {
    let world = World::new().await;
    let base = world.unit(Level::BaseCommittee, "Đảng ủy VNPT", None).await;
    let branch = world
        .unit(Level::Branch, "Chi bộ Trung tâm kinh doanh", Some(&base))
        .await;
    let (upper, below) = (base.id, branch.id);
    world
        .write(move |conn| {
            for (seat, unit, code, due) in [
                ("upper", upper, "congress.preparing", None),
                ("upper", upper, "congress.submitted", Some("2022-05-11")),
                ("upper", upper, "congress.reported", Some("2022-05-01")),
                ("branch", below, "congress.approved", Some("2022-04-01")),
                ("upper", upper, "congress.convened", Some("2022-05-11")),
            ] {
                daihoi::journal::store::insert_notice(
                    conn,
                    beginning(),
                    (seat.to_owned(), unit),
                    Subject::new(SubjectKind::Congress, Id::<()>::new()),
                    code,
                    due.map(day),
                )?;
            }
            let done = Subject::new(SubjectKind::Congress, Id::<()>::new());
            let told = ("upper".to_owned(), upper);
            daihoi::journal::store::insert_notice(
                conn,
                beginning(),
                told,
                done,
                "congress.closed",
                None,
            )?;
            daihoi::journal::store::end_notices(conn, done, beginning())
        })
        .await;
    let secretary = world.person(Role::Secretary, &base).await;
    let mut path = "/notices?limit=2".to_owned();
    let mut codes = Vec::new();
    loop {
        let page = secretary.get(&path).await.expect_ok();
        for notice in page["items"].as_array().expect("items") {
            codes.push(notice["code"].as_str().expect("a code").to_owned());
            let waits = notice["done_at"].is_null();
            assert_eq!(waits, notice["code"] != "congress.closed");
        }
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/notices?limit=2&cursor={next}");
    }
    assert_eq!(
        codes,
        [
            "congress.reported",
            "congress.submitted",
            "congress.convened",
            "congress.preparing",
            "congress.closed"
        ]
    );
    for (role, place, expected) in [
        (Role::BranchCommittee, &branch, 1),
        (Role::Observer, &base, 0),
        (Role::Secretary, &branch, 0),
    ] {
        let page = world
            .person(role, place)
            .await
            .get("/notices")
            .await
            .expect_ok();
        assert_eq!(
            page["items"].as_array().map(Vec::len),
            Some(expected),
            "{role}"
        );
    }
    let page = world
        .person(Role::BranchCommittee, &branch)
        .await
        .get("/notices")
        .await
        .expect_ok();
    let title = page["items"][0]["title"].as_str().expect("a title");
    assert!(title.starts_with("Đại hội đang ở bước"), "{title}");
}

/// By when the open notices of a thing are due, as this person sees them.
async fn due(person: &crate::person::Person, thing: &str) -> Vec<Value> {
    let listed = person.get("/notices?limit=200").await.expect_ok();
    let items = listed["items"].as_array().expect("items").iter();
    let open = items
        .filter(|one| one["subject_id"] == crate::story::key(thing) && one["done_at"].is_null());
    open.map(|one| one["due_on"].clone()).collect()
}

#[tokio::test]
async fn open_notices_follow_an_amended_plan_and_a_postponed_congress() {
    use crate::clerk::{Round, Wishes};
    let (round, clerks) = Round::of(vec![Wishes::on("2022-05-11")]).await;
    let clerk = &clerks[0];
    assert_eq!(due(&round.office, &round.plan).await, ["2022-05-31"]);
    let later = json!({ "note": "Gia hạn", "changes": { "rest_to": "2022-06-30" } });
    round.secretary.takes(&round.plan, "amend", later).await;
    assert_eq!(due(&round.office, &round.plan).await, ["2022-06-30"]);

    clerk
        .goes_on_until(&round.world, "congress.approve")
        .await
        .expect("reached");
    assert_eq!(due(&clerk.upper, &clerk.congress).await, ["2022-05-11"]);
    let day = json!({ "planned_on": "2022-05-20", "note": "Trùng lịch công tác" });
    clerk.branch.takes(&clerk.congress, "postpone", day).await;
    assert_eq!(due(&clerk.upper, &clerk.congress).await, ["2022-05-20"]);
    // Given back, the branch fixes another day.
    let back = json!({ "note": "Chọn lại ngày" });
    clerk
        .upper
        .takes(&clerk.congress, "return_dossier", back)
        .await;
    assert_eq!(due(&clerk.upper, &clerk.congress).await.len(), 0);
    assert_eq!(due(&clerk.branch, &clerk.congress).await, ["2022-05-20"]);
    let seen = clerk.branch.get(&clerk.congress).await.expect_ok();
    let version = seen["version"].as_i64().expect("a version");
    let day = json!({ "planned_on": "2022-05-25" });
    clerk
        .branch
        .patch(&clerk.congress, version, day)
        .await
        .expect_ok();
    assert_eq!(due(&clerk.branch, &clerk.congress).await, ["2022-05-25"]);
}
