//! Documents on their pages: begun, filed, reviewed, answered, compared; and what is classified.

use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Seen};
use crate::story::Story;

async fn planned() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    story
}

#[tokio::test]
async fn a_document_is_written_reviewed_answered_and_approved() {
    let story = planned().await;
    let branch = &story.branches[0];
    let mut people = Browser::of(&story.world, &branch.people).await;
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let dossier = format!("{}/documents", branch.congress);
    let list = people.opens(&dossier).await.expect_ok();
    assert!(list.says("Còn thiếu văn kiện theo yêu cầu"));
    let form = people.follows(&list, "Báo cáo chính trị").await.expect_ok();
    let title = [("title", "Báo cáo chính trị nhiệm kỳ 2022 - 2025")];
    let document = people
        .fills(&form, &title, "Thêm văn kiện")
        .await
        .expect_ok();
    assert!(document.heading().contains("nhiệm kỳ 2022 - 2025"));

    // A version: nothing chosen, something that is no document, then a real one.
    let form = people.follows(&document, "Nộp bản mới").await.expect_ok();
    let note = [("note", "Bản gửi duyệt")];
    let none = people.uploads(&form, &note, ("", b""), "Nộp bản mới").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        none.html.contains("Bản gửi duyệt"),
        "what was typed is kept"
    );
    let wrong = people
        .uploads(&form, &note, ("a.exe", b"MZ\x90\x00"), "Nộp bản mới")
        .await;
    assert!(wrong.says("Loại tệp không được nhận"));
    let forged = [("csrf", "0")];
    let forged = people
        .uploads(&form, &forged, ("a.txt", b"x"), "Nộp bản mới")
        .await;
    assert_eq!(forged.status, StatusCode::BAD_REQUEST);
    let text = "Phần thứ nhất\nThu nộp đạt 90%.\n".as_bytes();
    let filed = people
        .uploads(&form, &note, ("Báo cáo.txt", text), "Nộp bản mới")
        .await
        .expect_ok();
    assert_eq!(filed.all(".done"), ["Đã nộp bản 1."]);
    let file = people.follows(&filed, "Báo cáo.txt").await.expect_ok();
    assert_eq!(file.html, "Phần thứ nhất\nThu nộp đạt 90%.\n");
    let form = people
        .follows(&filed, "Trình cấp ủy cấp trên duyệt")
        .await
        .expect_ok();
    people.fills(&form, &[], "Trình cấp ủy").await.expect_ok();

    // It comes back with a remark, which must be answered before it goes up again.
    let page = upper.opens(&filed.path).await.expect_ok();
    let form = upper
        .follows(&page, "Trả lại để chỉnh sửa")
        .await
        .expect_ok();
    let room = |page: &Seen| page.all("textarea[name^=remarks]").len();
    let more = upper
        .fills(&form, &[("note", "Chờ số liệu")], "Thêm chỗ ghi ý kiến")
        .await
        .expect_ok();
    assert_eq!((room(&form), room(&more)), (3, 6));
    assert!(more.html.contains("Chờ số liệu"), "what was typed is kept");
    let ten: Vec<(String, String)> = (0..10)
        .flat_map(|n| {
            let place = (format!("remarks.{n}.place"), format!("Mục {n}"));
            [place, (format!("remarks.{n}.text"), String::new())]
        })
        .collect();
    let ten: Vec<(&str, &str)> = ten.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let refused = upper.fills(&more, &ten, "Trả lại").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((room(&refused), refused.all(".field.off").len()), (10, 10));
    let half = [("remarks.1.place", "Phần thứ nhất")];
    let refused = upper.fills(&form, &half, "Trả lại").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all(".field.off").len(), 1);
    let remark = [("remarks.1.text", "Bổ sung số liệu thu nộp")];
    upper.fills(&refused, &remark, "Trả lại").await.expect_ok();
    let page = people.opens(&filed.path).await.expect_ok();
    assert!(page.says("Bổ sung số liệu thu nộp"));
    let beside = people
        .follows(&page, "Đọc bản 1 và ý kiến góp ý")
        .await
        .expect_ok();
    assert!(beside.says("Thu nộp đạt 90%.") && beside.says("Bổ sung số liệu thu nộp"));
    let form = people
        .follows(&page, "Tiếp tục chỉnh sửa")
        .await
        .expect_ok();
    people
        .fills(&form, &[], "Tiếp tục chỉnh sửa")
        .await
        .expect_ok();
    let form = people
        .follows(&page, "Tiếp thu, giải trình")
        .await
        .expect_ok();
    let silent = people
        .fills(&form, &[("outcome", "accepted")], "Tiếp thu")
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = [
        ("outcome", "accepted"),
        ("text", "Đã bổ sung tại Phần thứ nhất"),
    ];
    let answered = people.fills(&silent, &answer, "Tiếp thu").await.expect_ok();
    assert_eq!(answered.all(".done"), ["Đã ghi trả lời."]);

    let form = people
        .opens(&format!("{}/versions/new", filed.path))
        .await
        .expect_ok();
    let typed = [("text", "Phần thứ nhất\nThu nộp đạt 95%.")];
    let second = people
        .uploads(&form, &typed, ("", b""), "Nộp bản mới")
        .await
        .expect_ok();
    assert_eq!(second.all(".done"), ["Đã nộp bản 2."]);
    let compared = people
        .opens(&format!("{}/diff?from=1&to=2", filed.path))
        .await
        .expect_ok();
    assert_eq!(compared.all("del"), ["90"]);
    assert_eq!(compared.all("ins"), ["95"]);
    assert!(compared.says("Thêm 0 dòng, bỏ 0 dòng, sửa 1 dòng."));

    let form = people
        .opens(&format!("{}/steps/submit", filed.path))
        .await
        .expect_ok();
    people.fills(&form, &[], "Trình cấp ủy").await.expect_ok();
    let form = upper
        .opens(&format!("{}/steps/approve", filed.path))
        .await
        .expect_ok();
    let check = upper.fills(&form, &[], "Tiếp tục").await.expect_ok();
    let approved = upper.fills(&check, &[], "Duyệt").await.expect_ok();
    assert!(approved.says("Đã được duyệt"));
    let list = people.opens(&dossier).await.expect_ok();
    assert!(list.all("tbody td").contains(&"Đã được duyệt".to_owned()));
    let found = people
        .opens(&format!("{dossier}?q=thu+nop"))
        .await
        .expect_ok();
    assert_eq!(found.all("tbody tr").len(), 1);
}

