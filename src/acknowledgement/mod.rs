//! Acknowledgements: each branch says that it has taken note of the guidance.
//!
//! Issued guidance is distributed, so only the acknowledgement is a row. No congress but a pilot is convened before
//! it (R-PIL-03). It is given before the opening or not at all; a branch that has opened under an older guidance is
//! shown with that one.

pub mod api;
pub mod model;
pub mod pages;
pub mod service;
pub mod store;
