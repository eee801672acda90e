//! A congress on its pages: the list, the tasks, what stands in the way, and the forms of its steps.

use reqwest::StatusCode;

use crate::browsing::{Browser, Seen};
use crate::story::{Branch, Story};

/// The plan is issued, the congresses planned, and it is the first of April.
async fn planned() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    story
}

async fn browser_of(story: &Story, person: &crate::world::Person) -> Browser {
    Browser::of(&story.world, person).await
}

/// What the task list says of a task.
#[track_caller]
fn task(page: &Seen, name: &str) -> String {
    let tasks = page.all(".tasks > li");
    tasks
        .iter()
        .find(|task| task.starts_with(name))
        .unwrap_or_else(|| panic!("no task {name}: {tasks:?}"))
        .clone()
}

/// Fills in the form of a step, looks at it once more, and confirms.
async fn confirms(
    browser: &mut Browser,
    branch: &Branch,
    step: &str,
    fields: &[(&str, &str)],
    button: &str,
) -> Seen {
    let form = browser
        .opens(&format!("{}/steps/{step}", branch.congress))
        .await
        .expect_ok();
    let check = browser.fills(&form, fields, "Tiếp tục").await.expect_ok();
    assert!(
        check.heading().contains("Kiểm tra lại"),
        "{}",
        check.heading()
    );
    browser.fills(&check, &[], button).await.expect_ok()
}

#[tokio::test]
async fn a_branch_finds_its_congress_and_learns_what_is_missing_and_who_can_help() {
    let story = planned().await;
    let branch = &story.branches[0];
    let mut people = browser_of(&story, &branch.people).await;
    let list = people.opens("/congresses").await.expect_ok();
    assert_eq!(list.heading(), "Đại hội");
    assert_eq!(list.all("tbody tr").len(), 1, "only its own");
    let page = people
        .follows(&list, "Chi bộ Trung tâm kinh doanh")
        .await
        .expect_ok();
    assert!(page.heading().contains("Đại hội điểm"));
    assert!(page.says("Bước tiếp theo: Trình hồ sơ đại hội"));
    assert!(page.says("Chưa ấn định ngày đại hội. Hãy ghi ngày đại hội."));
    assert!(task(&page, "Địa điểm và ngày đại hội").ends_with("Chưa đủ"));
    assert!(task(&page, "Văn kiện").contains("Chưa trình: Báo cáo chính trị"));
    assert!(task(&page, "Công tác nhân sự").ends_with("Chưa trình đủ"));
    assert!(
        page.all("details.shut")
            .iter()
            .any(|shut| shut.starts_with("Trình hồ sơ đại hội")),
        "a step that is not allowed is never hidden"
    );
    assert!(
        page.says("Đại diện khối, đoàn kết, có kinh nghiệm"),
        "the history has its words"
    );

    let form = people
        .follows(&page, "Địa điểm và ngày đại hội")
        .await
        .expect_ok();
    let wrong = people
        .fills(
            &form,
            &[
                ("planned_on", "31/4/2022"),
                ("planned_time", "7 rưỡi"),
                ("venue", "Hội trường"),
            ],
            "Ghi địa điểm",
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.all(".field.off").len(), 2);
    assert!(
        wrong.html.contains("value=\"Hội trường\""),
        "what was typed is kept"
    );
    let right = [("planned_on", "11/5/2022"), ("planned_time", "07:30")];
    let saved = people
        .fills(&wrong, &right, "Ghi địa điểm")
        .await
        .expect_ok();
    assert_eq!(saved.path, branch.congress);
    assert!(task(&saved, "Địa điểm và ngày đại hội").ends_with("Đã ấn định"));
    assert!(saved.says("07:30, 11/5/2022"));

    let early = people
        .opens(&format!("{}/steps/submit_dossier", branch.congress))
        .await
        .expect_ok();
    let refused = people
        .fills(&early, &[("note", "Kính trình")], "Trình hồ sơ")
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Chi bộ chưa trình đủ văn kiện"));
    assert!(refused.says("Chi bộ chưa trình đề án nhân sự"));
    assert!(refused.html.contains("Kính trình"));
}

