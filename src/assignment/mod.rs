//! Tasks given in a conclusion or plan: what, to which unit or board, by when, done or not.

pub mod api;
