//! Clauses of the guidance that a congress ticks off, before opening or before closing.

pub mod api;
