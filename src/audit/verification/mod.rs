//! Checking the whole record: every entry of every chain, every seal, every checkpoint.
//!
//! Entries, heads and seals are read side by side, chain by chain, a page at a time, in one unchanging state
//! of the data; so a record of millions of entries is checked in the memory of three pages. The first fault
//! ends the check: behind a broken link nothing can be vouched for.

pub mod service;
pub mod store;
