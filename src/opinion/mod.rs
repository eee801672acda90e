//! Opinions raised at pilot congresses, their answers and the Secretary's conclusions.
//!
//! The article: the delegates at the pilots asked that things be made clear, from the stage layout to the
//! counting committee; the Secretary answered and concluded *each* of them, concretely and clearly. So none may
//! stay unanswered: an opinion below concluded keeps the plan from being opened to the other branches (R-PIL-02).
//! An answer may be corrected until the conclusion; a conclusion stands. What is concluded is carried into
//! guidance by the issuing of the guidance, never by hand.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
