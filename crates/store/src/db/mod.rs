//! The narrow door to the database: the only room that names a driver. SQL text stays in the common subset
//! of SQLite and PostgreSQL (`$1` placeholders, `on conflict`, bigint, text, blob); what differs is here.
//!
//! Invariants: WAL with `synchronous = FULL`, so a commit that returned is on disk; one writer a folder.

mod migrate;
mod open;
mod value;

pub(crate) use value::{Param, Row};

use crate::error::StoreError;
use rusqlite::{Connection, ErrorCode, Statement};
use std::sync::Arc;

/// One connection.
pub(crate) struct Db {
    conn: Connection,
}

/// A parameter list: `params![unit, seq]`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Param::from($value)),*][..] };
}
pub(crate) use params;

impl Db {
    /// Runs a statement that gives no rows; says how many it touched.
    pub(crate) fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<usize, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        statement.raw_execute().map_err(fault)
    }

    /// Hands every row to `take`, one at a time.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(fault)? {
            take(&Row::new(row))?;
        }
        Ok(())
    }

    /// Every row.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut make: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(make(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        make: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        match rows.next().map_err(fault)? {
            Some(row) => make(&Row::new(row)).map(Some),
            None => Ok(None),
        }
    }

    /// A single number, 0 when there is none.
    pub(crate) fn number(&self, sql: &str, params: &[Param<'_>]) -> Result<i64, StoreError> {
        Ok(self.first(sql, params, |row| row.int_or_null(0))?.flatten().unwrap_or(0))
    }

    /// Begins a transaction that will write.
    pub(crate) fn begin(&self) -> Result<(), StoreError> {
        self.conn.execute_batch("begin immediate").map_err(fault)
    }

    /// Begins a transaction that sees one moment and writes nothing.
    pub(crate) fn begin_reading(&self) -> Result<(), StoreError> {
        self.conn.execute_batch("begin").map_err(fault)
    }

    /// Ends a transaction; when this returns, what it wrote is on disk.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        self.run("commit", &[]).map(|_| ())
    }

    /// Takes a transaction back, unless the engine did so already.
    pub(crate) fn rollback(&self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.conn.execute_batch("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
    }

    /// Writes a copy of the database, as of one moment, to a new file.
    pub(crate) fn copy_to(&self, file: &str) -> Result<(), StoreError> {
        self.run("vacuum into $1", params![file]).map(|_| ())
    }
}

/// Binds by the number in the name, so that `$2` may stand before `$1`.
fn bind(statement: &mut Statement<'_>, params: &[Param<'_>]) -> Result<(), StoreError> {
    for index in 1..=statement.parameter_count() {
        let number =
            statement.parameter_name(index).and_then(|n| n.get(1..)).and_then(|n| n.parse::<usize>().ok());
        let param = number.and_then(|n| n.checked_sub(1)).and_then(|n| params.get(n));
        let param = param.ok_or_else(|| StoreError::Unfit(format!("parameter {index} has no value")))?;
        statement.raw_bind_parameter(index, param).map_err(fault)?;
    }
    Ok(())
}

/// What the driver reports, as the rest of the program knows it.
fn fault(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::ConstraintViolation) => StoreError::Conflict,
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupt { what: "the database file".to_owned(), source: Some(Arc::new(error)) }
        }
        _ => StoreError::Storage { doing: "running a statement", source: Arc::new(error) },
    }
}
