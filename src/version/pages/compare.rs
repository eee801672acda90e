//! The text of a version with the remarks beside it, and what changed between two versions, side by side.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use crate::app::AppState;
use crate::db::paging::{MOST, PageRequest};
use crate::document::diff::{self, Difference, Row, RowKind};
use crate::document::model::DocumentId;
use crate::document::pages::{path, title};
use crate::heavy::heavy;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::review::model::{Remark, Which};
use crate::version::api::DifferenceQuery;
use crate::version::service;
use crate::workflow::Seat;
use crate::{document, review};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(compared).service(version_text);
}

/// How many unchanged lines are shown around a changed one.
const AROUND: usize = 2;

/// A row of the comparison on the page.
enum Shown {
    /// A row as it is.
    Row(Row),
    /// So many lines that are the same in both.
    Same(usize),
}

/// The rows with long stretches of unchanged lines drawn together.
fn folded(rows: Vec<Row>) -> Vec<Shown> {
    let changed: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.kind != RowKind::Same)
        .map(|(at, _)| at)
        .collect();
    let (mut shown, mut same, mut next) = (Vec::new(), 0, 0);
    for (at, row) in rows.into_iter().enumerate() {
        while changed.get(next).is_some_and(|change| change + AROUND < at) {
            next += 1;
        }
        let near = changed
            .get(next)
            .is_some_and(|change| at + AROUND >= *change);
        if near {
            if same > 0 {
                shown.push(Shown::Same(same));
                same = 0;
            }
            shown.push(Shown::Row(row));
        } else {
            same += 1;
        }
    }
    if same > 0 {
        shown.push(Shown::Same(same));
    }
    shown
}

/// What changed between two versions.
#[derive(Template)]
#[template(path = "version/pages/difference.html")]
struct DifferencePage {
    shell: Shell,
    back: Link,
    from: i64,
    to: i64,
    latest: i64,
    here: String,
    summary: String,
    coarse: bool,
    rows: Vec<Shown>,
}

impl DifferencePage {
    fn kind(&self, row: &Row) -> String {
        self.shell.term("documents-row", kind_of(row.kind))
    }

    fn class(&self, row: &Row) -> &'static str {
        kind_of(row.kind)
    }

    fn numbers(&self) -> Vec<i64> {
        (1..=self.latest).collect()
    }
}

fn kind_of(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Same => "same",
        RowKind::Removed => "removed",
        RowKind::Added => "added",
        RowKind::Changed => "changed",
    }
}

fn summary(shell: &Shell, difference: &Difference) -> String {
    let count = |lines: usize| crate::error::Arg::from(i64::try_from(lines).unwrap_or(i64::MAX));
    shell.language.say_with(
        "documents-difference-summary",
        &[
            ("added", count(difference.added)),
            ("removed", count(difference.removed)),
            ("changed", count(difference.changed)),
        ],
    )
}

#[get("/documents/{id}/diff")]
async fn compared(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
    asked: Asked<DifferenceQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let DifferenceQuery { from, to } = asked.0;
    let (document, (old, new)) = state
        .db
        .read(move |conn| {
            let texts = service::texts(conn, &actor, *id, from, to)?;
            let found = document::service::find(conn, &actor, *id)?;
            Ok((found.document, texts))
        })
        .await?;
    let compared = heavy(move || diff::compare(&old, &new)).await?;
    let page = DifferencePage {
        back: Link::new(path(document.id), title(&shell, &document)),
        here: format!("{}/diff", path(document.id)),
        latest: document.latest_version,
        summary: summary(&shell, &compared),
        coarse: compared.coarse,
        rows: folded(compared.rows),
        from,
        to,
        shell,
    };
    show(&req, &page)
}

/// The text of a version, with the remarks made on it beside it.
#[derive(Template)]
#[template(path = "version/pages/text.html")]
struct TextPage {
    shell: Shell,
    back: Link,
    /// Whether this person answers the remarks.
    writes: bool,
    n: i64,
    lines: Vec<String>,
    remarks: Vec<Remark>,
}

#[get("/documents/{id}/versions/{n}")]
async fn version_text(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(DocumentId, i64)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, n) = *at;
    let (document, writes, text, remarks) = state
        .db
        .read(move |conn| {
            let all = PageRequest {
                limit: MOST,
                after: None,
            };
            let (found, text) = service::text(conn, &actor, id, n)?;
            let writes = found.seats().office_for(&actor, Seat::Branch).is_some();
            let remarks = review::service::remarks(conn, &actor, id, Which::All, &all)?;
            Ok((found.document, writes, text, remarks.items))
        })
        .await?;
    let page = TextPage {
        back: Link::new(path(document.id), title(&shell, &document)),
        lines: text.lines().map(str::to_owned).collect(),
        remarks: remarks
            .into_iter()
            .filter(|remark| remark.version_n == n)
            .collect(),
        writes,
        n,
        shell,
    };
    show(&req, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_far_from_a_change_is_drawn_together() {
        let old: String = (0..20).map(|n| format!("dòng {n}\n")).collect();
        let new = old.replace("dòng 10\n", "dòng mười\n");
        let shown = folded(diff::compare(&old, &new).rows);
        let same: Vec<usize> = shown
            .iter()
            .filter_map(|one| match one {
                Shown::Same(lines) => Some(*lines),
                Shown::Row(_) => None,
            })
            .collect();
        assert_eq!(same, [8, 7]);
        let nothing = folded(diff::compare(&old, &old).rows);
        assert!(matches!(nothing.as_slice(), [Shown::Same(20)]));
    }
}
