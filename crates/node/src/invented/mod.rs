//! Invented people and papers: what the demonstration and the simulation are made of. A seed decides
//! everything.
//!
//! Invariants: personal numbers are of place 000, which exists nowhere; telephones begin with 0990, which
//! nobody is given.

pub mod chance;
pub mod fill;
pub mod names;
pub mod papers;
