//! What every page and form does, whatever it is about.

use daihoi::unit::model::Level;
use reqwest::StatusCode;
use serde_json::json;

use crate::browsing::{Browser, Seen};
use crate::person::client;
use crate::story::Story;
use crate::world::World;

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back() {
    let world = World::new().await;
    world.administrator().await;
    let mut browser = Browser::of_anybody(&world);
    let page = browser.opens("/plans").await;
    assert_eq!(page.path, "/sign-in?then=%2Fplans");
    assert_eq!(page.heading(), "Đăng nhập");
    let wrong = [
        ("username", "khongcoai"),
        ("password", "khong-dung-mat-khau"),
    ];
    let again = browser.fills(&page, &wrong, "Đăng nhập").await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert!(
        again.html.contains("value=\"khongcoai\""),
        "what was typed is kept"
    );
    assert!(
        !again.html.contains("khong-dung-mat-khau"),
        "but never a password"
    );
    assert_eq!(again.all(".trouble").len(), 1);
}

#[tokio::test]
async fn a_form_without_its_proof_does_nothing() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let mut browser = Browser::of(&story.world, &story.secretary).await;
    let page = browser
        .opens(&format!("{}/steps/issue", story.plan))
        .await
        .expect_ok();
    let fields = [
        ("csrf", "0".repeat(64).leak() as &str),
        ("symbol", "65-KH/ĐUK"),
    ];
    let answer = browser.fills(&page, &fields, "Tiếp tục").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let mut other = Browser::of(&story.world, &story.office).await;
    let theirs = other
        .fills(&page, &[("symbol", "65-KH/ĐUK")], "Tiếp tục")
        .await;
    assert_eq!(
        theirs.status,
        StatusCode::BAD_REQUEST,
        "a form of somebody else"
    );
    // Nothing was done, and nothing that was typed is lost: signed in anew over an old form, one looks at it again.
    let again = browser.fills(&answer, &[], "Xem lại").await.expect_ok();
    assert!(again.html.contains("value=\"65-KH/ĐUK\""), "{}", again.html);
    assert!(again.all(".done").is_empty());
}

#[tokio::test]
async fn a_plan_is_issued_after_a_second_look() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let mut secretary = Browser::of(&story.world, &story.secretary).await;
    let plan = secretary.opens(&story.plan).await.expect_ok();
    let form = secretary.follows(&plan, "Ban hành").await.expect_ok();

    let empty = secretary
        .fills(
            &form,
            &[("symbol", ""), ("issued_on", "30/2/2022")],
            "Tiếp tục",
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.says("Hãy nhập một ngày có thật, theo dạng ngày/tháng/năm"));
    assert!(
        empty.html.contains("value=\"30/2/2022\""),
        "what was typed is kept"
    );

    let right = [("symbol", "65-KH/ĐUK"), ("issued_on", "16/3/2022")];
    let check = secretary.fills(&form, &right, "Tiếp tục").await.expect_ok();
    assert!(check.heading().contains("Kiểm tra lại"));
    assert!(check.says("16/3/2022"));
    let back = secretary.fills(&check, &[], "Thay đổi").await.expect_ok();
    assert!(back.html.contains("value=\"65-KH/ĐUK\""));

    let issued = secretary.fills(&check, &[], "Ban hành").await.expect_ok();
    assert_eq!(issued.path, story.plan);
    assert_eq!(
        issued.all(".done"),
        ["Đã ban hành Kế hoạch số 65-KH/ĐUK, ngày 16/3/2022."]
    );
    // The same form sent again is the same form.
    let twice = secretary.fills(&check, &[], "Ban hành").await.expect_ok();
    assert_eq!(twice.path, story.plan);
    // Made for a version that no longer stands, another one is refused and says so.
    let stale = secretary.fills(&form, &right, "Tiếp tục").await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert!(stale.html.contains("65-KH/ĐUK"));
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let mut browser = Browser::of(&story.world, &story.secretary).await;
    let form = browser
        .opens(&format!("{}/steps/issue", story.plan))
        .await
        .expect_ok();
    browser.forgets_everything();
    let typed = [("symbol", "65-KH/ĐUK"), ("issued_on", "16/3/2022")];
    let page = browser.fills(&form, &typed, "Tiếp tục").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.says("Những gì đồng chí vừa nhập vẫn còn"));
    let kept = page.html.contains("form_kept");
    assert!(kept, "the sign-in page carries it along");
}

#[tokio::test]
async fn every_page_says_what_the_browser_may_not_do() {
    let world = World::new().await;
    let answer = reqwest::get(format!("{}/sign-in", world.url))
        .await
        .expect("an answer");
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    let policy = header("content-security-policy");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "DENY");
    let cookie = header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
}

