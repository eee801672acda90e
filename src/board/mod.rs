//! The roll-out board of a plan: every congress with the milestones it has passed, those of the plans that implement
//! it too; narrowed by unit, sector, state and lateness, page by page or whole as a table to keep.

pub mod export;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
