//! How long an import of ten thousand lines takes: the trial and the commit, over HTTP, as whoever waits for it sees them.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use daihoi::app::AppState;
use daihoi::auth::permission::Role;
use daihoi::db::connection::Place;
use daihoi::db::id::Id;
use daihoi::db::schema::offices;
use daihoi::unit::model::UnitId;
use daihoi::user::model::UserId;
use diesel::prelude::*;
use reqwest::blocking::multipart::{Form, Part};
use reqwest::blocking::{Client, RequestBuilder};
use serde_json::Value;

use crate::operation::Round;
use crate::server::Server;
use crate::{Outcome, state};

/// How many lines every sheet has.
pub const LINES: usize = 10_000;

/// Branches under each committee: with its own line, twenty lines.
const BRANCHES: usize = 19;

/// One sheet.
pub struct ImportLine {
    /// What is in it.
    pub title: &'static str,
    /// From sending it to seeing what would become of each line.
    pub trial: Duration,
    /// From the word to the answer that all is written.
    pub commit: Duration,
}

/// The imports among so many congresses.
pub struct ImportSize {
    /// How many congresses there are.
    pub size: usize,
    /// Every sheet.
    pub lines: Vec<ImportLine>,
}

/// Measures sheets of new units, of the same units changed, and of new members.
pub fn measure(size: usize, place: &Place) -> Outcome<ImportSize> {
    let state = state(place)?;
    let round = Round::of(&state)?;
    let person = round.people.first().ok_or("nobody is signed in")?;
    let root = round.root();
    keep_units(&state, person.user(), root)?;
    let server = Server::application(state)?;
    let office = Office {
        url: format!("http://{}/api/v1", server.address),
        token: person.token.clone(),
        unit: root,
        client: Client::builder()
            .timeout(None::<Duration>)
            .build()
            .map_err(|error| error.to_string())?,
    };
    let lines = vec![
        office.imports("new units", "units", &units("chi bộ", 12))?,
        office.imports(
            "units, each with other figures",
            "units",
            &units("chi bộ", 15),
        )?,
        office.imports(
            "units, each with another name",
            "units",
            &units("Chi bộ số", 15),
        )?,
        office.imports("the same units again", "units", &units("Chi bộ số", 15))?,
        office.imports(
            "new members of 500 branches",
            "members",
            &members("Chuyên viên"),
        )?,
        office.imports(
            "members, each with another post",
            "members",
            &members("Bí thư"),
        )?,
    ];
    server.stop()?;
    Ok(ImportSize { size, lines })
}

/// Gives somebody the office that keeps units, besides the one that keeps members.
fn keep_units(state: &AppState, user: UserId, root: UnitId) -> Outcome<()> {
    let now = state.clock.now();
    let written = state.db.write_now(move |conn| {
        let row = (
            offices::id.eq(Id::<()>::new()),
            offices::user_id.eq(user),
            offices::role.eq(Role::Administrator),
            offices::unit_id.eq(root),
            offices::valid_from.eq(now.date()),
            offices::created_at.eq(now),
            offices::version.eq(1),
        );
        diesel::insert_into(offices::table)
            .values(row)
            .execute(conn)?;
        Ok(())
    });
    written.map_err(|error| format!("{error:?}"))
}

/// Whoever imports.
struct Office {
    client: Client,
    url: String,
    token: String,
    unit: UnitId,
}

impl Office {
    fn imports(&self, title: &'static str, kind: &str, sheet: &str) -> Outcome<ImportLine> {
        eprintln!("  {title} …");
        let file = Part::bytes(sheet.as_bytes().to_vec()).file_name("bang.csv");
        let form = Form::new()
            .text("kind", kind.to_owned())
            .text("unit_id", self.unit.to_string())
            .part("file", file);
        let request = self.client.post(format!("{}/imports", self.url));
        let (tried, trial) = self.asks(request.multipart(form))?;
        if tried.pointer("/rows/wrong") != Some(&Value::from(0)) {
            return Err(format!("{title}: {tried}"));
        }
        let id = tried
            .get("id")
            .and_then(Value::as_str)
            .ok_or("an import without a key")?;
        let request = self
            .client
            .post(format!("{}/imports/{id}/commit", self.url))
            .header("If-Match", "\"1\"")
            .json(&serde_json::json!({}));
        let (_, commit) = self.asks(request)?;
        Ok(ImportLine {
            title,
            trial,
            commit,
        })
    }

    fn asks(&self, request: RequestBuilder) -> Outcome<(Value, Duration)> {
        let begun = Instant::now();
        let answer = request
            .bearer_auth(&self.token)
            .send()
            .map_err(|error| error.to_string())?;
        let status = answer.status();
        let body: Value = answer.json().map_err(|error| error.to_string())?;
        if status.is_success() {
            Ok((body, begun.elapsed()))
        } else {
            Err(format!("{status}: {body}"))
        }
    }
}

/// Committees with the branches below them, every branch with such a name and so many members.
fn units(called: &str, members: usize) -> String {
    let mut sheet =
        "Mã;Tên tổ chức;Loại hình;Cấp trên trực tiếp;Số đảng viên chính thức;Lý do\n".to_owned();
    for n in 0..LINES / (BRANCHES + 1) {
        let _ = writeln!(
            sheet,
            "DU{n};Đảng ủy nhập {n};đảng ủy cơ sở;;{members};Quyết định"
        );
        for m in 0..BRANCHES {
            let _ = writeln!(
                sheet,
                "CB{n}-{m};{called} nhập {n}-{m};chi bộ trực thuộc;DU{n};{members};"
            );
        }
    }
    sheet
}

/// Members with such a post, twenty in the first branch of each committee.
fn members(post: &str) -> String {
    let mut sheet =
        "Chi bộ;Họ và tên;Ngày sinh;Giới tính;Tình trạng sinh hoạt;Ngày vào Đảng;Chức vụ\n"
            .to_owned();
    for n in 0..LINES {
        let (branch, day, month) = (n / (BRANCHES + 1), 1 + n % 28, 1 + n % 12);
        let _ = writeln!(
            sheet,
            "CB{branch}-0;Nguyễn Văn Nhập {n};{day}/{month}/1980;Nam;Đảng viên chính thức;3/2/2005;{post}"
        );
    }
    sheet
}

/// The figures as a table, in Markdown.
pub fn table(sizes: &[ImportSize]) -> String {
    let mut out = String::from(
        "| sheet of 10,000 lines | congresses | trial s | commit s | goal |\n|---|---:|---:|---:|---|\n",
    );
    for size in sizes {
        for line in &size.lines {
            let (trial, commit) = (line.trial.as_secs_f64(), line.commit.as_secs_f64());
            let verdict = if trial < 10.0 && commit < 10.0 {
                "✓"
            } else {
                "✗"
            };
            let _ = writeln!(
                out,
                "| {} | {} | {trial:.1} | {commit:.1} | each < 10 s {verdict} |",
                line.title,
                crate::report::grouped(size.size)
            );
        }
    }
    out
}
