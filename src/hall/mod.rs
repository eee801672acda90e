//! The day of a congress in the browser: what its pages share.

pub mod day;
