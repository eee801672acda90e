//! What is overdue or soon due, with whom, since when and by which clause: the clocks of 7 and 15 working days
//! (R-POST-02, R-POST-03), congresses past their day (R-TIME-03), guidance not acknowledged, tasks, secretaries to be
//! appointed (R-POST-05) and seats vacant (R-RES-06, R-POST-07).
//!
//! It keeps nothing of its own: each kind is read from the feature that knows it, in the order of its days.

pub mod api;
pub mod model;
pub mod rules;
pub mod service;
