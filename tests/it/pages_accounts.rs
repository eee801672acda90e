//! Accounts, offices, tokens, one's own account and the audit log on pages, without scripts.

use chrono::TimeDelta;
use daihoi::auth::permission::Role;
use daihoi::auth::totp::STEP_SECONDS;
use daihoi::db::connection::Place;
use daihoi::unit::model::Level;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::account::totp_code;
use crate::browsing::Browser;
use crate::story::Story;
use crate::world::World;

#[tokio::test]
async fn an_account_is_made_with_an_office_and_its_person_chooses_a_password() {
    let world = World::new().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let administrator = world.person(Role::Administrator, &bloc).await;
    let mut browser = Browser::of(&world, &administrator).await;
    let list = browser.opens("/users").await.expect_ok();
    assert_eq!(list.heading(), "Tài khoản");
    assert!(
        !list.says("chưa giao chức trách"),
        "they do not administer the whole"
    );
    let choose = browser
        .follows(&list, "Thêm tài khoản tại một tổ chức")
        .await
        .expect_ok();
    let form = browser.follows(&choose, &bloc.name).await.expect_ok();
    let wrong = [
        ("display_name", "Nguyễn Thị Lan"),
        ("username", "lan nguyễn"),
        ("password", "123"),
    ];
    let refused = browser.fills(&form, &wrong, "Thêm tài khoản").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.html.contains("value=\"Nguyễn Thị Lan\""),
        "what was typed is kept"
    );
    assert!(
        !refused.html.contains("value=\"123\""),
        "but never a password"
    );
    let right = [
        ("username", "lan.nguyen"),
        ("password", ""),
        ("offices.0.role", "committee_officer"),
    ];
    let made = browser
        .fills(&refused, &right, "Thêm tài khoản")
        .await
        .expect_ok();
    assert_eq!(made.heading(), "Người dùng Nguyễn Thị Lan");
    assert!(made.says("Cán bộ văn phòng cấp ủy – Đảng ủy Khối các cơ quan tỉnh"));
    let listed = browser.opens("/users?q=nguyen").await.expect_ok();
    assert_eq!(listed.all("tbody th"), ["Nguyễn Thị Lan"]);

    let form = browser.follows(&made, "Đặt lại mật khẩu").await.expect_ok();
    let check = browser.fills(&form, &[], "Tiếp tục").await.expect_ok();
    let shown = browser
        .fills(&check, &[], "Đặt lại mật khẩu")
        .await
        .expect_ok();
    let token = shown.all(".secret").pop().expect("the token");
    assert!(token.starts_with("dhp_") && shown.says("chỉ hiện một lần"));
    let again = browser
        .fills(&check, &[], "Đặt lại mật khẩu")
        .await
        .expect_ok();
    assert!(again.all(".secret").is_empty() && again.says("Việc này đã được thực hiện"));

    let mut lan = Browser::of_anybody(&world);
    let door = lan.opens("/sign-in").await.expect_ok();
    let form = lan
        .follows(&door, "Tôi có mã đặt mật khẩu")
        .await
        .expect_ok();
    let bad = [("token", token.as_str()), ("new_password", "12345678")];
    let refused = lan.fills(&form, &bad, "Đặt mật khẩu").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = [
        ("token", token.as_str()),
        ("new_password", "bốn con ngựa trắng già"),
    ];
    let door = lan.fills(&refused, &good, "Đặt mật khẩu").await.expect_ok();
    assert!(door.says("Đã đặt mật khẩu"));
    let signs = [
        ("username", "lan.nguyen"),
        ("password", "bốn con ngựa trắng già"),
    ];
    let inside = lan.fills(&door, &signs, "Đăng nhập").await.expect_ok();
    assert!(inside.says("Nguyễn Thị Lan"));
}

