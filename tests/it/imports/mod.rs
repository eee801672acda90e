//! Import of units and of members from sheets, through the API and on pages without scripts.

mod kept;
mod sets;

use daihoi::auth::permission::Role;
use daihoi::clock::Clock;
use daihoi::unit::model::Level;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browsing::Browser;
use crate::person::{Answer, Person};
use crate::program::Program;
use crate::world::{Place, World};

/// Sends a sheet to be tried.
async fn tries(person: &Person, kind: &str, unit: Option<&Place>, sheet: &str) -> (u16, Value) {
    let file = Part::bytes(sheet.as_bytes().to_vec()).file_name("bang.csv");
    let mut form = Form::new().text("kind", kind.to_owned()).part("file", file);
    if let Some(unit) = unit {
        form = form.text("unit_id", unit.id.to_string());
    }
    let request = person.request(Method::POST, "/imports").multipart(form);
    let answer = person.send(request).await;
    (answer.status.as_u16(), answer.body)
}

async fn rows(person: &Person, import: &Value, fate: &str) -> Vec<Value> {
    let id = import["id"].as_str().expect("a key");
    let page = person
        .get(&format!("/imports/{id}/rows?fate={fate}"))
        .await
        .expect_ok();
    page["items"].as_array().expect("items").clone()
}

fn cell<'a>(row: &'a Value, column: &str) -> &'a Value {
    row["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .find(|cell| cell["column"] == column)
        .expect("a cell")
}

async fn commits(person: &Person, import: &Value) -> Answer {
    let id = import["id"].as_str().expect("a key");
    let version = import["version"].as_i64().expect("a version");
    person
        .post_seen(&format!("/imports/{id}/commit"), version, json!({}))
        .await
}

const UNITS: &str = "Mã;Tên tổ chức;Loại hình;Cấp trên trực tiếp;Ngày thành lập;Số đảng viên chính thức\n\
    CB1;Chi bộ I;chi bộ trực thuộc;ĐUVNPT;1/3/2022;12\n\
    ĐUVNPT;Đảng ủy VNPT;đảng ủy cơ sở;;1/3/2022;120\n\
    CB2;Chi bộ II;chi bo truc thuoc;Đảng ủy VNPT;;9\n";

