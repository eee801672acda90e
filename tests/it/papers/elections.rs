//! The papers of an election as the server gives them: what is missing before the count, the figures after it, and
//! never an entry before two agree.

use daihoi::auth::permission::Role;
use daihoi::db::schema::audit_entries;
use diesel::prelude::*;
use serde_json::json;

use super::served::page;
use crate::ballots::{comes_to_the_list, counters, enters, is_held, minutes, round};
use crate::conduct::takes_item;
use crate::elections::at_the_ballots;
use crate::person::Person;
use crate::story::{Branch, Story, key};

fn paper(branch: &Branch, kind: &str, election: &str) -> String {
    format!(
        "{}/papers/{kind}?election={}",
        branch.congress,
        key(election)
    )
}

async fn refusals(person: &Person, path: &str) -> Vec<String> {
    let answer = person.get(path).await;
    assert_eq!(answer.status, 409, "{path}: {:#}", answer.body);
    answer.reasons()
}

fn says_all(page: &str, facts: &[&str]) {
    for fact in facts {
        assert!(page.contains(fact), "{fact:?} in {page}");
    }
}

/// Everything that any paper says to anybody, refusals included.
async fn all_papers(story: &Story, branch: &Branch, election: &str, counter: &Person) -> String {
    let mut said = String::new();
    let people = [
        &branch.people,
        &branch.upper,
        &story.office,
        &story.observer,
        counter,
    ];
    for person in people {
        let listed = person.get(&format!("{}/papers", branch.congress)).await;
        said.push_str(&listed.body.to_string());
        for kind in ["ballot", "counting_form", "counting_minutes"] {
            let path = paper(branch, kind, election);
            let answer = person.request(reqwest::Method::GET, &path);
            let answer = answer.header("Accept", "text/html").send().await;
            said.push_str(&answer.expect("an answer").text().await.expect("text"));
        }
        for kind in ["congress_minutes", "elected_list", "run_sheet"] {
            let path = format!("{}/papers/{kind}", branch.congress);
            let answer = person.request(reqwest::Method::GET, &path);
            let answer = answer.header("Accept", "text/html").send().await;
            said.push_str(&answer.expect("an answer").text().await.expect("text"));
        }
    }
    said
}

