//! Resets of passwords.

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::user::model::UserId;

/// A reset's key.
pub type PasswordResetId = Id<PasswordReset>;

/// A reset that an administrator began.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::password_resets)]
pub struct PasswordReset {
    /// The reset's key.
    pub id: PasswordResetId,
    /// Whose password.
    pub user_id: UserId,
    /// When it was begun.
    pub created_at: Instant,
    /// Until when its token is good.
    pub expires_at: Instant,
    /// When its token was used.
    pub used_at: Option<Instant>,
}

/// What becomes of the second factor when a password is reset.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorFate {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is switched off: the person has lost the device.
    Remove,
}

/// What an authenticator app is told.
#[derive(Clone)]
pub struct TotpSetup {
    /// The key, to be typed in by hand.
    pub secret: String,
    /// The same as an address, to be shown as a QR code.
    pub uri: String,
}
