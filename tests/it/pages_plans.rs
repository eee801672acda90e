//! The pages of plans, walked by the people of the story.

use reqwest::StatusCode;

use crate::browsing::Browser;
use crate::story::{Story, key};

#[tokio::test]
async fn a_plan_is_drafted_completed_and_scoped_page_by_page() {
    let story = Story::begin().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let list = office.opens("/plans").await.expect_ok();
    let form = office.follows(&list, "Lập kế hoạch mới").await.expect_ok();
    let wrong = [("title", ""), ("term.from", "2025"), ("term.to", "2022")];
    let refused = office.fills(&form, &wrong, "Lập kế hoạch mới").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.html.contains("value=\"2025\""),
        "what was typed is kept"
    );
    let unit = story.bloc.id.to_string();
    let right = [
        ("unit_id", unit.as_str()),
        ("title", "Đại hội chi bộ nhiệm kỳ 2022 - 2025"),
        ("term.from", "2022"),
        ("term.to", "2025"),
    ];
    let edit = office
        .fills(&refused, &right, "Lập kế hoạch mới")
        .await
        .expect_ok();
    let at = |page: &str| format!("/edit/{page}?on=true");
    assert!(edit.path.ends_with(&at("windows")), "{}", edit.path);
    assert!(edit.says("Đã lập dự thảo kế hoạch"));
    let plan = edit.path.trim_end_matches(&at("windows")).to_owned();
    let bad = [("pilot_from", "31/2/2022"), ("rest_to", "hè")];
    let refused = office.fills(&edit, &bad, "Lưu và sang phần").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all(".field.off").len(), 2, "every field is blamed");
    assert!(refused.html.contains("value=\"31/2/2022\""));
    let enterprise = story.enterprise.to_string();
    let groups: [(&str, &[(&str, &str)]); 6] = [
        (
            "windows",
            &[
                ("pilot_from", "1/5/2022"),
                ("pilot_to", "15/5/2022"),
                ("rest_from", "20/5/2022"),
                ("rest_to", "31/7/2022"),
            ],
        ),
        ("contents", &[]),
        ("personnel", &[("content.personnel_steps.3", "")]),
        ("pilots", &[("content.pilot_sectors", &enterprise)]),
        ("targets", &[("content.women_percent", "15")]),
        (
            "ceremony",
            &[
                ("content.ceremony_items", "Chào cờ\r\nHát Quốc ca\r\n"),
                ("content.programme.ceremonies.closing.held", "false"),
            ],
        ),
    ];
    let mut page = refused;
    for (group, fields) in groups {
        let here = page.path.split('?').next().unwrap_or_default();
        assert!(here.ends_with(&format!("/edit/{group}")), "{here} {group}");
        page = office
            .fills(&page, fields, "Lưu và sang phần")
            .await
            .expect_ok();
    }
    assert_eq!(page.path, format!("{plan}/scope"), "the scope comes last");
    let saved = office.opens(&plan).await.expect_ok();
    for words in [
        "1/5/2022 – 15/5/2022",
        "15%",
        "Hát Quốc ca",
        "Doanh nghiệp",
        "Không chào cờ",
        "Báo cáo chính trị",
    ] {
        assert!(saved.says(words), "{words}");
    }
    assert!(
        !saved.says("Thẩm tra tiêu chuẩn"),
        "the last step was taken out"
    );
    // What is not right is mended from the page on which everything is checked.
    let one = office
        .follows(&saved, "Thay đổi Tỷ lệ nữ")
        .await
        .expect_ok();
    let bad = [("content.women_percent", "150")];
    let refused = office.fills(&one, &bad, "Lưu dự thảo").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = [("content.women_percent", "20")];
    let saved = office
        .fills(&refused, &good, "Lưu dự thảo")
        .await
        .expect_ok();
    assert_eq!(saved.path, plan);
    for words in ["20%", "Hát Quốc ca", "Doanh nghiệp", "Không chào cờ"] {
        assert!(saved.says(words), "{words} stays");
    }

    // The scope, one committee of the tree at a time.
    let scope = office.follows(&saved, "Chọn phạm vi").await.expect_ok();
    assert!(scope.says("đã thuộc tổ chức được chọn ở trên"));
    let none = office.fills(&scope, &[("scope", "")], "Lưu phạm vi").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let branch = story.branches[0].place.id.to_string();
    let one = office
        .fills(&scope, &[("scope", branch.as_str())], "Lưu phạm vi")
        .await
        .expect_ok();
    assert!(one.says("Đã lưu phạm vi"));
    assert!(one.says("Chi bộ Trung tâm kinh doanh"));
    let below = office.follows(&one, "Đảng ủy Cục Thuế").await;
    assert!(below.status == StatusCode::OK || below.status == StatusCode::NOT_FOUND);
    let observer = Browser::of(&story.world, &story.observer)
        .await
        .opens("/plans/new")
        .await;
    assert_eq!(observer.status, StatusCode::FORBIDDEN);
    assert!(observer.says("Ban Tổ chức"), "who may is said");
}

