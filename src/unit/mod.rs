//! The tree of organisations, as it stood on any date (R-TREE-01…05).

pub mod api;
pub mod model;
pub mod service;
