//! Sessions and what keeps them alive.

use std::net::IpAddr;

use crate::auth::password::Secret;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::user::model::{User, UserId};

/// A session's key.
pub type SessionId = Id<Session>;

/// A sign-in.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::sessions)]
pub struct Session {
    /// The session's key; the `jti` of its access tokens.
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// When it began.
    pub created_at: Instant,
    /// When it was last refreshed.
    pub last_used_at: Instant,
    /// When it ends unless refreshed.
    pub expires_at: Instant,
    /// When it was ended.
    pub revoked_at: Option<Instant>,
    /// From which address it began.
    pub address: String,
    /// What the program it began in calls itself.
    pub agent: String,
}

/// A refresh token's key.
pub type RefreshTokenId = Id<RefreshToken>;

/// What is kept of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::refresh_tokens)]
pub struct RefreshToken {
    /// The token's key.
    pub id: RefreshTokenId,
    /// The session it keeps alive.
    pub session_id: SessionId,
    /// Until when it is good.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

/// Where a request comes from: the other end of the connection, whatever headers say.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The address.
    pub address: IpAddr,
    /// What the program calls itself.
    pub agent: String,
}

/// A try to sign in.
pub struct Attempt {
    /// The name, as typed.
    pub username: String,
    /// The password.
    pub password: Secret,
    /// The code of the second factor.
    pub totp: Option<String>,
    /// From where.
    pub caller: Caller,
    /// Through which face.
    pub face: Face,
}

/// Through which face somebody comes in: what keeps a session of one alive is worth nothing at the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Face {
    /// The JSON API: a refresh token that is exchanged again and again.
    Api,
    /// The pages: a cookie that a browser shows again and again, and what it shows of an earlier sign-in.
    Pages {
        /// The mark of a known device, if the browser has one.
        device: Option<String>,
    },
}

/// What whoever signed in is handed, once.
pub struct SignedIn {
    /// Sent with every request, for 15 minutes.
    pub access_token: String,
    /// Good once, for another pair.
    pub refresh_token: String,
    /// Until when the refresh token is good.
    pub refresh_until: Instant,
    /// Who it is.
    pub user: User,
    /// With which a browser is known as one in which the account was opened, for [`KNOWN_DAYS`].
    ///
    /// [`KNOWN_DAYS`]: crate::auth::lockout::KNOWN_DAYS
    pub device: String,
}
