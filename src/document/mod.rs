//! Documents of a congress: what a branch prepares, has reviewed, puts to its congress and has adopted
//! (article: báo cáo chính trị, báo cáo kiểm điểm, dự thảo nghị quyết, chương trình hành động; R-DOC-01).
//!
//! The files themselves are [`crate::version`]; decisions and remarks (tiếp thu, giải trình; R-DOC-02) are
//! [`crate::review`]. Of a classified document nothing is kept but number, date and custodian (R-SEC-02): each
//! registration of these counts as a version, and its process goes the same way. The papers of the report
//! (minutes, election minutes, list of those elected) are filed after the congress has opened and are not
//! reviewed.

mod adoption;
pub mod api;
pub mod beginning;
pub mod content;
pub mod cover;
mod cover_api;
pub mod diff;
pub mod files;
pub mod intact;
pub mod model;
mod office_xml;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
pub mod symbol;
