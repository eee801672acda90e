//! The day of a congress in the browser: what its pages share, and the screen in the hall.
//!
//! The screen shows totals and names of items, never a person. It follows by itself: the server tells it *that*
//! something happened, and it asks for the picture again.

pub mod day;
pub mod pages;
pub mod picture;
