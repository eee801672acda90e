//! The organs of a congress: presidium or chair, secretariat or clerk, counting committee.
//!
//! Each is proposed by name, voted by show of hands, and recorded with its totals (R-OG-01, R-OG-04). Its members
//! are official members on the roll (R-OG-02). An all-member congress elects no credentials committee (R-CRED-01).
//! Whoever counts never stands on a ballot list: [`rules::counters_on_list`] is asked when the committee is proposed,
//! when it is voted, and by the elections before every round.

pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub mod service;
pub mod store;
