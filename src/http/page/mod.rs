//! The HTML face: who is looking, and what every page shows around its own content.
//!
//! A page is a struct with a template beside its feature; its `shell` field is a [`Shell`]. A handler takes a
//! [`Visitor`] (signed in) or a [`Guest`] (not), and answers with [`show`], [`see_other`] or a
//! [`PageError`](error::PageError).

pub mod actions;
pub mod asked;
pub mod date;
pub mod error;
pub mod form_page;
pub mod guard;
pub mod list;
pub mod secret_page;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use self::error::PageError;
use super::body::Query;
use super::{assets, cookie, csrf};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, Role, held_by, permit};
use crate::auth::token::new_secret;
use crate::clock::OwnDate;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::words::{Language, begun};
use crate::{session, user};

/// Where a link leads, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The words.
    pub text: String,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// Whoever is signed in, as the layout shows them.
#[derive(Debug, Clone)]
pub struct Who {
    /// The name others see.
    pub name: String,
    /// The places of the program that are open to them.
    pub menu: Vec<Link>,
    /// Who they are to the services.
    pub actor: Actor,
}

/// What every page shows around its own content.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The language of the page.
    pub language: Language,
    /// The path and query of the page.
    pub path: String,
    /// The proof that goes into every form.
    pub csrf: String,
    /// Who is signed in.
    pub who: Option<Who>,
    /// The program's own date, when it lives on one, and why.
    pub own_date: Option<(OwnDate, NaiveDate)>,
    /// A sentence to show once: what the form before did.
    pub flash: Option<String>,
}

impl Shell {
    /// The shell of a page for somebody who is not signed in, or not known to be.
    pub fn bare(req: &HttpRequest) -> Self {
        let own_date = req
            .app_data::<Data<AppState>>()
            .and_then(|state| Some((state.clock.own_date()?, state.clock.today())));
        let bound_to = cookie::read(req, cookie::VISIT).unwrap_or_default();
        Self {
            language: language_of(req),
            path: req
                .uri()
                .path_and_query()
                .map(ToString::to_string)
                .unwrap_or_default(),
            csrf: csrf::proof(&bound_to),
            who: None,
            own_date,
            flash: cookie::read_flash(req),
        }
    }

    /// The shell of whoever has been found out to look, else the bare one.
    pub fn known(req: &HttpRequest) -> Self {
        let known = req.extensions().get::<Self>().cloned();
        known.unwrap_or_else(|| Self::bare(req))
    }

    /// The words under a key.
    pub fn say(&self, key: &str) -> String {
        self.language.say(key)
    }

    /// The words of a closed set's member: `term("congress-state", state)`.
    pub fn term(&self, family: &str, name: impl ToString) -> String {
        self.language
            .say(&format!("{family}-{}", name.to_string().replace('_', "-")))
    }

    /// The words of a closed set's member as a line begins: "Chi bộ cơ sở".
    pub fn begun_term(&self, family: &str, name: impl ToString) -> String {
        begun(&self.term(family, name))
    }

    /// A sentence with one figure or name in it.
    pub fn say_of(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.language
            .say_with(key, &[(name, value.to_string().into())])
    }

    /// A civil date as people write it: 11/5/2022.
    pub fn date(&self, date: &NaiveDate) -> String {
        date::short(*date)
    }

    /// A civil date, or a dash.
    pub fn maybe_date(&self, date: &Option<NaiveDate>) -> String {
        date.map_or_else(|| "–".to_owned(), date::short)
    }

    /// A moment in Vietnam: 19/5/2022 08:00.
    pub fn moment(&self, moment: &crate::db::time::Instant) -> String {
        date::moment(*moment)
    }

    /// Whether whoever is signed in may do this there: a page links only to what they may read.
    pub fn may(&self, action: Action, over: &UnitPath) -> bool {
        let who = self.who.as_ref();
        who.is_some_and(|who| permit(&who.actor, action, over).is_ok())
    }

    /// What makes a form sent twice the same form; another one each time.
    pub fn once(&self) -> String {
        new_secret("")
    }

    /// The address of a file of ours.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The page itself in the other language.
    pub fn other_language(&self) -> Link {
        let (tag, name) = match self.language {
            Language::Vietnamese => ("en", "English"),
            Language::English => ("vi", "Tiếng Việt"),
        };
        let back: String = form_urlencoded::byte_serialize(self.path.as_bytes()).collect();
        Link::new(format!("/language?to={tag}&back={back}"), name)
    }