#[tokio::test]
async fn r_2_7_counting_minutes_wait_for_the_count_and_then_give_its_figures() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let [first, second] = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    let path = paper(branch, "counting_minutes", committee);
    let person = &branch.people;
    assert_eq!(refusals(person, &path).await, ["paper_without_round"]);
    let ballot = paper(branch, "ballot", committee);
    assert_eq!(refusals(person, &ballot).await, ["ballot_list_not_voted"]);

    comes_to_the_list(branch, committee, 3).await;
    says_all(
        &page(person, &ballot).await,
        &[
            "Đóng dấu của Đảng ủy VNPT",
            "PHIẾU BẦU Chi ủy Chi bộ Trung tâm kinh doanh nhiệm kỳ 2022 - 2025 -----",
            "Số lượng được bầu: 03 đồng chí TT Họ và tên",
            "gạch ngang họ và tên người không bầu; để lại không quá 03 người",
        ],
    );
    let form = paper(branch, "counting_form", committee);
    let printed = page(person, &form).await;
    says_all(
        &printed,
        &[
            "Số ........-BB/ĐH",
            "..... giờ .....",
            "Số phiếu phát ra: ........ phiếu.",
            "+ Phiếu gạch hết tên: ........ phiếu.",
        ],
    );
    assert!(!printed.contains("Mã đối chiếu"), "nothing to check yet");

    person.takes(committee, "issue_ballots", json!({})).await;
    assert_eq!(refusals(person, &path).await, ["paper_count_incomplete"]);
    let counted = round(person, committee).await;
    let mut entered = minutes(&counted, &[23, 21, 19, 11]);
    entered["valid"] = 25.into();
    entered["invalid"] = json!([{ "reason": "marked", "count": 2 }]);
    enters(&first, committee, &counted["n"], &entered)
        .await
        .expect_ok();
    let refused = person.get(&path).await;
    assert_eq!(refused.reasons(), ["paper_count_incomplete"]);
    let words = refused.body["reasons"].to_string();
    assert!(words.contains("mới nhập 1 trên 2 lần"), "{words}");
    let figures = [
        "76,67%",
        "63,33%",
        "36,67%",
        "hợp lệ: 25",
        "không hợp lệ: 02",
    ];
    let said = all_papers(&story, branch, committee, &second).await;
    for figure in figures {
        assert!(!said.contains(figure), "{figure} before the second entry");
    }
    let mut other = entered.clone();
    other["candidates"][0]["votes"] = 22.into();
    enters(&second, committee, &counted["n"], &other)
        .await
        .expect_ok();
    assert_eq!(refusals(person, &path).await, ["paper_count_differs"]);
    let said = all_papers(&story, branch, committee, &second).await;
    for figure in figures {
        assert!(!said.contains(figure), "{figure} before it is settled");
    }

    let version = round(person, committee).await["version"].as_i64();
    let settles = &counted["counters"][2]["roll_entry_id"];
    let settled =
        json!({ "counter_id": settles, "minutes": entered, "note": "Đọc lại biên bản đã ký" });
    let settlement = format!("{committee}/rounds/1/settlement");
    first
        .post_seen(&settlement, version.expect("a version"), settled)
        .await
        .expect_ok();
    says_all(
        &page(person, &path).await,
        &[
            "Kiểm phiếu bầu Chi ủy Chi bộ Trung tâm kinh doanh nhiệm kỳ 2022 - 2025 (lần 1)",
            "Đảng viên chính thức được triệu tập 30",
            "Quá một nửa: từ 16 244-QĐ/TW (9/6/2014)",
            "Số phiếu phát ra: 27 phiếu.",
            "Số phiếu hợp lệ: 25 phiếu.",
            "Số phiếu không hợp lệ: 02 phiếu, gồm:",
            "ghi thêm tên ngoài danh sách, ký tên, viết thêm, đánh dấu: 02 phiếu.",
            "23 76,67% 2",
            "chia cho cơ sở tính kết quả bầu cử (30 đảng viên chính thức, mục I)",
            "IV- TRÚNG CỬ Các đồng chí sau đây có số phiếu quá một nửa",
            "T/M BAN KIỂM PHIẾU TRƯỞNG BAN",
            "Mã đối chiếu với nhật ký đại hội: ",
        ],
    );
    let of_the_day = format!("{}/papers/congress_minutes", branch.congress);
    let early = page(person, &of_the_day).await;
    assert!(!early.contains("76,67%"), "not announced: {early}");
    person.takes(committee, "announce", json!({})).await;
    let announced = page(person, &of_the_day).await;
    says_all(
        &announced,
        &["23/30 76,67% trúng cử", "11/30 36,67% không trúng cử"],
    );
}

#[tokio::test]
async fn a_paper_of_an_election_is_for_those_the_table_names_and_its_making_is_recorded() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    is_held(branch, &counters, committee, &[25, 24, 23, 4]).await;
    let path = paper(branch, "counting_minutes", committee);
    for allowed in [
        &branch.people,
        &branch.upper,
        &story.office,
        &story.observer,
        &counters[0],
    ] {
        page(allowed, &path).await;
    }
    let integrator = story.world.person(Role::Integrator, &branch.place).await;
    assert_eq!(integrator.get(&path).await.status, 403);
    let stranger = story.world.stranger().await;
    for hidden in [&stranger, &story.branches[1].people] {
        assert_eq!(hidden.get(&path).await.status, 404);
    }
    let person = &branch.people;
    assert_eq!(person.get(&format!("{path}&round=2")).await.status, 404);
    assert_eq!(person.get(&format!("{path}&round=0")).await.status, 422);
    assert_eq!(person.get(&format!("{path}&round=x")).await.status, 422);
    let elsewhere = paper(branch, "counting_minutes", &branch.congress);
    assert_eq!(
        person.get(&elsewhere).await.status,
        404,
        "no election of it"
    );
    let resolution = person.get(&paper(branch, "resolution", committee)).await;
    assert_eq!(resolution.status, 422, "{:#}", resolution.body);

    page(person, &format!("{path}&round=1")).await;
    let id: daihoi::congress::model::CongressId = key(&branch.congress).parse().expect("a key");
    let last: (String, String) = story
        .world
        .read(move |conn| {
            Ok(audit_entries::table
                .filter(audit_entries::subject_id.eq(id))
                .order(audit_entries::seq.desc())
                .select((audit_entries::action, audit_entries::detail))
                .first(conn)?)
        })
        .await;
    let detail: serde_json::Value = serde_json::from_str(&last.1).expect("JSON");
    assert_eq!(last.0, "paper.make");
    assert_eq!(
        detail,
        json!({ "paper": "counting_minutes", "election_id": key(committee), "round": 1 })
    );
}

