//! The first page: what waits for each of those in the story, and what they wait for.

use crate::browsing::{Browser, Seen};
use crate::story::Story;
use crate::world::Person;

async fn work_of(story: &Story, person: &Person) -> Seen {
    let mut browser = Browser::of(&story.world, person).await;
    browser.opens("/").await.expect_ok()
}

#[tokio::test]
async fn each_finds_what_waits_for_them_and_what_they_wait_for() {
    let mut story = Story::begin().await;
    let nothing = work_of(&story, &story.secretary).await;
    assert_eq!(nothing.heading(), "Việc của tôi");
    assert!(nothing.says("Hiện không có việc nào đang chờ đồng chí."));
    assert!(nothing.says("Bí thư, Phó Bí thư: xem tiến độ"));

    story.the_plan_is_drafted().await;
    let to_sign = work_of(&story, &story.secretary).await;
    assert!(to_sign.says("Ký ban hành kế hoạch"));
    assert_eq!(to_sign.link("Mở"), story.plan);
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    let own = work_of(&story, &branch.people).await;
    assert!(own.says("Chuẩn bị và trình hồ sơ đại hội"));
    assert_eq!(own.link("Mở"), branch.congress);

    story.the_branch_prepares(branch, "2022-05-11").await;
    let upper = work_of(&story, &branch.upper).await;
    assert!(upper.says("Đang chờ đồng chí (4)"), "{:?}", upper.all("h2"));
    assert!(upper.says("Thẩm định, duyệt văn kiện"));
    assert!(upper.says("Chi bộ Trung tâm kinh doanh"));
    let waiting = work_of(&story, &branch.people).await;
    assert!(
        waiting.says("Đồng chí đang chờ người khác (4)"),
        "{:?}",
        waiting.all("h2")
    );

    // Past its day, the congress that was never held is everybody's concern, and late.
    story.world.goes_on_to("2022-05-20");
    let late = work_of(&story, &story.office).await;
    assert!(late.says("Đại hội chưa được tổ chức"));
    assert!(!late.all(".tag.bad").is_empty());
    let own = work_of(&story, &branch.people).await;
    assert!(
        own.all(".tasks .tag.bad").len() == 1,
        "{:?}",
        own.all(".tasks li")
    );
}

#[tokio::test]
async fn whoever_holds_no_office_is_told_whom_to_ask() {
    let story = Story::begin().await;
    let nobody = story.world.somebody(&[]).await;
    let page = work_of(&story, &nobody).await;
    assert!(page.says("Hãy liên hệ người quản trị"));
    let administrator = story.world.administrator().await;
    let page = work_of(&story, &administrator).await;
    assert!(page.says("Quản trị viên: kiểm tra danh sách tổ chức đảng"));
}
