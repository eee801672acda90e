//! Party members of a branch. Sensitive: every reading is recorded, and no log holds a name.
//!
//! A member belongs to one branch at a time; a transfer is dated and recorded in the chains of both branches.
//! Names are stored as typed (NFC), found without tone marks, listed by given name.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
