//! The day of a congress in the browser: what its pages share, and the screen in the hall.

pub mod day;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
