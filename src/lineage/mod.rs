//! Merging, splitting and replacing units: who came after whom (R-TREE-02, R-TREE-05).
//!
//! A predecessor ends on a date and is joined to one or several successors. One of them is its *heir*: what
//! stood below the predecessor stands below the heir from that date, its members and its member counts become the
//! heir's. Where there is one successor it is the heir unless said otherwise.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
