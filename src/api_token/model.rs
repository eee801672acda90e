//! Tokens as they are kept.

use crate::auth::token::{API_TOKEN_PREFIX, new_secret};
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::user::model::UserId;

/// A token's key.
pub type ApiTokenId = Id<ApiToken>;

/// A token of another system.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::api_tokens)]
pub struct ApiToken {
    /// The token's key.
    pub id: ApiTokenId,
    /// Whose it is.
    pub user_id: UserId,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it is good; for ever unless said.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

impl ApiToken {
    /// A token changes once, when it is revoked.
    pub fn version(&self) -> i64 {
        if self.revoked_at.is_some() { 2 } else { 1 }
    }
}

/// A token to be made.
#[derive(Clone)]
pub struct NewApiToken {
    /// The token's key.
    pub id: ApiTokenId,
    /// Shown once.
    pub secret: String,
    /// What it is for.
    pub name: String,
    /// For how many days it is good; for ever unless said.
    pub days: Option<i64>,
}

impl NewApiToken {
    /// A token with a secret of its own.
    pub fn new(name: impl Into<String>, days: Option<i64>) -> Self {
        Self {
            id: ApiTokenId::new(),
            secret: new_secret(API_TOKEN_PREFIX),
            name: name.into(),
            days,
        }
    }
}
