//! Tasks given in a conclusion or under a plan: what, to which unit or board, by when, done or not.
//!
//! The article: the Secretary gave the Organisation Board the task of issuing the document of points to note.
//! A task is reported done by whoever it was given to, by hand and with their words: the program cannot know
//! which task a guidance fulfils.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
