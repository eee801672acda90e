//! The targets of the draft resolution: listed before the congress, voted on one by one at it, carried by the
//! resolution it adopts.
//!
//! What contradicts something (a value on the wrong side of its own baseline, two targets for one indicator, a
//! figure that the political report states otherwise) is pointed out as a remark before the congress; nothing is
//! ever changed for the branch. Figures are whole thousandths, never floats.

pub mod api;
pub mod figure;
pub mod model;
pub mod pages;
pub mod remarks;
pub mod resolution;
pub mod rules;
pub mod service;
pub mod store;
