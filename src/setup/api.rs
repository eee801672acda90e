//! The JSON face of setting up.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::service::{self, FirstAdministrator};
use crate::app::AppState;
use crate::auth::password::Secret;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::Json;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::user::api::{UserView, is_display_name, is_username};
use crate::user::model::Username;

/// The path of setting up.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(set_up);
}

/// The first administrator.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The one-time token that the program printed when it was started.
    #[schema(value_type = String, format = Password, max_length = 1024)]
    pub token: Secret,
    /// The name to sign in with: 3 to 64 Latin letters, digits and `. _ - @`.
    #[validate(custom(function = "is_username"))]
    #[schema(min_length = 3, max_length = 64, example = "quantri")]
    pub username: String,
    /// 12 to 128 characters, not a common one, without the user name.
    #[schema(value_type = String, format = Password, min_length = 12, max_length = 128)]
    pub password: Secret,
    /// The name others see.
    #[validate(custom(function = "is_display_name"))]
    #[schema(min_length = 1, max_length = 200)]
    pub display_name: String,
}

/// Make the first administrator
///
/// Possible only while there is no account at all.
#[utoipa::path(tag = "sessions", request_body = SetUp, responses((status = 201, body = UserView)))]
#[post("/setup")]
async fn set_up(state: Data<AppState>, body: Json<SetUp>) -> Result<HttpResponse, ApiError> {
    let body = body.value;
    let username =
        Username::parse(&body.username).ok_or_else(|| Error::invalid("/username", "username"))?;
    let first = FirstAdministrator {
        username,
        password: body.password,
        display_name: body.display_name,
    };
    let user = service::set_up(&state, body.token, first).await?;
    let (id, version) = (user.id, user.version);
    Ok(
        Reply::created(format!("/api/v1/users/{id}"), &UserView::from(user))?
            .version(version)
            .respond(),
    )
}
