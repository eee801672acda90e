//! Documents: prepared by the branch, reviewed with remarks, put to the congress; their files; what is secret.

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

use crate::world::{Answer, Person, Place, World, day};

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
        self.world
            .read(move |conn| document::service::dossier(conn, congress, required))
            .await
    }
}

async fn files_text(person: &Person, document: &str, text: &str) -> Value {
    let body = json!({ "text": text, "note": "bản thảo" });
    let answer = person.post(&format!("{document}/versions"), body).await;
    answer.expect_ok()
}

async fn uploads(person: &Person, document: &str, form: Form) -> Answer {
    let path = format!("{document}/versions");
    let request = person.request(Method::POST, &path).multipart(form);
    person.send(request).await
}

fn a_file(content: impl Into<Vec<u8>>) -> Part {
    Part::bytes(content.into()).file_name("Báo cáo.txt")
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
        assert_eq!(base.post(&path, body.clone()).await.status, 403);
        branch.post(&path, body.clone()).await.expect_ok();
        let twice = branch.post(&path, body.clone()).await;
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
        .post(&format!("/remarks/{last}/resolution"), body)
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
async fn a_file_is_kept_under_its_content_and_comes_back_as_an_attachment() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let text = "Báo cáo chính trị trình đại hội";
    let form = Form::new()
        .text("note", "bản đầu")
        .part("file", a_file(text));
    let answer = uploads(&round.branch, &report, form).await;
    assert_eq!(answer.status, 201);
    let content = answer.location.clone().expect("a place");
    let version = answer.expect_ok();
    assert_eq!(version["n"], 1);
    assert_eq!(version["file_kind"], "text");
    assert_eq!(version["file_name"], "Báo cáo.txt");
    assert_eq!(version["note"], "bản đầu");
    assert_eq!(version["has_text"], true);

    let path = content.strip_prefix("/api/v1").expect("a path");
    let response = round
        .observer
        .request(Method::GET, path)
        .send()
        .await
        .expect("an answer");
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().expect("text").to_owned())
            .unwrap_or_default()
    };
    assert_eq!(header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").contains("sandbox"));
    let disposition = header("content-disposition");
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert!(
        disposition.contains("filename*=UTF-8''B%C3%A1o%20c%C3%A1o.txt"),
        "{disposition}"
    );
    assert_eq!(response.text().await.expect("a body"), text);

    let q = round.documents();
    let found = round.observer.get(&format!("{q}?q=chinh%20tri")).await;
    assert_eq!(found.expect_ok()["items"].as_array().map(Vec::len), Some(1));
    let found = round.observer.get(&format!("{q}?q=kinh%20te")).await;
    assert_eq!(found.expect_ok()["items"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn a_hostile_upload_is_refused_in_words_and_leaves_nothing_behind() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let docx = b"PK\x03\x04 this is no archive".to_vec();
    for (form, code) in [
        (Form::new().text("note", "không có tệp"), "part_missing"),
        (Form::new().part("file", a_file("")), "file_empty"),
        (Form::new().part("file", a_file(docx)), "file_kind"),
        (
            Form::new().part("file", a_file("<html><body>x</body></html>")),
            "file_kind",
        ),
        (
            Form::new()
                .part("file", a_file("một"))
                .part("file", a_file("hai")),
            "part_repeated",
        ),
        (Form::new().part("tep", a_file("một")), "part_unknown"),
        (
            Form::new()
                .text("note", "ă".repeat(5000))
                .part("file", a_file("một")),
            "length",
        ),
    ] {
        let answer = uploads(&round.branch, &report, form).await;
        assert_eq!(answer.fields(), [code], "{:#}", answer.body);
        let detail = answer.body["errors"][0]["detail"].as_str().expect("words");
        assert!(!detail.starts_with("invalid-"), "{detail}");
    }
    for name in ["../../etc/passwd", "file\"; x=\r\n\0", ""] {
        let form = Form::new().part(name, a_file("một"));
        let answer = uploads(&round.branch, &report, form).await;
        assert!(matches!(answer.status.as_u16(), 400 | 422), "{answer:?}");
    }
    let path = format!("{report}/versions");
    for (kind, body, status) in [
        ("multipart/form-data", "x", 400),
        ("multipart/form-data; boundary=b", "", 400),
        (
            "multipart/form-data; boundary=b",
            "--b\r\n\r\nx\r\n--b--",
            400,
        ),
        ("multipart/mixed; boundary=b", "--b--", 415),
        ("text/plain", "x", 415),
        ("application/json", "{", 400),
    ] {
        let request = round.branch.request(Method::POST, &path);
        let request = request.header("Content-Type", kind).body(body);
        let answer = round.branch.send(request).await;
        assert_eq!(
            (answer.status.as_u16(), answer.content_type.as_str()),
            (status, "application/problem+json"),
            "{kind} {body:?} {:#}",
            answer.body
        );
    }
    let form = Form::new().part("file", a_file(vec![b'a'; 51 * 1024 * 1024]));
    let answer = uploads(&round.branch, &report, form).await;
    assert_eq!(answer.status, 413);
    let versions = round.branch.get(&path).await.expect_ok();
    assert_eq!(versions["items"], json!([]));
    assert_eq!(arriving(&round.world), 0);
}

fn arriving(world: &World) -> usize {
    let incoming = world.files_dir().join("incoming");
    std::fs::read_dir(incoming).expect("a folder").count()
}

#[tokio::test]
async fn a_sender_who_goes_away_leaves_nothing_behind() {
    use std::io::Write as _;

    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let path = format!("{report}/versions");
    let request = round
        .branch
        .request(Method::POST, &path)
        .build()
        .expect("a request");
    let address = round.world.url.strip_prefix("http://").expect("an address");
    let token = request.headers()["authorization"].to_str().expect("text");
    let mut socket = std::net::TcpStream::connect(address).expect("connected");
    write!(
        socket,
        "POST {} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nContent-Length: 1000000\r\n\
         Content-Type: multipart/form-data; boundary=b\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{}",
        request.url().path(),
        "a".repeat(400_000)
    )
    .expect("sent");
    let mut seen = 0;
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        seen = arriving(&round.world);
        if seen > 0 {
            break;
        }
    }
    assert_eq!(seen, 1, "the file arrives");
    drop(socket);
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        seen = arriving(&round.world);
        if seen == 0 {
            break;
        }
    }
    assert_eq!(seen, 0, "nothing is left");
}

