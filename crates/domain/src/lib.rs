//! The rules of a two-tier one-stop office, and nothing else.
//!
//! Reading order: [`words`] (ids, time, names), [`calendar`] (legal time), [`units`] (territory as of a day),
//! [`identity`] (who may), [`packs`] (process as data), [`dossier`] (what happens to a case), [`ledger`] (how
//! it is kept), [`records`] (what else a unit keeps there), [`registers`] (what results feed), [`reminders`]
//! (who is reminded of what), [`places`] (where an office is, how long one waits there), [`nodes`] (which
//! program writes which ledger).
//!
//! Invariants: no clock, no disk, no network, no await and no randomness in this crate; time, chance
//! and identity are arguments. A rule that is refused is a value ([`dossier::Refusal`]), never a panic.

pub mod calendar;
pub mod checklist;
pub mod dossier;
pub mod identity;
pub mod indicators;
pub mod ledger;
pub mod nodes;
pub mod notify;
pub mod packs;
pub mod places;
pub mod ratings;
pub mod records;
pub mod registers;
pub mod reminders;
pub mod units;
pub mod words;
