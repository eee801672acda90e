//! The work of whoever is signed in: what waits for them, the most urgent first, and what they wait for from others.
//!
//! It keeps nothing of its own: it reads the notices to the seats held, the tasks, the congresses of one's own branch
//! and what is overdue, and names each thing so that it can be opened.

pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
