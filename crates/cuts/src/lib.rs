//! Cuts: a province and its communes in one process, on lines, disks and clocks that fail by a seed.
//!
//! Reading order: [`play`] (one seed), `scene` (who is there), `people` (what they do), `trouble` (what goes
//! wrong), `net` and `machine` (on what), `quiet` (everything is healed), `check` (what must hold then).
//!
//! Invariants: one thread does everything in one order; time, chance and keys follow from the seed; the
//! offices are real ones on real stores. So a seed that fails fails again, and its log says where.

mod calls;
mod chance;
mod check;
mod look;
mod machine;
mod net;
mod pack;
mod people;
mod play;
mod quiet;
pub mod report;
mod scene;
mod story;
mod time;
mod trouble;

pub use play::{Played, play};
pub use story::{Figures, Hear};