#[tokio::test]
async fn a_dossier_goes_up_comes_back_and_is_approved() {
    let story = planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    story.the_documents_are_reviewed(branch).await;
    story.the_personnel_work_is_done(branch, "2022-04-01").await;
    let mut people = browser_of(&story, &branch.people).await;
    let mut upper = browser_of(&story, &branch.upper).await;
    let page = people.opens(&branch.congress).await.expect_ok();
    let form = people
        .follows(&page, "Trình hồ sơ đại hội")
        .await
        .expect_ok();
    let sent = people.fills(&form, &[], "Trình hồ sơ").await.expect_ok();
    assert_eq!(
        sent.all(".done"),
        ["Đã thực hiện. Trạng thái hiện nay: Đã trình hồ sơ."]
    );
    assert!(sent.says("Đang chờ người có thẩm quyền thực hiện"));

    let back = upper
        .opens(&format!("{}/steps/return_dossier", branch.congress))
        .await
        .expect_ok();
    let silent = upper.fills(&back, &[], "Trả lại hồ sơ").await;
    assert_eq!(silent.status, StatusCode::CONFLICT);
    assert_eq!(silent.all(".trouble .reasons li").len(), 1);
    let given_back = upper
        .fills(&silent, &[("note", "Bổ sung chỉ tiêu")], "Trả lại hồ sơ")
        .await
        .expect_ok();
    assert!(
        given_back.says("Bổ sung chỉ tiêu"),
        "the history has the reason"
    );
    let again = people
        .opens(&format!("{}/steps/submit_dossier", branch.congress))
        .await
        .expect_ok();
    people.fills(&again, &[], "Trình hồ sơ").await.expect_ok();
    let approved = confirms(&mut upper, branch, "approve", &[], "Duyệt đại hội").await;
    assert!(approved.says("Bước tiếp theo: Triệu tập đại hội"));

    // The day is moved; another without reason or day is refused with both.
    let mut office = browser_of(&story, &story.office).await;
    let form = office
        .opens(&format!("{}/steps/postpone", branch.congress))
        .await
        .expect_ok();
    let refused = office.fills(&form, &[], "Thay đổi ngày").await;
    assert_eq!(refused.all(".trouble .reasons li").len(), 2);
    let moved = [("planned_on", "13/5/2022"), ("note", "Trùng lịch họp")];
    let moved = office
        .fills(&refused, &moved, "Thay đổi ngày")
        .await
        .expect_ok();
    assert!(moved.says("07:30, 13/5/2022"));
    let observer = browser_of(&story, &story.observer)
        .await
        .opens(&branch.congress)
        .await
        .expect_ok();
    assert!(
        observer.all(".buttons a").is_empty(),
        "an observer takes no step"
    );
}

#[tokio::test]
async fn the_result_is_confirmed_post_by_post() {
    let story = planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    story.the_documents_are_reviewed(branch).await;
    let personnel = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    story.the_congress_is_convened(branch, "2022-04-01").await;
    story.world.goes_on_to("2022-05-11");
    story.the_congress_is_held(branch, &personnel).await;
    story.the_result_is_reported(branch).await;
    let mut upper = browser_of(&story, &branch.upper).await;
    let page = upper.opens(&branch.congress).await.expect_ok();
    assert!(page.says("Kết quả bầu cử"));
    assert!(task(&page, "Báo cáo kết quả và chuẩn y").ends_with("Đang chờ chuẩn y"));
    let form = upper
        .opens(&format!("{}/steps/confirm", branch.congress))
        .await
        .expect_ok();
    let posts = form.all("fieldset.field").len();
    assert_eq!(posts, 5, "three of the committee, secretary and deputy");
    let decision = [
        ("decision_symbol", "21-QĐ/ĐU"),
        ("decision_on", "11/5/2022"),
    ];
    let incomplete = upper.fills(&form, &decision, "Tiếp tục").await;
    assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(incomplete.all("fieldset.field.off").len(), posts);
    let names: Vec<String> = (0..posts).map(|n| format!("posts.{n}.outcome")).collect();
    let rulings: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "recognised"))
        .collect();
    let check = upper
        .fills(&incomplete, &rulings, "Tiếp tục")
        .await
        .expect_ok();
    assert!(check.says("21-QĐ/ĐU"));
    let done = upper.fills(&check, &[], "Chuẩn y").await.expect_ok();
    assert!(done.says("Quyết định số 21-QĐ/ĐU, ngày 11/5/2022."));
    assert!(task(&done, "Báo cáo kết quả và chuẩn y").ends_with("Đã được chuẩn y"));
    assert_eq!(
        done.all("table tbody td")
            .iter()
            .filter(|cell| *cell == "Chuẩn y")
            .count(),
        posts
    );
}

