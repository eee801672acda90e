//! The pages of the pilot loop: an opinion is raised, answered, concluded; guidance is drafted, issued, taken note of.

use reqwest::StatusCode;

use crate::browsing::{Browser, Seen};
use crate::lessons::Round;

/// What a tick box of the form means, by its words.
fn value_of(page: &Seen, words: &str) -> String {
    let html = scraper::Html::parse_document(&page.html);
    let labels = scraper::Selector::parse("label[for]").expect("a selector");
    let label = html
        .select(&labels)
        .find(|label| label.text().collect::<String>().contains(words))
        .unwrap_or_else(|| panic!("no choice \"{words}\" at {}", page.path));
    let id = label.value().attr("for").expect("a field");
    let input = scraper::Selector::parse(&format!("input[id=\"{id}\"]")).expect("a selector");
    let input = html.select(&input).next().expect("a field");
    input.value().attr("value").expect("a value").to_owned()
}

#[tokio::test]
async fn what_is_raised_at_a_pilot_comes_back_as_guidance() {
    let round = Round::new().await;
    let plan = format!("/plans/{}", round.plan);
    let mut branch = Browser::of(&round.world, &round.branch).await;
    let mut office = Browser::of(&round.world, &round.office).await;
    let mut secretary = Browser::of(&round.world, &round.secretary).await;

    // Anybody under the plan raises it; what is missing is said at every field.
    let form = branch
        .opens(&format!("/congresses/{}/opinions/new", round.pilot))
        .await
        .expect_ok();
    let refused = branch
        .fills(&form, &[("raised_by", "Đồng chí An")], "Ghi ý kiến")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("value=\"Đồng chí An\""), "kept");
    assert_eq!(refused.all(".field.off").len(), 2);
    let said = [
        ("theme", "anthems"),
        ("text", "Hát Quốc ca hay phát bản thu?"),
    ];
    let raised = branch
        .fills(&refused, &said, "Ghi ý kiến")
        .await
        .expect_ok();
    assert!(raised.says("Đã ghi ý kiến"));
    let opinion = branch
        .follows(&raised, "Hát Quốc ca hay phát bản thu?")
        .await
        .expect_ok();
    assert!(
        opinion
            .all("details.shut")
            .iter()
            .any(|one| one.contains("Giải đáp ý kiến")),
        "a step that is not for them is shown with its reason"
    );

    // The office answers, the Secretary concludes with a task.
    let lessons = office.opens(&plan).await.expect_ok();
    let lessons = office
        .follows(&lessons, "Rút kinh nghiệm đại hội điểm")
        .await
        .expect_ok();
    assert!(lessons.says("Còn 1 ý kiến chưa giải đáp"));
    let opinion = office
        .follows(&lessons, "Hát Quốc ca hay")
        .await
        .expect_ok();
    let form = office
        .follows(&opinion, "Giải đáp ý kiến")
        .await
        .expect_ok();
    let answered = office
        .fills(
            &form,
            &[("text", "Hát trực tiếp trên nền nhạc.")],
            "Giải đáp",
        )
        .await
        .expect_ok();
    assert!(answered.says("Đã giải đáp ý kiến"));
    let opinion = secretary.opens(&answered.path).await.expect_ok();
    let form = secretary
        .follows(&opinion, "Kết luận ý kiến")
        .await
        .expect_ok();
    assert!(
        form.says("Hát trực tiếp trên nền nhạc."),
        "the answer is seen"
    );
    let short = secretary
        .fills(&form, &[("text", "Đồng ý.")], "Tiếp tục")
        .await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.says("ít nhất 20 ký tự"));
    let unit = round.bloc.id.to_string();
    let concluded = [
        ("text", "Thống nhất hát Quốc ca trực tiếp trên nền nhạc."),
        ("assignment.unit_id", unit.as_str()),
        ("assignment.board", "Ban Tổ chức"),
        ("assignment.task", "Soạn nội dung lưu ý về chào cờ"),
    ];
    let check = secretary
        .fills(&short, &concluded, "Tiếp tục")
        .await
        .expect_ok();
    let done = secretary
        .fills(&check, &[], "Kết luận ý kiến")
        .await
        .expect_ok();
    assert!(done.says("Đã kết luận ý kiến"));
    assert!(done.says("Soạn nội dung lưu ý về chào cờ"));

    // The task is reported done.
    let task = office.opens(&done.link("Soạn nội dung")).await.expect_ok();
    let form = office
        .follows(&task, "Báo cáo hoàn thành")
        .await
        .expect_ok();
    let check = office
        .fills(&form, &[("note", "Đã soạn xong")], "Tiếp tục")
        .await
        .expect_ok();
    let task = office
        .fills(&check, &[], "Báo cáo hoàn thành")
        .await
        .expect_ok();
    assert!(task.says("Đã hoàn thành") && task.says("Đã soạn xong"));
    let list = office
        .opens(&format!("/assignments?plan_id={}&state=done", round.plan))
        .await
        .expect_ok();
    assert!(list.says("Soạn nội dung lưu ý về chào cờ"));

    // Guidance in clauses that rest on the conclusion.
    let lessons = office.opens(&format!("{plan}/opinions")).await.expect_ok();
    assert!(lessons.says("Không còn ý kiến chưa giải đáp"));
    let list = office.opens(&format!("{plan}/guidances")).await.expect_ok();
    let form = office
        .follows(&list, "Soạn văn bản hướng dẫn")
        .await
        .expect_ok();
    let draft = office
        .fills(
            &form,
            &[("title", "Một số vấn đề cần lưu ý")],
            "Soạn văn bản",
        )
        .await
        .expect_ok();
    assert!(
        draft
            .all(".warning")
            .iter()
            .any(|one| one.contains("Hát Quốc ca hay")),
        "what is left out is shown"
    );
    assert!(draft.says("Văn bản chưa có nội dung lưu ý nào"));
    let form = office
        .follows(&draft, "Thêm nội dung lưu ý")
        .await
        .expect_ok();
    let rests_on = value_of(&form, "Hát Quốc ca hay");
    let clause = [
        ("text", "Hát Quốc ca khi chào cờ"),
        ("opinion_ids", rests_on.as_str()),
        ("checklist", "before_opening"),
    ];
    let draft = office
        .fills(&form, &clause, "Thêm nội dung")
        .await
        .expect_ok();
    assert!(draft.says("Đã thêm nội dung lưu ý số 1"));
    let form = office
        .follows(&draft, "Thêm nội dung lưu ý")
        .await
        .expect_ok();
    let second = [
        ("text", "Nội dung thừa"),
        ("opinion_ids", rests_on.as_str()),
    ];
    let draft = office
        .fills(&form, &second, "Thêm nội dung")
        .await
        .expect_ok();
    let form = office.follows(&draft, "Bỏ nội dung 2").await.expect_ok();
    let draft = office.fills(&form, &[], "Bỏ nội dung").await.expect_ok();
    assert!(!draft.says("Nội dung thừa"));
    let form = office.follows(&draft, "Sửa nội dung 1").await.expect_ok();
    assert!(form.html.contains("Hát Quốc ca khi chào cờ"));
    let changed = [("text", "Hát trực tiếp Quốc ca khi chào cờ")];
    let draft = office
        .fills(&form, &changed, "Sửa nội dung")
        .await
        .expect_ok();
    assert!(draft.says("Hát trực tiếp Quốc ca khi chào cờ"));
    assert!(
        draft.says("Thống nhất hát Quốc ca trực tiếp"),
        "it still rests on the conclusion"
    );

    // Issued after a second look.
    let form = office
        .follows(&draft, "Ban hành văn bản hướng dẫn")
        .await
        .expect_ok();
    let today = round.world.state.clock.today();
    let today = today.format("%d/%m/%Y").to_string();
    let number = [("symbol", "07-HD/BTCĐUK"), ("issued_on", today.as_str())];
    let check = office.fills(&form, &number, "Tiếp tục").await.expect_ok();
    assert!(check.heading().contains("Kiểm tra lại"));
    let issued = office
        .fills(&check, &[], "Ban hành văn bản")
        .await
        .expect_ok();
    assert!(
        issued.says("Đã ban hành văn bản số 07-HD/BTCĐUK"),
        "{:?}",
        issued.all("main")
    );
    assert!(issued.says("0/2 chi bộ đã xác nhận tiếp nhận"));
    let letter = office
        .opens(&format!("{}/papers/letter?format=html", issued.path))
        .await
        .expect_ok();
    assert!(letter.html.contains("07-HD/BTCĐUK"));
    let first = office.follows(&issued, "So sánh với").await.expect_ok();
    assert!(first.says("Đây là văn bản đầu tiên"));

    // The branch takes note of it once.
    let guidance = branch.opens(&issued.path).await.expect_ok();
    assert!(guidance.says("Chi bộ Kỹ thuật chưa xác nhận tiếp nhận"));
    let form = branch
        .follows(&guidance, "Xác nhận tiếp nhận")
        .await
        .expect_ok();
    let done = branch
        .fills(&form, &[], "Xác nhận tiếp nhận")
        .await
        .expect_ok();
    assert!(done.says("đã xác nhận tiếp nhận văn bản hướng dẫn"));
    let again = branch
        .fills(&form, &[("form_once", "other")], "Xác nhận tiếp nhận")
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.says("không phải tiếp nhận lại"));
    let left = office
        .follows(&issued, "Chi bộ chưa tiếp nhận")
        .await
        .expect_ok();
    assert_eq!(left.all("tbody th"), ["Chi bộ Tổng hợp"]);
    let given = office
        .opens(&format!(
            "{}/acknowledgements?acknowledged=true",
            issued.path
        ))
        .await
        .expect_ok();
    assert_eq!(given.all("tbody th"), ["Chi bộ Kỹ thuật"]);
    let trace = office.follows(&issued, "Xem nguồn gốc").await.expect_ok();
    assert!(trace.says("Hát Quốc ca hay phát bản thu?"));

    // A newer one is held against it.
    let list = office.opens(&format!("{plan}/guidances")).await.expect_ok();
    let form = office
        .follows(&list, "Soạn văn bản hướng dẫn")
        .await
        .expect_ok();
    let newer = office
        .fills(&form, &[("title", "Bổ sung")], "Soạn văn bản")
        .await
        .expect_ok();
    let form = office
        .follows(&newer, "Thêm nội dung lưu ý")
        .await
        .expect_ok();
    let clause = [
        ("text", "Hát trực tiếp Quốc ca, Quốc tế ca khi chào cờ"),
        ("opinion_ids", rests_on.as_str()),
        ("checklist", "before_opening"),
    ];
    let newer = office
        .fills(&form, &clause, "Thêm nội dung")
        .await
        .expect_ok();
    let diff = office.follows(&newer, "So sánh với").await.expect_ok();
    assert_eq!(diff.all("tbody tr").len(), 1);
    assert!(diff.all("ins").join(" ").contains("Quốc tế ca"));
    let hidden = branch.opens(&newer.path).await;
    assert!(
        hidden.status.is_client_error(),
        "a draft is not for a branch"
    );
}

