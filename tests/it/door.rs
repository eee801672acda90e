//! Members of a branch, its roll, and who comes through the door.

use daihoi::db::id::Id;
use daihoi::member::model::{Member, MemberStatus, Sex};
use serde_json::json;

use crate::person::Person;
use crate::world::{Place, World, day};

/// Writes down so many members of each status.
pub async fn members(world: &World, unit: &Place, statuses: &[(MemberStatus, usize)]) {
    for (status, count) in statuses {
        for number in 0..*count {
            let name = format!("Đảng viên {status} X{number:03}");
            member(world, unit, *status, &name).await;
        }
    }
}

/// Writes down a member.
pub async fn member(world: &World, unit: &Place, status: MemberStatus, name: &str) {
    let member = Member {
        id: Id::new(),
        unit_id: unit.id,
        full_name: name.to_owned(),
        birth_date: day("1985-03-02"),
        sex: Sex::Female,
        ethnicity: None,
        admitted_on: None,
        official_on: None,
        post: None,
        education: None,
        status,
        created_at: world.state.clock.now(),
        version: 1,
    };
    world
        .write(move |conn| daihoi::member::store::insert(conn, &[&member]))
        .await;
}

/// The branch draws up the roll of its congress.
pub async fn draws_up(branch: &Person, congress: &str) {
    branch
        .post(&format!("{congress}/roll"), json!({}))
        .await
        .expect_ok();
}

/// The keys of those on the roll, of one status, by given name.
pub async fn called(branch: &Person, congress: &str, status: &str) -> Vec<String> {
    let path = format!("{congress}/roll?limit=200&status={status}");
    let roll = branch.get(&path).await.expect_ok();
    let items = roll["items"].as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|entry| entry["id"].as_str().expect("a key").to_owned())
        .collect()
}

/// The first so many of one status are here.
pub async fn come(branch: &Person, congress: &str, status: &str, count: usize) {
    let mut keys = called(branch, congress, status).await;
    assert!(keys.len() >= count, "{} {status} called", keys.len());
    keys.truncate(count);
    if keys.is_empty() {
        return;
    }
    branch
        .post(
            &format!("{congress}/check-ins"),
            json!({ "entry_ids": keys }),
        )
        .await
        .expect_ok();
}
