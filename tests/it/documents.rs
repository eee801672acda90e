//! Documents: prepared by the branch, reviewed with remarks, put to the congress; their files; what is secret.

mod files;
mod secrecy;

use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State as CongressState};
use daihoi::db::id::Id;
use daihoi::db::json::AsJson;
use daihoi::db::schema::{congresses, plans};
use daihoi::document;
use daihoi::document::model::{DocumentKind, DossierFacts};
use daihoi::plan::model::{PlanContent, PlanId, State as PlanState};
use daihoi::unit::model::Level;
use diesel::prelude::*;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::person::{Answer, Person};
use crate::world::{Place, World, day};

/// A branch that prepares its congress, and those who have a say in it.
struct Round {
    world: World,
    congress: CongressId,
    branch: Person,
    base_office: Person,
    sub_secretary: Person,
    observer: Person,
    bloc: Place,
}

impl Round {
    async fn new() -> Self {
        Self::with(PlanContent::default()).await
    }

    async fn with(content: PlanContent) -> Self {
        let world = World::new().await;
        let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
        let base = world.unit(Level::BaseCommittee, "VNPT", Some(&bloc)).await;
        let sub = world
            .unit(Level::SubCommittee, "Bộ phận", Some(&base))
            .await;
        let branch = world.unit(Level::Branch, "Chi bộ TTKD", Some(&sub)).await;
        let committee = world.person(Role::BranchCommittee, &branch).await;
        let by = committee.id.expect("an account");
        let (plan, congress, now): (PlanId, CongressId, _) =
            (Id::new(), Id::new(), world.state.clock.now());
        let (root, place) = (bloc.clone(), branch.clone());
        let (base_id, sub_id) = (base.id, sub.id);
        world
            .write(move |conn| {
                diesel::insert_into(plans::table)
                    .values((
                        plans::id.eq(plan),
                        plans::unit_id.eq(root.id),
                        plans::unit_path.eq(&root.path),
                        plans::state.eq(PlanState::Issued),
                        plans::title.eq("Kế hoạch"),
                        plans::search.eq("ke hoach"),
                        plans::term_from.eq(2022),
                        plans::term_to.eq(2025),
                        plans::content.eq(AsJson(content.clone())),
                        plans::revision.eq(1),
                        plans::created_at.eq(now),
                        plans::created_by.eq(by),
                        plans::version.eq(1),
                    ))
                    .execute(conn)?;
                diesel::insert_into(congresses::table)
                    .values((
                        congresses::id.eq(congress),
                        congresses::plan_id.eq(plan),
                        congresses::unit_id.eq(place.id),
                        congresses::unit_path.eq(&place.path),
                        congresses::unit_name.eq(&place.name),
                        congresses::search.eq("chi bo ttkd"),
                        congresses::approving_unit_id.eq(base_id),
                        congresses::sub_committee_id.eq(sub_id),
                        congresses::state.eq(CongressState::Preparing),
                        congresses::pilot.eq(true),
                        congresses::planned_on.eq(day("2022-05-11")),
                        congresses::half_days.eq(1),
                        congresses::created_at.eq(now),
                        congresses::version.eq(1),
                    ))
                    .execute(conn)?;
                Ok(())
            })
            .await;
        Self {
            base_office: world.person(Role::CommitteeOfficer, &base).await,
            sub_secretary: world.person(Role::Secretary, &sub).await,
            observer: world.person(Role::Observer, &bloc).await,
            branch: committee,
            world,
            congress,
            bloc,
        }
    }

    /// The congress stands there, with 30 official members summoned and 28 present.
    async fn congress_is(&self, state: CongressState) {
        let congress = self.congress;
        self.world
            .write(move |conn| {
                diesel::update(congresses::table.find(congress))
                    .set((
                        congresses::state.eq(state),
                        congresses::summoned_official.eq(30),
                        congresses::present_official.eq(28),
                    ))
                    .execute(conn)?;
                Ok(())
            })
            .await;
    }

    fn documents(&self) -> String {
        format!("/congresses/{}/documents", self.congress)
    }

    async fn begins(&self, kind: &str) -> String {
        let body = json!({ "kind": kind, "title": "Báo cáo của chi bộ" });
        let document = self.branch.post(&self.documents(), body).await.expect_ok();
        format!("/documents/{}", document["id"].as_str().expect("a key"))
    }

