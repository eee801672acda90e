//! The numbers of documents: one counter of a congress, counters of a committee by type and term, through the
//! server; without gap or duplicate whoever asks at once.

use std::collections::BTreeSet;

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use daihoi::db::schema::{audit_entries, unit_placements};
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::congresses::Bloc;
use crate::person::{Answer, Person};
use crate::world::{Place, World};

/// A congress of the bloc that sits today, 2022-06-20.
async fn in_session() -> (Bloc, String) {
    let bloc = Bloc::new().await;
    let plan = bloc.plan().await;
    let congress = bloc.congress(&plan).await;
    bloc.world.goes_on_to("2022-06-20");
    bloc.stands(&congress, State::InSession).await;
    (bloc, format!("{congress}/numbers"))
}

fn dated(document_type: &str, date: &str) -> Value {
    json!({ "document_type": document_type, "dated_on": date, "abstract": "Về một việc" })
}

async fn symbols(person: &Person, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = String::new();
    loop {
        let page = person
            .get(&format!("{path}?limit=7{next}"))
            .await
            .expect_ok();
        for item in page["items"].as_array().expect("items") {
            found.push(item["symbol"].as_str().expect("a symbol").to_owned());
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return found,
        }
    }
}

#[tokio::test]
async fn a_congress_has_one_series_for_all_its_documents() {
    let (bloc, numbers) = in_session().await;
    for (document_type, symbol) in [
        ("programme", "01-CTr/ĐH"),
        ("resolution", "02-NQ/ĐH"),
        ("minutes", "03-BB/ĐH"),
        ("minutes", "04-BB/ĐH"),
    ] {
        let given = bloc
            .committee
            .post(&numbers, dated(document_type, "2022-06-20"))
            .await;
        assert_eq!(given.status, 201, "{:#}", given.body);
        assert_eq!(given.body["symbol"], symbol);
        assert_eq!(given.body["state"], "issued");
        assert_eq!(given.body["warnings"], json!([]));
    }
    let read = bloc.upper.get(&numbers).await.expect_ok();
    assert_eq!(read["items"].as_array().map(Vec::len), Some(4));
    let only = bloc
        .upper
        .get(&format!("{numbers}?document_type=resolution"))
        .await
        .expect_ok();
    assert_eq!(only["items"][0]["symbol"], "02-NQ/ĐH");
    let actions: Vec<String> = bloc
        .world
        .read(|conn| {
            Ok(audit_entries::table
                .filter(audit_entries::action.eq("number.give"))
                .select(audit_entries::detail)
                .load(conn)?)
        })
        .await;
    assert_eq!(actions.len(), 4, "every number is recorded");
    assert!(
        actions.iter().all(|detail| !detail.contains("Về một việc")),
        "the record holds no text of a document: {actions:?}"
    );
}

#[tokio::test]
async fn a_reserved_and_a_cancelled_number_are_kept_and_never_given_again() {
    let (bloc, numbers) = in_session().await;
    let person = &bloc.committee;
    let bare = person
        .post(&numbers, json!({ "document_type": "resolution" }))
        .await;
    assert_eq!(bare.reasons(), ["number_reason_missing"]);
    let reserve = json!({ "document_type": "resolution", "reserved_for": "Nghị quyết chờ ký" });
    let reserved = person.post(&numbers, reserve).await.expect_ok();
    assert_eq!(
        (&reserved["symbol"], &reserved["state"]),
        (&json!("01-NQ/ĐH"), &json!("reserved"))
    );
    let second = person
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await
        .expect_ok();
    let cancel = format!("/numbers/{}/cancel", second["id"].as_str().expect("a key"));
    let silent = person.post_seen(&cancel, 1, json!({ "reason": " " })).await;
    assert_eq!(silent.fields(), ["blank_name"]);
    let reason = json!({ "reason": "Viết nhầm loại văn bản" });
    let stale = person.post_seen(&cancel, 7, reason.clone()).await;
    assert_eq!(stale.status, 412);
    let cancelled = person
        .post_seen(&cancel, 1, reason.clone())
        .await
        .expect_ok();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(cancelled["cancel_reason"], "Viết nhầm loại văn bản");
    let again = person.post_seen(&cancel, 2, reason).await;
    assert_eq!(again.reasons(), ["number_in_other_state"]);

    let third = person
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await
        .expect_ok();
    assert_eq!(third["symbol"], "03-BB/ĐH");
    let issue = format!("/numbers/{}/issue", reserved["id"].as_str().expect("a key"));
    let issued = person
        .post_seen(
            &issue,
            1,
            json!({ "dated_on": "2022-06-20", "abstract": "Nghị quyết đại hội" }),
        )
        .await
        .expect_ok();
    assert_eq!(
        (&issued["symbol"], &issued["state"], &issued["version"]),
        (&json!("01-NQ/ĐH"), &json!("issued"), &json!(2))
    );
    assert_eq!(
        symbols(person, &numbers).await,
        ["01-NQ/ĐH", "02-BB/ĐH", "03-BB/ĐH"]
    );
    let read = person
        .get(&format!(
            "/numbers/{}",
            issued["id"].as_str().expect("a key")
        ))
        .await;
    assert_eq!(read.etag.as_deref(), Some("\"2\""));
}

