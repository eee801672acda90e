//! Accounts and sessions.

use crate::db::id::Id;

/// An account's key.
pub type UserId = Id<User>;

/// An account: a person, or another system.
#[derive(Debug)]
pub struct User;

/// A session's key.
pub type SessionId = Id<Session>;

/// A sign-in that has not ended.
#[derive(Debug)]
pub struct Session;
