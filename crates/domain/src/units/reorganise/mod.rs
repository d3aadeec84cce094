//! A reorganisation as data: which units are made on a day, which end, what succeeds them, by a legal act.
//!
//! A file is read whole ([`Reorganisation::parse`]), checked against what is known
//! ([`Reorganisation::check`]) and applied ([`Units::apply`]). Reading and checking name every fault at once,
//! with its line. Applying is total and idempotent: what is already known stays as it is, so applying twice
//! is applying once.

mod apply;
mod check;
mod export;
mod faults;
mod parse;
mod plan;

pub use faults::{Fault, FaultKind};

use super::{Relation, Tier, UnitKind, Units};
use crate::words::{Day, UnitCode};

/// A unit that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// The line that says so.
    pub line: u64,
    /// Its code, from the day on.
    pub code: UnitCode,
    /// Its level.
    pub tier: Tier,
    /// What it calls itself.
    pub kind: UnitKind,
    /// `Hạc Thành`.
    pub name: String,
    /// `Phường Hạc Thành`.
    pub full_name: String,
    /// The code that the unit above it carries on the day; none for a province.
    pub parent: Option<UnitCode>,
    /// The act that makes it.
    pub act: String,
}

/// A unit that ends; one row for each that succeeds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The line that says so.
    pub line: u64,
    /// The code that it carries until the day before.
    pub from: UnitCode,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether this successor keeps the finished dossiers.
    pub archive: bool,
    /// The act that ends it.
    pub act: String,
}

/// What becomes of a unit that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// (A part of) it goes to the unit that carries this code from the day on.
    To(UnitCode, Relation),
    /// Its whole tier ends; others take its duties as the law divides them.
    TierEnds,
}

/// A unit that goes on under its code with another name, kind or parent. What isn't said stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staying {
    /// The line that says so.
    pub line: u64,
    /// Its code.
    pub code: UnitCode,
    /// Its kind from the day on.
    pub kind: Option<UnitKind>,
    /// Its name from the day on.
    pub name: Option<String>,
    /// Its full name from the day on.
    pub full_name: Option<String>,
    /// The code of the unit above it from the day on.
    pub parent: Option<UnitCode>,
    /// The act that says so.
    pub act: String,
}

/// A reorganisation, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reorganisation {
    /// The act, where a row names none of its own.
    pub act: String,
    /// The first day of the new order.
    pub day: Day,
    /// Units that are made.
    pub news: Vec<NewUnit>,
    /// Units that end.
    pub ends: Vec<Ending>,
    /// Units that go on otherwise.
    pub stays: Vec<Staying>,
}

impl Reorganisation {
    /// A file as it is kept: the same file gives the same text, whatever a form or a system made of its line
    /// ends.
    pub fn normal(text: &str) -> String {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        format!("{}\n", text.trim_end_matches('\n'))
    }

    /// Reads a file. Every fault is named, each with its line.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        parse::parse(text)
    }

    /// Everything that keeps it from being applied to what is known, in order of lines.
    pub fn check(&self, units: &Units, today: Day) -> Vec<Fault> {
        check::check(self, units, today)
    }

    /// The reorganisation of a day as the tables have it; none when nothing began or ended then.
    pub fn of_day(units: &Units, day: Day) -> Option<Self> {
        export::of_day(units, day)
    }

    /// As a file that [`Reorganisation::parse`] reads.
    pub fn to_csv(&self) -> String {
        export::to_csv(self)
    }

    /// The codes of the units that end or go on otherwise, in order.
    pub fn touched(&self) -> std::collections::BTreeSet<&UnitCode> {
        self.ends.iter().map(|e| &e.from).chain(self.stays.iter().map(|s| &s.code)).collect()
    }
}

#[cfg(test)]
mod tests;
