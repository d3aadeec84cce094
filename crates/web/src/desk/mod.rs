//! Officers' pages: take in, work on, decide, hand over; the board.

pub mod board;
pub mod worklist;
