//! What is kept of a trial, and for how long: the lines hold names and days of birth.

use daihoi::auth::permission::Role;
use daihoi::db::schema::import_rows;
use daihoi::import::service::forget_old;
use daihoi::unit::model::Level;
use diesel::prelude::*;

use super::{commits, tries};
use crate::browsing::Browser;
use crate::world::World;

const MEMBERS: &str = "Họ và tên,Ngày sinh,Giới tính,Tình trạng sinh hoạt\n\
    Nguyễn Văn An,19/5/1980,Nam,Đảng viên chính thức\n\
    Trần Thị Bình,2/9/1984,Nữ,đảng viên chính thức\n";

/// How many lines of sheets stand in the database.
async fn lines(world: &World) -> i64 {
    let read = |conn: &mut _| Ok(import_rows::table.count().get_result(conn)?);
    world.state.db.read(read).await.expect("counted")
}

#[tokio::test]
async fn no_line_outlives_a_commit_a_discarded_trial_or_a_week() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let committee = world.person(Role::BranchCommittee, &branch).await;

    let (_, import) = tries(&committee, "members", Some(&branch), MEMBERS).await;
    assert_eq!(lines(&world).await, 2);
    let done = commits(&committee, &import).await.expect_ok();
    assert_eq!(lines(&world).await, 0, "committed");
    let path = format!("/imports/{}", done["id"].as_str().expect("a key"));
    let version = done["version"].as_i64().expect("a version");
    let refused = committee.delete(&path, version).await;
    assert_eq!(refused.reasons(), ["import_not_to_be_discarded"]);

    let sheet = MEMBERS.replace("1980", "1981");
    let (_, import) = tries(&committee, "members", Some(&branch), &sheet).await;
    assert_eq!(lines(&world).await, 2);
    let path = format!("/imports/{}", import["id"].as_str().expect("a key"));
    let other = world.person(Role::BranchCommittee, &branch).await;
    assert_eq!(other.delete(&path, 1).await.status, 404, "another's");
    assert_eq!(committee.delete(&path, 7).await.status, 412, "not as seen");
    assert_eq!(lines(&world).await, 2, "nothing is half discarded");
    assert_eq!(committee.delete(&path, 1).await.status, 204);
    assert_eq!(lines(&world).await, 0, "discarded");
    assert_eq!(committee.get(&path).await.status, 404);
    assert_eq!(committee.delete(&path, 1).await.status, 404);

    tries(&committee, "members", Some(&branch), &sheet).await;
    world.days_pass(6);
    let forget = |now| world.state.db.write(move |conn| forget_old(conn, now));
    forget(world.state.clock.now()).await.expect("forgotten");
    assert_eq!(lines(&world).await, 2, "for a week it can be committed");
    world.days_pass(2);
    forget(world.state.clock.now()).await.expect("forgotten");
    assert_eq!(lines(&world).await, 0, "given up");
}

#[tokio::test]
async fn a_trial_is_discarded_on_a_page_and_leads_to_another_sheet() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let committee = world.person(Role::BranchCommittee, &branch).await;
    let mut browser = Browser::of(&world, &committee).await;
    let start = format!("/imports/new?kind=members&unit_id={}", branch.id);
    let page = browser.opens(&start).await.expect_ok();
    let file = ("dang-vien.csv", MEMBERS.as_bytes());
    let tried = browser
        .uploads(&page, &[], file, "Chạy thử")
        .await
        .expect_ok();
    assert_eq!(lines(&world).await, 2);
    let form = browser
        .follows(&tried, "Bỏ lần chạy thử này")
        .await
        .expect_ok();
    let gone = browser
        .fills(&form, &[], "Bỏ lần chạy thử này")
        .await
        .expect_ok();
    assert!(gone.says("Đã bỏ lần chạy thử"));
    assert_eq!(gone.heading(), "Chi bộ I Nhập đảng viên từ bảng tính");
    assert_eq!(lines(&world).await, 0);
}
