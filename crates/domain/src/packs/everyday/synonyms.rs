//! Everyday words and what the catalogue calls the same thing; data, in `data/synonyms.csv`.

use crate::words::{fold, nfc};

/// A table can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct TableError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: String,
}

/// Everyday phrases, each with the catalogue's phrase.
#[derive(Clone, Debug, Default)]
pub struct Synonyms(Vec<Row>);

#[derive(Clone, Debug)]
struct Row {
    folded: String,
    written: String,
    official: String,
}

/// The rows of a table with two columns and a header.
pub(super) fn two_columns(table: &str) -> Result<Vec<(String, String)>, TableError> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let told = |e: csv::Error| TableError {
        line: e.position().map_or(0, csv::Position::line),
        problem: e.to_string(),
    };
    reader.deserialize().map(|row| row.map_err(told)).collect()
}

impl Synonyms {
    /// Reads a table with the columns `everyday` and `catalogue`.
    pub fn parse(table: &str) -> Result<Self, TableError> {
        let row = |(everyday, official): (String, String)| Row {
            folded: fold(&everyday),
            written: nfc(&everyday).to_lowercase(),
            official: nfc(&official),
        };
        Ok(Self(two_columns(table)?.into_iter().map(row).collect()))
    }

    /// How many phrases are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The catalogue's phrases for every everyday phrase in `query`. A query typed with diacritics only
    /// means phrases with the same ones: "độc thân" isn't "đọc thần".
    pub fn of<'s>(&'s self, query: &str) -> impl Iterator<Item = &'s str> {
        let folded = format!(" {} ", fold(query));
        let written = query.to_lowercase();
        let plain = written.is_ascii();
        let means = move |row: &&Row| {
            folded.contains(&format!(" {} ", row.folded)) && (plain || written.contains(&row.written))
        };
        self.0.iter().filter(means).map(|row| row.official.as_str())
    }
}
