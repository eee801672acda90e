//! The papers of a congress and of guidance, in the Party layout (R §4.4): minutes, resolution, list of those
//! elected, blank ballots, the chairman's script, guidance and the official letter that sends it.
//!
//! A paper goes three steps, all pure: what it tells ([`model`]) is composed ([`compose`]) into one intermediate
//! form ([`layout::Paper`]), and that is rendered as DOCX ([`docx`]) or as a printable page ([`html`]). The two
//! renderings therefore say the same. [`gather`] fills what a paper tells from the features that keep it.
//!
//! The text of a Party document is Vietnamese whoever asks for it, so it stands in [`compose`] and not in `locales/`.
//! Nothing here links a person to a vote: totals only (R-SEC-03).

pub mod account;
pub mod api;
pub mod compose;
pub mod conducted;
pub mod docx;
pub mod election_model;
pub mod elections;
pub mod gather;
pub mod guidance_papers;
pub mod html;
pub mod layout;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
