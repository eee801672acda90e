//! The first page: what waits for each of those in the story, and what they wait for; through a whole small plan.

use daihoi::auth::permission::Role;
use daihoi::regulation::working_days_before;
use daihoi::unit::model::Level;

use crate::browsing::{Browser, Seen};
use crate::person::Person;
use crate::story::Story;
use crate::world::World;

async fn work_of(story: &Story, person: &Person) -> Seen {
    let mut browser = Browser::of(&story.world, person).await;
    browser.opens("/").await.expect_ok()
}

/// What waits for somebody, most urgent first.
fn mine(page: &Seen) -> Vec<String> {
    page.all("ul.work > li > span > strong")
}

/// What somebody waits for from others.
fn others(page: &Seen) -> Vec<String> {
    page.all("tbody th a")
}

#[track_caller]
fn waits(page: &Seen, what: &str) {
    let all = mine(page);
    assert!(all.iter().any(|one| one.contains(what)), "{what}: {all:?}");
}

#[track_caller]
fn waits_for_others(page: &Seen, what: &str) {
    let all = others(page);
    assert!(all.iter().any(|one| one.contains(what)), "{what}: {all:?}");
}

#[tokio::test]
async fn the_plan_goes_from_the_office_to_the_secretary_and_on_to_the_branches() {
    let mut story = Story::begin().await;
    let nothing = work_of(&story, &story.secretary).await;
    assert_eq!(nothing.heading(), "Việc của tôi");
    assert!(nothing.says("Hiện không có việc nào đang chờ đồng chí."));
    assert_eq!(nothing.link("Bí thư, phó bí thư: xem"), "/plans");
    let office = work_of(&story, &story.office).await;
    assert_eq!(office.link("chưa có kế hoạch nào"), "/plans/new");

    story.the_plan_is_drafted().await;
    let drafted = work_of(&story, &story.secretary).await;
    waits(&drafted, "Ban hành kế hoạch");
    assert_eq!(
        drafted.link("Thực hiện"),
        format!("{}/steps/issue", story.plan)
    );
    let office = work_of(&story, &story.office).await;
    assert!(mine(&office).is_empty(), "{:?}", mine(&office));
    waits_for_others(&office, "Ban hành kế hoạch");
}

