//! A POST that is sent twice is done once.
//!
//! The answer is kept in the same transaction as the effect, so there is never one without the other;
//! it is kept for 24 hours. `http/reply.rs` is where a POST meets it.

pub mod store;
