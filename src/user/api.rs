//! The JSON face of accounts.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::belonging;
use super::model::{User, UserId, UserKind, Username};
use super::service::{self, AccountChanges, NewAccount, NewPassword, Wanted};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::hashing;
use crate::auth::password::{self, Secret};
use crate::auth::permission::{Action, permit_somewhere};
use crate::auth::token::digest;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, present};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::member::model::{Member, MemberId};
use crate::office::api::OfficeBody;
use crate::unit::model::UnitId;

/// The paths of accounts.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_users)
        .service(create_user)
        .service(read_user)
        .service(change_user)
        .service(list_member_choices);
}

/// An account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UserView {
    /// The account's key.
    pub id: UserId,
    /// What stands behind it.
    pub kind: UserKind,
    /// The name to sign in with.
    #[schema(example = "bantochuc")]
    pub username: String,
    /// The name others see.
    pub display_name: String,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// Since when the password is what it is.
    pub password_changed_at: Instant,
    /// Whether a code of an authenticator app is asked for, too.
    pub second_factor: bool,
    /// Since when the account is shut.
    pub disabled_at: Option<Instant>,
    /// The member of the Party to whom it belongs; absent for one that is lent out, and for another system.
    pub member_id: Option<MemberId>,
    /// Since when there is the account.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            kind: user.kind,
            username: user.username,
            display_name: user.display_name,
            must_change_password: user.must_change_password,
            password_changed_at: user.password_changed_at,
            second_factor: user.totp_secret.is_some(),
            disabled_at: user.disabled_at,
            member_id: user.member_id,
            created_at: user.created_at,
            version: user.version,
        }
    }
}

/// A page of accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserPage {
    /// The accounts, the oldest first.
    pub items: Vec<UserView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which accounts.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    /// Only accounts with an office at this unit, ended ones included.
    pub unit_id: Option<UnitId>,
    /// Only accounts of this kind.
    pub kind: Option<UserKind>,
    /// Words of either name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A new account.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// What stands behind it; a person unless said.
    pub kind: Option<UserKind>,
    /// The name to sign in with: 3 to 64 Latin letters, digits and `. _ - @`.
    #[validate(custom(function = "is_username"))]
    #[schema(min_length = 3, max_length = 64, example = "bantochuc")]
    pub username: String,
    /// The name others see.
    #[validate(custom(function = "is_display_name"))]
    #[schema(min_length = 1, max_length = 200)]
    pub display_name: String,
    /// A first password, for a person; to be changed at the first sign-in. Without one, begin a password reset
    /// and hand its token over.
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 128)]
    pub password: Option<Secret>,
    /// The offices it holds from the start. Whoever does not administer the whole installation gives at least one.
    #[validate(length(max = 20), nested)]
    #[serde(default)]
    #[schema(max_items = 20)]
    pub offices: Vec<OfficeBody>,
}

/// What changes in an account; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChangeUser {
    /// The name others see.
    #[validate(custom(function = "is_display_name"))]
    #[schema(min_length = 1, max_length = 200)]
    pub display_name: Option<String>,
    /// Shut the account, which ends its sessions; or open it again.
    pub disabled: Option<bool>,
    /// The member of the Party to whom it belongs, one of `member-choices`; `null` takes that away. A member has one
    /// account at most.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<MemberId>)]
    pub member_id: Option<Option<MemberId>>,
}

impl ChangeUser {
    /// The changes that are meant.
    pub fn changes(&self) -> AccountChanges {
        AccountChanges {
            display_name: self.display_name.clone(),
            disabled: self.disabled,
            member: self.member_id,
        }
    }
}

/// Whether a text can be a name to sign in with.
pub fn is_username(text: &str) -> Result<(), ValidationError> {
    match Username::parse(text) {
        Some(_) => Ok(()),
        None => Err(ValidationError::new("username")),
    }
}

/// Whether a text can be a name that others see.
pub fn is_display_name(text: &str) -> Result<(), ValidationError> {
    let name = normalise(text);
    if name.is_empty() || name.chars().count() > 200 {
        return Err(ValidationError::new("display_name"));
    }
    Ok(())
}

