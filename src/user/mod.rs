//! Accounts, the offices they hold, and their sessions.

pub mod api;
pub mod model;
