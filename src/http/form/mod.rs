//! Forms: the same verbs as the JSON API, typed by a person.
//!
//! A form is read into the *body type of the API*: same limits, same messages, one place. A [`ProtectedForm`] does not
//! yield its body before the proof that the form was made here for this person ([`csrf`]) has been checked.

pub mod field;
pub mod typed;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use validator::Validate;

use self::typed::{Renumbered, Typed};
use super::page::error::PageError;
use super::page::{Guest, Visitor, guest, visitor};
use super::{body, cookie, csrf, shape};
use crate::error::{Error, FieldError};

/// A form that says nothing but that its button was pressed.
#[derive(Debug, Clone, Copy, serde::Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The largest form, in bytes.
const FORM_LIMIT: usize = 2 * 1024 * 1024;

/// The version of the thing that the form was made for.
pub const VERSION: &str = "form_version";
/// What makes a form sent twice the same form.
pub const ONCE: &str = "form_once";
/// The person has seen the check page and says yes.
pub const CONFIRMED: &str = "form_confirmed";
/// The person has seen the check page and wants to change something.
pub const CHANGE: &str = "form_change";

/// A form of somebody who is signed in.
pub struct ProtectedForm<T> {
    /// Who sent it.
    pub visitor: Visitor,
    /// What it says.
    pub said: Said<T>,
}

/// A form of somebody who is not signed in.
pub struct GuestForm<T> {
    /// Who sent it.
    pub guest: Guest,
    /// What it says.
    pub said: Said<T>,
}

/// What a form says.
pub struct Said<T> {
    /// As it was typed.
    pub typed: Typed,
    /// As the API would have it, or every field that is off.
    pub body: Result<T, Error>,
    /// The version of the thing that the form was made for.
    pub version: Option<i64>,
    /// What makes a form sent twice the same form.
    pub once: Option<String>,
    /// Whether the person has seen the check page and says yes.
    pub confirmed: bool,
    /// Whether the person has seen the check page and wants to change something.
    pub change: bool,
    /// What belongs to the form itself.
    pub own: Typed,
    renumbered: Renumbered,
}

impl<T> Said<T> {
    /// The version of the thing that the form was made for.
    ///
    /// # Errors
    /// [`Error::VersionNotSaid`]: the form was not made here.
    pub fn seen(&self) -> Result<i64, Error> {
        self.version.ok_or(Error::VersionNotSaid)
    }

    /// What was typed, and the body that it makes.
    pub fn apart(self) -> (Said<()>, Result<T, Error>) {
        let said = Said {
            typed: self.typed,
            body: Ok(()),
            version: self.version,
            once: self.once,
            confirmed: self.confirmed,
            change: self.change,
            own: self.own,
            renumbered: self.renumbered,
        };
        (said, self.body)
    }

    /// The same with the body made into what the service wants; what is wrong with it is told at its fields.
    pub async fn made<U, W>(self, make: impl FnOnce(T) -> W) -> Said<U>
    where
        W: Future<Output = Result<U, Error>>,
    {
        let (said, body) = self.apart();
        let body = match body {
            Ok(body) => make(body).await,
            Err(error) => Err(error),
        };
        Said {
            typed: said.typed,
            body,
            version: said.version,
            once: said.once,
            confirmed: said.confirmed,
            change: said.change,
            own: said.own,
            renumbered: said.renumbered,
        }
    }

    /// The problems of fields, each under the name of the form's field.
    pub fn by_field(&self, problems: Vec<FieldError>) -> Vec<(String, FieldError)> {
        let named = |problem: FieldError| (self.renumbered.field(&problem), problem);
        problems.into_iter().map(named).collect()
    }
}

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for ProtectedForm<T> {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let pairs = read(payload).await?;
            let visitor = match visitor(&req).await {
                Err(PageError::Said(Error::Anonymous(_))) => {
                    let (path, typed) = (req.path().to_owned(), to_be_kept(pairs));
                    return Err(PageError::SignInAgain { path, typed });
                }
                other => other?,
            };
            let secret = cookie::read(&req, cookie::SESSION).unwrap_or_default();
            if !is_proven(&pairs, &secret) {
                let (path, typed) = (req.path().to_owned(), to_be_kept(pairs));
                return Err(PageError::SendAgain { path, typed });
            }
            let said = said(pairs, &secret)?;
            Ok(Self { visitor, said })
        })
    }
}

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for GuestForm<T> {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let pairs = read(payload).await?;
            let secret = cookie::read(&req, cookie::VISIT).unwrap_or_default();
            let said = said(pairs, &secret)?;
            let guest = guest(&req);
            Ok(Self { guest, said })
        })
    }
}

async fn read(mut payload: Payload) -> Result<Vec<(String, String)>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Error::Malformed {
            code: "body",
            detail: error.to_string(),
        })?;
        if bytes.len() + chunk.len() > FORM_LIMIT {
            return Err(Error::TooLarge {
                limit: FORM_LIMIT as u64,
            });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

/// How the names begin of what belongs to the form itself and not to what it says.
const OWN: &str = "form_";

/// The fields of the person, and those that belong to the form itself.
fn apart(pairs: Vec<(String, String)>) -> (Typed, Typed) {
    let (own, typed) = pairs
        .into_iter()
        .partition(|(name, _)| name == csrf::FIELD || name.starts_with(OWN));
    (Typed(typed), Typed(own))
}

/// What is kept of a form that cannot be taken now: what was typed, never a secret, and the version it was made for.
fn to_be_kept(pairs: Vec<(String, String)>) -> Typed {
    let (mut typed, own) = apart(pairs);
    typed
        .0
        .retain(|(name, _)| !name.contains("password") && !name.contains("secret"));
    let version = own.get(VERSION).map(ToOwned::to_owned);
    typed
        .0
        .extend(version.map(|seen| (VERSION.to_owned(), seen)));
    typed
}

/// Whether a form was made here for whoever has this secret.
fn is_proven(pairs: &[(String, String)], secret: &str) -> bool {
    let mut names = pairs.iter();
    let proof = names.find(|(name, _)| name == csrf::FIELD);
    proof.is_some_and(|(_, proof)| !secret.is_empty() && csrf::holds(secret, proof))
}

/// What a form says, once its proof holds for the secret.
///
/// # Errors
/// [`Error::Malformed`] when the form was not made here for this person.
pub fn said<T: DeserializeOwned + ToSchema + Validate + 'static>(
    pairs: Vec<(String, String)>,
    secret: &str,
) -> Result<Said<T>, Error> {
    if !is_proven(&pairs, secret) {
        return Err(Error::Malformed {
            code: "form_proof",
            detail: String::new(),
        });
    }
    let (typed, own) = apart(pairs);
    let document = shape::document::<T>();
    let (json, renumbered) = typed.as_json(&document, &document);
    let body = serde_json::to_vec(&json)
        .map_err(Error::from)
        .and_then(|bytes| body::parse(&bytes));
    Ok(Said {
        body,
        renumbered,
        version: own.get(VERSION).and_then(|version| version.parse().ok()),
        once: own.get(ONCE).map(ToOwned::to_owned),
        confirmed: own.get(CONFIRMED).is_some(),
        change: own.get(CHANGE).is_some(),
        typed,
        own,
    })
}
