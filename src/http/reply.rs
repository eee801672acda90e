//! What goes out, and the promise that a repeated POST is done once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};

use super::api::ApiError;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::token::TokenKey;
use crate::db::id::Id;
use crate::db::{AnyConnection, Db};
use crate::error::{Error, FieldError};
use crate::idempotency::store as idempotency;
use crate::words::Language;

/// An answer, complete: it can be kept and given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    etag: Option<i64>,
    location: Option<String>,
    body: Option<String>,
}

impl Reply {
    /// 200 with a body.
    ///
    /// # Errors
    /// Internal, should the body not become JSON.
    pub fn ok<T: Serialize>(body: &T) -> Result<Self, Error> {
        Ok(Self {
            status: 200,
            etag: None,
            location: None,
            body: Some(serde_json::to_string(body)?),
        })
    }

    /// 201 with a body and where the new thing is.
    ///
    /// # Errors
    /// As [`Reply::ok`].
    pub fn created<T: Serialize>(location: String, body: &T) -> Result<Self, Error> {
        Ok(Self {
            status: 201,
            location: Some(location),
            ..Self::ok(body)?
        })
    }

    /// Leads a person on to another page, which shows a sentence.
    ///
    /// # Errors
    /// As [`Reply::ok`].
    pub fn moved(location: &str, sentence: &str) -> Result<Self, Error> {
        Ok(Self {
            status: 303,
            location: Some(location.to_owned()),
            ..Self::ok(&sentence)?
        })
    }

    /// Where a [moved](Reply::moved) answer leads, and the sentence.
    ///
    /// # Errors
    /// Internal, when the answer leads nowhere.
    pub fn led_to(self) -> Result<(String, String), Error> {
        let sentence = serde_json::from_str(&self.body.unwrap_or_default())?;
        let location = self
            .location
            .ok_or_else(|| Error::internal("an answer that leads nowhere"))?;
        Ok((location, sentence))
    }

    /// 204.
    pub fn done() -> Self {
        Self {
            status: 204,
            etag: None,
            location: None,
            body: None,
        }
    }

    /// Says the version of the thing in the body.
    pub fn version(mut self, version: i64) -> Self {
        self.etag = Some(version);
        self
    }

    /// Shows a secret once: added to the answer after it was kept, and only when the `id` in it is that of the
    /// thing made just now. The answer to a repeated request names the thing without its secret, and says so.
    ///
    /// # Errors
    /// Internal, should the body not be a JSON object.
    pub fn reveal<T>(
        mut self,
        made: Id<T>,
        (name, secret): (&str, &str),
        language: Language,
    ) -> Result<Self, Error> {
        let Some(body) = &self.body else {
            return Ok(self);
        };
        let mut body: serde_json::Map<String, serde_json::Value> = serde_json::from_str(body)?;
        if body.get("id").and_then(|id| id.as_str()) == Some(made.to_string().as_str()) {
            body.insert(name.to_owned(), secret.into());
        } else {
            body.insert(
                "notice".to_owned(),
                language.say("secret-not-shown-again").into(),
            );
        }
        self.body = Some(serde_json::to_string(&body)?);
        Ok(self)
    }

    /// Whether the answer tells of the thing made just now, and not of one that an earlier form made.
    pub fn tells_of<T>(&self, made: Id<T>) -> bool {
        let body = self.body.as_deref().unwrap_or_default();
        let told: Option<String> = serde_json::from_str(body).ok();
        told.is_some_and(|told| told == made.to_string())
    }

    /// The answer as actix sends it.
    pub fn respond(self) -> HttpResponse {
        let status = actix_web::http::StatusCode::from_u16(self.status)
            .unwrap_or(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(version) = self.etag {
            response.insert_header((header::ETAG, format!("\"{version}\"")));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        match self.body {
            Some(body) => response.content_type("application/json").body(body),
            None => response.finish(),
        }
    }
}

/// The longest `Idempotency-Key`.
const KEY_LENGTH: usize = 255;

/// What makes a POST the same POST: the caller's key, the path with its query, and the version it saw.
#[derive(Clone)]
pub struct Once {
    key: Option<String>,
    asked: String,
    secret: TokenKey,
}

impl utoipa::IntoParams for Once {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .max_length(Some(KEY_LENGTH))
            .build();
        let header = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(
                "Makes a repeated request the same request, for 24 hours",
            ))
            .schema(Some(text));
        vec![header.build()]
    }
}

impl FromRequest for Once {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_once(req).map_err(ApiError))
    }
}

fn read_once(req: &HttpRequest) -> Result<Once, Error> {
    let key = match req.headers().get("Idempotency-Key") {
        None => None,
        Some(value) => {
            let text = value.to_str().ok().map(str::trim);
            let fits = text.filter(|text| !text.is_empty() && text.len() <= KEY_LENGTH);
            Some(fits.ok_or_else(bad_key)?.to_owned())
        }
    };
    Once::of(req, key)
}

fn asked_of(req: &HttpRequest) -> String {
    let seen = req.headers().get(header::IF_MATCH);
    let seen = seen.and_then(|seen| seen.to_str().ok());
    match seen {
        Some(seen) => format!("{} {seen}", req.uri()),
        None => req.uri().to_string(),
    }
}

fn bad_key() -> Error {
    Error::Invalid(vec![FieldError::new("/Idempotency-Key", "idempotency_key")])
}

impl Once {
    /// What makes a form sent twice the same form.
    ///
    /// # Errors
    /// Internal, should the application state be missing.
    pub fn of_a_form(key: Option<String>, req: &HttpRequest) -> Result<Self, Error> {
        Self::of(req, key)
    }

    fn of(req: &HttpRequest, key: Option<String>) -> Result<Self, Error> {
        let state = req
            .app_data::<Data<AppState>>()
            .ok_or_else(|| Error::internal("the application state is missing"))?;
        Ok(Self {
            key,
            asked: asked_of(req),
            secret: state.token_key.clone(),
        })
    }

    /// Does the work of a POST in one transaction. Asked again with the same key and body within 24 hours,
    /// gives the same answer and does nothing; with another body it refuses.
    pub async fn post<F>(
        self,
        db: &Db,
        actor: Actor,
        fingerprint: &str,
        work: F,
    ) -> Result<HttpResponse, ApiError>
    where
        F: Fn(&mut AnyConnection, &Actor) -> Result<Reply, Error> + Send + 'static,
    {
        Ok(self
            .reply(db, actor, fingerprint, work)
            .await
            .map(Reply::respond)?)
    }

    /// As [`post`](Once::post), for an answer to which something is added that must not be kept.
    pub async fn reply<F>(
        self,
        db: &Db,
        actor: Actor,
        fingerprint: &str,
        work: F,
    ) -> Result<Reply, Error>
    where
        F: Fn(&mut AnyConnection, &Actor) -> Result<Reply, Error> + Send + 'static,
    {
        let fingerprint = fingerprint.to_owned();
        db.write(move |conn| {
            let Some(key) = &self.key else {
                return work(conn, &actor);
            };
            // Whose it is goes in: two counters who enter the same figures must not leave the same row.
            let user = actor.user_id.to_string();
            let parts = [user.as_str(), key, &self.asked, &fingerprint];
            let fingerprint = self.secret.fingerprint(&parts)?;
            idempotency::once(conn, &actor, key, &fingerprint, |conn| work(conn, &actor))
        })
        .await
    }
}
