//! How a person proves who they are: the password, its reset, the second factor.
//!
//! **Invariants.** Passwords are hashed outside every transaction, and stored only if what they were compared with
//! still stands. A new password ends every other session. A reset voids the password and the sessions at once;
//! its token is shown once, kept as a hash, and good once. A code of the second factor is accepted once.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