#[tokio::test]
async fn numbers_of_a_congress_are_of_its_days() {
    let (bloc, numbers) = in_session().await;
    let ahead = bloc
        .committee
        .post(&numbers, dated("minutes", "2022-06-21"))
        .await;
    assert_eq!(ahead.reasons(), ["number_dated_ahead"]);
    let congress = numbers.trim_end_matches("/numbers").to_owned();
    bloc.stands(&congress, State::Closed).await;
    bloc.world.goes_on_to("2022-06-22");
    let after = bloc
        .committee
        .post(&numbers, dated("minutes", "2022-06-21"))
        .await;
    assert_eq!(after.reasons(), ["number_date_outside_session"]);
    let of_the_day = bloc
        .committee
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await;
    assert_eq!(of_the_day.expect_ok()["symbol"], "01-BB/ĐH");
    bloc.stands(&congress, State::Reported).await;
    let reported = bloc
        .committee
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await;
    assert_eq!(reported.reasons(), ["congress_gives_no_numbers"]);
    assert_eq!(
        reported.body["reasons"][0]["regulation"],
        "36-HD/VPTW (3/4/2018)"
    );
}

#[tokio::test]
async fn an_organ_gives_out_its_own_numbers_only() {
    let (bloc, numbers) = in_session().await;
    for stranger in [&bloc.upper, &bloc.office, &bloc.secretary] {
        let tried = stranger
            .post(&numbers, dated("minutes", "2022-06-20"))
            .await;
        assert_eq!(tried.reasons(), ["number_of_own_organ_only"]);
    }
    let neighbour = bloc.world.person(Role::BranchCommittee, &bloc.other).await;
    let hidden = neighbour
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await;
    assert_eq!(hidden.status, 404);
    let observer = bloc.world.person(Role::Observer, &bloc.bloc).await;
    let tried = observer
        .post(&numbers, dated("minutes", "2022-06-20"))
        .await;
    assert_eq!(tried.reasons(), ["office_needed"]);
}

/// The bloc committee with its own code, and its office, in the term that began in August 2020.
async fn committee() -> (Bloc, Person, String) {
    let bloc = Bloc::new().await;
    code(&bloc.world, &bloc.bloc, "ĐUK").await;
    let office = bloc.world.person(Role::CommitteeOfficer, &bloc.bloc).await;
    let numbers = format!("/units/{}/numbers", bloc.bloc.id);
    (bloc, office, numbers)
}

async fn code(world: &World, unit: &Place, code: &'static str) {
    let id = unit.id;
    world
        .write(move |conn| {
            diesel::update(unit_placements::table.filter(unit_placements::unit_id.eq(id)))
                .set(unit_placements::code.eq(code))
                .execute(conn)?;
            Ok(())
        })
        .await;
}

async fn term_begins(office: &Person, unit: &Place, on: &str) -> Answer {
    let term = json!({ "begins_on": on, "ground": "Đại hội Đảng bộ Khối" });
    office
        .post(&format!("/units/{}/terms", unit.id), term)
        .await
}

