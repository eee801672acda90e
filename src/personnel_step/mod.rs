//! The steps of a branch's personnel work, in the plan's order (R §3.3): date, attendance, ballots in and out,
//! totals for each nominee, minutes.
//!
//! **Invariants.** A step is recorded and signed only after the one before it is signed; what is signed never
//! changes; what is accepted adds up. Only totals are kept: nothing links a person to a ballot (R-SEC-03).

pub mod api;
pub mod model;
pub mod rules;
pub mod service;
pub mod store;
