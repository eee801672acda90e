//! Party members of a branch. Sensitive: every reading is recorded, and no log holds a name.

pub mod api;
