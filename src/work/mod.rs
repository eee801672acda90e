//! The work of whoever is signed in: what waits for them, the most urgent first, and what they wait for from others.
//!
//! It keeps nothing of its own and decides nothing: what is next at a congress, in a plan, what is awaited of a seat and
//! what is overdue are asked of the features that know it; here they are put in one order, each thing once.

pub mod first;
pub mod model;
pub mod pages;
mod plans;
pub mod rules;
pub mod service;
pub mod store;
