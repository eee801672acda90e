//! Who did what, when, so that nobody can change it afterwards unseen.
//!
//! One hash chain per *subject* (the congress, plan, account, unit … that a write concerns), written in
//! the same transaction as the write, so that writers of different subjects never wait for each other. A
//! checkpoint every minute and at shutdown chains the Merkle root of the heads that moved, so that a chain
//! that vanishes whole is missed too. The database itself refuses to change or remove a row.
//!
//! **Invariant.** Nothing here holds the text of a person's document or a restricted figure: an entry says
//! what was done, not what it contained.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
pub mod verification;
