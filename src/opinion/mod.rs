//! Opinions raised at pilot congresses, their answers and the Secretary's conclusions.

pub mod api;
pub mod model;
pub mod service;
