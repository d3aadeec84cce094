//! The rows that one reception writes, taken from a real one, so that the limit writes as many bytes.

use anyhow::Context as _;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A column's name and its value.
pub type Cell = (String, Value);

/// A row, in the order in which the store writes them.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its table.
    pub table: &'static str,
    /// What it holds.
    pub cells: Vec<Cell>,
    /// What follows the values, where the row may be there already.
    pub conflict: &'static str,
}

/// All of them.
#[derive(Clone, Debug)]
pub struct Rows(pub Vec<Row>);

/// The tables, how the dossier's rows are found there, and what the store does where a row is there already.
const TABLES: [(&str, &str, &str); 6] = [
    ("entry", "subject = $1", ""),
    (
        "tally",
        "unit = (select unit from dossier where id = $1)",
        "on conflict (unit, day, procedure, measure) do update set n = tally.n + excluded.n",
    ),
    (
        "series",
        "unit = (select unit from dossier where id = $1)",
        "on conflict (unit, day) do update set \
         last = case when series.last < excluded.last then excluded.last else series.last end",
    ),
    ("outbox", "unit = (select unit from dossier where id = $1)", ""),
    ("dossier", "id = $1", ""),
    ("idempotency", "unit = (select unit from dossier where id = $1)", ""),
];

impl Rows {
    /// Reads them from a folder where nothing else was received.
    pub fn read(dir: &Path, dossier: &str) -> anyhow::Result<Self> {
        let db = Connection::open_with_flags(dir.join("motcua.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut rows = Vec::new();
        for (table, found, conflict) in TABLES {
            let mut statement = db.prepare(&format!("select * from {table} where {found}"))?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut found = statement.query([dossier])?;
            while let Some(row) = found.next()? {
                let cell = |(i, name): (usize, &String)| Ok((name.clone(), row.get::<_, Value>(i)?));
                let cells = columns.iter().enumerate().map(cell).collect::<rusqlite::Result<_>>()?;
                rows.push(Row { table, cells, conflict });
            }
        }
        rows.iter().find(|r| r.table == "entry").context("no reception to take the rows from")?;
        Ok(Self(rows))
    }
}