    async fn dossier(&self, required: &'static [DocumentKind]) -> DossierFacts {
        let congress = self.congress;
        let content = PlanContent {
            required_documents: required.to_vec(),
            ..PlanContent::default()
        };
        self.world
            .read(move |conn| document::service::dossier(conn, congress, &content))
            .await
    }
}

async fn files_text(person: &Person, document: &str, text: &str) -> Value {
    let body = json!({ "text": text, "note": "bản thảo" });
    let answer = person.adds(&format!("{document}/versions"), body).await;
    answer.expect_ok()
}

async fn uploads(person: &Person, document: &str, form: Form) -> Answer {
    let path = format!("{document}/versions");
    let seen = person.seen(&path).await;
    let request = person
        .request(Method::POST, &path)
        .header("If-Match", format!("\"{seen}\""))
        .multipart(form);
    person.send(request).await
}

fn a_file(content: impl Into<Vec<u8>>) -> Part {
    Part::bytes(content.into()).file_name("Báo cáo.txt")
}

fn arriving(world: &World) -> usize {
    let incoming = world.files_dir().join("incoming");
    std::fs::read_dir(incoming).expect("a folder").count()
}

#[tokio::test]
async fn the_article_a_report_is_returned_revised_approved_with_remarks_and_adopted() {
    let round = Round::new().await;
    let (branch, base) = (&round.branch, &round.base_office);
    let report = round.begins("draft_resolution").await;

    let refused = branch.tries(&report, "submit", json!({})).await;
    assert_eq!(refused.reasons(), ["document_version_missing"]);
    files_text(branch, &report, "Mục I\nChỉ tiêu: kết nạp 2 đảng viên").await;
    branch.takes(&report, "submit", json!({})).await;

    let refused = base.tries(&report, "return_for_revision", json!({})).await;
    assert_eq!(refused.reasons(), ["document_return_without_reason"]);
    let remarks = json!([
        { "place": "Mục I", "text": "Nêu rõ chỉ tiêu từng năm" },
        { "place": "Mục II", "text": "Bổ sung giải pháp" },
    ]);
    base.takes(
        &report,
        "return_for_revision",
        json!({ "remarks": remarks }),
    )
    .await;
    branch.takes(&report, "revise", json!({})).await;
    let refused = branch.tries(&report, "submit", json!({})).await;
    assert_eq!(
        refused.reasons(),
        ["document_version_not_renewed", "document_remarks_open"]
    );

    let open = branch
        .get(&format!("{report}/remarks?open=true"))
        .await
        .expect_ok();
    for remark in open["items"].as_array().expect("a list") {
        let id = remark["id"].as_str().expect("a key");
        let body = json!({ "outcome": "accepted", "text": "Đã sửa" });
        let path = format!("/remarks/{id}/resolution");
        assert_eq!(base.adds(&path, body.clone()).await.status, 403);
        branch.adds(&path, body.clone()).await.expect_ok();
        let twice = branch.adds(&path, body.clone()).await;
        assert_eq!(twice.reasons(), ["remark_answered"]);
        let explained = json!({ "outcome": "explained", "text": "Đã có ở mục III" });
        assert_eq!(branch.put(&path, 1, explained.clone()).await.status, 412);
        let corrected = branch.put(&path, 2, explained).await.expect_ok();
        assert_eq!(corrected["outcome"], "explained");
    }
    files_text(
        branch,
        &report,
        "Mục I\nChỉ tiêu: mỗi năm kết nạp 1 đảng viên",
    )
    .await;
    branch.takes(&report, "submit", json!({})).await;
    let first = open["items"][0]["id"].as_str().expect("a key");
    let late = branch
        .put(
            &format!("/remarks/{first}/resolution"),
            3,
            json!({ "outcome": "accepted", "text": "Đã sửa" }),
        )
        .await;
    assert_eq!(late.reasons(), ["document_with_the_committee"]);

    let remarks = json!([{ "place": "Mục III", "text": "Sửa lỗi chính tả" }]);
    base.takes(
        &report,
        "approve_with_remarks",
        json!({ "remarks": remarks }),
    )
    .await;
    let required = &[DocumentKind::DraftResolution];
    let dossier = round.dossier(required).await;
    assert_eq!(
        (dossier.open_remarks, dossier.final_missing.as_slice()),
        (1, required.as_slice())
    );

    round.congress_is(CongressState::InSession).await;
    let refused = branch.tries(&report, "present", json!({})).await;
    assert_eq!(
        refused.reasons(),
        ["document_remarks_open", "document_final_version_missing"]
    );
    let open = branch
        .get(&format!("{report}/remarks?open=true"))
        .await
        .expect_ok();
    let last = open["items"][0]["id"].as_str().expect("a key");
    let body = json!({ "outcome": "accepted", "text": "Đã sửa" });
    branch
        .adds(&format!("/remarks/{last}/resolution"), body)
        .await
        .expect_ok();
    files_text(branch, &report, "Mục I\nBản hoàn chỉnh").await;
    branch.takes(&report, "present", json!({})).await;
    let few = json!({ "for": 15, "against": 10, "abstain": 3 });
    let refused = branch.tries(&report, "adopt", few).await;
    assert_eq!(refused.reasons(), ["document_majority_not_reached"]);
    let detail = refused.body["reasons"][0]["detail"]
        .as_str()
        .expect("words");
    assert!(detail.contains("16"), "{detail}");
    let many = json!({ "for": 27, "against": 0, "abstain": 1 });
    let adopted = branch.takes(&report, "adopt", many).await;
    assert_eq!(
        adopted["votes"],
        json!({ "base": 30, "for": 27, "against": 0, "abstain": 1 })
    );
    assert!(round.dossier(required).await.resolution_adopted);

    let history = base.get(&format!("{report}/history")).await.expect_ok();
    let steps: Vec<&str> = history["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["step"].as_str().expect("a step"))
        .collect();
    assert_eq!(
        steps,
        [
            "submit",
            "return_for_revision",
            "revise",
            "submit",
            "approve_with_remarks",
            "present",
            "adopt"
        ]
    );
    let reviews = base.get(&format!("{report}/reviews")).await.expect_ok();
    assert_eq!(reviews["items"][0]["version_n"], 1);
    assert_eq!(reviews["items"][1]["version_n"], 2);
    assert_eq!(reviews["items"][1]["decision"], "approve_with_remarks");
}

#[tokio::test]
async fn the_sub_committee_endorses_first_where_the_plan_says_so() {
    let round = Round::with(PlanContent {
        sub_committee_reviews_first: true,
        ..PlanContent::default()
    })
    .await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "Báo cáo").await;
    round.branch.takes(&report, "submit", json!({})).await;
    let refused = round.base_office.tries(&report, "approve", json!({})).await;
    assert_eq!(refused.reasons(), ["document_not_endorsed"]);
    let sub = &round.sub_secretary;
    assert_eq!(
        sub.tries(&report, "approve", json!({})).await.reasons(),
        ["document_not_endorsed", "wrong_office"]
    );
    sub.takes(&report, "endorse", json!({})).await;
    let twice = sub.tries(&report, "endorse", json!({})).await;
    assert_eq!(twice.reasons(), ["document_already_endorsed"]);
    round.base_office.takes(&report, "approve", json!({})).await;
}

