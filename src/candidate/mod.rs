//! Those put forward in an election: the committee's list, nominations, self-nominations, their support, and
//! withdrawals, which the congress decides (R-EL-01…09, R-SUR-01…07).

pub mod api;
mod convening;
pub mod doable;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
