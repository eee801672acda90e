//! The personnel work of a branch: its steps in order, and the personnel scheme (R §3.3).

pub mod api;
pub mod model;
pub mod service;
