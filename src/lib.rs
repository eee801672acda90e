//! **daihoi** plans, runs and follows up a round of Party branch congresses.
//!
//! The regulation is the program: every step of every process is a row in a table that reads like the
//! regulation ([`workflow`]), judged by what was in force on the day ([`regulation`]). Each feature has the same
//! rooms: `model` (the data), `rules` (pure), `store` (the queries), `service` (the verbs), `api` (the JSON face),
//! `pages` (the HTML face, with its templates in `pages/`); arrows run one way, in that order. `docs/architecture.md` is the map.

// How the program starts.
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dates;
pub mod docs;
pub mod error;
pub mod heavy;
pub mod keeper;
pub mod owner_only;
pub mod plain_text;

// What every feature stands on.
pub mod auth;
pub mod db;
pub mod help;
pub mod http;
pub mod idempotency;
pub mod import;
pub mod regulation;
pub mod words;
pub mod work;
pub mod workflow;

// What every step leaves behind.
pub mod audit;
pub mod event;
pub mod journal;

// Who and where.
pub mod api_token;
pub mod credential;
pub mod lineage;
pub mod member;
pub mod office;
pub mod placement;
pub mod rehearsal;
pub mod sector;
pub mod session;
pub mod setup;
pub mod unit;
pub mod user;

// The round of congresses, in the order of the article.
pub mod acknowledgement;
pub mod assignment;
pub mod board;
pub mod calendar;
pub mod candidate;
pub mod checklist;
pub mod congress;
pub mod count;
pub mod delegation;
pub mod document;
pub mod election;
pub mod guidance;
pub mod hall;
pub mod next_step;
pub mod nominee;
pub mod numbering;
pub mod opinion;
pub mod organ;
pub mod overdue;
pub mod paper;
pub mod personnel;
pub mod personnel_step;
pub mod plan;
pub mod programme;
pub mod progress;
pub mod result;
pub mod review;
pub mod roll;
pub mod target;
pub mod version;
pub mod vote;

// The article's story, for an empty database.
pub mod demo;
