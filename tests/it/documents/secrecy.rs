//! What is secret stays out (R-SEC-02).

use reqwest::multipart::Form;
use serde_json::{Value, json};

use super::{Round, a_file, files_text, uploads};
use crate::world::World;

#[tokio::test]
async fn r_sec_02_of_a_classified_document_only_number_date_and_custodian_are_kept() {
    let round = Round::new().await;
    let branch = &round.branch;
    let path = round.documents();
    let told = json!({ "kind": "political_report", "secrecy": "secret", "title": "Nội dung mật" });
    let answer = branch.post(&path, told).await;
    assert_eq!(
        answer.fields(),
        [
            "title_of_classified",
            "registration_needed",
            "registration_needed",
            "registration_needed"
        ]
    );
    let body = json!({
        "kind": "political_report", "secrecy": "secret", "symbol": "05-BC/CB",
        "registered_on": "2022-04-01", "custodian": "Văn thư Đảng ủy",
    });
    let secret = branch.post(&path, body).await.expect_ok();
    assert_eq!(secret["title"], Value::Null);
    assert_eq!(secret["latest_version"], 1);
    let report = format!("/documents/{}", secret["id"].as_str().expect("a key"));

    let form = Form::new().part("file", a_file("nội dung mật"));
    let answer = uploads(branch, &report, form).await;
    assert_eq!(answer.reasons(), ["document_content_classified"]);
    let typed = json!({ "text": "nội dung mật" });
    let answer = branch.adds(&format!("{report}/versions"), typed).await;
    assert_eq!(answer.reasons(), ["document_content_classified"]);
    assert_eq!(files_kept(&round.world), 0);

    branch.takes(&report, "submit", json!({})).await;
    let noted = json!({ "note": "xem công văn 07" });
    round
        .base_office
        .takes(&report, "return_for_revision", noted)
        .await;
    branch.takes(&report, "revise", json!({})).await;
    let refused = branch.tries(&report, "submit", json!({})).await;
    assert_eq!(refused.reasons(), ["document_registration_not_renewed"]);
    let version = branch.version(&report).await;
    let again = json!({ "registered_on": "2022-04-10" });
    let renewed = branch.patch(&report, version, again).await.expect_ok();
    assert_eq!(renewed["latest_version"], 2);
    let open = json!({ "secrecy": "none", "title": "Báo cáo" });
    let version = branch.version(&report).await;
    let refused = branch.patch(&report, version, open).await;
    assert_eq!(
        refused.reasons(),
        [
            "document_lowered_without_reason",
            "document_reviewed_as_classified",
            "wrong_office"
        ]
    );
    branch.takes(&report, "submit", json!({})).await;
    round.base_office.takes(&report, "approve", json!({})).await;
}

fn files_kept(world: &World) -> usize {
    let entries = std::fs::read_dir(world.files_dir()).expect("a folder");
    entries.count() - 1
}

#[tokio::test]
async fn what_is_already_kept_cannot_be_made_secret() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "đã lưu").await;
    let version = round.branch.version(&report).await;
    let body = json!({
        "secrecy": "secret", "symbol": "05-BC/CB", "registered_on": "2022-04-01", "custodian": "Văn thư",
    });
    let refused = round.branch.patch(&report, version, body).await;
    assert_eq!(refused.reasons(), ["document_content_already_kept"]);
}

#[tokio::test]
async fn r_sec_02_only_the_committee_above_makes_a_document_less_secret_and_says_why() {
    let round = Round::new().await;
    let body = json!({
        "kind": "political_report", "secrecy": "top_secret", "symbol": "05-BC/CB",
        "registered_on": "2022-04-01", "custodian": "Văn thư Đảng ủy",
    });
    let secret = round
        .branch
        .post(&round.documents(), body)
        .await
        .expect_ok();
    let report = format!("/documents/{}", secret["id"].as_str().expect("a key"));
    let mut open = json!({ "secrecy": "none", "title": "Báo cáo chính trị" });
    let answer = round.branch.patch(&report, 1, open.clone()).await;
    assert_eq!(
        answer.reasons(),
        ["document_lowered_without_reason", "wrong_office"]
    );
    let answer = round.base_office.patch(&report, 1, open.clone()).await;
    assert_eq!(answer.reasons(), ["document_lowered_without_reason"]);
    open["lowered_because"] = "Công văn 07-CV/ĐU cho phép giải mật".into();
    let lowered = round.base_office.patch(&report, 1, open).await.expect_ok();
    assert_eq!(lowered["secrecy"], "none");
}
