//! Opening: files, pragmas, how much memory a connection may take.

use super::{Db, fault};
use crate::error::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a statement waits for a lock.
const PATIENCE: Duration = Duration::from_secs(10);

impl Db {
    /// The connection that writes; makes the file and brings the schema up to date.
    pub(crate) fn writing(file: &Path, size_limit_bytes: Option<u64>) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Self::open(file, flags)?;
        // A checkpoint costs two more flushes; every 16 MB of log keeps them rare.
        db.set(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
                pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864;
                pragma cache_size = -16000;",
        )?;
        super::migrate::run(&db)?;
        if let Some(limit) = size_limit_bytes {
            let page: i64 = db.number("pragma page_size", &[])?;
            let pages = i64::try_from(limit).unwrap_or(i64::MAX) / page.max(512);
            db.set(&format!("pragma max_page_count = {}", pages.max(1)))?;
        }
        Ok(db)
    }

    /// A connection that can't write.
    pub(crate) fn reading(file: &Path) -> Result<Self, StoreError> {
        let db = Self::copying(file)?;
        db.set("pragma query_only = on; pragma cache_size = -2000; pragma mmap_size = 268435456;")?;
        Ok(db)
    }

    /// A connection that can't write to this file, but to a copy of it.
    pub(crate) fn copying(file: &Path) -> Result<Self, StoreError> {
        Self::open(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    /// Whether the schema is the one this program knows.
    pub(crate) fn check_schema(&self) -> Result<(), StoreError> {
        super::migrate::check(self)
    }

    fn open(file: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let conn = Connection::open_with_flags(file, flags).map_err(fault)?;
        conn.busy_timeout(PATIENCE).map_err(fault)?;
        conn.set_prepared_statement_cache_capacity(128);
        let db = Self { conn };
        db.set("pragma temp_store = memory")?;
        Ok(db)
    }

    fn set(&self, pragmas: &str) -> Result<(), StoreError> {
        self.conn.execute_batch(pragmas).map_err(fault)
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.set(sql)
    }
}
