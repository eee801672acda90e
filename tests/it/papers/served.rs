//! The papers as the server gives them, from the article's story.

use daihoi::db::schema::audit_entries;
use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};

use super::{parts, words};
use crate::person::Person;
use crate::story::{Story, key};

/// A file that the server gave: its type, its name and its bytes.
struct File {
    media_type: String,
    disposition: String,
    bytes: Vec<u8>,
}

async fn file(person: &Person, path: &str, accept: &str) -> File {
    let request = person.request(Method::GET, path).header("Accept", accept);
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    let header = |name: &str| {
        let value = response.headers().get(name).expect(name);
        value.to_str().expect("text").to_owned()
    };
    let (media_type, disposition) = (header("content-type"), header("content-disposition"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    let bytes = response.bytes().await.expect("bytes").to_vec();
    File {
        media_type,
        disposition,
        bytes,
    }
}

pub async fn page(person: &Person, path: &str) -> String {
    let found = file(person, path, "text/html").await;
    assert_eq!(found.media_type, "text/html; charset=utf-8");
    let page = String::from_utf8(found.bytes).expect("text");
    let (_, body) = page.split_once("<body>").expect("a body");
    words(&body.replace("<td", " <td").replace("<th", " <th"))
}

pub async fn missing(person: &Person, congress: &str) -> Vec<(String, Vec<String>)> {
    let listed = person.get(&format!("{congress}/papers")).await.expect_ok();
    let items = listed["items"].as_array().expect("items").clone();
    items
        .iter()
        .map(|item| {
            let reasons = item["missing"].as_array().expect("reasons");
            assert_eq!(item["ready"], reasons.is_empty());
            let codes = reasons
                .iter()
                .map(|reason| reason["code"].as_str().expect("a code").to_owned());
            (
                item["kind"].as_str().expect("a kind").to_owned(),
                codes.collect(),
            )
        })
        .collect()
}

fn of<'a>(missing: &'a [(String, Vec<String>)], kind: &str) -> &'a [String] {
    let found = missing.iter().find(|(listed, _)| listed == kind);
    &found.expect("listed").1
}

/// The first pilot, on its day, before it opens.
async fn convened() -> (Story, String) {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    story.the_documents_are_reviewed(branch).await;
    let personnel = story.the_personnel_work_is_done(branch, "2022-03-16").await;
    story.the_congress_is_convened(branch, "2022-03-16").await;
    story.world.goes_on_to("2022-05-11");
    (story, personnel)
}

#[tokio::test]
async fn papers_are_listed_with_what_is_missing_and_made_when_nothing_is() {
    let (story, personnel) = convened().await;
    let branch = &story.branches[0];
    let person = &branch.people;
    let before = missing(person, &branch.congress).await;
    assert_eq!(before.len(), 7);
    assert_eq!(
        of(&before, "resolution"),
        ["paper_before_session", "paper_resolution_not_adopted"]
    );
    assert_eq!(of(&before, "congress_minutes"), ["paper_before_session"]);
    assert_eq!(
        of(&before, "elected_list"),
        ["paper_before_session", "paper_without_elected"]
    );
    assert_eq!(of(&before, "run_sheet"), ["paper_without_programme"]);
    let path = format!("{}/papers/resolution", branch.congress);
    let refused = person.get(&path).await;
    assert_eq!(
        refused.reasons(),
        ["paper_before_session", "paper_resolution_not_adopted"]
    );

    story.the_congress_is_held(branch, &personnel).await;
    let number = json!({ "document_type": "resolution", "dated_on": "2022-05-11", "abstract": "Nghị quyết đại hội" });
    let numbers = format!("{}/numbers", branch.congress);
    person.post(&numbers, number).await.expect_ok();
    let after = missing(person, &branch.congress).await;
    for kind in [
        "run_sheet",
        "resolution",
        "congress_minutes",
        "elected_list",
    ] {
        assert_eq!(of(&after, kind), [""; 0], "{kind}");
    }
    let resolution = page(person, &format!("{path}?place=L%E1%BA%A1ng%20S%C6%A1n")).await;
    for fact in [
        "ĐẢNG ỦY VNPT",
        "ĐẠI HỘI CHI BỘ TRUNG TÂM KINH DOANH",
        "NHIỆM KỲ 2022 - 2025",
        "Số 01-NQ/ĐH",
        "Lạng Sơn, ngày 11 tháng 5 năm 2022",
        "Bản thứ nhất. Điểm 1.",
        "26/30 phiếu tán thành, đạt 86,67%; không tán thành 0; không có ý kiến 1",
    ] {
        assert!(resolution.contains(fact), "{fact:?} in {resolution}");
    }
    let minutes = page(
        person,
        &format!("{}/papers/congress_minutes", branch.congress),
    )
    .await;
    for fact in [
        "Số ........-BB/ĐH",
        "có mặt 27 trên 30 đồng chí được triệu tập, đạt 90%",
        "có mặt 02 trên 02 đồng chí",
        "Đảng viên chính thức được triệu tập 30",
        "Quá một nửa: từ 16",
        "26/30",
        "Mã đối chiếu với nhật ký đại hội: ",
    ] {
        assert!(minutes.contains(fact), "{fact:?} in {minutes}");
    }
    let script = page(person, &format!("{}/papers/run_sheet", branch.congress)).await;
    for fact in ["KỊCH BẢN ĐIỀU HÀNH", "07:30", "phút", "27"] {
        assert!(script.contains(fact), "{fact:?} in {script}");
    }
    for kind in ["run_sheet", "congress_minutes"] {
        let served = file(person, &format!("{}/papers/{kind}", branch.congress), "*/*").await;
        let folder = std::path::Path::new("target/papers");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(folder.join(format!("served-{kind}.docx")), served.bytes).expect("written");
    }
    let elected = page(person, &format!("{}/papers/elected_list", branch.congress)).await;
    for fact in [
        "1- Chi ủy Chi bộ Trung tâm kinh doanh: 03/03 đồng chí",
        "lần 1 25/30 83,33%",
        "2- Bí thư Chi bộ Trung tâm kinh doanh: 01/01",
    ] {
        assert!(elected.contains(fact), "{fact:?} in {elected}");
    }
    assert!(!elected.contains("Hoàng Thị Dung"), "not elected");
}