#[tokio::test]
async fn offices_end_accounts_are_shut_and_tokens_revoked() {
    let world = World::new().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let administrator = world.administrator().await;
    let secretary = world.person(Role::Secretary, &bloc).await;
    let mut browser = Browser::of(&world, &administrator).await;
    let path = format!("/users/{}", secretary.id.expect("an account"));
    let page = browser.opens(&path).await.expect_ok();
    let form = browser
        .follows(&page, "Kết thúc chức trách")
        .await
        .expect_ok();
    let ended = browser
        .fills(&form, &[("to", "1/4/2022")], "Kết thúc chức trách")
        .await
        .expect_ok();
    assert!(ended.says("1/4/2022"));
    let choose = browser.follows(&ended, "Giao chức trách").await.expect_ok();
    let form = browser.follows(&choose, &bloc.name).await.expect_ok();
    let refused = browser
        .fills(&form, &[("role", "counter")], "Giao chức trách")
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("không có ở"), "the reason stands there");
    let given = browser
        .fills(&refused, &[("role", "observer")], "Giao chức trách")
        .await
        .expect_ok();
    assert_eq!(given.all("tbody tr").len(), 2);
    let form = browser
        .follows(&given, "Kết thúc chức trách: Người theo dõi")
        .await
        .expect_ok();
    let withdrawn = browser
        .fills(&form, &[], "Thu hồi chức trách")
        .await
        .expect_ok();
    assert_eq!(withdrawn.all("tbody tr").len(), 1);
    let form = browser
        .follows(&withdrawn, "Đổi tên, khóa")
        .await
        .expect_ok();
    let shut = browser
        .fills(&form, &[("disabled", "true")], "Đổi tên, khóa")
        .await
        .expect_ok();
    assert!(shut.says("Đã khóa"));
    let mut theirs = Browser::of(&world, &secretary).await;
    assert!(theirs.opens("/plans").await.path.starts_with("/sign-in"));

    let form = browser.opens("/users/new").await.expect_ok();
    let system = [
        ("display_name", "Cơ sở dữ liệu đảng viên"),
        ("username", "csdl"),
        ("kind", "integrator"),
    ];
    let made = browser
        .fills(&form, &system, "Thêm tài khoản")
        .await
        .expect_ok();
    let form = browser.follows(&made, "Cấp mã truy cập").await.expect_ok();
    let asked = [("name", "Đồng bộ hằng đêm"), ("days", "90")];
    let shown = browser
        .fills(&form, &asked, "Cấp mã truy cập")
        .await
        .expect_ok();
    assert!(shown.all(".secret").join("").starts_with("dht_"));
    let page = browser.opens(&made.path).await.expect_ok();
    let form = browser.follows(&page, "Thu hồi").await.expect_ok();
    let revoked = browser.fills(&form, &[], "Thu hồi").await.expect_ok();
    assert!(revoked.says("Đã thu hồi mã truy cập"));
}

#[tokio::test]
async fn a_person_sets_up_a_second_factor_and_ends_sessions() {
    let world = World::new().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let officer = world.person(Role::OrganisationOfficer, &bloc).await;
    let mut browser = Browser::of(&world, &officer).await;
    let account = browser.opens("/account").await.expect_ok();
    assert!(account.says("Cán bộ Ban Tổ chức – Đảng ủy Khối"));
    let form = browser
        .follows(&account, "Bật xác thực hai lớp")
        .await
        .expect_ok();
    let confirm = browser.fills(&form, &[], "Lấy khóa").await.expect_ok();
    let facts = confirm.all("dl.facts dd");
    let key = facts[0].replace(' ', "");
    assert!(facts[1].starts_with("otpauth://totp/"));
    let wrong = browser
        .fills(&confirm, &[("code", "000000")], "Xác nhận")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = totp_code(&world, &key);
    let on = browser
        .fills(&wrong, &[("code", &code)], "Xác nhận")
        .await
        .expect_ok();
    assert!(on.says("Đã bật xác thực hai lớp"));
    world.state.clock.advance(TimeDelta::seconds(STEP_SECONDS));
    let form = browser
        .follows(&on, "Tắt xác thực hai lớp")
        .await
        .expect_ok();
    let code = totp_code(&world, &key);
    let off = browser
        .fills(&form, &[("code", &code)], "Tắt xác thực")
        .await
        .expect_ok();
    assert!(off.says("Đã tắt xác thực hai lớp"));
    assert!(off.says("Phiên này"));
}

#[tokio::test]
async fn the_audit_log_says_who_did_what_to_those_who_may_know() {
    let world = World::new().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let administrator = world.administrator().await;
    let secretary = world.person(Role::Secretary, &bloc).await;
    let observer = world.person(Role::Observer, &bloc).await;
    let mut browser = Browser::of(&world, &administrator).await;
    let unit = browser
        .opens(&format!("/units/{}", bloc.id))
        .await
        .expect_ok();
    let form = browser
        .follows(&unit, "Cập nhật số đảng viên")
        .await
        .expect_ok();
    browser
        .fills(&form, &[("official_members", "99")], "Cập nhật")
        .await
        .expect_ok();
    let log = browser.opens("/audit").await.expect_ok();
    assert_eq!(log.all("tbody th")[0], "Cập nhật số đảng viên");
    let past = browser
        .opens("/audit?from=1/1/2021&to=31/1/2021")
        .await
        .expect_ok();
    assert!(past.says("Không có việc nào"));

    let mut theirs = Browser::of(&world, &secretary).await;
    let told = theirs.opens("/audit").await.expect_ok();
    assert!(told.says("Mở trang của tổ chức rồi chọn"));
    let unit = theirs
        .opens(&format!("/units/{}", bloc.id))
        .await
        .expect_ok();
    let href = format!("/audit?subject_kind=unit&subject_id={}", bloc.id);
    assert!(unit.says("Sổ ghi việc"));
    let chain = theirs.opens(&href).await.expect_ok();
    assert_eq!(chain.all("tbody th"), ["Cập nhật số đảng viên"]);
    let mut barred = Browser::of(&world, &observer).await;
    assert_eq!(barred.opens(&href).await.status, StatusCode::FORBIDDEN);

    let texts = barred.opens("/regulations").await.expect_ok();
    assert!(texts.says("24-QĐ/TW"));
    assert!(texts.says("Số dư do cấp ủy triệu tập chuẩn bị (% số lượng bầu)"));
    assert!(texts.says("10–15") && texts.says("Điều 16, 244-QĐ/TW (9/6/2014)"));
    assert!(!texts.says("prepared_surplus") && !texts.says("of the seats"));
}

