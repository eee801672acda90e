//! Changing where units stand and what they are called, from a date on (R-TREE-01, R-TREE-04).
//!
//! A change holds until the next recorded change *of the same thing*: a unit renamed from May on keeps the new
//! name after a move that was already recorded for July. A change from a day that already begins a stretch
//! corrects that stretch. When a unit moves, the paths of its whole subtree are rewritten from that date.

pub mod api;
pub mod draft;
pub mod judge;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