#[tokio::test]
async fn an_upload_sent_twice_is_filed_once() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let send = |content: &'static str| {
        let form = Form::new().part("file", a_file(content));
        let request = round
            .branch
            .request(Method::POST, &format!("{report}/versions"))
            .header("Idempotency-Key", "lan-1")
            .multipart(form);
        round.branch.send(request)
    };
    let first = send("bản một").await.expect_ok();
    let again = send("bản một").await.expect_ok();
    assert_eq!(first, again);
    let other = send("bản hai").await;
    assert_eq!(other.fields(), ["idempotency_key_reused"]);
    let document = round.branch.get(&report).await.expect_ok();
    assert_eq!(document["latest_version"], 1);
}

#[tokio::test]
async fn two_versions_are_compared_where_both_have_a_text() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "Mục I\nNăm 2022").await;
    files_text(&round.branch, &report, "Mục I\nNăm 2025\nMục II").await;
    let pdf = Form::new().part("file", a_file("%PDF-1.7\n"));
    uploads(&round.branch, &report, pdf).await.expect_ok();
    let diff = |from: i64, to: i64| {
        let path = format!("{report}/diff?from={from}&to={to}");
        async { round.observer.get(&{ path }).await }
    };
    let difference = diff(1, 2).await.expect_ok();
    assert_eq!(
        (&difference["changed"], &difference["added"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(diff(1, 3).await.reasons(), ["version_without_text"]);
    assert_eq!(diff(1, 9).await.fields(), ["version_unknown"]);
    assert_eq!(diff(0, 1).await.fields(), ["range"]);
    let missing = round.observer.get(&format!("{report}/diff?from=1")).await;
    assert_eq!(missing.status, 422);
}

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
    let answer = branch.post(&format!("{report}/versions"), typed).await;
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
    assert_eq!(refused.reasons(), ["document_reviewed_as_classified"]);
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
    let early = round.branch.post(&path, typed.clone()).await;
    assert_eq!(early.reasons(), ["document_paper_too_early"]);
    round.congress_is(CongressState::Closed).await;
    round.branch.post(&path, typed.clone()).await.expect_ok();
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
    let late = round.branch.post(&path, typed).await;
    assert_eq!(late.reasons(), ["document_congress_over"]);
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
    let answer = branch.post(&format!("{report}/versions"), typed).await;
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
