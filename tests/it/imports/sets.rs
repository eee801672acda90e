//! Many lines are judged one by one and written together: what comes of it is what would come of them one after the other.

use daihoi::audit::model::Verdict;
use daihoi::audit::verification::service::verify;
use daihoi::auth::permission::Role;
use daihoi::unit::model::Level;
use reqwest::Method;
use reqwest::multipart::Form;
use serde_json::{Value, json};

use super::{cell, commits, rows, tries};
use crate::person::Person;
use crate::world::World;

const HEADERS: &str = "Mã;Tên tổ chức;Loại hình;Cấp trên trực tiếp;Số đảng viên chính thức\n";

async fn unit_called(person: &Person, name: &str) -> Value {
    let all = person.get("/units?limit=200").await.expect_ok();
    let units = all["items"].as_array().expect("items").clone();
    units
        .into_iter()
        .find(|unit| unit["name"] == name)
        .unwrap_or_else(|| panic!("{name}: {all:#}"))
}

/// What was done to a thing, the first deed first, by the audit log.
async fn deeds(world: &World, unit: &Value) -> Vec<String> {
    let id = unit["id"].as_str().expect("a key");
    let path = format!("/audit?subject_kind=unit&subject_id={id}");
    let log = world.administrator().await.get(&path).await.expect_ok();
    let items = log["items"].as_array().expect("items").iter().rev();
    items
        .map(|entry| entry["action"].as_str().expect("an action").to_owned())
        .collect()
}

async fn chains_are_sound(world: &World) {
    let read = |conn: &mut _| verify(conn, None);
    match world.state.db.read(read).await.expect("verified") {
        Verdict::Whole(extent) => assert!(extent.entries > 0),
        Verdict::Broken(fault) => panic!("{fault:?}"),
    }
}

#[tokio::test]
async fn lines_of_one_unit_follow_each_other_and_each_leaves_its_entry() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let sheet = format!(
        "{HEADERS}DU;Đảng ủy VNPT;đảng ủy cơ sở;;120\n\
         CB1;Chi bộ I;chi bộ trực thuộc;DU;12\n\
         CB1;Chi bộ Một;chi bộ trực thuộc;DU;15\n\
         CB1;Chi bộ Một;chi bộ trực thuộc;DU;15\n\
         CB2;Chi bộ II;chi bộ trực thuộc;Đảng ủy VNPT;7\n"
    );
    let (status, import) = tries(&keeper, "units", Some(&bloc), &sheet).await;
    assert_eq!(status, 201, "{import}");
    assert_eq!(
        import["rows"],
        json!({ "new": 3, "changed": 1, "same": 1, "wrong": 0 })
    );
    let changed = rows(&keeper, &import, "changed").await;
    assert_eq!(changed[0]["n"], 4);
    assert_eq!(cell(&changed[0], "name")["was"], "Chi bộ I");
    assert_eq!(cell(&changed[0], "official_members")["was"], "12");
    commits(&keeper, &import).await.expect_ok();

    let branch = unit_called(&keeper, "Chi bộ Một").await;
    assert_eq!(branch["official_members"], 15);
    assert_eq!(branch["version"], 3, "established, placed, counted");
    assert_eq!(
        deeds(&world, &branch).await,
        ["unit.establish", "unit.place", "unit.report_counts"]
    );

    // The next sheet changes what stands: one row for each unit, however many lines there are of it.
    let sheet = format!(
        "{HEADERS}CB1;Chi bộ Một;chi bộ trực thuộc;DU;16\n\
         CB1;Chi bộ 1;chi bộ trực thuộc;DU;16\n\
         CB1;Chi bộ 1;chi bộ trực thuộc;DU;17\n\
         DU;Đảng ủy VNPT Lạng Sơn;đảng ủy cơ sở;;121\n"
    );
    let (_, import) = tries(&keeper, "units", Some(&bloc), &sheet).await;
    assert_eq!(import["rows"]["changed"], 4, "{import}");
    commits(&keeper, &import).await.expect_ok();
    let branch = unit_called(&keeper, "Chi bộ 1").await;
    assert_eq!(branch["official_members"], 17);
    assert_eq!(branch["version"], 6);
    assert_eq!(deeds(&world, &branch).await.len(), 6);
    let above = unit_called(&keeper, "Đảng ủy VNPT Lạng Sơn").await;
    assert_eq!(above["official_members"], 121);
    assert_eq!(branch["parent_id"], above["id"]);
    chains_are_sound(&world).await;
}

#[tokio::test]
async fn a_line_is_judged_by_the_lines_before_it() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let sheet = format!(
        "{HEADERS}DU;Đảng ủy VNPT;đảng ủy cơ sở;;\n\
         CB1;Chi bộ I;chi bộ trực thuộc;DU;\n\
         DU;Đảng ủy VNPT;chi bộ cơ sở;;\n"
    );
    // Every line of the upper is done before the lower: by then it is a branch, and has nothing below it.
    let (_, import) = tries(&keeper, "units", Some(&bloc), &sheet).await;
    let wrong = rows(&keeper, &import, "wrong").await;
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert_eq!(wrong[0]["n"], 3);

    // A committee that gets a branch from the line before can no longer become a branch itself; the branch is below it
    // because that is where the sheet is imported.
    let empty = world
        .unit(Level::BaseCommittee, "Đảng ủy Mới", Some(&bloc))
        .await;
    let code = unit_called(&keeper, "Đảng ủy Mới").await["code"].clone();
    let code = code.as_str().expect("a code");
    let within = format!(
        "{HEADERS}CB5;Chi bộ V;chi bộ trực thuộc;;\n\
         {code};Đảng ủy Mới;chi bộ cơ sở;Đảng ủy Khối;\n"
    );
    let (_, import) = tries(&keeper, "units", Some(&empty), &within).await;
    let wrong = rows(&keeper, &import, "wrong").await;
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert_eq!(wrong[0]["n"], 3);
}

