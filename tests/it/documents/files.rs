//! The files of documents: what is kept, what is refused, what is compared.

use reqwest::Method;
use reqwest::multipart::Form;
use serde_json::json;

use crate::program::daihoi;

use super::{Round, a_file, arriving, files_text, uploads};

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
            Form::new().part("file", a_file("%PDF-1.7 nothing")),
            "file_broken_pdf",
        ),
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
        let request = request
            .header("If-Match", "\"1\"")
            .header("Content-Type", kind)
            .body(body);
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
        "POST {} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nIf-Match: \"1\"\r\nContent-Length: 1000000\r\n\
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
            .header("If-Match", "\"1\"")
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
    let pdf = Form::new().part("file", a_file("%PDF-1.7\nstartxref\n9\n%%EOF\n"));
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
async fn a_long_text_is_taken_and_says_how_much_of_it_is_kept() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let line = format!(
        "{}\n",
        "Chi bộ lãnh đạo thực hiện nhiệm vụ chính trị. ".repeat(8)
    );
    let long = line.repeat(50 * 1024 * 1024 / line.len());
    let size = long.len();
    let form = Form::new().part("file", a_file(long.into_bytes()));
    let version = uploads(&round.branch, &report, form).await.expect_ok();
    assert_eq!(version["size"], size);
    assert_eq!(version["file_kind"], "text");
    assert_eq!(
        (&version["text_characters"], &version["text_cut"]),
        (&json!(1_000_000), &json!(true))
    );
    files_text(&round.branch, &report, "Mục I").await;
    let path = format!("{report}/diff?from=1&to=2");
    let refused = round.observer.get(&path).await;
    assert_eq!(refused.reasons(), ["version_text_cut"]);
    let page = round.observer.get(&format!("{report}/versions")).await;
    let short = &page.expect_ok()["items"][1];
    assert_eq!(
        (&short["text_characters"], &short["text_cut"]),
        (&json!(5), &json!(false))
    );
    // Enough each, and too much together.
    for _ in 0..2 {
        let form = Form::new().part("file", a_file("ạ ".repeat(400_000)));
        uploads(&round.branch, &report, form).await.expect_ok();
    }
    let path = format!("{report}/diff?from=3&to=4");
    let refused = round.observer.get(&path).await;
    assert_eq!(refused.reasons(), ["versions_too_long"]);
}

#[tokio::test]
async fn a_file_that_is_missing_or_changed_is_a_clear_refusal() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "Mục I").await;
    let page = round
        .branch
        .get(&format!("{report}/versions"))
        .await
        .expect_ok();
    let version = &page["items"][0];
    let id = version["id"].as_str().expect("a key");
    let sha256 = version["sha256"].as_str().expect("a hash");
    let kept = daihoi::document::files::place_in(&round.world.files_dir(), sha256);
    let path = format!("/versions/{id}/content");
    assert_eq!(round.branch.get(&path).await.status, 200);
    std::fs::write(&kept, "Mục 1").expect("written");
    let refused = round.branch.get(&path).await;
    assert_eq!(refused.reasons(), ["file_changed"]);
    let words = refused.body["detail"].as_str().expect("words");
    assert!(words.contains("quản trị viên"), "{words}");
    std::fs::remove_file(&kept).expect("removed");
    assert_eq!(round.branch.get(&path).await.reasons(), ["file_missing"]);
    let data = round.world.files_dir();
    let data = data.parent().expect("a directory").to_owned();
    let database = round.world.ends().await;
    let verify = || {
        let url = match &database.place {
            daihoi::db::connection::Place::Sqlite(file) => format!("sqlite:{}", file.display()),
            daihoi::db::connection::Place::Postgres(url) => url.clone(),
        };
        let args = ["--database-url", &url, "files", "verify", "--english"];
        let mut command = daihoi(database.directory(), &args);
        command.env("DAIHOI_DATA_DIR", &data);
        command.output().expect("started")
    };
    let found = verify();
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(said.contains("version 1: missing"), "{said} {found:?}");
    assert_eq!(found.status.code(), Some(1));
    std::fs::write(&kept, "Mục I").expect("written");
    let found = verify();
    assert!(found.status.success(), "{found:?}");
}

#[tokio::test]
async fn a_file_without_a_version_is_removed_after_a_day() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    files_text(&round.branch, &report, "Mục I").await;
    let files = &round.world.state.files;
    let orphan = files.keep_text("Mục II".to_owned()).await.expect("kept");
    let two_days = std::time::Duration::from_secs(48 * 60 * 60);
    for path in crate::program::everything_in(&round.world.files_dir()) {
        if path.is_file() {
            let file = std::fs::File::options()
                .write(true)
                .open(path)
                .expect("opened");
            let kept_at = file.metadata().and_then(|about| about.modified());
            let long_ago = kept_at.expect("a moment") - two_days;
            file.set_modified(long_ago).expect("aged");
        }
    }
    let young = files.keep_text("Mục III".to_owned()).await.expect("kept");
    daihoi::keeper::remove_orphans(&round.world.state)
        .await
        .expect("swept");
    assert!(files.read(&orphan.sha256).await.is_err());
    assert!(files.read(&young.sha256).await.is_ok());
    let versions = round
        .observer
        .get(&format!("{report}/versions"))
        .await
        .expect_ok();
    let kept = versions["items"][0]["sha256"].as_str().expect("a hash");
    assert!(files.read(kept).await.is_ok());
}

#[tokio::test]
async fn of_uploads_at_the_same_time_one_becomes_a_version_and_the_others_are_told_so() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let seen = round.branch.seen(&format!("{report}/versions")).await;
    let send = |text: &'static str| {
        let form = Form::new().part("file", a_file(text));
        let request = round
            .branch
            .request(Method::POST, &format!("{report}/versions"))
            .header("If-Match", format!("\"{seen}\""))
            .multipart(form);
        round.branch.send(request)
    };
    let answers = tokio::join!(send("một"), send("hai"), send("ba"), send("bốn"));
    let mut statuses =
        [answers.0, answers.1, answers.2, answers.3].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412, 412, 412]);
    for text in ["hai", "ba", "bốn"] {
        let form = Form::new().part("file", a_file(text));
        uploads(&round.branch, &report, form).await.expect_ok();
    }
    let path = format!("{report}/versions?limit=3");
    let page = round.observer.get(&path).await.expect_ok();
    let next = page["next"].as_str().expect("a cursor");
    let rest = round.observer.get(&format!("{path}&cursor={next}")).await;
    assert_eq!(rest.expect_ok()["items"][0]["n"], 4);
}

#[tokio::test]
async fn a_file_of_exactly_the_limit_is_taken() {
    let round = Round::new().await;
    let report = round.begins("political_report").await;
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let end = b"startxref\n9\n%%EOF\n";
    pdf.resize(50 * 1024 * 1024 - end.len(), b' ');
    pdf.extend(end);
    let form = Form::new().part("file", a_file(pdf));
    let version = uploads(&round.branch, &report, form).await.expect_ok();
    assert_eq!(version["size"], 50 * 1024 * 1024);
    assert_eq!(version["file_kind"], "pdf");
    assert_eq!(version["has_text"], false);
}
