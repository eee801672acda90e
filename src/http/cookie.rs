//! The few cookies of the web client: who is signed in, what an anonymous form is bound to, the language, and the
//! sentence to show after a redirect.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::proxy;

/// Whoever has this secret is signed in.
pub const SESSION: &str = "daihoi_session";
/// What the forms of somebody who is not signed in are bound to.
pub const VISIT: &str = "daihoi_visit";
/// In this browser an account was opened: others who guess at its password do not shut it here.
pub const DEVICE: &str = "daihoi_device";
/// The language chosen with the switch.
pub const LANGUAGE: &str = "daihoi_language";
/// The sentence to show once, on the page that a form led to.
const FLASH: &str = "daihoi_flash";

/// The longest sentence that is carried over a redirect, in bytes: browsers keep about 4,000 of a cookie.
const FLASH_LENGTH: usize = 1500;

/// A cookie that scripts cannot read, that other sites' forms do not send, and that goes with the browser.
pub fn of_this_visit(req: &HttpRequest, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(proxy::is_https(req))
        .finish()
}

/// A cookie that the browser keeps for a year.
pub fn kept(req: &HttpRequest, name: &'static str, value: String) -> Cookie<'static> {
    let mut cookie = of_this_visit(req, name, value);
    cookie.set_max_age(Duration::days(365));
    cookie
}

/// Takes a cookie away.
pub fn gone(req: &HttpRequest, name: &'static str) -> Cookie<'static> {
    let mut cookie = of_this_visit(req, name, String::new());
    cookie.make_removal();
    cookie
}

/// What a cookie says; nothing when it is not there or empty.
pub fn read(req: &HttpRequest, name: &str) -> Option<String> {
    req.cookie(name)
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| !value.is_empty())
}

/// Carries a sentence over a redirect.
pub fn flash(req: &HttpRequest, sentence: &str) -> Cookie<'static> {
    let mut short = sentence.to_owned();
    while short.len() > FLASH_LENGTH {
        short.pop();
    }
    of_this_visit(req, FLASH, URL_SAFE_NO_PAD.encode(short))
}

/// The sentence that was carried over, if there is one.
pub fn read_flash(req: &HttpRequest) -> Option<String> {
    let value = read(req, FLASH)?;
    let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
    String::from_utf8(bytes).ok()
}

/// Takes the sentence away once it has been shown.
pub fn flash_shown(req: &HttpRequest) -> Cookie<'static> {
    gone(req, FLASH)
}