#[tokio::test]
async fn units_come_in_from_a_sheet_after_a_trial_that_keeps_nothing() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let (status, import) = tries(&keeper, "units", Some(&bloc), UNITS).await;
    assert_eq!(status, 201, "{import}");
    assert_eq!(
        import["rows"],
        json!({ "new": 3, "changed": 0, "same": 0, "wrong": 0 })
    );
    let all = keeper.get("/units").await.expect_ok();
    assert_eq!(
        all["items"].as_array().map(Vec::len),
        Some(1),
        "nothing is kept of a trial"
    );

    let done = commits(&keeper, &import).await.expect_ok();
    assert!(done["committed_at"].is_string());
    let all = keeper.get("/units").await.expect_ok();
    let names: Vec<&str> = all["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|unit| unit["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        names,
        ["Đảng ủy Khối", "Đảng ủy VNPT", "Chi bộ I", "Chi bộ II"]
    );
    assert!(
        rows(&keeper, &import, "new").await.is_empty(),
        "the lines are gone"
    );
    let again = commits(&keeper, &done).await;
    assert_eq!(again.reasons(), ["import_committed"]);

    // The same sheet again, with one figure and one name changed.
    let sheet = UNITS
        .replace(";12\n", ";15\n")
        .replace("Chi bộ II;", "Chi bộ Hai;");
    let (_, import) = tries(&keeper, "units", Some(&bloc), &sheet).await;
    assert_eq!(
        import["rows"],
        json!({ "new": 0, "changed": 2, "same": 1, "wrong": 0 })
    );
    let changed = rows(&keeper, &import, "changed").await;
    assert_eq!(cell(&changed[0], "official_members")["was"], "12");
    assert_eq!(cell(&changed[0], "name")["fate"], "same");
    assert_eq!(cell(&changed[1], "name")["was"], "Chi bộ II");
    commits(&keeper, &import).await.expect_ok();
    let found = keeper.get("/units?q=chi+bo+hai").await.expect_ok();
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_wrong_is_told_cell_by_cell_and_nothing_is_half_imported() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let sheet = "Mã;Tên tổ chức;Loại hình;Cấp trên trực tiếp;Ngày thành lập;Số đảng viên chính thức\n\
        CB1;;chi đoàn;Đảng ủy Khối;31/2/2022;mười\n\
        CB2;Chi bộ II;chi bộ trực thuộc;Đảng ủy Khối;;\n\
        CB3;Chi bộ III;chi bộ cơ sở;không có;;\n\
        CB4;Chi bộ IV;chi bộ cơ sở;Đảng ủy Khối;;7\n";
    let (_, import) = tries(&keeper, "units", Some(&bloc), sheet).await;
    assert_eq!(
        import["rows"],
        json!({ "new": 1, "changed": 0, "same": 0, "wrong": 3 })
    );
    let wrong = rows(&keeper, &import, "wrong").await;
    assert_eq!(wrong[0]["n"], 2);
    for column in ["name", "level", "valid_from", "official_members"] {
        assert_eq!(cell(&wrong[0], column)["fate"], "wrong", "{column}");
    }
    let reason = wrong[1]["faults"][0]["vi"].as_str().expect("words");
    assert!(
        reason.contains("không thể trực thuộc"),
        "the rule of units itself: {reason}"
    );
    assert_eq!(cell(&wrong[2], "parent_id")["fate"], "wrong");
    let refused = commits(&keeper, &import).await;
    assert_eq!(refused.reasons(), ["import_has_faults"]);
    let all = keeper.get("/units").await.expect_ok();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1));

    for (sheet, code) in [
        ("Mã;Tên tổ chức\nA;B\n", "sheet_column_missing"),
        (
            "Mã;Tên tổ chức;Loại hình;Màu\nA;B;C;D\n",
            "sheet_column_unknown",
        ),
        ("", "sheet_empty"),
    ] {
        let (status, told) = tries(&keeper, "units", Some(&bloc), sheet).await;
        assert_eq!(status, 422, "{told}");
        let codes = told["errors"].as_array().expect("errors");
        assert!(codes.iter().any(|one| one["code"] == code), "{told}");
    }
    let officer = world.person(Role::OrganisationOfficer, &bloc).await;
    let (status, _) = tries(&officer, "units", Some(&bloc), UNITS).await;
    assert_eq!(status, 403);
    let id = import["id"].as_str().expect("a key");
    assert_eq!(
        officer.get(&format!("/imports/{id}")).await.status,
        404,
        "another's"
    );
}

#[tokio::test]
async fn a_trial_that_was_overtaken_is_not_committed() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let (_, first) = tries(&keeper, "units", Some(&bloc), UNITS).await;
    let (_, second) = tries(&keeper, "units", Some(&bloc), UNITS).await;
    commits(&keeper, &first).await.expect_ok();
    let refused = commits(&keeper, &second).await;
    assert_eq!(refused.reasons(), ["import_overtaken"]);
    let all = keeper.get("/units").await.expect_ok();
    assert_eq!(
        all["items"].as_array().map(Vec::len),
        Some(4),
        "once, not twice"
    );
}

#[tokio::test]
async fn a_trial_is_committed_once_and_not_after_a_week() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let (_, import) = tries(&keeper, "units", Some(&bloc), UNITS).await;
    let (one, other) = tokio::join!(commits(&keeper, &import), commits(&keeper, &import));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{} {}", one.body, other.body);
    assert!([409, 412, 422].contains(&statuses[1]), "{statuses:?}");
    let all = keeper.get("/units").await.expect_ok();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(4), "once");

    let sheet = UNITS.replace("Chi bộ I;", "Chi bộ Một;");
    let (_, import) = tries(&keeper, "units", Some(&bloc), &sheet).await;
    assert!(import["expires_at"].is_string());
    world.days_pass(8);
    let refused = commits(&keeper, &import).await;
    assert_eq!(refused.reasons(), ["import_expired"]);
}

fn thousands(committees: usize) -> String {
    let mut sheet = "Mã;Tên tổ chức;Loại hình;Cấp trên trực tiếp\n".to_owned();
    for n in 0..committees {
        sheet.push_str(&format!("DU{n};Đảng ủy {n};đảng ủy cơ sở;\n"));
        for m in 0..19 {
            let line = format!("CB{n}-{m};Chi bộ {n}-{m};chi bộ trực thuộc;DU{n}\n");
            sheet.push_str(&line);
        }
    }
    sheet
}

