//! The members of a branch: by given name, restricted, every reading recorded.

use daihoi::auth::permission::Role;
use daihoi::db::schema::{audit_entries, events};
use daihoi::unit::model::{Level, UnitId};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::person::Person;
use crate::world::{Place, World};

struct Branches {
    base: Place,
    first: Place,
    second: Place,
}

async fn branches(world: &World) -> Branches {
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let base = world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc))
        .await;
    let first = world.unit(Level::Branch, "Chi bộ I", Some(&base)).await;
    let second = world.unit(Level::Branch, "Chi bộ II", Some(&base)).await;
    Branches {
        base,
        first,
        second,
    }
}

fn member(name: &str) -> Value {
    json!({
        "full_name": name, "birth_date": "1990-05-19", "sex": "female", "status": "official",
        "ethnicity": "Tày", "admitted_on": "2015-09-02", "official_on": "2016-09-02",
    })
}

async fn audited(world: &World, unit: UnitId) -> Vec<(String, String)> {
    world
        .read(move |conn| {
            Ok(audit_entries::table
                .filter(audit_entries::subject_id.eq(unit))
                .order(audit_entries::seq)
                .select((audit_entries::action, audit_entries::detail))
                .load(conn)?)
        })
        .await
}

async fn write_down(officer: &Person, branch: &Place, name: &str) -> Value {
    let path = format!("/units/{}/members", branch.id);
    officer.post(&path, member(name)).await.expect_ok()
}

