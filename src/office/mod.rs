//! Offices: a role at a unit, from one date to another.
//!
//! An office reaches its unit's whole subtree ([`auth::permission`](crate::auth::permission)) and fills seats
//! only *at* its unit ([`auth::seat`](crate::auth::seat)). Only an administrator's may be without a unit: the whole
//! installation.
//!
//! **Invariants.** Nobody gives an office to themselves. An office is given and ended by who administers its
//! unit. It is ended on a date, not removed, except on the day it began. The installation always has an
//! administrator whose office has no end.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