#[tokio::test]
async fn a_tie_another_ballot_and_a_vacancy_are_told_in_minutes_and_list() {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let counters = counters(&story.world, branch).await;
    let person = &branch.people;
    let committee = &elections[0].0;
    comes_to_the_list(branch, committee, 3).await;
    is_held(branch, &counters, committee, &[25, 16, 20, 16]).await;
    let first = paper(branch, "counting_minutes", committee);
    says_all(
        &page(person, &first).await,
        &[
            "Có số phiếu bằng nhau ở vị trí cuối cùng: đồng chí",
            "Đề nghị Đại hội bầu lại",
        ],
    );
    person.takes(committee, "vote_on_tied", json!({})).await;
    let ballot = page(person, &paper(branch, "ballot", committee)).await;
    says_all(
        &ballot,
        &[
            "(lần 2, giữa các đồng chí có số phiếu bằng nhau)",
            "Số lượng được bầu: 01",
        ],
    );
    let old = page(
        person,
        &format!("{}&round=1", paper(branch, "ballot", committee)),
    )
    .await;
    says_all(&old, &["Số lượng được bầu: 03"]);
    is_held(branch, &counters, committee, &[14, 13]).await;
    says_all(
        &page(person, &format!("{first}&round=2")).await,
        &["không cần quá một nửa", "14 46,67%"],
    );
    person.takes(committee, "conclude", json!({})).await;

    takes_item(branch, "committee_ballot", "end").await;
    takes_item(branch, "secretary_ballot", "begin").await;
    let secretary = &elections[1].0;
    comes_to_the_list(branch, secretary, 1).await;
    let one_name = page(person, &paper(branch, "ballot", secretary)).await;
    says_all(
        &one_name,
        &[
            "TT Họ và tên Đồng ý Không đồng ý 1",
            "đánh dấu X vào một trong hai ô",
        ],
    );
    is_held(branch, &counters, secretary, &[25]).await;
    says_all(
        &page(person, &paper(branch, "counting_minutes", secretary)).await,
        &["Đồng ý Không đồng ý Không tính Tỷ lệ 1", "25 02 00 83,33%"],
    );
    person.takes(secretary, "conclude", json!({})).await;
    let list = format!("{}/papers/elected_list", branch.congress);
    assert_eq!(refusals(person, &list).await, ["paper_elections_open"]);
    let vacant = json!({
        "note": "Chưa chuẩn bị được nhân sự", "votes": { "for": 26, "against": 0, "abstain": 1 },
    });
    person.takes(&elections[2].0, "leave_vacant", vacant).await;

    let listed = page(person, &list).await;
    says_all(
        &listed,
        &[
            "1- Chi ủy Chi bộ Trung tâm kinh doanh: 03/03 đồng chí",
            "lần 1 25/30 83,33%",
            "lần 2 14/30 46,67%",
            "3- Phó Bí thư Chi bộ Trung tâm kinh doanh: 00/01 đồng chí",
            "Khuyết 01 đồng chí; lý do: Chưa chuẩn bị được nhân sự. Đại hội biểu quyết để khuyết: 26/30 tán thành",
        ],
    );
    let told = page(
        person,
        &format!("{}/papers/congress_minutes", branch.congress),
    )
    .await;
    says_all(
        &told,
        &[
            "1- Bầu Chi ủy Chi bộ Trung tâm kinh doanh - Số lượng: Đại hội biểu quyết bầu 03 đồng chí (26/30 tán thành",
            "Cấp ủy triệu tập đề cử: đồng chí",
            "Danh sách bầu cử gồm 04 đồng chí",
            "16/30 53,33% bằng phiếu",
            "Lần 2, bầu lại giữa các đồng chí có số phiếu bằng nhau: bầu 01 đồng chí",
            "14/30 46,67% trúng cử",
            "2- Bầu Bí thư",
            "3- Bầu Phó Bí thư",
            "Khuyết 01 đồng chí",
        ],
    );
    let unnamed = format!("{}/papers/counting_minutes", branch.congress);
    assert_eq!(
        refusals(person, &unnamed).await,
        ["paper_election_not_named"]
    );
}
