//! The door: one touch, and somebody is here. A plain form; with scripts only the row is exchanged.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, post};
use askama::Template;

use super::super::api::CheckInBody;
use super::super::marking;
use super::super::model::RollEntryId;
use super::super::view::RollEntryView;
use crate::app::AppState;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, own_path, see_other_saying, show};
use crate::http::problem::{self, Problem};

/// The paths of the door.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(check_in);
}

/// A row of the roll by itself.
#[derive(Template)]
#[template(path = "roll/pages/row.html")]
struct RowPart {
    shell: Shell,
    entry: RollEntryView,
    back: String,
    /// Somebody has just been marked: others can be.
    marks: bool,
}

/// Why somebody was not let in, above the list.
#[derive(Template)]
#[template(path = "roll/pages/trouble.html")]
struct TroublePart {
    problem: Problem,
}

/// Tells the page beside what it asked for.
const HX_TRIGGER: HeaderName = HeaderName::from_static("hx-trigger");
const HX_RETARGET: HeaderName = HeaderName::from_static("hx-retarget");
const HX_RESWAP: HeaderName = HeaderName::from_static("hx-reswap");

#[post("/roll-entries/{id}/check-in")]
async fn check_in(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<RollEntryId>,
    form: ProtectedForm<CheckInBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let back = own_path(form.said.own.get("form_back").unwrap_or("/")).to_owned();
    form.said.body?;
    // Whoever is here already stays so: sent twice it is the same.
    let done = state
        .db
        .write(move |conn| marking::check_in(conn, &actor, *id))
        .await;
    let live = req.headers().contains_key("hx-request");
    match done {
        Ok((entry, law, already)) => {
            let entry = RollEntryView::of(entry, &law, shell.language);
            if live {
                return row(
                    &req,
                    RowPart {
                        shell,
                        entry,
                        back,
                        marks: true,
                    },
                );
            }
            let key = if already {
                "roll-here-already"
            } else {
                "roll-here-now"
            };
            let place = format!("{back}#entry-{}", entry.id);
            Ok(see_other_saying(&req, &place, &shell.say(key)))
        }
        Err(error) if live => trouble(&req, &shell, &error),
        Err(error) => Err(error.into()),
    }
}

fn row(req: &HttpRequest, part: RowPart) -> Result<HttpResponse, PageError> {
    let mut answer = show(req, &part)?;
    let came = HeaderValue::from_static("came");
    answer.headers_mut().insert(HX_TRIGGER, came);
    Ok(answer)
}

fn trouble(req: &HttpRequest, shell: &Shell, error: &Error) -> Result<HttpResponse, PageError> {
    let problem = problem::describe(error, shell.language, "");
    let mut answer = show(req, &TroublePart { problem })?;
    let headers = answer.headers_mut();
    headers.insert(HX_RETARGET, HeaderValue::from_static("#door-trouble"));
    headers.insert(HX_RESWAP, HeaderValue::from_static("innerHTML"));
    Ok(answer)
}
