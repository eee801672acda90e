//! Versions of documents: immutable files, each with its size, SHA-256 and the text found in it.
//!
//! A version is filed by the branch while it writes, and once more after an approval with remarks. What it is
//! is told from its content. Of a classified document no version is ever kept (R-SEC-02).

pub mod api;
pub mod model;
pub mod pages;
pub mod service;
pub mod store;
pub mod upload;
