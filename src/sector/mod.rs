//! Sectors: the kinds of organisation that pilots must represent (enterprise; agency and public service; …).
//!
//! A list kept per installation.

pub mod api;
pub mod model;
pub mod pages;
pub mod service;
pub mod store;
