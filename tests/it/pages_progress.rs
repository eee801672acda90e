//! Progress, timeline and roll-out board of a plan, as pages and as tables to keep.

use std::io::{Cursor, Read};

use reqwest::StatusCode;

use crate::browsing::Browser;
use crate::story::Story;

async fn round() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story
}

#[tokio::test]
async fn progress_is_told_by_unit_and_by_sector_in_bars_and_in_figures() {
    let story = round().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let plan = office.opens(&story.plan).await.expect_ok();
    let page = office.follows(&plan, "Tiến độ").await.expect_ok();
    assert_eq!(page.all("table").len(), 2, "by unit and by sector");
    assert!(page.says("Đảng ủy VNPT") && page.says("Doanh nghiệp"));
    let sums = page.all("tfoot tr");
    assert!(sums.iter().all(|sum| sum.contains('3')), "{sums:?}");
    let bars = scraper::Html::parse_document(&page.html);
    let bar = scraper::Selector::parse("td svg[role=img]").expect("a selector");
    let mut drawn = 0;
    for svg in bars.select(&bar) {
        let words = svg.value().attr("aria-label").unwrap_or_default();
        assert!(words.contains("Đang chuẩn bị"), "the bar in words: {words}");
        drawn += 1;
    }
    assert_eq!(drawn, page.all("table tr").len() - 2, "one in every line");
    let below = office.follows(&page, "Đảng ủy VNPT").await.expect_ok();
    assert!(below.heading().contains("Đảng ủy VNPT"));
    assert!(below.says("Chi bộ Trung tâm kinh doanh"));
    let up = office
        .follows(&below, "Lên cấp ủy cấp trên")
        .await
        .expect_ok();
    assert!(up.heading().contains("Đảng ủy Khối"));
    let wrong = office
        .opens(&format!("{}/progress?as_of=31/2/2022", story.plan))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_timeline_is_drawn_and_told() {
    let story = round().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let plan = office.opens(&story.plan).await.expect_ok();
    let page = office.follows(&plan, "Biểu đồ thời gian").await.expect_ok();
    let told = page.all("svg.chart desc");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("3 đại hội") && told[0].contains("1/5/2022 – 15/5/2022"));
    assert_eq!(page.all("tbody tr").len(), 3, "the same in words");
    assert!(
        !page.html.contains("style="),
        "nothing that the policy forbids"
    );
}

#[tokio::test]
async fn the_board_is_narrowed_paged_and_kept() {
    let story = round().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    let plan = office.opens(&story.plan).await.expect_ok();
    let board = office
        .follows(&plan, "Bảng theo dõi triển khai")
        .await
        .expect_ok();
    assert_eq!(board.all("tbody tr").len(), 3);
    assert!(
        board
            .all("thead th")
            .iter()
            .any(|head| head == "Được chuẩn y")
    );
    let here = format!("{}/board", story.plan);
    let narrowed = office
        .opens(&format!(
            "{here}?sector_id={}&state=preparing&timing=",
            story.enterprise
        ))
        .await
        .expect_ok();
    assert_eq!(narrowed.all("tbody th").len(), 1);
    assert!(narrowed.says("Chi bộ Trung tâm kinh doanh"));
    let first = office.opens(&format!("{here}?limit=2")).await.expect_ok();
    assert_eq!(first.all("tbody tr").len(), 2);
    let second = office.follows(&first, "Xem tiếp").await.expect_ok();
    let names = [first.all("tbody th"), second.all("tbody th")].concat();
    assert_eq!(names, board.all("tbody th"), "none twice, none left out");
    let none = office
        .opens(&format!("{here}?state=confirmed"))
        .await
        .expect_ok();
    assert!(none.says("Không có đại hội nào như vậy"));

    let csv = office.opens(&format!("{here}.csv")).await.expect_ok();
    assert_eq!(csv.html.lines().count(), 5, "heads, rows, who took it");
    assert!(csv.html.contains("\"Chi bộ III\""));
    let narrowed = office
        .opens(&format!("{here}.csv?sector_id={}", story.enterprise))
        .await
        .expect_ok();
    assert_eq!(
        narrowed.html.lines().count(),
        3,
        "what the page was narrowed to"
    );
    let book = office.bytes_of(&format!("{here}.xlsx")).await;
    let mut book = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut words = String::new();
    book.by_name("xl/sharedStrings.xml")
        .expect("the words")
        .read_to_string(&mut words)
        .expect("text");
    assert!(words.contains("Chi bộ III") && words.contains("Được chuẩn y"));

    let mut branch = Browser::of(&story.world, &story.branches[0].people).await;
    let own = branch.opens(&here).await.expect_ok();
    assert_eq!(own.all("tbody tr").len(), 1, "only what is in reach");
}