    /// Whether the page lies in this place of the menu.
    pub fn is_at(&self, place: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        let rest = path.strip_prefix(place);
        path == place || (place != "/" && rest.is_some_and(|rest| rest.starts_with('/')))
    }

    /// The tag of the other language.
    pub fn other_tag(&self) -> &'static str {
        match self.language {
            Language::Vietnamese => Language::English.tag(),
            Language::English => Language::Vietnamese.tag(),
        }
    }
}

/// The language of the pages: the one that whoever is signed in chose, else the one chosen in this browser, else what
/// the browser asks for, else Vietnamese.
pub fn language_of(req: &HttpRequest) -> Language {
    if let Some(chosen) = req.extensions().get::<ChosenLanguage>() {
        return chosen.0;
    }
    let chosen = cookie::read(req, cookie::LANGUAGE).and_then(|tag| Language::of_tag(&tag));
    chosen.unwrap_or_else(|| {
        let header = req.headers().get(header::ACCEPT_LANGUAGE);
        let asked_for = header.and_then(|header| header.to_str().ok());
        asked_for.map_or_else(Language::default, Language::of_pages)
    })
}

/// The language that whoever is signed in chose, kept with the request once it is known who asks.
#[derive(Debug, Clone, Copy)]
struct ChosenLanguage(Language);

/// Somebody signed in, looking at a page.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who asks, as every service wants to know.
    pub actor: Actor,
    /// What the page shows around its content.
    pub shell: Shell,
}

impl FromRequest for Visitor {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move { visitor(&req).await })
    }
}

/// Who looks at the page.
///
/// # Errors
/// [`Error::Anonymous`] when nobody is signed in; [`Error::Forbidden`] when the password must be changed first.
pub async fn visitor(req: &HttpRequest) -> Result<Visitor, PageError> {
    let secret =
        cookie::read(req, cookie::SESSION).ok_or(Error::Anonymous("page_session_missing"))?;
    let state = req
        .app_data::<Data<AppState>>()
        .ok_or_else(|| Error::internal("the application state is missing"))?;
    let now = state.clock.now();
    let hash = session::service::digest_of_cookie(&secret);
    let browsing = state
        .db
        .read(move |conn| session::service::browsing(conn, &hash, now))
        .await?;
    if let Some(language) = browsing.language {
        req.extensions_mut().insert(ChosenLanguage(language));
    }
    if browsing.is_to_be_prolonged {
        let actor = browsing.actor.clone();
        state
            .db
            .write(move |conn| session::service::keep_alive(conn, &actor))
            .await?;
    }
    let comes_first = [CHANGE_PASSWORD, SIGN_OUT];
    if browsing.actor.must_change_password && !comes_first.contains(&req.path()) {
        return Err(PageError::GoTo(CHANGE_PASSWORD.to_owned()));
    }
    let mut shell = Shell::bare(req);
    shell.csrf = csrf::proof(&secret);
    shell.who = Some(Who {
        menu: menu(&browsing.actor, shell.language),
        name: browsing.display_name,
        actor: browsing.actor.clone(),
    });
    // Whatever goes wrong later is told on a page with the same menu.
    req.extensions_mut().insert(shell.clone());
    Ok(Visitor {
        actor: browsing.actor,
        shell,
    })
}

/// Where a password given by another is changed before anything else.
pub const CHANGE_PASSWORD: &str = "/account/password";
/// Where one signs out, whatever else should come first.
const SIGN_OUT: &str = "/sign-out";

/// The places of the program that are open to somebody.
fn menu(actor: &Actor, language: Language) -> Vec<Link> {
    let places = [
        ("/plans", "menu-plans", Action::ReadCongresses),
        ("/congresses", "menu-congresses", Action::ReadCongresses),
        ("/units", "menu-units", Action::ReadUnits),
        ("/users", "menu-users", Action::ReadAccounts),
        ("/audit", "menu-audit", Action::ReadAudit),
    ];
    let open = places
        .into_iter()
        .filter(|(_, _, action)| may_somewhere(actor, *action))
        .map(|(href, key, _)| (href, key));
    // What waits for somebody is shown to whoever has signed in.
    std::iter::once(("/", "menu-work"))
        .chain(open)
        .map(|(href, key)| Link::new(href, language.say(key)))
        .collect()
}

fn may_somewhere(actor: &Actor, action: Action) -> bool {
    let roles: &[Role] = held_by(action);
    roles.iter().any(|role| actor.holds(*role))
}

/// Somebody who is not signed in, looking at one of the few pages that are open.
#[derive(Debug, Clone)]
pub struct Guest {
    /// What the page shows around its content.
    pub shell: Shell,
    /// What this person's forms are bound to; kept in a cookie.
    bound_to: String,
}

