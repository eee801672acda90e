//! The audit log on a page: who did what, when.

use std::collections::HashMap;

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use validator::Validate;

use super::api::AuditQuery;
use super::model::{AuditEntry, SubjectId, SubjectKind};
use super::service;
use crate::app::AppState;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::user;
use crate::user::model::UserId;

/// The pages of the audit log.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(audit_page);
}

/// Which entries.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct AuditAsked {
    subject_kind: Option<SubjectKind>,
    subject_id: Option<SubjectId>,
    actor_id: Option<UserId>,
    #[serde(default, deserialize_with = "typed_date")]
    from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "typed_date")]
    to: Option<NaiveDate>,
    cursor: Option<String>,
}

impl AuditAsked {
    fn query(&self) -> AuditQuery {
        AuditQuery {
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            actor_id: self.actor_id,
            from: self.from,
            to: self.to,
            cursor: self.cursor.clone(),
            limit: None,
        }
    }

    fn pairs(&self) -> Vec<(&'static str, Option<String>)> {
        fn text<T: ToString>(value: Option<&T>) -> Option<String> {
            value.map(ToString::to_string)
        }
        vec![
            ("subject_kind", text(self.subject_kind.as_ref())),
            ("subject_id", text(self.subject_id.as_ref())),
            ("actor_id", text(self.actor_id.as_ref())),
            ("from", text(self.from.as_ref())),
            ("to", text(self.to.as_ref())),
        ]
    }

    /// What stays as it is while the days are changed.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let pairs = self.pairs().into_iter();
        pairs
            .filter(|(name, _)| !matches!(*name, "from" | "to"))
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }
}

/// An entry in words.
struct Row {
    at: String,
    who: String,
    what: String,
    subject: Link,
    seq: i64,
    detail: String,
}

/// The audit log.
#[derive(Template)]
#[template(path = "audit/pages/audit.html")]
struct AuditPage {
    shell: Shell,
    filters: Vec<Field>,
    kept: Vec<(&'static str, String)>,
    narrowed: bool,
    /// Whether nothing is shown to this person without a subject.
    barred: bool,
    rows: Vec<Row>,
    next: Option<Link>,
}

/// What was done, in words: those of the act, or of the step of a process; as it is recorded where there are none.
fn what(shell: &Shell, action: &str) -> String {
    let dashed = action.replace(['.', '_'], "-");
    let step = action
        .split_once('.')
        .map(|(process, step)| format!("{process}-step-{}", step.replace('_', "-")));
    let keys = [Some(format!("audit-deed-{dashed}")), step];
    let known = keys
        .into_iter()
        .flatten()
        .find(|key| shell.language.knows(key));
    known.map_or_else(|| action.to_owned(), |key| shell.say(&key))
}

/// Where the page of a subject is; nowhere for what has none of its own.
fn page_of(kind: SubjectKind, id: SubjectId) -> String {
    match kind {
        SubjectKind::Unit => format!("/units/{id}"),
        SubjectKind::User => format!("/users/{id}"),
        SubjectKind::Plan => format!("/plans/{id}"),
        SubjectKind::Congress => format!("/congresses/{id}"),
        SubjectKind::Installation
        | SubjectKind::Document
        | SubjectKind::Personnel
        | SubjectKind::Election
        | SubjectKind::Opinion
        | SubjectKind::Guidance
        | SubjectKind::Assignment => String::new(),
    }
}

/// The detail as pairs: `valid_from: 2022-03-10; level: branch`.
fn detail(text: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(text) else {
        return String::new();
    };
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let pairs: Vec<String> = fields
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| format!("{name}: {}", plain(value)))
        .collect();
    pairs.join("; ")
}

fn row(shell: &Shell, people: &HashMap<UserId, String>, entry: AuditEntry) -> Row {
    let who = entry.actor_id.and_then(|id| people.get(&id).cloned());
    Row {
        at: shell.moment(&entry.at),
        who: who.unwrap_or_else(|| shell.say("audit-the-program")),
        what: what(shell, &entry.action),
        subject: Link::new(
            page_of(entry.subject_kind, entry.subject_id),
            shell.term("subject-kind", entry.subject_kind),
        ),
        seq: entry.seq,
        detail: detail(&entry.detail),
    }
}

#[get("/audit")]
async fn audit_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<AuditAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asked = asked.0;
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let filter = asked.query().filter()?;
    let whole = filter.subject.is_none();
    let found = state
        .db
        .read(move |conn| {
            let found = service::list(conn, &actor, &filter, &page)?;
            let mut people: Vec<UserId> = found
                .items
                .iter()
                .filter_map(|entry| entry.actor_id)
                .collect();
            people.sort_unstable();
            people.dedup();
            Ok((found, user::service::display_names(conn, &people)?))
        })
        .await;
    let (found, people) = match found {
        Ok((found, people)) => (Some(found), people),
        // Without a subject only an administrator reads on; the others are told how they do.
        Err(Error::Forbidden(_)) if whole => (None, HashMap::new()),
        Err(error) => return Err(error.into()),
    };
    let barred = found.is_none();
    let next = found.as_ref().and_then(|found| found.next.clone());
    let items = found.map(|found| found.items).unwrap_or_default();
    let day = |name: &str, key: &str| Field::new(name, shell.say(key), Widget::Date);
    let page = AuditPage {
        filters: vec![
            day("from", "audit-from").now_maybe(asked.from),
            day("to", "audit-to").now_maybe(asked.to),
        ],
        kept: asked.kept(),
        narrowed: asked.pairs().iter().any(|(_, value)| value.is_some()),
        barred,
        rows: items
            .into_iter()
            .map(|entry| row(&shell, &people, entry))
            .collect(),
        next: next_page("/audit", &asked.pairs(), next.as_deref(), shell.say("more")),
        shell,
    };
    show(&req, &page)
}
