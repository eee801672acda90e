//! An [`Error`] as a page: what happened, every reason, and what to do now.

use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use super::{CHANGE_PASSWORD, Link, Shell, guest, own_path, see_other, see_other_saying, show_as};
use crate::error::Error;
use crate::http::form::typed::Typed;
use crate::http::problem::{self, Problem};
use crate::session::pages::{send_again_page, sign_in_over_a_form};

/// An [`Error`] on its way out of a page. The words are put in by the middleware, which knows the language.
#[derive(Debug)]
pub enum PageError {
    /// What went wrong.
    Said(Error),
    /// Another page must come first.
    GoTo(String),
    /// The session ran out over a form: sign in, and what was typed is still there.
    SignInAgain {
        /// The address that the form was sent to.
        path: String,
        /// What was typed.
        typed: Typed,
    },
    /// The form was made before the sign-in that holds now: what was typed is still there, to be looked at once more.
    SendAgain {
        /// The address that the form was sent to.
        path: String,
        /// What was typed.
        typed: Typed,
    },
}

impl<E: Into<Error>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self::Said(error.into())
    }
}
impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(error) => fmt::Display::fmt(error, f),
            Self::GoTo(path) => write!(f, "{path} comes first"),
            Self::SignInAgain { .. } => f.write_str("the session ran out over a form"),
            Self::SendAgain { .. } => f.write_str("a form of another session"),
        }
    }
}
impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Said(error) => problem::status(error),
            Self::GoTo(_) => StatusCode::SEE_OTHER,
            Self::SignInAgain { .. } => StatusCode::UNAUTHORIZED,
            Self::SendAgain { .. } => StatusCode::BAD_REQUEST,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// Something is in the way.
#[derive(Template)]
#[template(path = "http/page/error.html")]
struct ErrorPage {
    shell: Shell,
    problem: Problem,
    ways_on: Vec<Link>,
}

/// The page for an error.
pub fn answer(req: &HttpRequest, error: &PageError, instance: &str) -> HttpResponse {
    match error {
        // Whoever opens the first page is only just signed in, and reads the page itself.
        PageError::GoTo(path) if path != CHANGE_PASSWORD || req.path() == "/" => see_other(path),
        PageError::GoTo(path) => {
            let words = Shell::bare(req).say("password-comes-first");
            see_other_saying(req, path, &words)
        }
        PageError::SignInAgain { path, typed } => sign_in_again(req, path, typed),
        PageError::SendAgain { path, typed } => {
            let page = send_again_page(req, path, typed);
            show_as(req, error.status_code(), &page)
                .unwrap_or_else(|_| HttpResponse::new(error.status_code()))
        }
        PageError::Said(Error::Anonymous(_)) => {
            let path = Shell::bare(req).path;
            let then: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            see_other(&format!("/sign-in?then={then}"))
        }
        PageError::Said(error) => said(req, error, instance),
    }
}

/// The page for an error that has words.
pub fn said(req: &HttpRequest, error: &Error, instance: &str) -> HttpResponse {
    let shell = Shell::known(req);
    let back = came_from(req).filter(|path| *path != shell.path && path != "/");
    let back = back.map(|path| Link::new(path, shell.say("way-back")));
    let mut ways_on: Vec<Link> = back.into_iter().collect();
    if let Some((kind, thing)) = thing_of(&shell.path)
        && ways_on.iter().all(|way| way.href != thing)
    {
        ways_on.push(Link::new(thing, shell.term("way-to", kind)));
    }
    ways_on.push(Link::new("/", shell.say("way-home")));
    let page = ErrorPage {
        problem: problem::describe(error, shell.language, instance),
        ways_on,
        shell,
    };
    // A template of ours that fails leaves nothing better to say than the status.
    show_as(req, problem::status(error), &page)
        .unwrap_or_else(|_| HttpResponse::new(problem::status(error)))
}

/// What has a page of its own, as its address begins.
const THINGS: [&str; 14] = [
    "assignments",
    "congresses",
    "documents",
    "elections",
    "guidances",
    "opinions",
    "organs",
    "personnel",
    "plans",
    "remarks",
    "roll-entries",
    "targets",
    "units",
    "users",
];

/// What the address is about, where that has a page of its own, and that page: `/congresses/{id}` of
/// `/congresses/{id}/steps/close`. A form that is shut leads there, however somebody came to it.
fn thing_of(path: &str) -> Option<(&str, &str)> {
    let path = path.split('?').next()?;
    let (kind, rest) = path.strip_prefix('/')?.split_once('/')?;
    let (key, below) = rest.split_once('/')?;
    let is_thing = THINGS.contains(&kind) && key.len() == 36 && !below.is_empty();
    let page = path.get(..=kind.len() + 1 + key.len())?;
    is_thing.then_some((kind, page))
}

/// The page of ours that led here, as the browser tells.
fn came_from(req: &HttpRequest) -> Option<String> {
    let told = req.headers().get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = told.split_once("://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let ours = req.connection_info().host().to_owned();
    (host == ours && own_path(path) == path).then(|| path.to_owned())
}

fn sign_in_again(req: &HttpRequest, path: &str, typed: &Typed) -> HttpResponse {
    let guest = guest(req);
    let page = sign_in_over_a_form(&guest.shell, path, typed);
    guest
        .show(req, &page)
        .map(|mut answer| {
            *answer.status_mut() = StatusCode::UNAUTHORIZED;
            answer
        })
        .unwrap_or_else(|_| HttpResponse::new(StatusCode::UNAUTHORIZED))
}

#[cfg(test)]
mod tests {
    use super::thing_of;

    #[test]
    fn a_page_that_says_no_leads_back_to_what_it_is_about() {
        let congress = "/congresses/0190a5a0-0000-7000-8000-000000000000";
        let step = format!("{congress}/steps/close");
        assert_eq!(thing_of(&step), Some(("congresses", congress)));
        for other in [
            congress,
            "/congresses/new/x",
            "/organs/x/vote",
            "/",
            "/help",
        ] {
            assert_eq!(thing_of(other), None, "{other}");
        }
    }
}
