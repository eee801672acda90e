//! Signing in and out, and staying signed in.
//!
//! A sign-in makes a session row and hands out two secrets: an access token for 15 minutes, which names the row and
//! is void the moment the row is revoked, and a refresh token that is good once. A refresh token used a second
//! time has been stolen or copied, so it ends the session.
//!
//! **Invariants.** Passwords are hashed outside every transaction. The answer and its time do not tell whether there
//! is an account. A failure is counted before its caller hears of it.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
