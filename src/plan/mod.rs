//! Plans: how a committee lays out a round of congresses (article: Kế hoạch 65-KH/ĐUK).
//!
//! A plan is drafted, issued by the committee's Secretary, opened to all branches once the pilots' lessons
//! have become guidance, and completed when every congress is confirmed. What is issued does not change: an
//! amendment keeps what was; it is reopened only where a result is annulled after its end. A plan may implement the
//! plan of a committee above.

pub mod api;
pub mod drafting;
mod facts;
pub mod model;
pub mod pages;
pub mod pilot_loop;
pub mod rules;
#[cfg(test)]
mod rules_tests;
pub mod service;
pub mod standing;
pub mod store;
