//! Import of units and of members from a sheet (XLSX or CSV): a trial that shows per cell what is new, changed or wrong,
//! then the commit of that trial, whole or not at all.
//!
//! No rule of units or members is written here again: their features judge each line, by what there is and by the lines
//! before it (`placement::judge`, `member::service`). A trial keeps what they say and nothing else; the commit judges
//! again and lets them write what comes of it, many rows at once. `sheet` turns a file into lines of text, `rules` turn
//! text into values, `units` and `members` put the lines before the judges.
//!
//! **Invariants.** An import is seen by whoever made it, by nobody else. Nothing is ever half imported: one transaction.
//! After the commit the lines are gone; what was imported stands in the units and members themselves.

pub mod api;
mod directory;
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
mod work;
