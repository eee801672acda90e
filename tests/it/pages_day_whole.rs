//! From the call to the confirmed result through pages alone, without scripts: what the branch, its two counters and
//! the committee above it do in a browser, and nothing else.

use crate::ballots;
use crate::browsing::{Browser, Seen};
use crate::conduct;
use crate::pages_day::{DAY, an_approved_pilot, by_link, done};
use crate::pages_day_conduct::{NEARLY_ALL, presses};
use crate::pages_day_election::{takes, what_is_voted_and_elected};
use crate::story::{Branch, Story};

#[tokio::test]
async fn a_congress_comes_from_its_call_to_its_confirmation_through_pages_alone() {
    let (story, _) = an_approved_pilot().await;
    let branch = &story.branches[0];
    called(&story).await;
    story.world.goes_on_to(DAY);
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    let mut counters = counters(&story).await;
    come(branch, &mut clerk).await;
    let congress = clerk.opens(&branch.congress).await.expect_ok();
    let opened = takes(&mut clerk, &congress, "Khai mạc đại hội", &[]).await;
    assert!(done(&opened.expect_ok()).starts_with("Đã thực hiện"));
    for kind in conduct::kinds(branch).await {
        presses(&mut clerk, branch, &kind, "Bắt đầu")
            .await
            .expect_ok();
        if !is_presented(branch, &mut clerk, &kind).await {
            let at = (&mut clerk, &mut counters);
            what_is_voted_and_elected(&story, at, &kind).await;
        }
        let ended = presses(&mut clerk, branch, &kind, "Kết thúc").await;
        assert!(done(&ended.expect_ok()).starts_with("Đã kết thúc"));
    }
    let congress = clerk.opens(&branch.congress).await.expect_ok();
    let closed = takes(&mut clerk, &congress, "Bế mạc đại hội", &[]).await;
    let closed = closed.expect_ok();
    reported(branch, &mut clerk, &closed).await;
    confirmed(&story).await;
}

/// The roll is drawn up and the members are called.
async fn called(story: &Story) {
    let branch = &story.branches[0];
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    let place = format!("{}/attendance", branch.congress);
    let roll = clerk.opens(&place).await.expect_ok();
    let title = "Lập danh sách triệu tập";
    by_link(&mut clerk, &roll, title, &[], title)
        .await
        .expect_ok();
    let congress = clerk.opens(&branch.congress).await.expect_ok();
    let notice = [
        ("notice_given_on", "1/4/2022"),
        ("note", "Thời gian thông báo theo kế hoạch của Đảng ủy Khối"),
    ];
    let called = takes(&mut clerk, &congress, "Triệu tập đại hội", &notice).await;
    assert!(done(&called.expect_ok()).starts_with("Đã thực hiện"));
}

async fn counters(story: &Story) -> [Browser; 2] {
    let [first, second] = ballots::counters(&story.world, &story.branches[0]).await;
    [
        Browser::of(&story.world, &first).await,
        Browser::of(&story.world, &second).await,
    ]
}

/// Twenty-seven official members and two probationary ones are marked at the door, one by one.
async fn come(branch: &Branch, clerk: &mut Browser) {
    let place = format!("{}/attendance", branch.congress);
    for (status, count) in [("official", 27), ("probationary", 2)] {
        let awaited = format!("{place}?q=&mark=awaited&status={status}");
        for _ in 0..count {
            let page = clerk.opens(&awaited).await.expect_ok();
            let here = clerk.fills(&page, &[], "Có mặt").await.expect_ok();
            assert_eq!(done(&here), "Đã ghi có mặt.");
        }
    }
    let page = clerk.opens(&place).await.expect_ok();
    assert!(
        page.says("Đủ điều kiện tiến hành"),
        "{:?}",
        page.all("#totals")
    );
}

/// What is put to the congress in an item of this kind: documents and the scheme, each on its own page.
async fn is_presented(branch: &Branch, clerk: &mut Browser, kind: &str) -> bool {
    match kind {
        "political_report" => is_adopted(branch, clerk, "Báo cáo chính trị").await,
        "self_review" => is_adopted(branch, clerk, "Báo cáo kiểm điểm").await,
        "discussion" => is_adopted(branch, clerk, "Chương trình hành động").await,
        "resolution" => is_adopted(branch, clerk, "Dự thảo nghị quyết").await,
        "ballot_list" => {
            let page = clerk.opens(&format!("{}/personnel", branch.congress)).await;
            let step = "Trình đề án tại đại hội";
            let presented = takes(clerk, &page.expect_ok(), step, &[]).await;
            assert!(done(&presented.expect_ok()).starts_with("Đã thực hiện"));
        }
        _ => return false,
    }
    true
}

