//! The limit: the rows of a reception, one transaction each, by a bare loop on SQLite and by pgbench on
//! PostgreSQL. One writer is all that SQLite has, so its loop is the limit for any number of clients.

use crate::drive::Window;
use crate::figure::Times;
use crate::pgbench::Script;
use crate::rows::{Row, Rows};
use crate::told::Told;
use anyhow::Context as _;
use app::{Location, Options, Store};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::time::Instant;

/// How many units take turns, as in a province.
pub const UNITS: usize = 166;

/// What is measured against.
pub enum Limit {
    /// A loop over a connection.
    Loop(Loop),
    /// A script for pgbench.
    Script(Script),
}

impl Limit {
    /// Makes an empty database with the store's own schema.
    pub fn open(told: &Told, rows: &Rows) -> anyhow::Result<Self> {
        let place = told.place("limit");
        drop(Store::open(place.clone(), Options::default())?);
        if place.server.is_some() {
            Script::open(told, &place, rows).map(Self::Script)
        } else {
            Loop::open(&place, rows).map(Self::Loop)
        }
    }

    /// How many transactions a second.
    pub fn measure(&mut self, told: &Told, clients: usize) -> anyhow::Result<Times> {
        match self {
            Self::Loop(bare) => bare.measure(told),
            Self::Script(script) => script.measure(told, clients),
        }
    }
}

/// A loop over one connection, with the pragmas that the store sets.
pub struct Loop {
    db: Connection,
    rows: Vec<(String, Row)>,
    count: usize,
}

impl Loop {
    fn open(place: &Location, rows: &Rows) -> anyhow::Result<Self> {
        let db = Connection::open(place.dir.join("motcua.db"))?;
        db.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
             pragma wal_autocheckpoint = 4000; pragma cache_size = -16000; pragma temp_store = memory",
        )?;
        let rows = rows.0.iter().map(|row| (insert(row), row.clone())).collect();
        Ok(Self { db, rows, count: 0 })
    }

    fn measure(&mut self, told: &Told) -> anyhow::Result<Times> {
        let (window, mut each) = (Window::begin(told), Vec::new());
        while !window.over() {
            let begun = Instant::now();
            self.one()?;
            each.extend(window.time(begun));
        }
        Ok(Times { each, wall: window.wall() })
    }

    /// What the store asks and writes for one reception.
    fn one(&mut self) -> anyhow::Result<()> {
        let (u, n) = (self.count % UNITS, self.count / UNITS);
        self.count += 1;
        let unit = format!("{}@2025-07-01", 10_000 + u);
        let id = format!("01989c{n:010}-0000-7000-{u:09}");
        let db = self.db.transaction()?;
        let key = "select digest, answer from idempotency where unit = $1 and scope = $2 and key = $3";
        db.prepare_cached(key)?.exists([&unit, &unit, &id])?;
        let head = "select seq, hash from entry where unit = $1 order by seq desc limit 1";
        let mut statement = db.prepare_cached(head)?;
        let mut found = statement.query([&unit])?;
        let (seq, prev) = match found.next()? {
            Some(row) => (row.get::<_, i64>(0)? + 1, row.get::<_, Value>(1)?),
            None => (1, Value::Blob(vec![0; 32])),
        };
        drop(found);
        let last = "select last from series where unit = $1 and day = $2";
        db.prepare_cached(last)?.exists(rusqlite::params![unit, 20_250_815])?;
        let mixed = crate::people::spread(self.count) % 1_000_000_000;
        for (sql, row) in &self.rows {
            let values = row.cells.iter().map(|(column, value)| match (row.table, column.as_str()) {
                (_, "unit" | "keeper") => Value::Text(unit.clone()),
                ("entry", "seq") | ("series", "last") => Value::Integer(seq),
                ("entry", "prev") => prev.clone(),
                ("entry", "subject") | ("dossier", "id") | ("idempotency", "key") => Value::Text(id.clone()),
                ("dossier", "code") => Value::Text(format!("H56.{u}-250815-{seq:04}")),
                ("dossier", "number") => Value::Text(format!("000{mixed:09}")),
                ("dossier", "phone") => Value::Text(format!("84{mixed:09}")),
                ("outbox", "id") => Value::Text(format!("{unit}/{seq}")),
                _ => value.clone(),
            });
            db.prepare_cached(sql)?.execute(params_from_iter(values))?;
        }
        drop(statement);
        db.commit().context("a commit")
    }
}

fn insert(row: &Row) -> String {
    let columns: Vec<&str> = row.cells.iter().map(|(name, _)| name.as_str()).collect();
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    let (columns, places) = (columns.join(", "), places.join(", "));
    format!("insert into {} ({columns}) values ({places}) {}", row.table, row.conflict)
}
