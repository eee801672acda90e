//! How far a round has come, by unit, sector and state (2-workflow §2.5); fast at the size of the country.

pub mod api;
