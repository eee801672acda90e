//! Reviews of documents and the remarks that come with them (tiếp thu, giải trình; R-DOC-02).
//!
//! A review is one decision on one version. Each remark points at a place in the text and is *accepted* (what
//! was changed) or *explained* (why not) by the branch, once, before the document can come back. An answer may
//! be corrected until then; afterwards it stands.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
