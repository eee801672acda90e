//! Guidance: what the pilots taught, as clauses that every other branch acknowledges and ticks off.
//!
//! The article: on the Secretary's conclusions the Organisation Board issues a document of points to note, so that
//! all branches hold their congresses alike. **Invariants.** At most one guidance of a plan is in force; issuing a
//! new one supersedes it, and what was issued never changes. Every clause of an issued guidance rests on at least
//! one concluded opinion. Issued is distributed: to every branch under the plan and under the plans that implement
//! it, except the plan's own pilots, which it was learnt from.
//!
//! Which guidance a congress goes by is settled by its opening ([`rules::applying`]): until then the one in force,
//! afterwards the one that was in force when it opened, whatever is issued later.

pub mod api;
pub mod clause;
pub mod clause_api;
pub mod drafting;
pub mod model;
pub mod numbers;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