/// A document is put to the congress and adopted.
async fn is_adopted(branch: &Branch, clerk: &mut Browser, title: &str) {
    let list = clerk.opens(&format!("{}/documents", branch.congress)).await;
    let page = clerk.follows(&list.expect_ok(), title).await.expect_ok();
    let page = takes(clerk, &page, "Trình đại hội", &[]).await.expect_ok();
    let step = "Ghi nhận đại hội thông qua";
    let adopted = takes(clerk, &page, step, &NEARLY_ALL).await;
    assert!(done(&adopted.expect_ok()).starts_with("Đã thực hiện"));
}

/// The minutes and the other papers of the report are printed, signed, filed and sent up.
async fn reported(branch: &Branch, clerk: &mut Browser, closed: &Seen) {
    let early = closed.all("details.shut").join(" ");
    assert!(
        early.contains("Báo cáo kết quả đại hội"),
        "the papers are missing: {early}"
    );
    let papers = clerk.opens(&format!("{}/papers", branch.congress)).await;
    let papers = papers.expect_ok();
    let minutes = clerk.follows(&papers, "Trang in Biên bản đại hội").await;
    let minutes = minutes.expect_ok();
    assert!(minutes.html.contains("Nguyễn Văn An") && minutes.html.contains("26"));
    for (kind, name) in [
        ("congress_minutes", "Biên bản đại hội"),
        ("election_minutes", "Biên bản bầu cử"),
        ("elected_list", "Danh sách trúng cử"),
    ] {
        let place = format!("{}/documents/new?kind={kind}", branch.congress);
        let form = clerk.opens(&place).await.expect_ok();
        let title = [("title", name)];
        let begun = clerk.fills(&form, &title, "Thêm văn kiện").await;
        let form = clerk.follows(&begun.expect_ok(), "Nộp bản mới").await;
        let text = [("text", "Bản đã ký, đóng dấu.")];
        let filed = clerk
            .uploads(&form.expect_ok(), &text, ("", b""), "Nộp bản mới")
            .await;
        assert_eq!(done(&filed.expect_ok()), "Đã nộp bản 1.");
    }
    let congress = clerk.opens(&branch.congress).await.expect_ok();
    let sent = takes(clerk, &congress, "Báo cáo kết quả đại hội", &[]).await;
    assert!(done(&sent.expect_ok()).starts_with("Đã thực hiện"));
}

/// The committee above recognises everybody who was elected.
async fn confirmed(story: &Story) {
    let branch = &story.branches[0];
    story.world.goes_on_to("2022-05-16");
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let congress = upper.opens(&branch.congress).await.expect_ok();
    let step = "Chuẩn y kết quả đại hội";
    let form = upper.follows(&congress, step).await.expect_ok();
    let rulings: Vec<String> = (0..)
        .map(|n| format!("posts.{n}.outcome"))
        .take_while(|name| form.html.contains(&format!("name=\"{name}\"")))
        .collect();
    assert_eq!(
        rulings.len(),
        5,
        "three of the committee, secretary and deputy"
    );
    let mut fields = vec![
        ("decision_symbol", "21-QĐ/ĐU"),
        ("decision_on", "16/5/2022"),
    ];
    let unruled = takes(&mut upper, &congress, step, &fields).await;
    assert!(!unruled.status.is_success(), "each is ruled on");
    fields.extend(rulings.iter().map(|name| (name.as_str(), "recognised")));
    let done = takes(&mut upper, &congress, step, &fields)
        .await
        .expect_ok();
    assert!(done.says("Đã được chuẩn y"), "{:?}", done.all("h1"));
    let mut clerk = Browser::of(&story.world, &branch.people).await;
    let page = clerk.opens(&branch.congress).await.expect_ok();
    assert!(page.says("21-QĐ/ĐU"));
}
