//! The first administrator, for a one-time token that the program prints where it was started.
//!
//! **Invariants.** The token is good only while there is no account at all; it is kept as a hash, and a new start
//! makes a new one.

pub mod api;
pub mod pages;
pub mod service;
pub mod store;