#[tokio::test]
async fn what_was_approved_is_reopened_until_the_congress_itself_is_approved() {
    let round = Round::new().await;
    let (branch, base) = (&round.branch, &round.base_office);
    let report = round.begins("political_report").await;
    files_text(branch, &report, "Báo cáo").await;
    branch.takes(&report, "submit", json!({})).await;
    base.takes(&report, "approve", json!({})).await;
    let silent = base.tries(&report, "reopen", json!({})).await;
    assert_eq!(silent.reasons(), ["document_return_without_reason"]);
    let reason = json!({ "note": "Hồ sơ bị trả lại: bổ sung chỉ tiêu kết nạp đảng viên" });
    let own = branch.tries(&report, "reopen", reason.clone()).await;
    assert_eq!(own.reasons(), ["wrong_office"]);
    let reopened = base.takes(&report, "reopen", reason.clone()).await;
    assert_eq!(reopened["state"], "returned");
    assert_eq!(reopened["approved_version"], Value::Null);
    branch.takes(&report, "revise", json!({})).await;
    let same = branch.tries(&report, "submit", json!({})).await;
    assert_eq!(same.reasons(), ["document_version_not_renewed"]);
    files_text(branch, &report, "Báo cáo có chỉ tiêu kết nạp").await;
    branch.takes(&report, "submit", json!({})).await;
    base.takes(&report, "approve", json!({})).await;
    round.congress_is(CongressState::Approved).await;
    let late = base.tries(&report, "reopen", reason).await;
    assert_eq!(late.reasons(), ["dossier_settled"]);
}

