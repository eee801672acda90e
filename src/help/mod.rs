//! Help: what each office does, how a round of congresses goes, and what the words mean.

pub mod pages;
