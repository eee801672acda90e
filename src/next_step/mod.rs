//! What is next at a congress, who must do it, by when, and how it is said to the API: one answer across documents,
//! personnel work, roll, programme, organs, votes, elections and papers.
//!
//! It adds no rule of its own. The order is that of the process tables and of the programme; what stands in the way
//! is what their guards say.

pub mod api;
pub mod model;
mod organs;
pub mod pages;
pub mod rules;
pub mod service;

mod electing;
mod gathering;
mod in_session;
mod preparing;