#[tokio::test]
async fn a_paper_is_a_file_and_its_making_is_recorded() {
    let (story, personnel) = convened().await;
    let branch = &story.branches[0];
    story.the_congress_is_held(branch, &personnel).await;
    let path = format!("{}/papers/congress_minutes", branch.congress);
    let found = file(&branch.people, &path, "*/*").await;
    assert_eq!(found.media_type, daihoi::paper::docx::MEDIA_TYPE);
    assert!(found.disposition.starts_with("attachment"));
    assert!(
        found.disposition.contains("Bi%C3%AAn%20b%E1%BA%A3n"),
        "{}",
        found.disposition
    );
    let document = parts(found.bytes);
    let text = words(&document["word/document.xml"]);
    assert!(text.contains("BIÊN BẢN"), "{text}");
    let foot = words(&document["word/footer1.xml"]);
    let printed = foot.rsplit(' ').next().expect("a hash").to_owned();
    let id: daihoi::congress::model::CongressId = key(&branch.congress).parse().expect("a key");
    let entries: Vec<(String, String, String)> = story
        .world
        .read(move |conn| {
            Ok(audit_entries::table
                .filter(audit_entries::subject_id.eq(id))
                .order(audit_entries::seq)
                .select((
                    audit_entries::action,
                    audit_entries::detail,
                    audit_entries::hash,
                ))
                .load(conn)?)
        })
        .await;
    let (made, before) = entries.split_last().expect("entries");
    assert_eq!(made.0, "paper.make");
    assert_eq!(
        serde_json::from_str::<Value>(&made.1).expect("JSON"),
        json!({ "paper": "congress_minutes" })
    );
    let head = &before.last().expect("an entry").2;
    let digits = daihoi::audit::rules::read_hash(&printed).expect("what `audit verify` reads");
    assert!(head.starts_with(&digits), "{printed} of {head}");

    let wrong = branch.people.get(&format!("{path}?format=pdf")).await;
    assert_eq!(wrong.status, 422);
    let unknown = format!("{}/papers/menu", branch.congress);
    assert_eq!(branch.people.get(&unknown).await.status, 404);
    let stranger = story.world.stranger().await;
    assert_eq!(stranger.get(&path).await.status, 404);
}

#[tokio::test]
async fn guidance_is_printed_and_its_letter_bears_the_committees_number() {
    let (story, personnel) = convened().await;
    let branch = &story.branches[0];
    story.the_congress_is_held(branch, &personnel).await;
    let opinions = story.opinions_are_raised_and_concluded().await;
    let title = json!({ "title": "Một số vấn đề cần lưu ý" });
    let draft = story
        .office
        .post(&format!("{}/guidances", story.plan), title)
        .await
        .expect_ok();
    let draft = format!("/guidances/{}", draft["id"].as_str().expect("a key"));
    let unnumbered = page(&story.office, &format!("{draft}/papers/document")).await;
    assert!(unnumbered.contains("Số ........-HD/"), "{unnumbered}");
    let early = story.office.get(&format!("{draft}/papers/letter")).await;
    assert_eq!(early.reasons(), ["paper_guidance_not_issued"]);
    let hidden = branch.people.get(&format!("{draft}/papers/document")).await;
    assert_eq!(hidden.status, 404, "a draft is not for branches");

    let guidance = story.the_guidance_is_issued(&opinions).await;
    let document = page(&branch.people, &format!("{guidance}/papers/document")).await;
    for fact in [
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH BAN TỔ CHỨC * Số 07-HD/BTCĐUK",
        "HƯỚNG DẪN",
        "5- Thực hiện thống nhất",
        "(hoàn thành trước khai mạc)",
        "- Lưu Ban Tổ chức.",
    ] {
        assert!(document.contains(fact), "{fact:?} in {document}");
    }
    let unnumbered = page(&branch.people, &format!("{guidance}/papers/letter")).await;
    assert!(unnumbered.contains("Số ........-CV/BTCĐUK"), "{unnumbered}");
    let unit = format!("/units/{}", story.bloc.id);
    let term = json!({ "begins_on": "2020-08-01", "ground": "Đại hội Đảng bộ Khối" });
    story
        .office
        .post(&format!("{unit}/terms"), term)
        .await
        .expect_ok();
    let number = json!({
        "document_type": "official_letter", "dated_on": "2022-05-11", "board_code": "BTCĐUK",
        "subject_id": key(&guidance), "follows": 111,
    });
    story
        .office
        .post(&format!("{unit}/numbers"), number)
        .await
        .expect_ok();
    let letter = page(&branch.people, &format!("{guidance}/papers/letter")).await;
    for fact in [
        "Số 112-CV/BTCĐUK V/v gửi Hướng dẫn số 07-HD/BTCĐUK",
        "Kính gửi: Các đảng ủy, chi bộ trực thuộc Đảng ủy Khối các cơ quan tỉnh",
        "Nơi nhận: - Như trên, - Lưu Ban Tổ chức.",
    ] {
        assert!(letter.contains(fact), "{fact:?} in {letter}");
    }
}
