//! What the history says of a day of the past: slower than the counters, and as right.
//!
//! A congress that was unfinished on the day is told where its branch stood on that day (R-TREE-01), one that was
//! finished where it stood when it ended (R-TREE-03), one whose branch was gone below its heir (R-TREE-05).

pub mod model;
pub mod service;
pub mod store;