#[tokio::test]
async fn a_kill_in_the_middle_of_a_commit_leaves_nothing_of_it() {
    let world = World::at(Clock::machine()).await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let (status, import) = tries(&keeper, "units", Some(&bloc), &thousands(500)).await;
    assert_eq!(status, 201, "{import}");
    let database = world.ends().await;
    let program = Program::serve(&database.place, database.directory());
    let person = keeper.at(&program.url);
    let path = format!("/imports/{}", import["id"].as_str().expect("a key"));
    let request = person
        .request(Method::POST, &format!("{path}/commit"))
        .header("If-Match", "\"1\"")
        .json(&json!({}));
    let committing = tokio::spawn(request.send());
    // All lines are judged, which is half of it: until some are written, and before all are.
    while person.get(&path).await.expect_ok()["done"].as_i64() < Some(5_200) {
        assert!(!committing.is_finished(), "too fast to be killed");
    }
    program.kill();
    assert!(committing.await.expect("joined").is_err(), "no answer");

    let program = Program::serve(&database.place, database.directory());
    let person = keeper.at(&program.url);
    let all = person.get("/units").await.expect_ok();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
    let kept = person.get(&path).await.expect_ok();
    assert_eq!(
        (&kept["version"], &kept["committed_at"]),
        (&json!(1), &Value::Null)
    );
    // And it can be committed still.
    commits(&person, &kept).await.expect_ok();
    assert!(program.terminate().success());
}

#[tokio::test]
async fn members_come_in_on_pages_with_a_sheet_that_has_errors_first() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let committee = world.person(Role::BranchCommittee, &branch).await;
    let mut browser = Browser::of(&world, &committee).await;
    let list = browser
        .opens(&format!("/units/{}/members", branch.id))
        .await
        .expect_ok();
    let page = browser
        .follows(&list, "Nhập đảng viên từ bảng tính")
        .await
        .expect_ok();
    assert!(page.says("Đảng viên chính thức; Đảng viên dự bị"));
    let none = browser.uploads(&page, &[], ("", b""), "Chạy thử").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);

    let sheet = "Họ và tên,Ngày sinh,Giới tính,Tình trạng sinh hoạt,Ngày vào Đảng\n\
        Nguyễn Văn An,19/5/1980,Nam,Đảng viên chính thức,3/2/2005\n\
        Trần Thị Bình,2/9/2004,Nữ,đảng viên chính thức,3/2/2022\n\
        Lê Văn Cường,1/1/1990,nam,hội viên,\n";
    let file = ("dang-vien.csv", sheet.as_bytes());
    let tried = browser
        .uploads(&page, &[], file, "Chạy thử")
        .await
        .expect_ok();
    assert_eq!(tried.heading(), "Nhập đảng viên từ bảng tính dang-vien.csv");
    assert!(tried.says("Có 2 dòng sai"));
    assert!(tried.says("chưa đủ 18 tuổi") && tried.says("Phải là một trong"));
    assert!(!tried.all("a").contains(&"Ghi vào hệ thống".to_owned()));
    let wrong = browser
        .follows(&tried, "Xem các dòng này: Sai")
        .await
        .expect_ok();
    assert_eq!(wrong.all("tbody th"), ["3", "4"]);

    let again = browser
        .follows(&wrong, "Chạy thử tệp khác")
        .await
        .expect_ok();
    let sheet = sheet
        .replace("hội viên", "dự bị")
        .replace("2/9/2004", "2/9/2000");
    let sheet = sheet.replace("dự bị", "Đảng viên dự bị");
    let file = ("dang-vien.csv", sheet.as_bytes());
    let tried = browser
        .uploads(&again, &[], file, "Chạy thử")
        .await
        .expect_ok();
    assert!(tried.says("Mọi dòng đều hợp lệ"));
    let form = browser
        .follows(&tried, "Ghi vào hệ thống")
        .await
        .expect_ok();
    let done = browser
        .fills(&form, &[], "Ghi vào hệ thống")
        .await
        .expect_ok();
    assert!(done.says("Đã ghi 3 dòng mới và thay đổi"));
    let list = browser
        .opens(&format!("/units/{}/members", branch.id))
        .await
        .expect_ok();
    assert_eq!(
        list.all("tbody th"),
        ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]
    );

    let template = browser.opens("/imports/templates/members?format=csv").await;
    assert!(template.html.contains("Tình trạng sinh hoạt *"));
    let observer = world.person(Role::Observer, &bloc).await;
    let mut looking = Browser::of(&world, &observer).await;
    let barred = looking.opens("/imports/new?kind=members").await;
    assert_eq!(barred.status, StatusCode::FORBIDDEN);
}