#[tokio::test]
async fn a_task_is_given_under_a_plan_by_its_secretary_alone() {
    let round = Round::new().await;
    let path = format!("/plans/{}/assignments/new", round.plan);
    let unit = round.base.id.to_string();
    let task = [
        ("unit_id", unit.as_str()),
        ("board", "Văn phòng"),
        ("task", "Chuẩn bị hội trường"),
        ("due_on", "1/1/2020"),
    ];
    let mut office = Browser::of(&round.world, &round.office).await;
    let refused = office.opens(&path).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "not even the form");
    assert!(refused.says("Bí thư"), "who may is said");
    let mut secretary = Browser::of(&round.world, &round.secretary).await;
    let form = secretary.opens(&path).await.expect_ok();
    let refused = secretary.fills(&form, &task, "Giao nhiệm vụ").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Thời hạn không được là ngày đã qua"));
    let given = secretary
        .fills(&refused, &[("due_on", "")], "Giao nhiệm vụ")
        .await
        .expect_ok();
    assert!(given.says("Đã giao nhiệm vụ") && given.says("Chuẩn bị hội trường"));
    let mut base = Browser::of(&round.world, &round.base_secretary).await;
    let list = base.opens("/assignments").await.expect_ok();
    assert!(list.says("Đảng bộ VNPT"));
}
