//! Guidance: what the pilots taught, as clauses that every other branch acknowledges and ticks off.

pub mod api;
pub mod model;
pub mod service;
