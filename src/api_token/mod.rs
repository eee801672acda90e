//! Tokens of other systems.
//!
//! **Invariants.** Only an integrator's account has tokens. A token is shown once and kept as a hash; it is revoked,
//! not removed.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
