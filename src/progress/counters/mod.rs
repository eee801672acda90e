//! The counters near the root of the tree, kept up by a background round.
//!
//! **Invariant.** Counters plus waiting changes are at every moment what a recount of the congresses would give.

pub mod service;
pub mod store;