#[tokio::test]
async fn without_the_plans_word_the_sub_committee_only_looks() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "Báo cáo").await;
    round.branch.takes(&report, "submit", json!({})).await;
    let noted = json!({ "note": "chưa đạt" });
    let answer = round
        .sub_secretary
        .tries(&report, "return_for_revision", noted)
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.reasons()),
        (403, vec!["wrong_office".to_owned()])
    );
}

#[tokio::test]
async fn only_the_branch_prepares_and_strangers_know_nothing() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let body = json!({ "kind": "action_programme", "title": "Chương trình" });
    let stranger = round.world.stranger().await;
    let administrator = round.world.administrator().await;
    let above = round.world.person(Role::BranchCommittee, &round.bloc).await;
    for (person, status) in [
        (&round.base_office, 403),
        (&round.observer, 403),
        (&above, 403),
        (&administrator, 403),
        (&stranger, 404),
        (&round.world.anybody(), 401),
    ] {
        let answer = person.post(&round.documents(), body.clone()).await;
        assert_eq!(answer.status, status, "{:#}", answer.body);
        let form = Form::new().part("file", a_file("một"));
        let answer = uploads(person, &report, form).await;
        assert_eq!(answer.status, status, "{:#}", answer.body);
        let answer = person.patch(&report, 1, json!({ "title": "x" })).await;
        assert_eq!(answer.status, status, "{:#}", answer.body);
    }
    assert_eq!(stranger.get(&report).await.status, 404);
    assert_eq!(administrator.get(&report).await.status, 403);
    assert_eq!(round.observer.get(&report).await.status, 200);
    assert_eq!(arriving(&round.world), 0);
}

