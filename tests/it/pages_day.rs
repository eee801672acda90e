//! The roll and the door on pages, without scripts: drawn up, corrected, and everybody who comes.

use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Seen};
use crate::door;
use crate::story::{NOMINEES, Story, summons};
use daihoi::member::model::MemberStatus;

/// The day of the pilot.
pub const DAY: &str = "2022-05-11";

/// The story as far as a pilot that is approved, with its members, before anybody is called; and the path of its
/// personnel work.
pub async fn an_approved_pilot() -> (Story, String) {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, DAY).await;
    story.the_documents_are_reviewed(branch).await;
    let personnel = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    branch
        .people
        .takes(&branch.congress, "submit_dossier", json!({}))
        .await;
    branch
        .upper
        .takes(&branch.congress, "approve", json!({}))
        .await;
    for name in NOMINEES {
        door::member(&story.world, &branch.place, MemberStatus::Official, name).await;
    }
    let others = [
        (MemberStatus::Official, 30 - NOMINEES.len()),
        (MemberStatus::Probationary, 2),
    ];
    door::members(&story.world, &branch.place, &others).await;
    (story, personnel)
}

/// The sentence that the form before left.
#[track_caller]
pub fn done(page: &Seen) -> String {
    let said = page.all(".done");
    assert_eq!(said.len(), 1, "{}: {:?}", page.path, page.all("main"));
    said[0].clone()
}

/// Opens the form behind a link and fills it in.
pub async fn by_link(
    browser: &mut Browser,
    page: &Seen,
    link: &str,
    fields: &[(&str, &str)],
    button: &str,
) -> Seen {
    let form = browser.follows(page, link).await.expect_ok();
    browser.fills(&form, fields, button).await
}

#[tokio::test]
async fn the_roll_is_drawn_up_corrected_and_marked_at_the_door() {
    let (story, _) = an_approved_pilot().await;
    let branch = &story.branches[0];
    let place = format!("{}/attendance", branch.congress);
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    let congress = clerk.opens(&branch.congress).await.expect_ok();
    let empty = clerk.follows(&congress, "Danh sách triệu tập").await;
    let empty = empty.expect_ok();
    assert_eq!(empty.path, place);
    assert!(
        empty.heading().ends_with("Điểm danh"),
        "{}",
        empty.heading()
    );
    assert!(empty.says("Chưa lập danh sách triệu tập"));
    let title = "Lập danh sách triệu tập";
    let drawn = by_link(&mut clerk, &empty, title, &[], title)
        .await
        .expect_ok();
    assert_eq!(drawn.path, place);
    assert!(done(&drawn).starts_with("Danh sách có 32 đồng chí: thêm 32"));
    assert_eq!(drawn.all("tbody tr[id]").len(), 32);

    let nobody = [
        ("full_name", "Đỗ Văn Em"),
        ("status", "temporarily_attending"),
    ];
    let unreasoned = by_link(&mut clerk, &drawn, "Ghi bổ sung", &nobody, "Ghi bổ sung").await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unreasoned.html.contains("value=\"Đỗ Văn Em\""));
    let why = [("reason", "Sinh hoạt tạm thời theo giấy giới thiệu số 15")];
    let put_down = clerk
        .fills(&unreasoned, &why, "Ghi bổ sung")
        .await
        .expect_ok();
    assert_eq!(put_down.path.split('#').next(), Some(place.as_str()));

    let entry = clerk.follows(&put_down, "Đỗ Văn Em").await.expect_ok();
    assert!(
        entry.says("không có quyền biểu quyết"),
        "{:?}",
        entry.all("main")
    );
    let corrected = [("full_name", "Đỗ Văn Êm"), ("reason", "Ghi nhầm tên")];
    let entry = by_link(
        &mut clerk,
        &entry,
        "Sửa danh sách",
        &corrected,
        "Sửa danh sách",
    )
    .await;
    assert_eq!(
        entry.expect_ok().all("tbody tr").len(),
        2,
        "what was is kept"
    );
    let early = clerk.opens(&place).await.expect_ok();
    assert!(early.all("td.door button").is_empty(), "nobody comes yet");
    assert!(early.says("Chưa đến ngày đại hội"));

    branch
        .people
        .takes(&branch.congress, "convene", summons("2022-04-01"))
        .await;
    story.world.goes_on_to(DAY);
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    at_the_door(&story, &mut clerk, &place).await;
}