#[tokio::test]
async fn members_of_several_branches_come_in_together() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let one = world.unit(Level::BaseBranch, "Chi bộ I", Some(&bloc)).await;
    let two = world
        .unit(Level::BaseBranch, "Chi bộ II", Some(&bloc))
        .await;
    let officer = world.person(Role::OrganisationOfficer, &bloc).await;
    let sheet = "Chi bộ;Họ và tên;Ngày sinh;Giới tính;Tình trạng sinh hoạt;Chức vụ\n\
        Chi bộ I;Nguyễn Văn An;19/5/1980;Nam;Đảng viên chính thức;\n\
        Chi bộ II;Nguyễn Văn An;19/5/1980;Nam;Đảng viên chính thức;\n\
        Chi bộ I;NGUYỄN VĂN AN;19/5/1980;Nam;Đảng viên chính thức;Bí thư\n\
        Đảng ủy Khối;Lê Thị Hoa;1/2/1985;Nữ;Đảng viên chính thức;\n\
        Chi bộ ngoài;Lê Thị Mai;1/2/1985;Nữ;Đảng viên chính thức;\n";
    let (status, import) = tries(&officer, "members", None, sheet).await;
    assert_eq!(status, 201, "{import}");
    assert_eq!(
        import["rows"],
        json!({ "new": 2, "changed": 1, "same": 0, "wrong": 2 })
    );
    let wrong = rows(&officer, &import, "wrong").await;
    let reason = wrong[0]["faults"][0]["vi"].as_str().expect("words");
    assert!(reason.contains("chi bộ"), "no branch: {reason}");
    assert_eq!(cell(&wrong[1], "unit_id")["fate"], "wrong");

    let sound: String = sheet
        .lines()
        .take(4)
        .map(|line| format!("{line}\n"))
        .collect();
    let (_, import) = tries(&officer, "members", None, &sound).await;
    commits(&officer, &import).await.expect_ok();
    for (branch, post) in [(&one, json!("Bí thư")), (&two, Value::Null)] {
        let path = format!("/units/{}/members", branch.id);
        let list = officer.get(&path).await.expect_ok();
        let members = list["items"].as_array().expect("items");
        assert_eq!(members.len(), 1, "{list:#}");
        assert_eq!(members[0]["post"], post);
        assert_eq!(members[0]["full_name"], "Nguyễn Văn An");
    }
    // Reading them for comparison is recorded, branch by branch; at the first trial there was nobody to be read.
    tries(&officer, "members", None, &sound).await;
    let unit = json!({ "id": one.id });
    let log = deeds(&world, &unit).await;
    let reads = log.iter().filter(|deed| *deed == "member.list").count();
    assert_eq!(reads, 2, "the list just now, and the trial: {log:?}");
    assert_eq!(log.iter().filter(|deed| *deed == "member.write").count(), 1);
    assert_eq!(
        log.iter().filter(|deed| *deed == "member.correct").count(),
        1
    );
    chains_are_sound(&world).await;
}

#[tokio::test]
async fn a_part_that_no_import_has_is_named_with_those_it_has() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let form = Form::new().text("kind", "units").text("note", "x");
    let request = keeper.request(Method::POST, "/imports").multipart(form);
    let answer = keeper.send(request).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert_eq!(answer.body["errors"][0]["code"], "part_unknown");
    let words = answer.body["errors"][0]["detail"].as_str().expect("words");
    assert!(
        words.contains("“kind”") && words.contains("“unit_id”"),
        "{words}"
    );
    // Whoever sends what is far too large hears that, and is not cut off.
    let large = reqwest::multipart::Part::bytes(vec![b'a'; 11 * 1024 * 1024]).file_name("a.csv");
    let form = Form::new().text("kind", "units").part("file", large);
    let request = keeper.request(Method::POST, "/imports").multipart(form);
    assert_eq!(keeper.send(request).await.status, 413);
}

/// How long ten thousand lines take in the build of the tests; the release build is measured by `scripts/bench`.
#[tokio::test]
#[ignore = "a measurement, not a test"]
async fn ten_thousand_lines_are_measured() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let sheet = super::thousands(500);
    let renamed = sheet.replace(";Chi bộ ", ";Chi bộ số ");
    for (what, sheet) in [("new", &sheet), ("changed", &renamed)] {
        let begun = std::time::Instant::now();
        let (status, import) = tries(&keeper, "units", Some(&bloc), sheet).await;
        assert_eq!(status, 201, "{import}");
        println!("trial, {what}, {}: {:?}", import["rows"], begun.elapsed());
        let begun = std::time::Instant::now();
        commits(&keeper, &import).await.expect_ok();
        println!("commit, {what}: {:?}", begun.elapsed());
    }
    chains_are_sound(&world).await;
}
