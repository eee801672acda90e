//! How far a round has come, by unit, sector and state (2-workflow §2.5); fast at the size of the country.
//!
//! Counters are kept for the units near the root of the tree, where many congresses stand below; what is asked of
//! the units further down is counted afresh. No step touches a counter: it only writes down what changed, and a
//! background round folds the changes in. So two steps never wait for each other's counter. A reading adds the
//! changes not yet folded in, in one snapshot.

pub mod api;
pub mod counters;
pub mod model;
pub mod pages;
pub mod past;
pub mod rules;
pub mod service;
pub mod store;
