//! The count of a ballot: its figures, entered twice by two counters who cannot see each other's entry, settled
//! where they differ, and what they come to (§2.5, §2.6, R-RES-01…06).

pub mod api;
mod counting;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
