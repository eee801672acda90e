//! Congresses: one branch, one plan, from preparation to the confirmed result (2-workflow §2.3).
//!
//! `rules` is the table to be held beside the regulation, `checks` what its guards look at, `warnings` what stops
//! nothing; `planning` is how congresses come to be, one by one or one for each branch of a plan's scope, `following` how
//! they follow what changes around them.

pub mod api;
pub mod beside;
pub mod checks;
pub mod counting;
mod facts;
pub mod following;
pub mod former;
pub mod model;
pub mod next;
pub mod overview;
pub mod pages;
pub mod planning;
pub mod planning_api;
pub mod rules;
#[cfg(test)]
mod rules_tests;
pub mod service;
pub mod store;
pub mod term;
#[cfg(test)]
mod turn_tests;
pub mod view;
pub mod waiting;
pub mod warnings;