#[tokio::test]
async fn members_are_listed_by_given_name_and_every_reading_is_recorded() {
    let world = World::new().await;
    let Branches { base, first, .. } = branches(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &base).await;
    for name in [
        "Trần Thị Dung",
        "Nguyễn Văn An",
        "Hoàng Hoà",
        "Đỗ Hữu Ân",
        "Lê An",
    ] {
        write_down(&officer, &first, name).await;
    }
    let path = format!("/units/{}/members", first.id);
    let page = officer.get(&format!("{path}?limit=3")).await.expect_ok();
    let names = |page: &Value| {
        let items = page["items"].as_array().expect("items").clone();
        items
            .iter()
            .map(|item| item["full_name"].as_str().expect("a name").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["Lê An", "Nguyễn Văn An", "Đỗ Hữu Ân"]);
    let next = page["next"].as_str().expect("more");
    let rest = officer
        .get(&format!("{path}?limit=3&cursor={next}"))
        .await
        .expect_ok();
    assert_eq!(names(&rest), ["Trần Thị Dung", "Hoàng Hoà"]);
    let found = officer
        .get(&format!("{path}?q=hoa&status=official"))
        .await
        .expect_ok();
    assert_eq!(names(&found), ["Hoàng Hoà"]);
    let id = found["items"][0]["id"].as_str().expect("a key").to_owned();
    officer.get(&format!("/members/{id}")).await.expect_ok();

    let entries = audited(&world, first.id).await;
    let actions: Vec<&str> = entries.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(actions[..5], ["member.write"; 5]);
    assert_eq!(
        actions[5..],
        ["member.list", "member.list", "member.list", "member.read"]
    );
    let told: Vec<Value> = world
        .read(|conn| {
            use daihoi::db::json::AsJson;
            let rows: Vec<AsJson<Value>> = events::table.select(events::payload).load(conn)?;
            Ok(rows.into_iter().map(|row| row.0).collect())
        })
        .await;
    let everything = format!("{entries:?} {told:?}").to_lowercase();
    for word in ["hoà", "hoa\"", "dung", "tày", "1990"] {
        assert!(!everything.contains(word), "{word} in {everything}");
    }
}

#[tokio::test]
async fn members_are_seen_by_those_who_keep_them_only() {
    let world = World::new().await;
    let Branches {
        base,
        first,
        second,
    } = branches(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &base).await;
    let made = write_down(&officer, &first, "Nguyễn Văn An").await;
    let path = format!("/members/{}", made["id"].as_str().expect("a key"));
    let list = format!("/units/{}/members", first.id);
    for (role, unit, status) in [
        (Role::BranchCommittee, &first, 200),
        (Role::Secretary, &base, 200),
        (Role::BranchCommittee, &second, 404),
        (Role::Observer, &base, 403),
        (Role::Administrator, &base, 403),
        (Role::Integrator, &base, 403),
    ] {
        let person = world.person(role, unit).await;
        assert_eq!(person.get(&path).await.status, status, "{role}");
        assert_eq!(person.get(&list).await.status, status, "{role}");
    }
    let secretary = world.person(Role::Secretary, &base).await;
    assert_eq!(
        secretary.post(&list, member("Lê Bình")).await.reasons(),
        ["office_needed"]
    );
}

#[tokio::test]
async fn dates_that_cannot_be_are_422_and_what_the_charter_forbids_is_409() {
    let world = World::new().await;
    let Branches { base, first, .. } = branches(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &base).await;
    let path = format!("/units/{}/members", first.id);
    let mut body = member("  ");
    body["birth_date"] = "1890-01-01".into();
    assert_eq!(
        officer.post(&path, body).await.fields(),
        ["date_out_of_range", "blank_name"]
    );
    let mut body = member("Nguyễn Văn An");
    (body["birth_date"], body["official_on"]) = ("2022-03-16".into(), "2014-01-01".into());
    assert_eq!(
        officer.post(&path, body).await.fields(),
        ["born_in_future", "official_before_admitted"]
    );
    let mut body = member("Nguyễn Văn An");
    (body["birth_date"], body["official_on"]) = ("1999-01-01".into(), "2016-03-01".into());
    let refused = officer.post(&path, body).await;
    assert_eq!(
        refused.reasons(),
        ["admitted_too_young", "official_too_early"]
    );
    assert_eq!(refused.body["reasons"][0]["ground"], "Điều 1");
    assert_eq!(
        refused.body["reasons"][0]["regulation"],
        "Điều lệ Đảng (19/1/2011)"
    );
    let at_committee = officer
        .post(&format!("/units/{}/members", base.id), member("Lê An"))
        .await;
    assert_eq!(at_committee.reasons(), ["members_in_branches_only"]);
}

#[tokio::test]
async fn a_member_is_corrected_on_the_version_seen_and_transferred_on_a_day() {
    let world = World::new().await;
    let Branches {
        base,
        first,
        second,
    } = branches(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &base).await;
    let made = write_down(&officer, &first, "Nguyễn Văn An").await;
    let path = format!("/members/{}", made["id"].as_str().expect("a key"));
    let corrected = officer
        .patch(&path, 1, json!({ "ethnicity": null, "status": "exempted" }))
        .await;
    assert_eq!(corrected.etag.as_deref(), Some("\"2\""));
    assert_eq!(
        (&corrected.body["ethnicity"], &corrected.body["status"]),
        (&Value::Null, &json!("exempted"))
    );
    assert_eq!(officer.patch(&path, 1, json!({})).await.status, 412);

    let branch = world.person(Role::BranchCommittee, &first).await;
    let transfer = json!({ "transfer": { "unit_id": second.id, "on": "2022-03-01" } });
    assert_eq!(
        branch.patch(&path, 2, transfer.clone()).await.fields(),
        ["unknown"]
    );
    let late = json!({ "transfer": { "unit_id": second.id, "on": "2022-04-01" } });
    assert_eq!(
        officer.patch(&path, 2, late).await.fields(),
        ["member_date_in_future"]
    );
    let moved = officer.patch(&path, 2, transfer).await.expect_ok();
    assert_eq!(moved["unit_id"], json!(second.id));
    assert_eq!(branch.get(&path).await.status, 404);
    for unit in [first.id, second.id] {
        let entries = audited(&world, unit).await;
        assert!(
            entries
                .iter()
                .any(|(action, _)| action == "member.transfer"),
            "{entries:?}"
        );
    }
    let counts = world
        .read(move |conn| daihoi::member::service::counts(conn, second.id))
        .await;
    assert_eq!(
        (counts.exempted, counts.official, counts.all_official()),
        (1, 0, 1)
    );
}

#[tokio::test]
async fn the_members_of_a_merged_branch_are_the_heirs() {
    let world = World::new().await;
    let Branches {
        base,
        first,
        second,
    } = branches(&world).await;
    let officer = world.person(Role::CommitteeOfficer, &base).await;
    write_down(&officer, &first, "Nguyễn Văn An").await;
    let keeper = world.person(Role::Administrator, &base).await;
    let merge =
        json!({ "kind": "merge", "on_date": "2022-03-10", "successors": [second.id], "note": "x" });
    keeper
        .adds(&format!("/units/{}/successors", first.id), merge)
        .await
        .expect_ok();
    let page = officer
        .get(&format!("/units/{}/members", second.id))
        .await
        .expect_ok();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
    let page = officer
        .get(&format!("/units/{}/members", first.id))
        .await
        .expect_ok();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(0));
}
