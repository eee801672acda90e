//! Delegates to the congress above (3-regulations §3.1 content 4): how many the committee above has allocated.
//!
//! They are elected as every other post, by [`election`](crate::election); only their number is no matter of the
//! congress (R-DEL-03).

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
