//! The personnel work of a branch: from its steps to the personnel scheme (đề án nhân sự), the opinion of the
//! approving committee, and what the congress decides (2-workflow §2.3, R §3.3 to §3.5, R-ORG-03…06, R-SUR-01…04).
//!
//! The steps are in [`crate::personnel_step`], those put forward in [`crate::nominee`]. All of it is restricted
//! (R-SEC-04): seen by few offices, and every reading is recorded in the congress's chain (R-SEC-05).

pub mod ahead;
pub mod api;
pub mod facts;
pub mod model;
pub mod pages;
pub mod rules;
pub mod scheme;
pub mod service;
pub mod store;
