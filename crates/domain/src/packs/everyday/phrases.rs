//! What people call procedures, one by one; data, in `data/phrases.csv`.

use super::synonyms::{TableError, two_columns};
use crate::words::{ProcedureCode, nfc};
use std::collections::BTreeMap;

/// Everyday phrases of procedures.
#[derive(Clone, Debug, Default)]
pub struct Phrases(BTreeMap<ProcedureCode, Vec<String>>);

impl Phrases {
    /// Reads a table with the columns `code` and `phrase`.
    pub fn parse(table: &str) -> Result<Self, TableError> {
        let mut all: BTreeMap<ProcedureCode, Vec<String>> = BTreeMap::new();
        for (n, (code, phrase)) in (2..).zip(two_columns(table)?) {
            let code =
                code.parse().map_err(|_| TableError { line: n, problem: format!("no code: {code}") })?;
            all.entry(code).or_default().push(nfc(&phrase));
        }
        Ok(Self(all))
    }

    /// Those of one procedure.
    pub fn of(&self, code: &ProcedureCode) -> &[String] {
        self.0.get(code).map(Vec::as_slice).unwrap_or_default()
    }

    /// The procedures that have some.
    pub fn codes(&self) -> impl Iterator<Item = &ProcedureCode> {
        self.0.keys()
    }
}