#[tokio::test]
async fn of_a_classified_document_only_the_register_is_shown() {
    let story = planned().await;
    let branch = &story.branches[0];
    let mut people = Browser::of(&story.world, &branch.people).await;
    let form = people
        .opens(&format!("{}/documents/new", branch.congress))
        .await
        .expect_ok();
    let cover = [
        ("kind", "other"),
        ("secrecy", "secret"),
        ("title", "Phương án bảo vệ"),
        ("symbol", "02-BC/CB"),
        ("registered_on", "1/4/2022"),
        ("custodian", "Văn thư chi bộ"),
    ];
    let refused = people.fills(&form, &cover, "Thêm văn kiện").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = people
        .fills(&refused, &[("title", "")], "Thêm văn kiện")
        .await
        .expect_ok();
    assert!(page.says("Văn bản mật: hệ thống chỉ giữ số, ngày và nơi lưu giữ"));
    assert!(page.says("Văn thư chi bộ"));
    assert!(!page.says("Nộp bản mới"));
    let filing = people.opens(&format!("{}/versions/new", page.path)).await;
    assert_eq!(filing.status, StatusCode::CONFLICT);
}

/// A step that is asked about once more, from the page of the document to its end.
async fn confirms(
    browser: &mut Browser,
    document: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Seen {
    let page = browser.opens(document).await.expect_ok();
    let form = browser.follows(&page, step).await.expect_ok();
    let check = browser.fills(&form, fields, "Tiếp tục").await.expect_ok();
    browser.fills(&check, &[], step).await.expect_ok()
}

#[tokio::test]
async fn a_document_approved_with_remarks_is_made_final_presented_and_adopted() {
    let story = planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let mut people = Browser::of(&story.world, &branch.people).await;
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let programme = story.document(branch, "action_programme").await;
    let remark = [
        ("remarks.0.place", "Điểm 1"),
        ("remarks.0.text", "Nêu rõ người phụ trách"),
    ];
    let approved = confirms(&mut upper, &programme, "Duyệt kèm ý kiến góp ý", &remark).await;
    assert!(approved.says("Chưa nộp bản hoàn chỉnh"));
    assert!(
        !approved.says("Nộp bản mới"),
        "only the branch writes its documents"
    );
    let page = people.opens(&programme).await.expect_ok();
    let form = people.follows(&page, "Tiếp thu, giải trình").await;
    let answer = [
        ("outcome", "explained"),
        ("text", "Người phụ trách ghi tại kế hoạch công tác"),
    ];
    let page = people
        .fills(&form, &answer, "Tiếp thu, giải trình")
        .await
        .expect_ok();
    assert!(page.says("Giải trình"));
    let form = people.follows(&page, "Nộp bản mới").await.expect_ok();
    let typed = [("text", "Bản hoàn chỉnh"), ("note", "Sau góp ý")];
    let page = people
        .uploads(&form, &typed, ("", b""), "Nộp bản mới")
        .await
        .expect_ok();
    assert!(!page.says("Chưa nộp bản hoàn chỉnh"));
    let early = page.all("details.shut").join(" ");
    assert!(
        early.contains("Trình đại hội") && early.contains("Đại hội chưa diễn ra"),
        "a step that is not allowed shows why: {early}"
    );

    for kind in ["political_report", "self_review_report", "draft_resolution"] {
        let document = story.document(branch, kind).await;
        branch.upper.takes(&document, "approve", json!({})).await;
    }
    story.the_personnel_work_is_done(branch, "2022-04-01").await;
    story.the_congress_is_convened(branch, "2022-04-01").await;
    story.world.goes_on_to("2022-05-11");
    let mut people = Browser::of(&story.world, &branch.people).await;
    story.the_members_come(branch, 27, 2).await;
    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;

    confirms(&mut people, &programme, "Trình đại hội", &[]).await;
    let page = people.opens(&programme).await.expect_ok();
    let form = people
        .follows(&page, "Ghi nhận đại hội thông qua")
        .await
        .expect_ok();
    let few = [("for", "12"), ("against", "10"), ("abstain", "5")];
    let refused = people.fills(&form, &few, "Tiếp tục").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("chưa quá nửa"));
    assert!(
        refused.html.contains("value=\"12\""),
        "typed values are kept"
    );
    let most = [("for", "25"), ("against", "1"), ("abstain", "1")];
    let adopted = confirms(&mut people, &programme, "Ghi nhận", &most).await;
    assert!(adopted.says("Đại hội đã thông qua"));
    assert!(adopted.says("Tán thành: 25/30"));
    let congress = people.opens(&branch.congress).await.expect_ok();
    let list = people.follows(&congress, "Văn kiện").await.expect_ok();
    assert!(list.heading().contains("Văn kiện"));
}

