//! The roll of a congress: who is called, who has come, and the bases that follow from it.
//!
//! It is drawn up from the members of the branch and corrected by hand with a reason; what was is kept in rows that
//! are only ever added. Quorum and the two denominators are worked out from it, item by item, each item with its
//! clause. Nothing here says how anybody voted.

pub mod api;
pub mod drawing;
pub mod identity;
pub mod marking;
pub mod model;
pub mod pages;
pub mod rules;
#[cfg(test)]
mod rules_tests;
pub mod service;
pub mod store;
pub mod view;
pub mod words;
