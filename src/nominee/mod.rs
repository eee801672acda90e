//! Nominees: who is put forward for which post, re-election and first time apart (R §3.3), with the tests of
//! remaining service (R-AGE-01) and the targets of structure (R §3.5).
//!
//! Restricted (R-SEC-04, R-SEC-05): read only by the offices that may see personnel, and every reading is
//! recorded. No name leaves this feature for the audit chain, an event or a log.

pub mod api;
pub mod model;
pub mod rules;
pub mod service;
pub mod store;