#[tokio::test]
async fn a_committee_has_a_series_for_each_code_in_each_term() {
    let (bloc, office, numbers) = committee().await;
    let unknown = office.post(&numbers, dated("plan", "2022-03-16")).await;
    assert_eq!(unknown.reasons(), ["term_not_recorded"]);
    let begun = term_begins(&office, &bloc.bloc, "2020-08-01").await;
    begun.expect_ok();
    let twice = term_begins(&office, &bloc.bloc, "2020-08-01").await;
    assert_eq!(twice.reasons(), ["term_recorded"]);

    let mut plan = dated("plan", "2022-03-16");
    plan["follows"] = json!(64);
    let given = office.post(&numbers, plan.clone()).await.expect_ok();
    assert_eq!(given["symbol"], "65-KH/ĐUK", "64 were given out on paper");
    let begins_once = office.post(&numbers, plan).await;
    assert_eq!(begins_once.reasons(), ["series_has_begun"]);
    for (document_type, symbol) in [
        ("plan", "66-KH/ĐUK"),
        ("decision", "01-QĐ/ĐUK"),
        ("regulation", "02-QĐ/ĐUK"),
        ("official_letter", "01-CV/ĐUK"),
    ] {
        let given = office
            .post(&numbers, dated(document_type, "2022-03-16"))
            .await
            .expect_ok();
        assert_eq!(given["symbol"], symbol);
    }
    let board = json!({
        "document_type": "guidance", "dated_on": "2022-03-16", "board_code": "BTCĐUK",
    });
    let of_board = office.post(&numbers, board).await.expect_ok();
    assert_eq!(of_board["symbol"], "01-HD/BTCĐUK");

    term_begins(&office, &bloc.bloc, "2022-03-17")
        .await
        .expect_ok();
    bloc.world.days_pass(2);
    let anew = office
        .post(&numbers, dated("plan", "2022-03-18"))
        .await
        .expect_ok();
    assert_eq!(anew["symbol"], "01-KH/ĐUK");
    let former = office
        .post(&numbers, dated("plan", "2022-03-16"))
        .await
        .expect_ok();
    assert_eq!(former["symbol"], "67-KH/ĐUK", "dated in the former term");
    let terms = office
        .get(&format!("/units/{}/terms?limit=1", bloc.bloc.id))
        .await
        .expect_ok();
    assert_eq!(terms["items"][0]["begins_on"], "2020-08-01");
    assert!(terms["next"].is_string());
    let of_term = office
        .get(&format!("{numbers}?term_from=2022-03-17"))
        .await
        .expect_ok();
    assert_eq!(of_term["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_branchs_term_begins_the_day_after_its_congress() {
    let (bloc, numbers) = in_session().await;
    let congress = numbers.trim_end_matches("/numbers").to_owned();
    bloc.stands(&congress, State::Closed).await;
    bloc.world.goes_on_to("2022-06-21");
    let own = format!("/units/{}/numbers", bloc.branch.id);
    let before = bloc.committee.post(&own, dated("plan", "2022-06-20")).await;
    assert_eq!(before.reasons(), ["term_not_recorded"]);
    let first = bloc
        .committee
        .post(&own, dated("plan", "2022-06-21"))
        .await
        .expect_ok();
    assert_eq!(first["symbol"], "01-KH/CB");
    assert_eq!(first["term_from"], "2022-06-21");
    let conclusion = bloc
        .committee
        .post(&own, dated("conclusion", "2022-06-21"))
        .await;
    assert_eq!(conclusion.reasons(), ["organ_not_entitled"]);
    assert_eq!(
        conclusion.body["reasons"][0]["regulation"],
        "66-QĐ/TW (6/2/2017)"
    );
}

#[tokio::test]
async fn a_number_out_of_step_with_its_date_is_given_with_a_warning() {
    let (bloc, office, numbers) = committee().await;
    term_begins(&office, &bloc.bloc, "2020-08-01")
        .await
        .expect_ok();
    let later = dated("plan", "2022-03-16");
    office.post(&numbers, later).await.expect_ok();
    let earlier = office
        .post(&numbers, dated("plan", "2022-03-10"))
        .await
        .expect_ok();
    assert_eq!(earlier["symbol"], "02-KH/ĐUK");
    assert_eq!(earlier["warnings"][0]["code"], "number_date_disorder");
    let list = office.get(&numbers).await.expect_ok();
    for item in list["items"].as_array().expect("items") {
        assert_eq!(item["warnings"][0]["code"], "number_date_disorder");
    }
}

#[tokio::test]
async fn a_secret_document_has_a_number_in_the_series_and_nothing_else() {
    let (bloc, office, numbers) = committee().await;
    term_begins(&office, &bloc.bloc, "2020-08-01")
        .await
        .expect_ok();
    let mut secret = dated("plan", "2022-03-16");
    secret["secrecy"] = json!("secret");
    let refused = office.post(&numbers, secret.clone()).await;
    assert_eq!(
        refused.reasons(),
        ["secret_has_abstract", "secret_without_custodian"]
    );
    secret["abstract"] = Value::Null;
    secret["custodian"] = json!("Văn thư Đảng ủy");
    let given = office.post(&numbers, secret).await.expect_ok();
    assert_eq!(given["symbol"], "01-KH/ĐUK");
    let open = office
        .post(&numbers, dated("plan", "2022-03-16"))
        .await
        .expect_ok();
    assert_eq!(open["symbol"], "02-KH/ĐUK", "one counter for both");
    let list = bloc.office.get(&numbers).await.expect_ok();
    assert_eq!(list["items"][0]["abstract"], Value::Null);
}

/// Takes so many numbers one after another; every other one is reserved.
async fn takes(person: Person, path: String, how_many: usize) -> Vec<i64> {
    let mut numbers = Vec::new();
    for turn in 0..how_many {
        let body = if turn % 2 == 0 {
            dated("minutes", "2022-06-20")
        } else {
            json!({ "document_type": "resolution", "reserved_for": "chờ ký" })
        };
        let given = person.post(&path, body).await.expect_ok();
        numbers.push(given["number"].as_i64().expect("a number"));
    }
    numbers
}

#[tokio::test]
async fn many_at_once_get_numbers_without_gap_or_duplicate() {
    let (bloc, numbers) = in_session().await;
    let mut clerks = Vec::new();
    for _ in 0..12 {
        clerks.push(bloc.world.person(Role::BranchCommittee, &bloc.branch).await);
    }
    let work = clerks
        .into_iter()
        .map(|clerk| tokio::spawn(takes(clerk, numbers.clone(), 6)));
    let given: Vec<i64> = join_all(work)
        .await
        .into_iter()
        .flat_map(|done| done.expect("every number was acknowledged"))
        .collect();
    let distinct: BTreeSet<i64> = given.iter().copied().collect();
    assert_eq!(given.len(), 72);
    assert_eq!(distinct, (1..=72).collect::<BTreeSet<i64>>());
    let kept = symbols(&bloc.committee, &numbers).await;
    assert_eq!(kept.len(), 72);
    let printed: BTreeSet<&str> = kept.iter().map(|symbol| &symbol[..2]).collect();
    assert_eq!(printed.len(), 72, "{kept:?}");
}

#[tokio::test]
async fn a_refused_request_takes_no_number() {
    let (bloc, numbers) = in_session().await;
    let person = &bloc.committee;
    let work = (0..20).map(|turn| {
        let date = if turn % 2 == 0 {
            "2022-06-20"
        } else {
            "2022-06-21"
        };
        let numbers = &numbers;
        async move { person.post(numbers, dated("minutes", date)).await }
    });
    let answers = join_all(work).await;
    let given = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(given, 10);
    let kept = symbols(person, &numbers).await;
    assert_eq!(kept.len(), 10);
    assert_eq!(kept.last().map(String::as_str), Some("10-BB/ĐH"));
}

#[tokio::test]
async fn the_same_request_sent_twice_takes_one_number() {
    let (bloc, numbers) = in_session().await;
    let send = || {
        let request = bloc
            .committee
            .request(reqwest::Method::POST, &numbers)
            .header("Idempotency-Key", "nghi-quyet")
            .json(&dated("resolution", "2022-06-20"));
        bloc.committee.send(request)
    };
    let (first, second) = tokio::join!(send(), send());
    assert_eq!(first.expect_ok()["id"], second.expect_ok()["id"]);
    assert_eq!(symbols(&bloc.committee, &numbers).await, ["01-NQ/ĐH"]);
}

#[tokio::test]
async fn a_wrong_symbol_is_told_its_faults_and_its_right_form() {
    let bloc = Bloc::new().await;
    let check = |body: Value| bloc.committee.post("/symbols/check", body);
    for (written, right, offer) in [
        ("65-KH/ĐUK", true, Some("65-KH/ĐUK")),
        ("Số 02-NQ/ĐH", true, Some("02-NQ/ĐH")),
        ("Số: 01/BC-CB", false, Some("01-BC/CB")),
        ("5-kh/đuk", false, Some("05-KH/ĐUK")),
        ("66-QĐi/TW", false, Some("66-QĐ/TW")),
        ("65/KH-ĐUK", false, Some("65-KH/ĐUK")),
        ("không phải số", false, None),
    ] {
        let said = check(json!({ "text": written })).await.expect_ok();
        assert_eq!(said["right"], right, "{said:#}");
        assert_eq!(said["symbol"].as_str(), offer, "{said:#}");
        let faults = said["faults"].as_array().expect("faults");
        assert_eq!(faults.is_empty(), right);
        let silent = faults.iter().any(|fault| {
            let detail = fault["detail"].as_str().unwrap_or_default();
            detail.is_empty() || detail.starts_with("invalid-")
        });
        assert!(!silent, "{said:#}");
    }
    let ambiguous = check(json!({ "text": "07-QĐ/ĐU" })).await.expect_ok();
    assert_eq!(ambiguous["types"], json!(["decision", "regulation"]));
    let conclusion = json!({ "text": "01-KL/CB", "organ": "branch", "on": "2022-05-11" });
    let said = check(conclusion).await.expect_ok();
    assert_eq!(said["reasons"][0]["code"], "organ_not_entitled");
    let now = json!({ "text": "01-KL/CB", "organ": "branch", "on": "2026-02-01" });
    assert_eq!(check(now).await.expect_ok()["reasons"], json!([]));
    let long = check(json!({ "text": "x".repeat(101) })).await;
    assert_eq!(long.fields(), ["length"]);
}

/// R-NUM-03: a plan bears a number of its committee's series, whether it was taken from the register or typed.
#[tokio::test]
async fn a_number_that_was_typed_at_the_issue_of_a_plan_is_no_other_documents() {
    let (bloc, office, numbers) = committee().await;
    // Before the term is written down there is no register of it: the plans themselves are known.
    bloc.issues("65-KH/ĐUK", 2022).await;
    let draft = |from: i64| {
        json!({
            "unit_id": bloc.bloc.id, "title": "Đại hội chi bộ", "term": { "from": from, "to": from + 3 },
            "plan": {
                "pilot_from": format!("{from}-05-01"), "pilot_to": format!("{from}-05-15"),
                "rest_from": format!("{from}-05-20"), "rest_to": format!("{from}-07-31"),
            },
        })
    };
    let second = bloc.office.post("/plans", draft(2025)).await.expect_ok();
    let second = format!("/plans/{}", second["id"].as_str().expect("a key"));
    let as_number = |symbol: &str| json!({ "symbol": symbol, "issued_on": "2022-03-16" });
    let twice = bloc
        .secretary
        .tries(&second, "issue", as_number("65-KH/ĐUK"))
        .await;
    assert_eq!(twice.reasons(), ["number_taken"]);
    let facts = &twice.body["reasons"][0]["facts"];
    assert_eq!(facts["next"], "66-KH/ĐUK");

    // Once it is, the register goes round what was typed, and what the register gave out cannot be typed.
    term_begins(&office, &bloc.bloc, "2020-08-01")
        .await
        .expect_ok();
    let mut plan = dated("plan", "2022-03-16");
    plan["follows"] = json!(63);
    for symbol in ["64-KH/ĐUK", "66-KH/ĐUK"] {
        let given = office.post(&numbers, plan.clone()).await.expect_ok();
        assert_eq!(given["symbol"], symbol);
        plan.as_object_mut().expect("a body").remove("follows");
    }
    let given = bloc
        .secretary
        .tries(&second, "issue", as_number("66-KH/ĐUK"))
        .await;
    assert_eq!(given.reasons(), ["number_taken"]);
    assert_eq!(
        given.body["reasons"][0]["facts"]["next"], "67-KH/ĐUK",
        "{:#}",
        given.body
    );
    bloc.secretary
        .takes(&second, "issue", as_number("67-KH/ĐUK"))
        .await;
    let listed = symbols(&office, &numbers).await;
    assert_eq!(listed, ["64-KH/ĐUK", "66-KH/ĐUK", "67-KH/ĐUK"]);
    let next = office.post(&numbers, plan.clone()).await.expect_ok();
    assert_eq!(next["symbol"], "68-KH/ĐUK");

    // A number that was reserved is used by typing it.
    let kept = json!({ "document_type": "plan", "reserved_for": "Kế hoạch đại hội" });
    let kept = office.post(&numbers, kept).await.expect_ok();
    assert_eq!(kept["symbol"], "69-KH/ĐUK");
    bloc.issues("69-KH/ĐUK", 2028).await;
    let used = office.get(&format!("{numbers}?state=issued")).await;
    let used = used.expect_ok();
    let used = used["items"].as_array().expect("items").last().cloned();
    assert_eq!(used.expect("a number")["symbol"], "69-KH/ĐUK");
}
