//! Connections for reading: made when they are needed, kept, never more than allowed.

use crate::db::Db;
use crate::error::StoreError;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The pool.
pub(crate) struct Pool {
    file: PathBuf,
    idle: Mutex<Vec<Db>>,
    turns: Arc<Semaphore>,
}

impl Pool {
    pub(crate) fn new(file: PathBuf, size: usize) -> Self {
        Self { file, idle: Mutex::default(), turns: Arc::new(Semaphore::new(size.max(1))) }
    }

    /// Waits until a connection may be used.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        Arc::clone(&self.turns).acquire_owned().await.map_err(|_| StoreError::Closed)
    }

    /// Lends a connection that sees one moment.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = idle.map_or_else(|| Db::reading(&self.file), Ok)?;
        db.begin_reading()?;
        let found = read(&db);
        db.rollback();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
        found
    }
}
