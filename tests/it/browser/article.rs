//! The article from the plan to the guidance, each role before a browser of its own.
//!
//! Documents, personnel work and the day itself have journeys of their own; here they go through the API.

use serde_json::json;

use super::{Screen, Scripts};
use crate::story::{Branch, DOCUMENTS, Story};

/// Everybody's browser.
struct Offices {
    office: Screen,
    secretary: Screen,
    branches: Vec<Screen>,
    uppers: Vec<Screen>,
}

impl Offices {
    async fn of(story: &Story, scripts: Scripts) -> Self {
        let world = &story.world;
        let mut offices = Self {
            office: Screen::of(world, &story.office, scripts).await,
            secretary: Screen::of(world, &story.secretary, scripts).await,
            branches: Vec::new(),
            uppers: Vec::new(),
        };
        for branch in &story.branches {
            let people = Screen::of(world, &branch.people, scripts).await;
            offices.branches.push(people);
        }
        for branch in &story.branches[..2] {
            let upper = Screen::of(world, &branch.upper, scripts).await;
            offices.uppers.push(upper);
        }
        offices
    }

    /// The day comes, and everybody signs in anew.
    async fn goes_on_to(&self, story: &Story, day: &str) {
        story.world.goes_on_to(day);
        let world = &story.world;
        self.office.comes_in(world, &story.office).await;
        self.secretary.comes_in(world, &story.secretary).await;
        for (screen, branch) in self.branches.iter().zip(&story.branches) {
            screen.comes_in(world, &branch.people).await;
        }
        for (screen, branch) in self.uppers.iter().zip(&story.branches) {
            screen.comes_in(world, &branch.upper).await;
        }
    }

    async fn end(self) {
        self.office.ends().await;
        self.secretary.ends().await;
        for screen in self.branches.into_iter().chain(self.uppers) {
            screen.ends().await;
        }
    }
}

/// The Organisation Board drafts the plan, one group of questions after the other.
async fn the_plan_is_drafted(story: &mut Story, office: &Screen) {
    office.opens("/plans").await;
    office.follows("Lập kế hoạch mới").await;
    let unit = story.bloc.id.to_string();
    office
        .sends(&[
            ("unit_id", &unit),
            ("title", "Đại hội chi bộ nhiệm kỳ 2022 - 2025"),
            ("term.from", "2022"),
            ("term.to", "2025"),
        ])
        .await;
    let edit = office.path().await;
    let plan = edit.split("/edit").next().expect("a path");
    story.plan = plan.to_owned();
    office
        .sends(&[
            ("pilot_from", "1/5/2022"),
            ("pilot_to", "15/5/2022"),
            ("rest_from", "20/5/2022"),
            ("rest_to", "31/7/2022"),
        ])
        .await;
    for group in ["contents", "personnel", "pilots", "targets", "ceremony"] {
        assert!(office.path().await.contains(group), "{group} comes next");
        if group == "pilots" {
            office.ticks("Doanh nghiệp").await;
            office.ticks("Cơ quan, Sự nghiệp").await;
        }
        office.sends(&[]).await;
    }
    assert_eq!(office.path().await, format!("{plan}/scope"));
    office.opens(plan).await;
    office.keeps_picture("ke-hoach-du-thao").await;
}

/// The Secretary issues it; the Board plans the congresses and chooses the pilots.
async fn the_round_is_set_up(story: &mut Story, offices: &Offices) {
    let (office, secretary) = (&offices.office, &offices.secretary);
    secretary.opens(&story.plan).await;
    let number = [("symbol", "65-KH/ĐUK"), ("issued_on", "16/3/2022")];
    secretary.does("Ban hành kế hoạch", &number).await;
    secretary.sees("65-KH/ĐUK").await;

    office.opens(&story.plan).await;
    office.follows("Lập đại hội cho các chi bộ").await;
    office.does("Lập đại hội cho mọi chi bộ", &[]).await;
    office.sees("Đã lập 3 đại hội").await;
    for (words, why) in [
        ("trung+tam", "Tiêu biểu cho khối doanh nghiệp"),
        ("iii", "Tiêu biểu cho khối cơ quan"),
    ] {
        office
            .opens(&format!("{}/pilots?q={words}", story.plan))
            .await;
        office.does("Chọn làm đại hội điểm", &[("note", why)]).await;
    }
    office.opens(&format!("{}/pilots", story.plan)).await;
    office.keeps_picture("dai-hoi-diem").await;
    story.congresses_are_known().await;
}

/// The dossier of a pilot goes up, is approved, and its members are summoned. Gives its personnel work.
async fn a_pilot_is_convened(story: &Story, offices: &Offices, n: usize, day: &str) -> String {
    let branch = &story.branches[n];
    let (people, upper) = (&offices.branches[n], &offices.uppers[n]);
    people.opens(&format!("{}/edit", branch.congress)).await;
    let where_and_when = [("planned_on", day), ("venue", "Hội trường")];
    people.completes(&where_and_when).await;
    for kind in DOCUMENTS {
        let document = story.a_document(branch, kind).await;
        branch.people.takes(&document, "submit", json!({})).await;
    }
    story.the_documents_are_reviewed(branch).await;
    let scheme = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    people.opens(&branch.congress).await;
    people.does("Trình hồ sơ đại hội", &[]).await;
    upper.opens(&branch.congress).await;
    upper.does("Duyệt đại hội", &[]).await;
    story.the_roll_is_drawn_up(branch).await;
    let step = format!("{}/steps/convene", branch.congress);
    people.opens(&step).await;
    let notice = [
        ("notice_given_on", "1/4/2022"),
        ("note", "Thời gian thông báo theo kế hoạch của Đảng ủy Khối"),
    ];
    people.completes(&notice).await;
    scheme
}