/// The morning: one by one, one who is excused, one who comes late; then the quorum.
async fn at_the_door(story: &Story, clerk: &mut Browser, place: &str) {
    let branch = &story.branches[0];
    let awaited = clerk.opens(place).await.expect_ok();
    assert!(
        awaited.says("Còn thiếu 20 đồng chí"),
        "{:?}",
        awaited.all("#totals")
    );
    let here = clerk
        .fills(&awaited, &[], "Có mặt Nguyễn Văn An")
        .await
        .expect_ok();
    assert_eq!(done(&here), "Đã ghi có mặt.");
    assert!(here.says("Còn thiếu 19 đồng chí"));
    // The other device, whose page is a minute old.
    let twice = clerk
        .fills(&awaited, &[], "Có mặt Nguyễn Văn An")
        .await
        .expect_ok();
    assert!(done(&twice).contains("đã được ghi có mặt từ trước"));
    assert!(twice.says("Còn thiếu 19 đồng chí"));

    let found = clerk.opens(&format!("{place}?q=binh&mark=&status=")).await;
    let found = found.expect_ok();
    assert_eq!(found.all("tbody tr[id]").len(), 1);
    let marks = clerk
        .follows(&found, "Khác Trần Thị Bình")
        .await
        .expect_ok();
    let excused = [("mark", "excused"), ("absence_accepted", "true")];
    let unsaid = clerk.fills(&marks, &excused, "Ghi điểm danh").await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.says("Hãy ghi lý do xin vắng mặt"));
    let why = [("absence_reason", "Điều trị tại bệnh viện")];
    let excused = clerk
        .fills(&unsaid, &why, "Ghi điểm danh")
        .await
        .expect_ok();
    assert_eq!(done(&excused), "Đã ghi điểm danh.");
    let bases = excused.all("tfoot .figure");
    assert_eq!(
        bases,
        ["30", "20", "30", "16", "29", "15"],
        "quorum, votes by hand, elections: only these leave out whom the committee excused"
    );
    let marks = clerk
        .follows(&excused, "Khác Lê Văn Cường")
        .await
        .expect_ok();
    let wrong = [("mark", "late"), ("at", "11/5/2022 25:10")];
    let wrong = clerk.fills(&marks, &wrong, "Ghi điểm danh").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("value=\"11/5/2022 25:10\""));
    let at = [("at", "11/5/2022 0:05")];
    let late = clerk.fills(&wrong, &at, "Ghi điểm danh").await.expect_ok();
    assert!(late.says("11/5/2022 00:05"), "{:?}", late.all("tbody tr"));

    story.the_members_come(branch, 22, 2).await;
    let many = clerk.opens(place).await.expect_ok();
    assert!(many.says("Đủ điều kiện tiến hành"));
    let part = format!("{place}/totals");
    let part = clerk.opens(&part).await.expect_ok();
    assert!(part.says("Đủ điều kiện tiến hành") && part.all("h1").is_empty());
    let seen = part
        .html
        .split("seen=")
        .nth(1)
        .expect("the figures")
        .split('"');
    let seen = seen.into_iter().next().expect("the figures");
    let same = clerk.opens(&format!("{place}/totals?seen={seen}")).await;
    assert_eq!(same.status, StatusCode::NO_CONTENT, "nobody is told twice");

    let mut observer = Browser::of(&story.world, &story.observer).await;
    let totals = observer.opens(place).await.expect_ok();
    assert!(totals.says("Đủ điều kiện tiến hành"));
    assert!(
        !totals.says("Nguyễn Văn An"),
        "names are for those who may read them"
    );
    let mut stranger = Browser::of(&story.world, &story.branches[1].people).await;
    assert_eq!(stranger.opens(place).await.status, StatusCode::NOT_FOUND);
}
