//! A calendar for each person, at a secret address that can be revoked: planned congresses and the days by which what
//! waits for them is due, for the calendar of a telephone or of an office.
//!
//! **Invariants.** The address is kept as a hash and shown once. Whoever has it sees what the person sees today, and
//! nothing of a person, a roll or a count: names of branches, kinds of things, days.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