/// Accounts
///
/// Those that hold or held an office in your reach; all of them for who administers the installation.
#[utoipa::path(tag = "users", params(UserQuery), responses((status = 200, body = UserPage)))]
#[get("/users")]
async fn list_users(
    state: Data<AppState>,
    actor: Actor,
    query: Query<UserQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let wanted = Wanted {
        unit_id: query.unit_id,
        kind: query.kind,
        words: query.q,
    };
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, &wanted, &page))
        .await?
        .map(UserView::from);
    Ok(Reply::ok(&UserPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Make an account
#[utoipa::path(tag = "users", request_body = NewUser, responses((status = 201, body = UserView)))]
#[post("/users")]
async fn create_user(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    body: Json<NewUser>,
) -> Result<HttpResponse, ApiError> {
    // Nobody makes the server hash who may not make accounts anywhere.
    permit_somewhere(&actor, Action::KeepAccounts)?;
    let body = body.value;
    // Not of the bytes as sent: they hold a password, of which no fast hash may be kept.
    let fingerprint = digest(&format!("{body:?}"));
    let new = account(&state, body).await?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let user = service::create(conn, actor, &new)?;
        let (id, version) = (user.id, user.version);
        Ok(Reply::created(format!("/api/v1/users/{id}"), &UserView::from(user))?.version(version))
    })
    .await
}

/// The account that is meant, with its password hashed.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with the password.
pub async fn account(state: &AppState, body: NewUser) -> Result<NewAccount, Error> {
    let username =
        Username::parse(&body.username).ok_or_else(|| Error::invalid("/username", "username"))?;
    Ok(NewAccount {
        kind: body.kind.unwrap_or(UserKind::Person),
        password: given(state, &username, body.password).await?,
        username,
        display_name: body.display_name,
        offices: body.offices.into_iter().map(Into::into).collect(),
    })
}

/// A first password, given by whoever makes the account.
async fn given(
    state: &AppState,
    username: &Username,
    password: Option<Secret>,
) -> Result<NewPassword, Error> {
    let Some(password) = password else {
        return Ok(NewPassword::None);
    };
    let problems = password::problems(&password, username.as_str(), "/password");
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let turn = hashing::turn().await?;
    let hash = turn.hash(&password, state.password_cost).await?;
    Ok(NewPassword::Given(hash))
}

/// An account
#[utoipa::path(tag = "users", params(("id" = UserId, Path)), responses((status = 200, body = UserView)))]
#[get("/users/{id}")]
async fn read_user(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UserId>,
) -> Result<HttpResponse, ApiError> {
    let user = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    let version = user.version;
    Ok(Reply::ok(&UserView::from(user))?.version(version).respond())
}

/// Rename an account, say whose it is, shut it or open it again
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path)), request_body = ChangeUser,
    responses((status = 200, body = UserView))
)]
#[patch("/users/{id}")]
async fn change_user(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UserId>,
    seen: Seen,
    body: Json<ChangeUser>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.changes();
    let user = state
        .db
        .write(move |conn| service::change(conn, &actor, *id, seen.0, &changes))
        .await?;
    let version = user.version;
    Ok(Reply::ok(&UserView::from(user))?.version(version).respond())
}

/// A member to whom an account may be given: no more than tells people apart.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberChoice {
    /// The member's key.
    pub member_id: MemberId,
    /// The full name.
    pub full_name: String,
    /// The year of birth.
    #[schema(example = 1985)]
    pub birth_year: i32,
}

impl From<Member> for MemberChoice {
    fn from(member: Member) -> Self {
        Self {
            member_id: member.id,
            birth_year: member.birth_date.year(),
            full_name: member.full_name,
        }
    }
}

/// A page of members to one of whom an account may be given.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberChoicePage {
    /// The members, by given name.
    pub items: Vec<MemberChoice>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Among which members.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberChoiceQuery {
    /// The branch whose members they are.
    pub unit_id: UnitId,
    /// Words of the name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// Members to one of whom an account may be given
///
/// Of one branch, by given name; that you read them is recorded.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), MemberChoiceQuery),
    responses((status = 200, body = MemberChoicePage))
)]
#[get("/users/{id}/member-choices")]
async fn list_member_choices(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UserId>,
    query: Query<MemberChoiceQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let (_, found) = state
        .db
        .write(move |conn| {
            let at = (*id, query.unit_id);
            belonging::choices(conn, &actor, at, query.q.clone(), &page)
        })
        .await?;
    let found = found.map(MemberChoice::from);
    Ok(Reply::ok(&MemberChoicePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}
