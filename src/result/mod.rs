//! The result of a congress: who was elected to which post, and what the approving committee says of each
//! (24-QĐ/TW 16.1.2–16.1.3; R-POST-03, R-POST-04). Its paths are those of the congress.

pub mod model;
pub mod rules;
pub mod service;
pub mod store;
pub mod vacancy;
