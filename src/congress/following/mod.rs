//! How the congresses not yet finished follow the tree and the windows of their plan.

pub mod service;
pub mod store;
