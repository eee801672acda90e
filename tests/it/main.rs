//! The journeys: a real server on port 0, a fresh database for each test, SQLite or (`TEST_DATABASE_URL`) PostgreSQL.
#![cfg(test)]

mod account;
mod architecture;
mod article;
mod audit;
mod authority;
mod backup;
mod command_line;
mod concurrency;
mod conduct;
mod congress_day;
mod congresses;
mod documents;
mod door;
mod durability;
mod following;
mod implementing;
mod lessons;
mod lost_connection;
mod members;
mod numbering;
mod openapi;
mod papers;
mod personnel;
mod plans;
mod program;
mod progress;
mod random_order;
mod roll;
mod schema;
mod sources;
mod startup;
mod story;
mod units;
mod words;
mod world;