#[tokio::test]
async fn there_is_one_document_of_a_kind_and_any_number_of_others() {
    let round = Round::new().await;
    round.begins("political_report").await;
    let body = json!({ "kind": "political_report", "title": "Lần nữa" });
    let answer = round.branch.post(&round.documents(), body).await;
    assert_eq!(answer.status, 409);
    let detail = answer.body["detail"].as_str().expect("words");
    assert!(detail.contains("đã có văn kiện loại này"), "{detail}");
    round.begins("other").await;
    round.begins("other").await;
    let page = round
        .branch
        .get(&format!("{}?kind=other&limit=1", round.documents()))
        .await
        .expect_ok();
    let next = page["next"].as_str().expect("a cursor");
    let rest = round
        .branch
        .get(&format!(
            "{}?kind=other&limit=1&cursor={next}",
            round.documents()
        ))
        .await
        .expect_ok();
    assert_eq!(rest["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(rest["next"], Value::Null);
}

#[tokio::test]
async fn the_papers_of_the_report_are_filed_and_not_reviewed() {
    let round = Round::new().await;
    let minutes = round.begins("congress_minutes").await;
    let path = format!("{minutes}/versions");
    let typed = json!({ "text": "Biên bản" });
    let early = round.branch.adds(&path, typed.clone()).await;
    assert_eq!(early.reasons(), ["document_paper_too_early"]);
    round.congress_is(CongressState::Closed).await;
    round.branch.adds(&path, typed.clone()).await.expect_ok();
    assert_eq!(
        round.dossier(&[]).await.papers_missing,
        [DocumentKind::ElectionMinutes, DocumentKind::ElectedList]
    );
    let refused = round.branch.tries(&minutes, "submit", json!({})).await;
    assert_eq!(
        refused.reasons(),
        ["document_paper_not_reviewed", "document_congress_over"]
    );
    round.congress_is(CongressState::Reported).await;
    let late = round.branch.adds(&path, typed).await;
    assert_eq!(late.reasons(), ["document_congress_over"]);
}

#[tokio::test]
async fn of_two_versions_and_two_answers_at_once_one_is_kept() {
    let round = Round::new().await;
    let branch = &round.branch;
    let report = round.begins("political_report").await;
    let path = format!("{report}/versions");
    let typed = |text: &str| json!({ "text": text });
    assert_eq!(branch.post(&path, typed("một")).await.status, 428);
    let seen = branch.seen(&path).await;
    let (one, other) = tokio::join!(
        branch.post_seen(&path, seen, typed("một")),
        branch.post_seen(&path, seen, typed("hai")),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412], "{:#} {:#}", one.body, other.body);
    let versions = branch.get(&path).await;
    assert_eq!(versions.body["items"].as_array().map(Vec::len), Some(1));
    let document = branch.get(&report).await;
    let kept = if one.status == 201 { one } else { other };
    assert_eq!(
        (&versions.etag, &kept.etag),
        (&document.etag, &document.etag)
    );

    branch.takes(&report, "submit", json!({})).await;
    let remarks = json!({ "remarks": [{ "place": "Mục I", "text": "Bổ sung" }] });
    round
        .base_office
        .takes(&report, "return_for_revision", remarks)
        .await;
    branch.takes(&report, "revise", json!({})).await;
    let open = branch.get(&format!("{report}/remarks")).await.expect_ok();
    let path = format!(
        "/remarks/{}/resolution",
        open["items"][0]["id"].as_str().expect("a key")
    );
    let body = json!({ "outcome": "accepted", "text": "Đã sửa" });
    assert_eq!(branch.post(&path, body.clone()).await.status, 428);
    let (one, other) = tokio::join!(
        branch.post_seen(&path, 1, body.clone()),
        branch.post_seen(&path, 1, body.clone()),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{:#} {:#}", one.body, other.body);
}

#[tokio::test]
async fn what_lies_with_the_committee_is_left_alone() {
    let round = Round::new().await;
    let branch = &round.branch;
    let report = round.begins("political_report").await;
    files_text(branch, &report, "Báo cáo").await;
    branch.takes(&report, "submit", json!({})).await;
    let version = branch.version(&report).await;
    let answer = branch
        .patch(
            &report,
            version,
            json!({ "title": "Khác", "symbol": "01-BC/CB" }),
        )
        .await;
    assert_eq!(answer.reasons(), ["document_with_the_committee"]);
    let typed = json!({ "text": "Khác" });
    let answer = branch.adds(&format!("{report}/versions"), typed).await;
    assert_eq!(answer.reasons(), ["document_with_the_committee"]);
    let steps = format!("{report}/steps");
    let stale = branch
        .post_seen(&steps, 1, json!({ "step": "submit" }))
        .await;
    assert_eq!(stale.status, 412);
    round.base_office.takes(&report, "approve", json!({})).await;
    let version = branch.version(&report).await;
    let wrong = json!({ "symbol": "Số: 01/BC-CB" });
    let answer = branch.patch(&report, version, wrong).await;
    assert_eq!(answer.fields(), ["symbol_other_form"]);
    let numbered = json!({ "symbol": "01-BC/CB" });
    let answer = branch.patch(&report, version, numbered).await.expect_ok();
    assert_eq!(answer["symbol"], "01-BC/CB");
}

#[tokio::test]
async fn wrong_shapes_are_named_field_by_field() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let blank = json!({ "remarks": [{ "place": " ", "text": "" }], "for": -1, "abstain": 100_001 });
    let answer = round.base_office.tries(&report, "approve", blank).await;
    assert_eq!(answer.status, 422);
    let totals = json!({ "for": -1, "abstain": 100_001 });
    let answer = round.base_office.tries(&report, "adopt", totals).await;
    assert_eq!(answer.fields(), ["range", "range"]);
    let nul = json!({ "kind": "other", "title": "a\u{0}b" });
    let answer = round.branch.post(&round.documents(), nul).await;
    assert_eq!(answer.fields(), ["control_character"]);
    let answer = round
        .branch
        .get(&format!("{}?q=a%00b", round.documents()))
        .await;
    assert_eq!(answer.fields(), ["control_character"]);
}
