//! Clauses of the guidance that a congress ticks off, before opening or before closing; and the trace from a
//! ticked box back to the voice that raised it.
//!
//! The items of a congress are the checklist clauses of the guidance it goes by
//! ([`crate::guidance::rules::applying`]): its plan's and those of the plans above. A tick is the branch's own word.
//! What had to be done before the opening is not undone after it, and nothing changes after the closing.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
pub mod trace;
