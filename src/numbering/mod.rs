//! The numbers of documents (R-NUM-01 to 05, R-AUT-01): given out without gap or duplicate.
//!
//! A congress has one counter from 01 for all its documents; a committee has a counter for each type code in each
//! term. Quyết định and quy định share the counter of `QĐ`, or two documents would bear one symbol. A number once
//! given out is never given again: it may be reserved (a secret document, a document still to be signed) and it may
//! be cancelled, and both keep their reason.
//!
//! Nothing here holds a document's text; of a secret document not even its abstract (R-SEC-02).

pub mod api;
pub mod model;
pub mod register;
pub mod rules;
pub mod service;
pub mod store;
pub mod symbol_api;
pub mod term_api;
pub mod typed;
