//! The programme, the organs, the votes and the targets of a congress on pages, without scripts.

use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Seen};
use crate::conduct;
use crate::pages_day::{DAY, an_approved_pilot, by_link, done};
use crate::story::{Branch, Story, summons};

/// A pilot that is convened, on its day, with 27 of 30 official members here; and the path of its personnel work.
pub async fn on_its_day() -> (Story, String) {
    let (story, personnel) = an_approved_pilot().await;
    let branch = &story.branches[0];
    crate::door::draws_up(&branch.people, &branch.congress).await;
    branch
        .people
        .takes(&branch.congress, "convene", summons("2022-04-01"))
        .await;
    story.world.goes_on_to(DAY);
    story.the_members_come(branch, 27, 2).await;
    (story, personnel)
}

/// What the item of this kind is called.
pub async fn called(branch: &Branch, kind: &str) -> String {
    let programme = conduct::programme(branch).await;
    let items = programme["items"].as_array().expect("items");
    let item = items.iter().find(|item| item["kind"] == kind);
    let item = item.unwrap_or_else(|| panic!("the programme has a {kind}"));
    item["title"].as_str().expect("a title").to_owned()
}

/// Presses "begin" or "end" of the item of this kind on the page of the programme.
pub async fn presses(chair: &mut Browser, branch: &Branch, kind: &str, button: &str) -> Seen {
    let page = chair.opens(&format!("{}/programme", branch.congress)).await;
    let button = format!("{button} {}", called(branch, kind).await);
    chair.fills(&page.expect_ok(), &[], &button).await
}

/// Begins the item of this kind, and ends it.
pub async fn goes_through(chair: &mut Browser, branch: &Branch, kind: &str) {
    for (button, said) in [("Bắt đầu", "Đã bắt đầu"), ("Kết thúc", "Đã kết thúc")]
    {
        let page = presses(chair, branch, kind, button).await.expect_ok();
        assert!(done(&page).starts_with(said));
    }
}

/// Puts the first of the roll from `from` on forward for an organ, and records the vote.
pub async fn elects(chair: &mut Browser, branch: &Branch, kind: &str, people: &[String]) -> Seen {
    let place = format!("{}/organs", branch.congress);
    let form = chair
        .opens(&format!("{place}/new?kind={kind}"))
        .await
        .expect_ok();
    // Whoever may not be in it, or is not here, is not offered.
    let offered = form.all("select[name='members.0.roll_entry_id'] option");
    assert!(offered.len() > 1 && offered.iter().all(|one| !one.contains("dự bị")));
    let names: Vec<String> = (0..people.len())
        .map(|row| format!("members.{row}.roll_entry_id"))
        .collect();
    let mut fields: Vec<(&str, &str)> = names
        .iter()
        .zip(people)
        .map(|(name, entry)| (name.as_str(), entry.as_str()))
        .collect();
    fields.push(("members.0.head", "true"));
    let put = chair
        .fills(&form, &fields, "Giới thiệu nhân sự")
        .await
        .expect_ok();
    assert!(done(&put).contains("đại hội biểu quyết"));
    let page = chair.opens(&place).await.expect_ok();
    let title = match kind {
        "presidium" => "Đoàn chủ tịch",
        "secretariat" => "Đoàn thư ký",
        _ => "Ban (tổ) kiểm phiếu",
    };
    let link = format!("Ghi kết quả biểu quyết {title}");
    let form = chair.follows(&page, &link).await.expect_ok();
    chair
        .fills(&form, &NEARLY_ALL, "Ghi kết quả biểu quyết")
        .await
}

/// Twenty-six for, nobody against, one abstains.
pub const NEARLY_ALL: [(&str, &str); 3] = [("for", "26"), ("against", "0"), ("abstain", "1")];