#[tokio::test]
async fn the_settings_are_shown_to_whoever_keeps_all_of_the_installation() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let administrator = world.administrator().await;
    let mut browser = Browser::of(&world, &administrator).await;
    let users = browser.opens("/users").await.expect_ok();
    let settings = browser
        .follows(&users, "Thiết lập của hệ thống")
        .await
        .expect_ok();
    let database = match world.place() {
        Place::Sqlite(_) => "SQLite",
        Place::Postgres(_) => "PostgreSQL",
    };
    assert!(settings.says(database));
    assert!(settings.says("16/3/2022") && settings.says("mọi quy tắc theo đúng văn bản"));
    let officer = world.person(Role::OrganisationOfficer, &bloc).await;
    let mut barred = Browser::of(&world, &officer).await;
    assert_eq!(
        barred.opens("/settings").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_calendar_has_a_secret_address_that_can_be_revoked() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story
        .the_branch_prepares(&story.branches[0], "2022-05-11")
        .await;
    let mut browser = Browser::of(&story.world, &story.office).await;
    let account = browser.opens("/account").await.expect_ok();
    assert!(account.says("Chưa có địa chỉ"));
    let form = browser
        .follows(&account, "Tạo địa chỉ lịch")
        .await
        .expect_ok();
    let shown = browser
        .fills(&form, &[], "Tạo địa chỉ lịch")
        .await
        .expect_ok();
    let address = shown.all(".secret").pop().expect("an address");
    let path = address
        .split_once("/calendar/")
        .expect("a path")
        .1
        .to_owned();
    let path = format!("/calendar/{path}");
    // Whoever has the address needs nothing else.
    let mut anybody = Browser::of_anybody(&story.world);
    let calendar = anybody.opens(&path).await.expect_ok();
    assert!(
        calendar.html.starts_with("BEGIN:VCALENDAR"),
        "{}",
        calendar.html
    );
    assert!(
        calendar.html.contains("SUMMARY:Đại hội Chi bộ Trung tâm"),
        "{}",
        calendar.html
    );
    assert!(calendar.html.contains("DTSTART;VALUE=DATE:20220511"));
    assert!(!calendar.html.contains("dhc_"), "the secret is not in it");
    let wrong = anybody.opens("/calendar/dhc_khong-co.ics").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);

    let account = browser.opens("/account").await.expect_ok();
    let form = browser
        .follows(&account, "Thu hồi địa chỉ lịch")
        .await
        .expect_ok();
    let revoked = browser
        .fills(&form, &[], "Thu hồi địa chỉ lịch")
        .await
        .expect_ok();
    assert!(revoked.says("Đã thu hồi địa chỉ lịch"));
    assert_eq!(anybody.opens(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_system_makes_and_revokes_the_address_of_a_calendar() {
    let story = Story::begin().await;
    let office = &story.office;
    assert_eq!(office.get("/me/calendar").await.status, 404);
    let made = office.post("/me/calendar", json!({})).await.expect_ok();
    let url = made["url"].as_str().expect("an address").to_owned();
    let told = office.get("/me/calendar").await.expect_ok();
    assert_eq!((&told["id"], &told["url"]), (&made["id"], &Value::Null));
    let mut anybody = Browser::of_anybody(&story.world);
    let path = |url: &str| {
        format!(
            "/calendar{}",
            url.split_once("/calendar").expect("a path").1
        )
    };
    anybody.opens(&path(&url)).await.expect_ok();

    // Another address takes the place of the first.
    let another = office.post("/me/calendar", json!({})).await.expect_ok();
    let other = another["url"].as_str().expect("an address").to_owned();
    assert_eq!(anybody.opens(&path(&url)).await.status, 404);
    anybody.opens(&path(&other)).await.expect_ok();
    let request = office.request(Method::DELETE, "/me/calendar");
    assert_eq!(office.send(request).await.status, 204);
    assert_eq!(anybody.opens(&path(&other)).await.status, 404);
}
