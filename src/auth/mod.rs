//! Who is asking, and what they may do.
//!
//! [`actor`] finds out who is asking; [`permission`] is the table of what each office may do over which
//! part of the tree; [`seat`] tells who holds a place in a process. Sessions and accounts live in the
//! `user` feature; here is only what every request needs.

pub mod actor;
pub mod hashing;
pub mod lockout;
pub mod password;
pub mod permission;
pub mod seat;
pub mod store;
pub mod token;
pub mod totp;
