//! The personnel work on its page: steps, nominees, scheme; restricted, and every look recorded.

use reqwest::StatusCode;

use crate::browsing::Browser;
use crate::story::Story;

#[tokio::test]
async fn the_branch_records_its_steps_and_the_committee_above_answers() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    let mut people = Browser::of(&story.world, &branch.people).await;
    let here = format!("{}/personnel", branch.congress);
    let begins = people.opens(&here).await.expect_ok();
    let looked = branch.people.get(&here).await;
    assert_eq!(looked.status, 404, "a look begins nothing");
    let page = people
        .fills(&begins, &[], "Bắt đầu công tác nhân sự")
        .await
        .expect_ok();
    assert!(page.says("Đã bắt đầu công tác nhân sự."));
    assert_eq!(page.all(".restricted").len(), 1);
    assert!(page.says("Cần thực hiện"));

    let form = people
        .follows(&page, "Xác định số lượng bầu")
        .await
        .expect_ok();
    let seats = [("branch_committee_member", "3"), ("secretary", "nhiều")];
    let wrong = people.fills(&form, &seats, "Xác định số lượng").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("value=\"nhiều\""));
    let saved = people
        .fills(&wrong, &[("secretary", "1")], "Xác định số lượng")
        .await
        .expect_ok();
    assert!(saved.says("Đã lưu số lượng bầu."));

    let form = people
        .follows(&saved, "Giới thiệu nhân sự")
        .await
        .expect_ok();
    let empty = people.fills(&form, &[], "Giới thiệu nhân sự").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let person = [
        ("full_name", "Nguyễn Văn An"),
        ("birth_date", "2/3/1985"),
        ("sex", "male"),
        ("candidacy", "re_election"),
        ("post", "branch_committee_member"),
    ];
    let listed = people
        .fills(&empty, &person, "Giới thiệu nhân sự")
        .await
        .expect_ok();
    assert!(listed.says("Tái cử (1)"));
    assert!(listed.says("Nguyễn Văn An"));

    // The first step: signed before it has minutes, it is refused; with them it is signed once and for all.
    let form = people
        .follows(&listed, "Xác định số lượng, cơ cấu, tiêu chuẩn")
        .await
        .expect_ok();
    let record = [
        ("held_on", "1/4/2022"),
        ("summoned", "30"),
        ("present", "28"),
    ];
    let recorded = people
        .fills(&form, &record, "Ghi kết quả")
        .await
        .expect_ok();
    assert!(recorded.says("28/30"));
    // What is signed stands on the page that asks for it, and nothing else is asked.
    let sign = people.follows(&recorded, "Ký xác nhận").await.expect_ok();
    assert!(sign.html.contains("name=\"form_confirmed\""));
    let facts = sign.all("dl.facts dd");
    assert_eq!(facts[..3], ["1/4/2022", "30", "28"]);
    let refused = people.fills(&sign, &[], "Ký xác nhận").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Chưa có biên bản của bước này"));
    let form = people
        .follows(&listed, "Xác định số lượng, cơ cấu, tiêu chuẩn")
        .await
        .expect_ok();
    let minutes = [("minutes", "Biên bản bước 1")];
    let recorded = people
        .fills(&form, &minutes, "Ghi kết quả")
        .await
        .expect_ok();
    let sign = people.follows(&recorded, "Ký xác nhận").await.expect_ok();
    assert!(sign.says("Biên bản bước 1"));
    let signed = people.fills(&sign, &[], "Ký xác nhận").await.expect_ok();
    assert!(signed.says("Đã ký xác nhận. Có thể làm bước tiếp theo."));

    // The ballot of the second step asks for a total of each nominee.
    let form = people
        .follows(&signed, "Hội nghị đảng viên chính thức giới thiệu nhân sự")
        .await
        .expect_ok();
    let ballots = [
        ("held_on", "1/4/2022"),
        ("summoned", "30"),
        ("present", "28"),
        ("ballots_issued", "28"),
        ("ballots_returned", "28"),
        ("ballots_valid", "26"),
        ("ballots_invalid", "2"),
        ("totals.0.agree", "27"),
        ("totals.0.disagree", "1"),
        ("minutes", "Biên bản bước 2"),
    ];
    let refused = people.fills(&form, &ballots, "Ghi kết quả").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("vượt quá 26 phiếu hợp lệ"));
    let right = [("totals.0.agree", "25")];
    let recorded = people
        .fills(&refused, &right, "Ghi kết quả")
        .await
        .expect_ok();
    assert!(recorded.says("26/28"));

    let withdrawing = people.follows(&recorded, "Rút tên").await.expect_ok();
    let silent = people.fills(&withdrawing, &[], "Tiếp tục").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(silent.faulty_fields(), ["withdrawn_reason"]);
    let still = people.opens(&here).await.expect_ok();
    assert!(
        !still.says("Đã rút tên"),
        "nobody is withdrawn without a word"
    );
    let reason = [("withdrawn_reason", "Đồng chí xin rút")];
    let check = people
        .fills(&withdrawing, &reason, "Tiếp tục")
        .await
        .expect_ok();
    let withdrawn = people.fills(&check, &[], "Rút tên").await.expect_ok();
    assert!(withdrawn.says("Đã rút tên (1)"));

    let observer = Browser::of(&story.world, &story.observer)
        .await
        .opens(&here)
        .await;
    assert_eq!(observer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_scheme_goes_up_and_is_agreed_to_in_writing() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    story.world.goes_on_to("2022-04-01");
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let personnel = story
        .the_personnel_steps_are_signed(branch, "2022-04-01")
        .await;
    let mut people = Browser::of(&story.world, &branch.people).await;
    let here = format!("{}/personnel", branch.congress);
    let page = people.opens(&here).await.expect_ok();
    assert_eq!(
        page.all(".tasks .tag.warn").len() + page.all(".tasks .tag.good").len(),
        2
    );
    let form = people
        .follows(&page, "Trình đề án nhân sự")
        .await
        .expect_ok();
    let sent = people.fills(&form, &[], "Trình đề án").await.expect_ok();
    assert!(sent.says("Đã trình đề án nhân sự"));
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    let form = upper
        .opens(&format!("{personnel}/steps/approve_scheme"))
        .await
        .expect_ok();
    let refused = upper
        .fills(&form, &[("opinion_on", "1/4/2022")], "Tiếp tục")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.faulty_fields(), ["opinion_symbol", "opinion_text"]);
    let opinion = [("opinion_symbol", "12-CV/ĐU"), ("opinion_text", "Đồng ý")];
    let check = upper
        .fills(&refused, &opinion, "Tiếp tục")
        .await
        .expect_ok();
    let agreed = upper.fills(&check, &[], "Cho ý kiến").await.expect_ok();
    assert!(agreed.says("12-CV/ĐU"));
    assert!(agreed.says("Đề án đã được đồng ý"));
}
