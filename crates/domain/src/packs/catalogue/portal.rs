//! Reading the national portal's own rows. They are dirty: what can be repaired with certainty is repaired
//! and reported, what can't is reported and left out, and the rest is imported.

mod csv_rows;
mod json_rows;
mod row;

pub use csv_rows::{Columns, read_csv_record};
pub use json_rows::read_jsonl_line;

use super::Procedure;
use crate::words::ProcedureCode;
use std::collections::BTreeMap;

/// What came of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The procedure; `None` when the row had to be left out.
    pub procedure: Option<Procedure>,
    /// What was wrong with it.
    pub findings: Vec<Finding>,
}

/// Something wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row's line in its file, from 1.
    pub line: u64,
    /// The procedure's code as the row has it.
    pub code: String,
    /// What is wrong.
    pub kind: FindingKind,
    /// The text that is wrong.
    pub value: String,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Spaces around a code or name; taken away.
    StraySpaces,
    /// Not a national code; the row is left out.
    MalformedCode,
    /// Words instead of a number of days.
    FreeTextTime,
    /// A number without a usable unit.
    UnitOther,
    /// No limit can be read for a channel; the channel is left out.
    NoTime,
    /// A channel comes more than once; the longest limit holds.
    RepeatedChannel,
    /// A channel with an unknown name; left out.
    UnknownChannel,
    /// A level of government with an unknown name; left out.
    UnknownLevel,
    /// An amount that can't be đồng (none, or below 1,000); left out.
    OddFee,
    /// Another procedure has the same name; both are kept.
    DuplicateName,
    /// The code came before; the row is left out.
    DuplicateCode,
    /// No name; the row is left out.
    NoName,
    /// The line isn't JSON of the expected shape; left out.
    NotJson,
    /// A column is missing; nothing can be read.
    MissingColumn,
}

impl FindingKind {
    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::StraySpaces => "finding-stray-spaces",
            Self::MalformedCode => "finding-malformed-code",
            Self::FreeTextTime => "finding-free-text-time",
            Self::UnitOther => "finding-unit-other",
            Self::NoTime => "finding-no-time",
            Self::RepeatedChannel => "finding-repeated-channel",
            Self::UnknownChannel => "finding-unknown-channel",
            Self::UnknownLevel => "finding-unknown-level",
            Self::OddFee => "finding-odd-fee",
            Self::DuplicateName => "finding-duplicate-name",
            Self::DuplicateCode => "finding-duplicate-code",
            Self::NoName => "finding-no-name",
            Self::NotJson => "finding-not-json",
            Self::MissingColumn => "finding-missing-column",
        }
    }
}

/// Sees the rows of one import one after another and finds what repeats.
#[derive(Clone, Debug, Default)]
pub struct Importer {
    codes: BTreeMap<ProcedureCode, u64>,
    names: BTreeMap<String, ProcedureCode>,
}

impl Importer {
    /// An importer that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what this row repeats; a row whose code came before is left out.
    pub fn take(&mut self, line: u64, mut read: Read) -> Read {
        let Some(procedure) = &read.procedure else { return read };
        let finding = |kind, value: String| Finding { line, code: procedure.code.to_string(), kind, value };
        if let Some(first) = self.codes.get(&procedure.code) {
            let duplicate = finding(FindingKind::DuplicateCode, first.to_string());
            read.findings.push(duplicate);
            read.procedure = None;
            return read;
        }
        self.codes.insert(procedure.code.clone(), line);
        let name = procedure.name.to_lowercase();
        if let Some(first) = self.names.get(&name) {
            let duplicate = finding(FindingKind::DuplicateName, first.to_string());
            read.findings.push(duplicate);
        } else {
            self.names.insert(name, procedure.code.clone());
        }
        read
    }
}

/// Whether `code` is a national code, possibly a province's own form of one:
/// `^[123]\.\d{6}(\.000\.00\.00)?(\.[A-Y]\d{2})?$`.
pub fn is_code(code: &str) -> bool {
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let place = |t: &str| {
        t.starts_with(|c: char| ('A'..='Y').contains(&c)) && t.get(1..).is_some_and(|d| digits(d, 2))
    };
    let parts: Vec<&str> = code.split('.').collect();
    let [series, number, rest @ ..] = parts.as_slice() else { return false };
    let tail = rest.strip_prefix(&["000", "00", "00"]).unwrap_or(rest);
    matches!(*series, "1" | "2" | "3")
        && digits(number, 6)
        && match tail {
            [] => true,
            [unit] => place(unit),
            _ => false,
        }
}

#[cfg(test)]
mod tests;