#[tokio::test]
async fn the_checklist_is_ticked_and_taken_back_on_its_page() {
    let story = planned().await;
    let mut schemes = Vec::new();
    for branch in &story.branches[..2] {
        story.the_branch_prepares(branch, "2022-05-11").await;
        story.the_documents_are_reviewed(branch).await;
        schemes.push(story.the_personnel_work_is_done(branch, "2022-04-01").await);
        story.the_congress_is_convened(branch, "2022-04-01").await;
    }
    story.world.goes_on_to("2022-05-11");
    for (branch, scheme) in story.branches[..2].iter().zip(&schemes) {
        story.the_congress_is_held(branch, scheme).await;
    }
    let opinions = story.opinions_are_raised_and_concluded().await;
    story.the_guidance_is_issued(&opinions).await;
    let branch = &story.branches[2];
    let mut people = browser_of(&story, &branch.people).await;
    let page = people.opens(&branch.congress).await.expect_ok();
    assert!(task(&page, "Văn bản hướng dẫn").contains("07-HD/BTCĐUK"));
    let list = people.follows(&page, "Danh mục kiểm tra").await.expect_ok();
    assert!(list.says("Hoàn thành trước khai mạc (0/1)"));
    let ticked = people
        .fills(&list, &[], "Đánh dấu đã xong")
        .await
        .expect_ok();
    assert_eq!(ticked.all(".done"), ["Đã đánh dấu hoàn thành."]);
    assert!(ticked.says("Hoàn thành trước khai mạc (1/1)"));
    let item = people
        .follows(&ticked, "Thực hiện thống nhất")
        .await
        .expect_ok();
    let back = people
        .fills(
            &item,
            &[("done", "false"), ("note", "Còn thiếu ảnh")],
            "Cập nhật",
        )
        .await
        .expect_ok();
    assert!(back.says("Còn thiếu ảnh"));
    assert!(back.says("Hoàn thành trước khai mạc (0/1)"));
    let mut observer = browser_of(&story, &story.observer).await;
    let theirs = observer
        .opens(&format!("{}/checklist", branch.congress))
        .await
        .expect_ok();
    let refused = observer.fills(&theirs, &[], "Đánh dấu đã xong").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_list_is_narrowed_by_what_is_typed() {
    let story = planned().await;
    let mut office = browser_of(&story, &story.office).await;
    let all = office.opens("/congresses").await.expect_ok();
    assert_eq!(all.all("tbody tr").len(), 3);
    let pilots = office
        .opens("/congresses?q=&state=&plan_id=&pilot=true&late=&from=&to=")
        .await
        .expect_ok();
    assert_eq!(pilots.all("tbody tr").len(), 2);
    let named = office.opens("/congresses?q=chi+bo+iii").await.expect_ok();
    assert_eq!(named.all("tbody th").len(), 1);
    let none = office.opens("/congresses?from=1/1/2030").await.expect_ok();
    assert!(none.says("Hãy bỏ bớt điều kiện lọc"));
    let stranger = story.world.stranger().await;
    let nothing = browser_of(&story, &stranger)
        .await
        .opens(&story.branches[0].congress)
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}
