//! Import of units and of members from a sheet (XLSX or CSV): a trial that shows per cell what is new, changed or wrong,
//! then the commit of that trial, whole or not at all.
//!
//! No rule of units or members is written here again: a trial *does* every row through their services, each in a
//! savepoint, keeps what they say, and takes everything back. The commit does the same and keeps it. `sheet` turns a file
//! into lines of text, `rules` turn text into values, `units` and `members` do the rows.
//!
//! **Invariants.** An import is seen by whoever made it, by nobody else. Nothing is ever half imported: one transaction.
//! After the commit the lines are gone; what was imported stands in the units and members themselves.

pub mod api;
mod guard;
mod members;
pub mod model;
mod order;
pub mod pages;
mod progress;
pub mod rules;
pub mod service;
pub mod sheet;
pub mod store;
pub mod template;
mod units;
mod upload;