#[tokio::test]
async fn what_waits_moves_from_one_to_the_next() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    let issued = work_of(&story, &story.office).await;
    waits(&issued, "Chọn chi bộ làm điểm");
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    let own = work_of(&story, &branch.people).await;
    waits(&own, "Chọn ngày, giờ và địa điểm đại hội");
    waits(&own, "Bắt đầu công tác nhân sự");
    assert!(own.link("Thực hiện").starts_with(&branch.congress));
    assert!(own.says("Hạn: 15/5/2022"), "{:?}", own.all("ul.work li"));
    let office = work_of(&story, &story.office).await;
    waits_for_others(&office, "Tổ chức đại hội điểm");

    story.the_branch_prepares(branch, "2022-05-11").await;
    let personnel = story.the_personnel_work_is_done(branch, "2022-04-01").await;
    let own = work_of(&story, &branch.people).await;
    waits(&own, "Trình hồ sơ");
    // What has been submitted is reviewed at once, without waiting for the dossier.
    let upper = work_of(&story, &branch.upper).await;
    waits(&upper, "Duyệt văn bản");
    branch
        .people
        .takes(&branch.congress, "submit_dossier", serde_json::json!({}))
        .await;
    let upper = work_of(&story, &branch.upper).await;
    waits(&upper, "Duyệt văn bản");
    assert!(upper.says("Chi bộ Trung tâm kinh doanh"));
    let own = work_of(&story, &branch.people).await;
    assert!(mine(&own).is_empty(), "{:?}", mine(&own));
    waits_for_others(&own, "Duyệt văn bản");

    story.the_documents_are_reviewed(branch).await;
    let upper = work_of(&story, &branch.upper).await;
    assert_eq!(mine(&upper).len(), 1, "{:?}", mine(&upper));
    branch
        .upper
        .takes(&branch.congress, "approve", serde_json::json!({}))
        .await;
    story.the_roll_is_drawn_up(branch).await;
    let own = work_of(&story, &branch.people).await;
    waits(&own, "Triệu tập");
    let latest = working_days_before("2022-05-11".parse().expect("a day"), 30);
    let latest = format!("Hạn: {}", latest.format("%-d/%-m/%Y"));
    assert!(own.says(&latest), "{latest}: {:?}", own.all("ul.work li"));
    let summons = serde_json::json!({ "notice_given_on": "2022-03-27" });
    branch
        .people
        .takes(&branch.congress, "convene", summons)
        .await;
    // What only time can bring waits for nobody else.
    let own = work_of(&story, &branch.people).await;
    waits_for_others(&own, "Khai mạc đại hội");
    assert!(
        own.says("Đồng chí, khi đủ điều kiện"),
        "{:?}",
        own.all("tbody")
    );
    story.world.goes_on_to("2022-05-11");
    story.the_congress_is_held(branch, &personnel).await;
    let own = work_of(&story, &branch.people).await;
    waits(&own, "Bế mạc đại hội");
    branch
        .people
        .takes(&branch.congress, "close", serde_json::json!({}))
        .await;

    // Closed: the report is due on the clock of working days, then the confirmation.
    let own = work_of(&story, &branch.people).await;
    waits(&own, "Soạn văn bản");
    assert!(own.says("Hạn: 20/5/2022"), "{:?}", own.all("ul.work li"));
    lessons_are_drawn(&story).await;
    story.the_result_is_reported(branch).await;
    let upper = work_of(&story, &branch.upper).await;
    waits(&upper, "Chuẩn y");
    story.world.goes_on_to("2022-05-12");
    story.the_result_is_confirmed(branch, "2022-05-12").await;
    let upper = work_of(&story, &branch.upper).await;
    assert!(mine(&upper).is_empty(), "{:?}", mine(&upper));
}

/// Opinions are answered by the office, and a conclusion gives it a task.
async fn lessons_are_drawn(story: &Story) {
    story.an_opinion_is_raised("anthems").await;
    let opinion = story.an_opinion_is_raised("presidium").await;
    let office = work_of(story, &story.office).await;
    waits(&office, "Giải đáp ý kiến nêu tại đại hội điểm (2)");
    let opinions = format!("{}/opinions", story.plan);
    assert!(office.own_links().contains(&opinions));
    story.the_opinion_is_concluded(&opinion).await;
    let office = work_of(story, &story.office).await;
    waits(&office, "Giải đáp ý kiến nêu tại đại hội điểm");
    waits(&office, "Hoàn thành nhiệm vụ được giao");
    assert!(office.says("Hạn: 31/5/2022"));
}

#[tokio::test]
async fn guidance_waits_for_whoever_issues_it_and_then_for_every_branch() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let closed = daihoi::congress::model::State::Closed;
    for branch in story.branches.iter().take(2) {
        crate::congresses::stand(&story.world, &branch.congress, closed).await;
    }
    let opinion = story.an_opinion_is_raised("anthems").await;
    story.the_opinion_is_concluded(&opinion).await;
    let title = serde_json::json!({ "title": "Những vấn đề cần lưu ý" });
    let drafts = format!("{}/guidances", story.plan);
    story.office.post(&drafts, title).await.expect_ok();
    let office = work_of(&story, &story.office).await;
    waits(&office, "Hoàn chỉnh, ban hành văn bản hướng dẫn");
    let secretary = work_of(&story, &story.secretary).await;
    let own = mine(&secretary);
    assert!(
        own.iter().all(|one| !one.contains("văn bản hướng dẫn")),
        "{own:?}"
    );
    waits_for_others(&secretary, "Hoàn chỉnh, ban hành văn bản hướng dẫn");

    let guidance = story.the_guidance_is_issued(&[opinion]).await;
    let last = story.branches.last().expect("a branch");
    let branch = work_of(&story, &last.people).await;
    waits(&branch, "Xác nhận đã tiếp nhận hướng dẫn");
    assert!(
        branch.own_links().contains(&guidance),
        "one click leads there"
    );
    story.the_guidance_is_acknowledged(last, &guidance).await;
    let branch = work_of(&story, &last.people).await;
    assert!(!branch.says("Xác nhận đã tiếp nhận hướng dẫn"));
}

