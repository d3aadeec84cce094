//! SQLite: one file in the office's folder.
//!
//! WAL with `synchronous = FULL`, so a commit that returned is on disk; one writer a file.

use super::{Param, Row};
use crate::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ToSql};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long a statement waits for a lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection.
pub(super) struct Sqlite {
    conn: Connection,
}

impl Sqlite {
    /// The connection that writes; makes the file.
    pub(super) fn writing(file: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Self::open(file, flags)?;
        // A checkpoint costs two more flushes, and pages that are written often are copied once in it; every
        // 64 MB of log keeps them rare.
        db.batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
                pragma wal_autocheckpoint = 16000; pragma journal_size_limit = 67108864;
                pragma cache_size = -16000;",
        )?;
        Ok(db)
    }

    /// The file refuses to grow beyond this; what is there stays readable.
    pub(super) fn limit(&self, bytes: u64) -> Result<(), StoreError> {
        let page: i64 = self.first("pragma page_size", &[], |r| r.int(0))?.unwrap_or(4096);
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page.max(512);
        self.batch(&format!("pragma max_page_count = {}", pages.max(1)))
    }

    /// A connection that can't write.
    pub(super) fn reading(file: &Path) -> Result<Self, StoreError> {
        let db = Self::copying(file)?;
        db.batch("pragma query_only = on; pragma cache_size = -2000; pragma mmap_size = 268435456;")?;
        Ok(db)
    }

    /// A connection that can't write to this file, but to a copy of it.
    pub(super) fn copying(file: &Path) -> Result<Self, StoreError> {
        Self::open(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    fn open(file: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let conn = Connection::open_with_flags(file, flags).map_err(fault)?;
        conn.busy_timeout(PATIENCE).map_err(fault)?;
        conn.set_prepared_statement_cache_capacity(128);
        // Else statements over tables with partial indexes are put together anew for other values.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        let db = Self { conn };
        db.batch("pragma temp_store = memory")?;
        Ok(db)
    }

    /// Statements without values or rows.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.conn.execute_batch(sql).map_err(fault)
    }

    pub(super) fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        statement.raw_execute().map_err(fault).map(|_| ())
    }

    pub(super) fn each(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(fault)? {
            take(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        make: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        match rows.next().map_err(fault)? {
            Some(row) => make(&Row::Sqlite(row)).map(Some),
            None => Ok(None),
        }
    }

    /// Takes a transaction back, unless the engine did so already.
    pub(super) fn rollback(&self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.conn.execute_batch("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Int(n) => ToSqlOutput::Owned(Value::Integer(*n)),
            Self::Text(t) => ToSqlOutput::Borrowed(ValueRef::Text(t.as_bytes())),
            Self::Blob(b) => ToSqlOutput::Borrowed(ValueRef::Blob(b)),
        })
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
pub(super) fn fault(error: rusqlite::Error) -> StoreError {
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