#[tokio::test]
async fn what_is_issued_is_amended_with_its_changes_seen() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    let mut secretary = Browser::of(&story.world, &story.secretary).await;
    let moved = secretary
        .opens(&format!("{}/edit", story.plan))
        .await
        .expect_ok();
    assert!(moved.path.ends_with("/steps/amend"), "{}", moved.path);
    let changes = [
        ("note", "Lùi thời gian theo chỉ đạo"),
        ("changes.rest_to", "15/8/2022"),
        ("changes.content.most_half_days", "1"),
    ];
    let check = secretary
        .fills(&moved, &changes, "Tiếp tục")
        .await
        .expect_ok();
    let rows = check.all("dl.check dt");
    assert_eq!(rows.len(), 3, "only what changed: {rows:?}");
    assert!(check.says("Trước đây: 31/7/2022"));
    let done = secretary
        .fills(&check, &[], "Sửa đổi, bổ sung")
        .await
        .expect_ok();
    assert!(done.says("lần ban hành thứ 2"), "{:?}", done.all(".done"));
    assert!(done.says("20/5/2022 – 15/8/2022"));
    let revisions = secretary
        .follows(&done, "Các lần sửa đổi")
        .await
        .expect_ok();
    assert_eq!(revisions.all("del"), ["20/5/2022 – 31/7/2022", "2"]);
    assert_eq!(revisions.all("ins"), ["20/5/2022 – 15/8/2022", "1"]);
    assert!(revisions.says("Lùi thời gian theo chỉ đạo"));
    let history = secretary.follows(&done, "Lịch sử").await.expect_ok();
    assert_eq!(history.all("tbody tr").len(), 2);
    assert!(history.says("Ban hành kế hoạch"));

    let scope = secretary
        .opens(&format!("{}/scope", story.plan))
        .await
        .expect_ok();
    let branch = story.branches[0].place.id.to_string();
    let fewer = [
        ("changes.scope", branch.as_str()),
        ("note", "Thu hẹp phạm vi"),
    ];
    let check = secretary
        .fills(&scope, &fewer, "Tiếp tục")
        .await
        .expect_ok();
    assert!(check.says("Trước đây: Đảng ủy Khối các cơ quan tỉnh"));
    let done = secretary
        .fills(&check, &[], "Chọn phạm vi")
        .await
        .expect_ok();
    assert!(done.says("lần ban hành thứ 3"), "{:?}", done.all("main"));

    let mut office = Browser::of(&story.world, &story.office).await;
    let plan = office.opens(&story.plan).await.expect_ok();
    let shut = plan.all("details.shut");
    assert!(
        shut.iter().any(|one| one.contains("thuộc thẩm quyền")),
        "{shut:?}"
    );
    assert_eq!(plan.all("li[aria-current=step]").len(), 1);
    assert!(plan.all("li[aria-current=step]")[0].contains("Chọn chi bộ làm điểm"));
}

#[tokio::test]
async fn congresses_are_planned_for_one_branch_and_for_the_rest() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let early = office
        .opens(&format!("{}/congresses", story.plan))
        .await
        .expect_ok();
    assert!(early.says("chưa được ban hành"), "the reason is said");
    story.the_plan_is_issued().await;
    let plan = office.opens(&story.plan).await.expect_ok();
    let waiting = office
        .follows(&plan, "Lập đại hội cho các chi bộ")
        .await
        .expect_ok();
    assert_eq!(waiting.all("tbody tr").len(), 3);
    let form = office
        .follows(&waiting, "Lập đại hội Chi bộ III")
        .await
        .expect_ok();
    let bad = [("planned_on", "hôm nào"), ("planned_time", "7 giờ")];
    let refused = office.fills(&form, &bad, "Lập đại hội").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("hôm nào"));
    let good = [
        ("planned_on", "12/5/2022"),
        ("planned_time", "07:30"),
        ("venue", "Hội trường"),
    ];
    let one = office
        .fills(&refused, &good, "Lập đại hội")
        .await
        .expect_ok();
    assert!(one.says("Đã lập đại hội của Chi bộ III"));
    assert_eq!(one.all("tbody tr").len(), 2);
    let again = office
        .fills(&form, &[("form_once", "other")], "Lập đại hội")
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.says("đã có đại hội trong đợt này"));
    let all = office
        .follows(&one, "Lập đại hội cho mọi chi bộ còn lại")
        .await
        .expect_ok();
    assert!(all.says("2 chi bộ"));
    let check = office
        .fills(&all, &[("half_days", "1")], "Tiếp tục")
        .await
        .expect_ok();
    let done = office
        .fills(&check, &[], "Lập đại hội cho mọi")
        .await
        .expect_ok();
    assert!(
        done.says("Đã lập 2 đại hội; 1 chi bộ đã có đại hội từ trước."),
        "{:?}",
        done.all(".done")
    );
    assert!(done.says("Mọi chi bộ trong phạm vi đã có đại hội"));

    let pilots = office
        .opens(&format!("{}/pilots", story.plan))
        .await
        .expect_ok();
    assert!(pilots.says("chưa có chi bộ điểm"));
    assert_eq!(pilots.all("table:last-of-type tbody tr").len(), 3);
    let found = office
        .opens(&format!("{}/pilots?q=trung+tam", story.plan))
        .await
        .expect_ok();
    let path = found.link("Chọn làm đại hội điểm");
    assert!(path.starts_with("/congresses/") && path.ends_with("/steps/designate_pilot"));

    let mut branch = Browser::of(&story.world, &story.branches[0].people).await;
    let refused = branch.opens(&format!("{}/congresses", story.plan)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let seen = branch.opens(&story.plan).await.expect_ok();
    assert!(seen.heading().contains("65-KH/ĐUK"));
    let own = branch
        .opens(&format!("/plans?state=issued&q={}", "dai+hoi"))
        .await
        .expect_ok();
    assert!(own.html.contains(key(&story.plan)));
}