impl FromRequest for Guest {
    type Error = PageError;
    type Future = std::future::Ready<Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(guest(req)))
    }
}

/// Somebody who need not be signed in.
pub fn guest(req: &HttpRequest) -> Guest {
    let bound_to = cookie::read(req, cookie::VISIT).unwrap_or_else(|| new_secret(""));
    let mut shell = Shell::bare(req);
    shell.csrf = csrf::proof(&bound_to);
    Guest { shell, bound_to }
}

impl Guest {
    /// Shows a page to somebody who is not signed in; their next form is bound to the cookie that goes with it.
    ///
    /// # Errors
    /// Internal, should the template fail.
    pub fn show(&self, req: &HttpRequest, page: &impl Template) -> Result<HttpResponse, PageError> {
        let mut answer = show(req, page)?;
        let visit = cookie::of_this_visit(req, cookie::VISIT, self.bound_to.clone());
        answer
            .add_cookie(&visit)
            .map_err(|error| Error::caused("a cookie", error.to_string()))?;
        Ok(answer)
    }
}

/// Shows a page.
///
/// # Errors
/// Internal, should the template fail.
pub fn show(req: &HttpRequest, page: &impl Template) -> Result<HttpResponse, PageError> {
    show_as(req, actix_web::http::StatusCode::OK, page)
}

/// Shows a page under a status that is not 200.
///
/// # Errors
/// Internal, should the template fail.
pub fn show_as(
    req: &HttpRequest,
    status: actix_web::http::StatusCode,
    page: &impl Template,
) -> Result<HttpResponse, PageError> {
    let html = page
        .render()
        .map_err(|error| Error::caused("a page", error))?;
    let mut answer = HttpResponse::build(status);
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_LANGUAGE, language_of(req).tag()));
    if cookie::read_flash(req).is_some() {
        answer.cookie(cookie::flash_shown(req));
    }
    Ok(answer.body(html))
}

/// Leads on to another page of the program.
pub fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// Leads on to another page of the program, which shows a sentence once.
pub fn see_other_saying(req: &HttpRequest, location: &str, sentence: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .cookie(cookie::flash(req, sentence))
        .finish()
}

/// A path of this program to go back to; anything else, such as another site, becomes the first page.
///
/// A browser drops tabs and line breaks and reads a backslash as a slash before it looks where an address leads, so
/// none of them is let through, nor is a path with an empty part.
pub fn own_path(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_own = path.starts_with('/') && !path.contains("//");
    let is_plain = !address.contains(|sign: char| sign == '\\' || sign.is_control());
    if is_own && is_plain { address } else { "/" }
}

/// The paths that belong to every page.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(choose_language);
    assets::routes(cfg);
}

/// Which language, and where to go back to.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct ChooseLanguage {
    to: String,
    back: Option<String>,
}

/// Kept in the browser; of somebody signed in with the account too, for whatever browser comes next.
#[get("/language")]
async fn choose_language(
    req: HttpRequest,
    state: Data<AppState>,
    query: Query<ChooseLanguage>,
) -> Result<HttpResponse, PageError> {
    let back = query.0.back.as_deref().map_or("/", own_path);
    let language = Language::of_tag(&query.0.to).unwrap_or_default();
    if let Ok(Visitor { actor, .. }) = visitor(&req).await {
        state
            .db
            .write(move |conn| user::service::choose_language(conn, &actor, language))
            .await?;
    }
    let mut answer = see_other(back);
    let chosen = cookie::kept(&req, cookie::LANGUAGE, language.tag().to_owned());
    // A cookie of our own making has no sign that a header cannot carry.
    let _ = answer.add_cookie(&chosen);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_led_to_another_site() {
        for (path, led_to) in [
            ("/plans?x=1", "/plans?x=1"),
            ("//elsewhere.example", "/"),
            ("https://elsewhere.example", "/"),
            ("/\\elsewhere", "/"),
            ("", "/"),
            ("/\t/elsewhere.example", "/"),
            ("/\n/elsewhere.example", "/"),
            ("/\r\n//elsewhere.example", "/"),
            ("/plans\0", "/"),
            ("/plans\u{85}", "/"),
            ("\t//elsewhere.example", "/"),
            ("/.//elsewhere.example", "/"),
            (
                "/plans?back=https://elsewhere.example",
                "/plans?back=https://elsewhere.example",
            ),
            ("plans", "/"),
        ] {
            assert_eq!(own_path(path), led_to, "{path}");
        }
    }
}
