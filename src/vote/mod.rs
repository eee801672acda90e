//! Ordinary votes of a congress, by show of hands: what was put to the vote, the totals, the base with its
//! calculation, the result.
//!
//! A vote never changes once recorded. Its base is that of *ordinary votes* (R §1.2: whoever stays away with a good
//! reason still counts) as it was at that moment, kept whole, so that the minutes can print the calculation years
//! later. Adopted means strictly more than half of the base. Totals only: nothing here, or anywhere, says who
//! raised a hand.
//!
//! Other features record their votes through [`service::record`] and keep the vote's key; a congress votes on its
//! programme, its working rules and anything else here.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