#[tokio::test]
async fn the_programme_is_arranged_on_its_page_until_the_opening() {
    let (story, _) = on_its_day().await;
    let branch = &story.branches[0];
    let place = format!("{}/programme", branch.congress);
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    let none = clerk.opens(&place).await.expect_ok();
    assert!(none.says("Đại hội chưa có chương trình"));
    let title = "Lập chương trình";
    let built = by_link(&mut clerk, &none, title, &[], title)
        .await
        .expect_ok();
    assert_eq!(done(&built), "Đã lập chương trình.");
    assert!(built.says("Đại hội chưa khai mạc"));
    assert!(built.says("Trân trọng kính mời các đồng chí đứng dậy làm lễ chào cờ"));

    let list = clerk
        .follows(&built, "Sắp xếp chương trình")
        .await
        .expect_ok();
    let speech = called(branch, "upper_speech").await;
    let before = list.all("tbody th").iter().position(|one| *one == speech);
    let moved = clerk
        .fills(&list, &[], &format!("Lên {speech}"))
        .await
        .expect_ok();
    let after = moved.all("tbody th").iter().position(|one| *one == speech);
    assert_eq!(before.map(|at| at - 1), after);
    let report = called(branch, "attendance_report").await;
    let refused = clerk.fills(&moved, &[], &format!("Bỏ {report}")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("là bắt buộc, không bỏ khỏi chương trình được"));

    let after = conduct::programme(branch).await;
    let last = after["items"][5]["id"].as_str().expect("a key").to_owned();
    let new = [
        ("kind", "other"),
        ("planned_minutes", "15"),
        ("after", &last),
    ];
    let nameless = by_link(&mut clerk, &moved, "Thêm mục", &new, "Thêm mục").await;
    assert!(
        nameless.says("Mục do chi bộ thêm phải có tên"),
        "{:?}",
        nameless.all("main")
    );
    let named = [("title", "Trao Huy hiệu Đảng")];
    let added = clerk.fills(&nameless, &named, "Thêm mục").await.expect_ok();
    assert_eq!(added.all("tbody th")[6], "Trao Huy hiệu Đảng");
    let form = clerk.follows(&added, "Sửa số phút").await.expect_ok();
    let longer = [("items.0.planned_minutes", "20")];
    let saved = clerk.fills(&form, &longer, "Sửa số phút").await.expect_ok();
    assert_eq!(saved.all("tbody tr td.figure")[1], "20");

    branch
        .people
        .takes(&branch.congress, "open", json!({}))
        .await;
    let late = clerk.fills(&saved, &[], &format!("Xuống {speech}")).await;
    assert!(late.says("Chương trình chỉ sắp xếp được trước khi khai mạc"));
    let mut observer = Browser::of(&story.world, &story.observer).await;
    observer.opens(&place).await.expect_ok();
    let mut stranger = Browser::of(&story.world, &story.branches[1].people).await;
    assert_eq!(stranger.opens(&place).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_congress_is_conducted_from_its_pages() {
    let (story, _) = on_its_day().await;
    let branch = &story.branches[0];
    let mut chair = Browser::of(&story.world, &branch.people).await;
    let congress = chair.opens(&branch.congress).await.expect_ok();
    let open = chair
        .follows(&congress, "Khai mạc đại hội")
        .await
        .expect_ok();
    let check = chair.fills(&open, &[], "Tiếp tục").await.expect_ok();
    chair
        .fills(&check, &[], "Khai mạc đại hội")
        .await
        .expect_ok();

    next_is_what_the_api_says(branch, &mut chair).await;
    let place = format!("{}/programme", branch.congress);
    let page = chair.opens(&place).await.expect_ok();
    let now = page.all(".now h2");
    assert_eq!(now, ["Tiếp theo: 1. Ổn định tổ chức, điểm danh"]);
    let shut = page.all("details.shut").join(" ");
    assert!(
        shut.contains("Hãy kết thúc “Bầu ban (tổ) kiểm phiếu” trước"),
        "{shut}"
    );
    for kind in ["gathering", "opening_salute"] {
        goes_through(&mut chair, branch, kind).await;
    }
    presses(&mut chair, branch, "presidium_election", "Bắt đầu")
        .await
        .expect_ok();
    let again = chair.opens(&place).await.expect_ok();
    let to_take_back = |page: &Seen, words: &str| {
        let words = format!("Ghi lại cho đúng {words}");
        page.all("a").iter().any(|link| link.starts_with(&words))
    };
    assert!(
        !to_take_back(&again, "Chào cờ"),
        "the congress has gone on to what rests on it"
    );
    assert!(to_take_back(&again, "Bầu chủ tịch"), "{:?}", again.all("a"));
    let roll = crate::door::called(&branch.people, &branch.congress, "official").await;
    organs(&story, &mut chair, &roll).await;
    presses(&mut chair, branch, "presidium_election", "Kết thúc")
        .await
        .expect_ok();
    votes(branch, &mut chair).await;
    targets(branch, &mut chair).await;
}

/// The page of the congress names the same next thing as `GET /next`, and leads to it.
async fn next_is_what_the_api_says(branch: &Branch, chair: &mut Browser) {
    let path = format!("{}/next", branch.congress);
    let told = branch.people.get(&path).await.expect_ok();
    let label = told["steps"][0]["label"].as_str().expect("a label");
    assert_eq!(told["steps"][0]["step"], "begin_item");
    let page = chair.opens(&branch.congress).await.expect_ok();
    let next = page.all(".next h2").remove(0);
    assert!(
        next.starts_with(&format!("Bước tiếp theo: {label}")),
        "{next}"
    );
    let led_to = chair.follows(&page, label).await.expect_ok();
    assert_eq!(led_to.path, format!("{}/programme", branch.congress));
}

async fn organs(story: &Story, chair: &mut Browser, roll: &[String]) {
    let branch = &story.branches[0];
    let place = format!("{}/organs", branch.congress);
    let none = chair.opens(&place).await.expect_ok();
    assert!(none.says("Đoàn chủ tịch (chủ tịch đại hội)"));
    let form = chair.follows(&none, "Giới thiệu nhân sự").await.expect_ok();
    let probationary = crate::door::called(&branch.people, &branch.congress, "probationary").await;
    let wrong = [
        ("kind", "presidium"),
        ("members.0.roll_entry_id", probationary[0].as_str()),
    ];
    let wrong = chair.fills(&form, &wrong, "Giới thiệu nhân sự").await;
    assert_eq!(wrong.status, StatusCode::CONFLICT);
    assert!(
        wrong.says("Không phải đảng viên chính thức"),
        "{:?}",
        wrong.all(".trouble")
    );
    let offered = format!("value=\"{}\"", probationary[0]);
    assert!(!form.html.contains(&offered), "nobody is offered in vain");
    let elected = elects(chair, branch, "presidium", &roll[..1])
        .await
        .expect_ok();
    assert_eq!(done(&elected), "Đã ghi kết quả biểu quyết: Đã bầu.");
    assert_eq!(
        elected.all("table .figure").last().map(String::as_str),
        Some("16")
    );
    let elected = elects(chair, branch, "secretariat", &roll[1..2])
        .await
        .expect_ok();
    let vote = chair.follows(&elected, "Cách tính").await.expect_ok();
    assert!(vote.says("Đảng viên chính thức được triệu tập"));
}

async fn votes(branch: &Branch, chair: &mut Browser) {
    presses(chair, branch, "programme_adoption", "Bắt đầu")
        .await
        .expect_ok();
    let place = format!("{}/votes", branch.congress);
    let page = chair.opens(&place).await.expect_ok();
    let many = [("for", "28"), ("against", "0"), ("abstain", "0")];
    let button = "Ghi kết quả biểu quyết";
    let refused = by_link(chair, &page, "Biểu quyết chương trình", &many, button).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("nhiều hơn số đảng viên chính thức có mặt là 27"));
    assert!(refused.html.contains("value=\"28\""));
    let right = chair.fills(&refused, &NEARLY_ALL, button).await.expect_ok();
    assert_eq!(done(&right), "Đã ghi kết quả biểu quyết: Đạt quá một nửa.");
    let rules = by_link(chair, &right, "Biểu quyết quy chế", &NEARLY_ALL, button).await;
    assert_eq!(
        rules.expect_ok().all("tbody tr").len(),
        4,
        "with the two organs"
    );
    presses(chair, branch, "programme_adoption", "Kết thúc")
        .await
        .expect_ok();
}

async fn targets(branch: &Branch, chair: &mut Browser) {
    let place = format!("{}/targets", branch.congress);
    let none = chair.opens(&place).await.expect_ok();
    let target = [
        ("text", "Phấn đấu 8,5 chuyên đề mỗi năm"),
        ("indicator", "số chuyên đề"),
        ("direction", "increase"),
        ("baseline", "mười"),
        ("value", "8,5"),
        ("unit", "chuyên đề"),
    ];
    let wrong = by_link(chair, &none, "Thêm chỉ tiêu", &target, "Thêm chỉ tiêu").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("value=\"mười\""));
    let added = chair
        .fills(&wrong, &[("baseline", "10")], "Thêm chỉ tiêu")
        .await
        .expect_ok();
    assert!(
        added.says("10 → 8,5 chuyên đề"),
        "{:?}",
        added.all("tbody tr")
    );
    assert!(added.says("không phù hợp với hiện trạng"));
    let mended = [("baseline", "2,5")];
    let mended = by_link(chair, &added, "Sửa 1", &mended, "Sửa chỉ tiêu")
        .await
        .expect_ok();
    assert!(mended.says("2,5 → 8,5 chuyên đề") && !mended.says("không phù hợp với hiện trạng"));
    // Before its turn a vote has no form: the page says why not yet.
    assert!(
        mended
            .all("a")
            .iter()
            .all(|link| link != "Ghi biểu quyết 1")
    );
    let shut = mended.all("details.shut").join(" ");
    assert!(shut.contains("Chương trình chưa đến mục"), "{shut}");
    let removed = by_link(chair, &mended, "Bỏ 1", &[], "Bỏ chỉ tiêu")
        .await
        .expect_ok();
    assert_eq!(done(&removed), "Đã bỏ chỉ tiêu.");
    assert!(removed.says("Dự thảo nghị quyết") || removed.says("Nghị quyết đại hội"));
}
