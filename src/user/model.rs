//! Accounts.

use std::fmt;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::member::model::MemberId;
pub use crate::session::model::SessionId;

/// An account's key.
pub type UserId = Id<User>;

/// What stands behind an account.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum UserKind {
    /// Somebody who signs in with a password.
    Person,
    /// Another system, which asks with a token.
    Integrator,
}
crate::text_enum!(UserKind);

/// An account: a person, or another system.
#[derive(Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::users)]
pub struct User {
    /// The account's key.
    pub id: UserId,
    /// What stands behind it.
    pub kind: UserKind,
    /// The name to sign in with.
    pub username: String,
    /// The name others see.
    pub display_name: String,
    /// Argon2id, or [`UNUSABLE`](crate::auth::password::UNUSABLE).
    pub password_hash: String,
    /// Since when the password is what it is.
    pub password_changed_at: Instant,
    /// Whether the password was given by another and must be changed before anything else.
    pub must_change_password: bool,
    /// The key of the second factor, when it is on.
    pub totp_secret: Option<String>,
    /// The key of a second factor that is being set up.
    pub totp_pending: Option<String>,
    /// The last step of the second factor that was used; none up to it is accepted again.
    pub totp_last_step: Option<i64>,
    /// Since when the account is shut.
    pub disabled_at: Option<Instant>,
    /// Since when there is the account.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
    /// The tag of the language that the person chose for the pages; none where they have not chosen.
    pub language: Option<String>,
    /// The member of the Party to whom it belongs; none for one that is lent out, and for another system.
    pub member_id: Option<MemberId>,
}

/// Only the key: the rest is secrets and names.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The fewest characters of a user name.
pub const MIN_USERNAME: usize = 3;
/// The most characters of a user name.
pub const MAX_USERNAME: usize = 64;

/// A name to sign in with: lower-case Latin letters, digits and `. _ - @`, beginning with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// Reads a name in whatever case it was typed; `None` when it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let name = Self::as_typed(text);
        let begins_well = name.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        let holds_well = name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "._-@".contains(letter));
        let fits = (MIN_USERNAME..=MAX_USERNAME).contains(&name.len());
        (begins_well && holds_well && fits).then_some(Self(name))
    }

    /// What somebody typed to sign in, in the form that names are kept in.
    pub fn as_typed(text: &str) -> String {
        text.trim().to_lowercase()
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_kept_in_lower_case() {
        for (typed, kept) in [
            ("bantochuc", Some("bantochuc")),
            (" VNPT.BiThu ", Some("vnpt.bithu")),
            ("lan@langson.vn", Some("lan@langson.vn")),
            ("kiểm phiếu", None),
            (".an", None),
            ("an", None),
            ("a:b", None),
            ("", None),
        ] {
            let name = Username::parse(typed);
            assert_eq!(name.as_ref().map(Username::as_str), kept, "{typed}");
        }
        assert!(Username::parse(&"a".repeat(65)).is_none());
    }
}
