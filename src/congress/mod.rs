//! Congresses: one branch, one plan, from preparation to the confirmed result (2-workflow §2.3).

pub mod api;
pub mod model;
pub mod service;
pub mod store;
