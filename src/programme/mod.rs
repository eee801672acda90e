//! The programme of a congress: its items in order, with the minutes planned and the minutes they took, the
//! chairman's script, and the order that R-PRG-01 demands.
//!
//! Built once, before the opening, from the template of the congress's plan (R §3.9; where the plan says nothing,
//! the usual items); the branch times, moves and adds items until the congress opens. In session each item is begun
//! and ended at the clock's time, in the order of the table in [`rules`]; an item ends only when what it is for has
//! been done, so that whoever follows the programme ends with a valid congress. The script is ours, in Vietnamese,
//! filled from the data; the English words translate it.

pub mod api;
pub mod arranging;
pub mod duties;
pub mod model;
pub mod pages;
pub mod rules;
pub mod script;
pub mod service;
pub mod store;
pub mod view;
