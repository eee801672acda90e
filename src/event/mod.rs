//! The outbox: what happened, for other systems to follow.
//!
//! A row is written in the transaction of the step it tells of. Its `position` is given afterwards, in commit
//! order, by one publisher at a time, so that a reader who asks for "everything after 17" misses nothing.
//! An event names things by key and never carries a person's name, a document's text or a restricted figure.

pub mod api;
pub mod model;
pub mod service;
pub mod store;
