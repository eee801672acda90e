//! The JSON face of passwords and second factors.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{PasswordResetId, SecondFactorFate};
use super::service::{self, NewReset, TotpStep};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::password::Secret;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::Json;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::user::model::UserId;
use crate::words::Language;

/// The paths of passwords and second factors.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(change_password)
        .service(reset_password)
        .service(redeem_reset)
        .service(start_totp)
        .service(confirm_totp)
        .service(remove_totp);
}

/// A change of one's own password.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one that holds now.
    #[schema(value_type = String, format = Password, max_length = 1024)]
    pub old_password: Secret,
    /// The one to hold from now on: 12 to 128 characters, not a common one, without the user name.
    #[schema(value_type = String, format = Password, min_length = 12, max_length = 128)]
    pub new_password: Secret,
}

/// A reset of somebody's password.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// `remove` when the person has lost the device of their second factor, too; `keep` unless said.
    #[serde(default)]
    pub second_factor: SecondFactorFate,
}

/// A reset begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasswordResetView {
    /// The reset's key.
    pub id: PasswordResetId,
    /// To be handed to the person; shown once, and absent in the answer to a repeated request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Why the token is not in this answer: it is that of a repeated request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Until when the token is good.
    pub expires_at: Instant,
}

/// A new password for the token of a reset.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RedeemReset {
    /// The token the administrator handed over.
    #[schema(value_type = String, format = Password, max_length = 1024)]
    pub token: Secret,
    /// The password to hold from now on.
    #[schema(value_type = String, format = Password, min_length = 12, max_length = 128)]
    pub new_password: Secret,
}

/// What the authenticator app is to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotpSetupView {
    /// The key, to be typed in by hand.
    pub secret: String,
    /// The same as an address, to be shown as a QR code.
    #[schema(example = "otpauth://totp/daihoi:bantochuc?secret=…&issuer=daihoi")]
    pub uri: String,
}

/// A code of the authenticator app.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TotpCode {
    /// Six digits.
    #[validate(length(min = 6, max = 20))]
    #[schema(min_length = 6, max_length = 20, example = "123456")]
    pub code: String,
}

/// Change my password
///
/// Ends your sessions elsewhere.
#[utoipa::path(tag = "sessions", request_body = ChangePassword, responses((status = 204), (status = 412), (status = 429)))]
#[put("/me/password")]
async fn change_password(
    state: Data<AppState>,
    actor: Actor,
    body: Json<ChangePassword>,
) -> Result<HttpResponse, ApiError> {
    let body = body.value;
    service::change_password(&state, actor, body.old_password, body.new_password).await?;
    Ok(Reply::done().respond())
}

/// Reset somebody's password
///
/// Their password and sessions end at once. The token in the answer lets them choose another: hand it over yourself.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path)), request_body = ResetPassword,
    responses((status = 201, body = PasswordResetView))
)]
#[post("/users/{id}/password-resets")]
async fn reset_password(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<UserId>,
    body: Json<ResetPassword>,
) -> Result<HttpResponse, ApiError> {
    let new = NewReset::new(body.second_factor);
    let (made, token) = (new.id, new.token.clone());
    let reply = once
        .reply(&state.db, actor, &body.fingerprint, move |conn, actor| {
            let reset = service::reset(conn, actor, *id, &new)?;
            let location = format!("/api/v1/users/{}/password-resets/{}", *id, reset.id);
            Reply::created(
                location,
                &PasswordResetView {
                    id: reset.id,
                    token: None,
                    notice: None,
                    expires_at: reset.expires_at,
                },
            )
        })
        .await?;
    Ok(reply.reveal(made, ("token", &token), language)?.respond())
}

/// Choose a new password after a reset
#[utoipa::path(tag = "sessions", request_body = RedeemReset, responses((status = 204)))]
#[post("/password-resets")]
async fn redeem_reset(
    state: Data<AppState>,
    body: Json<RedeemReset>,
) -> Result<HttpResponse, ApiError> {
    let body = body.value;
    service::redeem(&state, body.token, body.new_password).await?;
    Ok(Reply::done().respond())
}

/// Set up my second factor
///
/// Tell the authenticator app what the answer says, then confirm with a code.
#[utoipa::path(tag = "sessions", responses((status = 200, body = TotpSetupView)))]
#[post("/me/totp")]
async fn start_totp(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
) -> Result<HttpResponse, ApiError> {
    let asked = actor.clone();
    // The key is not kept with the answer; a repeated request reads it where it is kept anyway.
    once.reply(&state.db, actor, "", |conn, actor| {
        service::start_totp(conn, actor).map(|()| Reply::done())
    })
    .await?;
    let setup = state
        .db
        .read(move |conn| service::pending_totp(conn, &asked))
        .await?;
    Ok(Reply::ok(&TotpSetupView {
        secret: setup.secret,
        uri: setup.uri,
    })?
    .respond())
}

/// Switch my second factor on
#[utoipa::path(tag = "sessions", request_body = TotpCode, responses((status = 204), (status = 429)))]
#[put("/me/totp")]
async fn confirm_totp(
    state: Data<AppState>,
    actor: Actor,
    body: Json<TotpCode>,
) -> Result<HttpResponse, ApiError> {
    service::take_totp_step(&state, actor, TotpStep::Confirm, body.value.code).await?;
    Ok(Reply::done().respond())
}

/// Switch my second factor off
#[utoipa::path(tag = "sessions", request_body = TotpCode, responses((status = 204), (status = 429)))]
#[delete("/me/totp")]
async fn remove_totp(
    state: Data<AppState>,
    actor: Actor,
    body: Json<TotpCode>,
) -> Result<HttpResponse, ApiError> {
    service::take_totp_step(&state, actor, TotpStep::Remove, body.value.code).await?;
    Ok(Reply::done().respond())
}
