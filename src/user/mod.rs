//! Accounts: a person, or another system.
//!
//! An account says who somebody is; what they may do where is said by their [offices](crate::office), how they
//! prove themselves by [`credential`](crate::credential) and [`api_token`](crate::api_token), and where they
//! are signed in by [`session`](crate::session).
//!
//! **Invariants.** An account is never removed, because history names it; it is disabled. An administrator keeps
//! only accounts all of whose offices lie in their reach: otherwise the reset of a password would lend them the
//! offices of their superiors. An account belongs to one member at most, and a member has one account at most. There
//! is always somebody who administers the installation.

pub mod api;
pub mod belonging;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
