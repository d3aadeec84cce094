//! SQLite: one file in the office's folder.
//!
//! WAL with `synchronous = FULL`, so a commit that returned is on disk; one writer a file.

use super::checkpoint::Checkpoints;
use super::{Param, Row};
use crate::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ToSql};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long a statement waits for a lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many statements are kept ready.
const STATEMENTS: usize = 128;

/// A connection.
pub(super) struct Sqlite {
    // Closed before the thread that copies its log is waited for.
    conn: Connection,
    /// Which value each place of a statement takes.
    places: RefCell<HashMap<String, Arc<[usize]>>>,
    log: Option<Checkpoints>,
}

impl Sqlite {
    /// The connection that writes; makes the file.
    pub(super) fn writing(file: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Self::open(file, flags)?;
        db.batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
                pragma wal_autocheckpoint = 0; pragma journal_size_limit = 67108864;
                pragma cache_size = -64000;",
        )?;
        db.log = Some(Checkpoints::start(&mut db.conn, file)?);
        Ok(db)
    }

    /// A connection that copies the log beside the one that writes.
    pub(super) fn beside(file: &Path) -> Result<Self, StoreError> {
        let db = Self::open(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.batch("pragma wal_autocheckpoint = 0; pragma cache_size = -100;")?;
        Ok(db)
    }

    /// Copies what is in the log into the file, as far as nobody is in the way.
    pub(super) fn copy_log(&self) -> Result<(), StoreError> {
        self.first("pragma wal_checkpoint(passive)", &[], |_| Ok(())).map(|_| ())
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
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        // Else statements over tables with partial indexes are put together anew for other values.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        let db = Self { conn, places: RefCell::default(), log: None };
        db.batch("pragma temp_store = memory")?;
        Ok(db)
    }

    /// Statements without values or rows.
    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.conn.execute_batch(sql).map_err(fault)
    }

    pub(super) fn run(&self, sql: &str, params: &[Param<'_>]) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        self.bind(sql, &mut statement, params)?;
        statement.raw_execute().map_err(fault).map(|_| ())
    }

    pub(super) fn each(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        self.bind(sql, &mut statement, params)?;
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
        self.bind(sql, &mut statement, params)?;
        let mut rows = statement.raw_query();
        match rows.next().map_err(fault)? {
            Some(row) => make(&Row::Sqlite(row)).map(Some),
            None => Ok(None),
        }
    }

    /// The same statement for each row of values.
    pub(super) fn run_all(&self, sql: &str, rows: &[Vec<Param<'_>>]) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql).map_err(fault)?;
        rows.iter().try_for_each(|row| {
            self.bind(sql, &mut statement, row)?;
            statement.raw_execute().map_err(fault).map(|_| ())
        })
    }

    /// Binds by the number in the name, so that `$2` may stand before `$1`.
    fn bind(&self, sql: &str, statement: &mut Statement<'_>, params: &[Param<'_>]) -> Result<(), StoreError> {
        let known = self.places.borrow().get(sql).map(Arc::clone);
        let places = known.map_or_else(|| self.places_of(sql, statement), Ok)?;
        for (index, place) in (1..).zip(places.iter()) {
            let param = params.get(*place);
            let param = param.ok_or_else(|| StoreError::Unfit(format!("parameter {index} has no value")))?;
            statement.raw_bind_parameter(index, param).map_err(fault)?;
        }
        Ok(())
    }

    fn places_of(&self, sql: &str, statement: &Statement<'_>) -> Result<Arc<[usize]>, StoreError> {
        let (places, mut known) = (places(statement)?, self.places.borrow_mut());
        if known.len() >= STATEMENTS {
            known.clear();
        }
        known.insert(sql.to_owned(), Arc::clone(&places));
        Ok(places)
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

/// The value of each parameter of a statement, by the number in its name.
fn places(statement: &Statement<'_>) -> Result<Arc<[usize]>, StoreError> {
    let place = |index| {
        let name = statement.parameter_name(index);
        let number = name.and_then(|n| n.get(1..)).and_then(|n| n.parse::<usize>().ok());
        let place = number.and_then(|n| n.checked_sub(1));
        place.ok_or_else(|| StoreError::Unfit(format!("parameter {index} has no number")))
    };
    (1..=statement.parameter_count()).map(place).collect()
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
