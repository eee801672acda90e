//! The tree of organisations, as it stood on any date (R-TREE-01…05).
//!
//! A unit is a key and its counts; where it stood and what it was called are rows with dates (`placement`
//! writes them, `lineage` joins those that ended to those that came after). This feature reads the tree.
//!
//! **Invariants.** On any date a unit stands in one place at most (R-TREE-04), below a unit that stands on that
//! date; its path is the path of the unit above and its own key.

pub mod api;
pub mod counts;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