#[tokio::test]
async fn pages_speak_the_language_that_was_chosen() {
    let world = World::new().await;
    world.administrator().await;
    let mut browser = Browser::of_anybody(&world);
    let page = browser.opens("/sign-in").await;
    let english = browser.follows(&page, "English").await;
    assert_eq!(english.heading(), "Sign in");
    let mut other = Browser::of_anybody(&world);
    other.speaks_english();
    assert_eq!(other.opens("/sign-in").await.heading(), "Sign in");
    let nowhere = browser.opens("/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(nowhere.heading(), "Not found");
}

#[tokio::test]
async fn whoever_got_the_password_from_another_changes_it_before_anything_else() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ III", None).await;
    let (given, own) = ("mat-khau-duoc-cap-2022", "mat-khau-rieng-cua-toi");
    let body = json!({
        "username": "chibo3", "display_name": "Chi bộ III", "password": given,
        "offices": [{ "role": "branch_committee", "unit_id": branch.id }],
    });
    administrator.post("/users", body).await.expect_ok();
    let mut browser = Browser::of_anybody(&world);
    let page = browser.opens("/congresses").await;
    let typed = [("username", "chibo3"), ("password", given)];
    let first = browser.fills(&page, &typed, "Đăng nhập").await.expect_ok();
    assert_eq!(first.path, "/account/password");
    assert_eq!(browser.opens("/plans").await.path, "/account/password");
    let wrong = [
        ("old_password", given),
        ("new_password", "ngắn"),
        ("form_again", "ngắn"),
    ];
    let again = browser.fills(&first, &wrong, "Đổi mật khẩu").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!again.html.contains(given), "no password is shown again");
    let unlike = [
        ("old_password", given),
        ("new_password", own),
        ("form_again", "khác"),
    ];
    let slip = browser.fills(&first, &unlike, "Đổi mật khẩu").await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(slip.says("Hai lần nhập mật khẩu mới không giống nhau"));
    let right = [
        ("old_password", given),
        ("new_password", own),
        ("form_again", own),
    ];
    let changed = browser
        .fills(&again, &right, "Đổi mật khẩu")
        .await
        .expect_ok();
    assert_eq!(changed.all(".done"), ["Đã đổi mật khẩu."]);
    let list = browser.opens("/congresses").await.expect_ok();
    let out = browser.fills(&list, &[], "Đăng xuất").await.expect_ok();
    assert_eq!(out.all(".done"), ["Đồng chí đã đăng xuất."]);
    assert_eq!(browser.opens("/plans").await.path, "/sign-in?then=%2Fplans");
}

#[tokio::test]
async fn words_travel_packed_and_files_as_they_are() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let packed = async |path: &str| {
        let request = client()
            .get(format!("{}{path}", world.url))
            .header("Accept-Encoding", "gzip")
            .bearer_auth(administrator.token());
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}");
        let packing = answer.headers().get("content-encoding").cloned();
        packing.map(|value| value.to_str().expect("a word").to_owned())
    };
    assert_eq!(packed("/sign-in").await.as_deref(), Some("gzip"));
    assert_eq!(packed("/api/v1/plans").await.as_deref(), Some("gzip"));
    assert_eq!(packed("/healthz").await.as_deref(), Some("identity"));
}

/// The reasons on a page that shows no form of a step, because the state of the thing forbids it.
#[track_caller]
fn only_reasons(page: &Seen) {
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.path);
    let said = page.all(".trouble li, .reasons li");
    assert!(
        said.iter()
            .any(|reason| reason.contains("chỉ thực hiện được khi ở trạng thái")),
        "{}: {:?}",
        page.path,
        page.all("main")
    );
    assert!(
        page.all("main form button").is_empty(),
        "no form at {}",
        page.path
    );
}

#[tokio::test]
async fn no_form_is_shown_for_a_step_that_the_state_forbids() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let mut office = Browser::of(&story.world, &story.office).await;
    only_reasons(
        &office
            .opens(&format!("{}/steps/complete", story.plan))
            .await,
    );
    story.the_plan_is_issued().await;
    only_reasons(&office.opens(&format!("{}/steps/issue", story.plan)).await);
    story.congresses_are_planned().await;

    let branch = &story.branches[0];
    let mut people = Browser::of(&story.world, &branch.people).await;
    only_reasons(
        &people
            .opens(&format!("{}/steps/open", branch.congress))
            .await,
    );
    let document = story.a_document(branch, "political_report").await;
    for step in ["approve", "revise", "adopt"] {
        only_reasons(&people.opens(&format!("{document}/steps/{step}")).await);
    }
    people
        .opens(&format!("{document}/steps/submit"))
        .await
        .expect_ok();
    let begun = branch
        .people
        .post(&format!("{}/personnel", branch.congress), json!({}))
        .await
        .expect_ok();
    let personnel = format!("/personnel/{}", begun["id"].as_str().expect("a key"));
    for step in ["approve_scheme", "present"] {
        only_reasons(&people.opens(&format!("{personnel}/steps/{step}")).await);
    }

    let held = daihoi::congress::model::State::Closed;
    crate::congresses::stand(&story.world, &branch.congress, held).await;
    let opinion = story.an_opinion_is_raised("anthems").await;
    only_reasons(&office.opens(&format!("{opinion}/steps/conclude")).await);
    story.the_opinion_is_concluded(&opinion).await;
    only_reasons(&office.opens(&format!("{opinion}/steps/answer")).await);
    let tasks = story.office.get("/assignments").await.expect_ok();
    let task = format!(
        "/assignments/{}",
        tasks["items"][0]["id"].as_str().expect("a key")
    );
    story
        .office
        .takes(&task, "complete", json!({ "note": "Đã ban hành" }))
        .await;
    only_reasons(&office.opens(&format!("{task}/steps/complete")).await);
    let guidance = story.the_guidance_is_issued(&[opinion]).await;
    only_reasons(&office.opens(&format!("{guidance}/steps/issue")).await);
}
