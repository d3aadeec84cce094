//! One box that finds procedures, guides, public records and published rates.
//!
//! Reading order: [`Doc`] (what is handed in), [`Finder`] (the index on disk), `question` (what was typed),
//! `candidates` (what tantivy finds, by the million), `judge` (the order among the best), `suggest`.
//!
//! Invariants: what people type never fails; words are looked up among documents of one kind at a time, so
//! a million records change nothing in the order of the procedures; diacritics decide the order, never what
//! is found; the index holds nothing that can't be made anew from what it was filled with.

mod candidates;
mod codes;
mod doc;
mod error;
mod everyday;
mod fields;
mod finder;
mod judge;
mod kept;
mod lexicon;
mod meant;
mod question;
mod rank;
mod suggest;
mod view;
mod words;

pub use doc::{Change, Doc, DocKind, Hit, Query, Suggestion, Weight};
pub use error::FindError;
pub use everyday::Everyday;
pub use finder::Finder;
