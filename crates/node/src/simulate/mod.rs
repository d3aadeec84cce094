//! The simulation: weeks of a whole province, through the same use cases as real ones.
//!
//! Reading order: `ask` (what is wanted, and whether it can be), `weights` (who gets how many), `menu` (what
//! people ask for), `timeline` (office time as a line), `arrivals`, `reception`, `staff`, `course`, `hall`
//! and `life` (what happens in a unit; pure), `scene` (the plan that comes of it), `live` and `play` (doing
//! what is planned), `figures`, `published` and `report` (what the board says in the end, and what was
//! published).
//!
//! Invariants: the same seed makes the same ledgers, on any engine and however units take turns; exactly as
//! many are received as were asked for; nobody decides that a dossier is late.

mod arrivals;
mod ask;
mod course;
mod figures;
mod hall;
mod life;
mod live;
mod menu;
mod play;
mod published;
mod reception;
mod report;
mod scene;
mod staff;
mod timeline;
mod weights;

pub use ask::{Ask, Fault, Typed};
pub use play::play;
pub use report::{json, tables};
