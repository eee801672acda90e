//! Documents of a congress: versions, reviews, remarks (tiếp thu, giải trình).

pub mod api;
pub mod content;
pub mod diff;
pub mod model;
pub mod service;
pub mod symbol;
