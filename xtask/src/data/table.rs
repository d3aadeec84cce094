//! CSV files read by the names of their columns, and written.

use anyhow::{Context, Result};
use domain::words::nfc;
use std::path::Path;

/// A file read whole.
pub struct Table {
    header: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads `dir/name`.
    pub fn read(dir: &Path, name: &str) -> Result<Self> {
        let path = dir.join(name);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<_, _>>().with_context(|| name.to_owned())?;
        Ok(Self { header, rows })
    }

    /// The columns named, row by row, trimmed and composed.
    pub fn columns<const N: usize>(&self, names: [&str; N]) -> Result<Vec<[String; N]>> {
        let mut at = [0; N];
        for (slot, name) in at.iter_mut().zip(names) {
            let position = self.header.iter().position(|h| h == name);
            *slot = position.with_context(|| format!("no column {name}"))?;
        }
        let read = |row: &csv::StringRecord| at.map(|i| nfc(row.get(i).unwrap_or_default().trim()));
        Ok(self.rows.iter().map(read).collect())
    }
}

/// A table as text.
pub fn text<const N: usize>(header: [&str; N], rows: &[[String; N]]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
