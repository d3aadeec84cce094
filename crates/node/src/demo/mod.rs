//! The demonstration: province 38 (Thanh Hóa), its centre and communes, invented people in every role, and a
//! few thousand dossiers in every state, made through the same use cases as real ones.
//!
//! A fixed seed decides what happens: the same people and fates each time. `offices` opens accounts, `fate`
//! and `story` plan each dossier back from now, `play` does what is planned, each act at its own hour,
//! `accounts` is the file for those who try it.
//!
//! Invariant: nothing lies in the future.

pub mod accounts;
mod course;
mod fate;
mod hours;
mod offices;
mod play;
mod reach;
mod story;

pub use play::set_up;

/// The province that is shown.
pub const PROVINCE: &str = "38";
/// The commune whose accounts are given out: the ward of Hạc Thành, in the province's capital.
pub const COMMUNE: &str = "14797";
/// Decides what happens.
const SEED: u64 = 0x4D6F_7463_7561;
