//! The elections of a congress: branch committee, secretary, deputy, each by a secret ballot of its own, in that
//! order (3-regulations §2, R-ORG-03…07, R-POST-05).
//!
//! `rules` is the table to be held beside the regulation, `checks` what its guards look at. The names are in
//! [`crate::candidate`], the ballots and their counts in [`crate::count`]. The program counts nothing and holds no
//! vote: it records totals that the counting committee has signed.

pub mod api;
pub mod ballot;
pub mod checks;
pub mod counters;
pub mod hold;
pub mod model;
pub mod opening;
pub mod pages;
pub mod rules;
pub mod seats;
pub mod service;
pub mod store;
pub mod vacancy;
pub mod view;
pub mod voting;
