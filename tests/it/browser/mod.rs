//! Journeys in a real browser: Chromium, driven through WebDriver.
//!
//! They need chromium and chromedriver, so a plain `cargo test` passes them by; `scripts/test browser` brings both
//! and runs them.

mod access;
mod article;
mod day;
mod import;
mod print;
mod screen;
mod sign_in;

pub use screen::{Screen, Scripts};