#[tokio::test]
async fn what_is_late_is_said_to_whose_turn_it_is_and_to_who_waits() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-05-20");
    let branch = &story.branches[0];
    let late = work_of(&story, &story.secretary).await;
    waits_for_others(&late, "Đại hội chưa được tổ chức");
    assert!(!late.all("tbody .tag.bad").is_empty());
    let own = work_of(&story, &branch.people).await;
    assert!(!own.all("ul.work .tag.bad").is_empty());
}

#[tokio::test]
async fn help_begins_with_the_office_of_whoever_reads() {
    let story = Story::begin().await;
    let mut browser = Browser::of(&story.world, &story.secretary).await;
    let page = browser.opens("/").await.expect_ok();
    let help = browser.follows(&page, "Trợ giúp").await.expect_ok();
    assert_eq!(help.heading(), "Trợ giúp");
    let offices = help.all("dl.facts dt");
    assert_eq!(offices[0], "Bí thư, Phó Bí thư Chức vụ của đồng chí");
    assert!(help.says("Bầu khuyết"));
    browser.speaks_english();
    let help = browser.opens("/help").await.expect_ok();
    assert!(help.says("Left vacant"));
}

#[tokio::test]
async fn whoever_has_nothing_to_do_is_told_where_to_begin() {
    let mut story = Story::begin().await;
    let nobody = story.world.somebody(&[]).await;
    let page = work_of(&story, &nobody).await;
    assert!(page.says("Hãy liên hệ quản trị viên"));
    let administrator = story.world.administrator().await;
    let page = work_of(&story, &administrator).await;
    assert_eq!(page.link("Quản trị viên: lập danh sách"), "/units");
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let place = story.branches[0].place.id;
    let counter = story.world.somebody(&[(Role::Counter, Some(place))]).await;
    for (person, words) in [
        (&counter, "Tổ kiểm phiếu"),
        (&story.observer, "Người theo dõi"),
    ] {
        let page = work_of(&story, person).await;
        assert!(mine(&page).is_empty(), "{:?}", mine(&page));
        assert_eq!(page.link(words), "/congresses");
    }
}

#[tokio::test]
async fn an_empty_installation_leads_to_its_set_up_and_its_administrator_to_what_comes_first() {
    let world = World::new().await;
    let now = world.state.clock.now();
    let token = world
        .write(move |conn| daihoi::setup::service::issue_token(conn, now))
        .await;
    let mut anybody = Browser::of_anybody(&world);
    let form = anybody.opens("/").await.expect_ok();
    assert_eq!(form.path, "/setup", "nobody can sign in yet");
    let told = [
        ("token", token.as_str()),
        ("username", "quantri"),
        ("display_name", "Quản trị"),
        ("password", "một câu dài dễ nhớ của tôi"),
    ];
    let made = anybody.fills(&form, &told, "Tạo quản trị viên").await;
    let page = made.expect_ok();
    let proof = [told[1], told[3]];
    let home = anybody.fills(&page, &proof, "Đăng nhập").await.expect_ok();
    assert!(home.says("Bắt đầu sử dụng"), "{:?}", home.all("main"));
    assert_eq!(home.all(".tag.warn"), ["Cần làm", "Cần làm"]);
    let units = anybody
        .follows(&home, "Lập danh sách tổ chức đảng")
        .await
        .expect_ok();
    assert!(units.says("Chưa có tổ chức đảng nào"));

    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let home = anybody.opens("/").await.expect_ok();
    assert_eq!(home.all(".tag.good"), ["Đã có"]);
    world.person(Role::OrganisationOfficer, &bloc).await;
    let home = anybody.opens("/").await.expect_ok();
    assert!(!home.says("Bắt đầu sử dụng"), "it is all there");
}