/// What was raised is answered by the Board, concluded by the Secretary, and closes the pilot.
async fn every_opinion_is_concluded(story: &Story, offices: &Offices) {
    let (office, secretary) = (&offices.office, &offices.secretary);
    let raised = "Hát Quốc ca hay phát bản thu?";
    let branch = &offices.branches[0];
    let pilot = &story.branches[0].congress;
    branch.opens(&format!("{pilot}/opinions/new")).await;
    let said = [
        ("theme", "anthems"),
        ("text", raised),
        ("raised_by", "Đồng chí An"),
    ];
    branch.completes(&said).await;
    office.opens(&story.plan).await;
    office.follows("Rút kinh nghiệm đại hội điểm").await;
    office.sees("Còn 1 ý kiến chưa giải đáp").await;
    office.follows("Hát Quốc ca hay").await;
    let answer = [("text", "Hát trực tiếp trên nền nhạc.")];
    office.does("Giải đáp ý kiến", &answer).await;
    secretary.opens(&office.path().await).await;
    let unit = story.bloc.id.to_string();
    let conclusion = [
        ("text", "Thống nhất hát Quốc ca trực tiếp trên nền nhạc."),
        ("assignment.unit_id", &unit),
        ("assignment.board", "Ban Tổ chức"),
        ("assignment.task", "Soạn nội dung lưu ý về chào cờ"),
    ];
    secretary.does("Kết luận ý kiến", &conclusion).await;
    secretary.sees("Soạn nội dung lưu ý về chào cờ").await;
    secretary.keeps_picture("y-kien-ket-luan").await;
    for (people, branch) in offices.branches.iter().zip(&story.branches[..2]) {
        people
            .opens(&format!("{}/steps/close", branch.congress))
            .await;
        people.completes(&[]).await;
    }
}

/// The guidance is drafted from the conclusions, issued and taken note of. Gives its path.
async fn guidance_is_given(story: &Story, offices: &Offices) {
    let (office, last) = (&offices.office, &offices.branches[2]);
    office.opens(&format!("{}/guidances", story.plan)).await;
    let title = [("title", "Một số vấn đề cần lưu ý")];
    office.does("Soạn văn bản hướng dẫn", &title).await;
    office.follows("Thêm nội dung lưu ý").await;
    office.ticks("Hát Quốc ca hay").await;
    let clause = [
        ("text", "Hát trực tiếp Quốc ca khi chào cờ"),
        ("checklist", "before_opening"),
    ];
    office.completes(&clause).await;
    let number = [("symbol", "07-HD/BTCĐUK"), ("issued_on", "19/5/2022")];
    office.does("Ban hành văn bản hướng dẫn", &number).await;
    office.sees("Đã ban hành văn bản số 07-HD/BTCĐUK").await;
    office.keeps_picture("huong-dan").await;
    last.opens(&office.path().await).await;
    last.does("Xác nhận tiếp nhận", &[]).await;
    last.sees("đã xác nhận tiếp nhận").await;
    office.opens(&story.plan).await;
    office.does("Triển khai đồng loạt", &[]).await;
}

/// What the user guide shows of the round as it stands now.
async fn pictures_are_kept(story: &Story, offices: &Offices) {
    let office = &offices.office;
    for (page, name) in [
        ("", "ke-hoach"),
        ("/progress", "tien-do"),
        ("/timeline", "bieu-do-thoi-gian"),
        ("/board", "bang-theo-doi"),
        ("/opinions", "rut-kinh-nghiem"),
    ] {
        office.opens(&format!("{}{page}", story.plan)).await;
        office.keeps_picture(name).await;
    }
    let branch = &offices.branches[2];
    for (page, name) in [("", "dai-hoi-chi-bo"), ("/documents", "van-kien")] {
        let path = format!("{}{page}", story.branches[2].congress);
        branch.opens(&path).await;
        branch.keeps_picture(name).await;
    }
    branch.opens("/").await;
    branch.keeps_picture("viec-cua-toi").await;
}

async fn from_plan_to_guidance(scripts: Scripts) {
    let mut story = Story::begin().await;
    let offices = Offices::of(&story, scripts).await;
    the_plan_is_drafted(&mut story, &offices.office).await;
    the_round_is_set_up(&mut story, &offices).await;
    offices.goes_on_to(&story, "2022-04-01").await;
    let first = a_pilot_is_convened(&story, &offices, 0, "11/5/2022").await;
    let second = a_pilot_is_convened(&story, &offices, 1, "12/5/2022").await;
    offices.goes_on_to(&story, "2022-05-11").await;
    story.the_congress_is_held(&story.branches[0], &first).await;
    offices.goes_on_to(&story, "2022-05-12").await;
    story
        .the_congress_is_held(&story.branches[1], &second)
        .await;
    every_opinion_is_concluded(&story, &offices).await;
    offices.goes_on_to(&story, "2022-05-19").await;
    guidance_is_given(&story, &offices).await;
    pictures_are_kept(&story, &offices).await;
    let plan = story.secretary.get(&story.plan).await.expect_ok();
    assert_eq!(plan["state"], "rolling_out");
    let states = |branch: &Branch| branch.congress.clone();
    for path in story.branches[..2].iter().map(states) {
        let pilot = story.secretary.get(&path).await.expect_ok();
        assert_eq!(pilot["state"], json!("closed"));
    }
    offices.end().await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn the_article_from_plan_to_guidance_with_a_browser_for_each_role() {
    from_plan_to_guidance(Scripts::On).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn the_article_from_plan_to_guidance_without_scripts() {
    from_plan_to_guidance(Scripts::Off).await;
}
