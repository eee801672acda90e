//! What every step leaves behind: a row of history, an audit entry, an event, a notice to whoever is next.
//!
//! All in the step's own transaction; all or nothing (2-workflow §2.4). Services call [`service::record_step`]
//! for a step of a process, [`service::record_write`] for any other write, and
//! [`service::record_read`] for the reading of something restricted.

pub mod api;
pub mod model;
pub mod pages;
pub mod service;
pub mod store;
