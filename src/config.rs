//! How this copy of the program is set up.
