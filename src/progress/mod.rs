//! How far a round has come, by unit, sector and state (2-workflow §2.5); fast at the size of the country.
//!
//! Counters are kept per plan for every unit on a branch's path, from the plan's committee down to the branch.
//! No step touches them: it only writes down what changed, and a background round folds the changes in. So two
//! steps never wait for each other's counter. A reading adds the changes not yet folded in, in one snapshot.
//!
//! **Invariant.** Counters plus waiting changes are at every moment what a recount of the congresses would give.

pub mod api;
pub mod model;
pub mod rules;
pub mod service;
pub mod store;