#[tokio::test]
async fn r_sec_02_the_committee_above_makes_a_document_less_secret_on_its_page() {
    let story = planned().await;
    let branch = &story.branches[0];
    let classified = json!({
        "kind": "political_report", "secrecy": "secret", "symbol": "05-BC/CB",
        "registered_on": "2022-04-01", "custodian": "Văn thư Đảng ủy",
    });
    let begun = branch
        .people
        .post(&format!("{}/documents", branch.congress), classified)
        .await
        .expect_ok();
    let document = format!("/documents/{}", begun["id"].as_str().expect("a key"));
    let mut people = Browser::of(&story.world, &branch.people).await;
    let page = people.opens(&document).await.expect_ok();
    assert!(!page.says("Giảm độ mật"), "not the branch by itself");
    let refused = people.opens(&format!("{document}/secrecy")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.all("main form").is_empty());

    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let page = upper.opens(&document).await.expect_ok();
    let form = upper.follows(&page, "Giảm độ mật").await.expect_ok();
    let offered = form.all(".choice label");
    assert_eq!(offered, ["Không mật"], "only what is less secret");
    let silent = [("secrecy", "none"), ("title", "Báo cáo chính trị")];
    let told = upper.fills(&form, &silent, "Tiếp tục").await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.faulty_fields(), ["lowered_because"]);
    let why = [
        ("secrecy", "none"),
        ("title", "Báo cáo chính trị"),
        ("lowered_because", "Công văn 07-CV/ĐU cho phép giải mật"),
    ];
    let asked = upper.fills(&form, &why, "Tiếp tục").await.expect_ok();
    let lowered = upper.fills(&asked, &[], "Giảm độ mật").await.expect_ok();
    assert_eq!(lowered.all(".done"), ["Đã đổi độ mật thành: Không mật."]);
    assert!(lowered.heading().contains("Báo cáo chính trị"));
    // There is nothing left to lower.
    let nothing = upper.opens(&format!("{document}/secrecy")).await;
    assert_eq!(nothing.status, StatusCode::CONFLICT);
    assert!(nothing.says("không có độ mật để giảm"));
}
