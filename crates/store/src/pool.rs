//! Connections for reading: made when they are needed, kept, never more than allowed.

use crate::db::{Db, Source};
use crate::error::StoreError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long a read waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pool.
pub(crate) struct Pool {
    source: Source,
    idle: Mutex<Vec<Db>>,
    turns: Arc<Semaphore>,
}

impl Pool {
    pub(crate) fn new(source: Source, size: usize) -> Self {
        Self { source, idle: Mutex::default(), turns: Arc::new(Semaphore::new(size.max(1))) }
    }

    /// Waits until a connection may be used; not for ever.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        match timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(turn) => turn.map_err(|_| StoreError::Closed),
            Err(_) => Err(StoreError::Busy),
        }
    }

    /// Lends a connection that sees one moment.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let db = self.lend()?;
        db.begin_reading()?;
        let found = read(&db);
        db.rollback();
        if !db.broken() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(db);
        }
        found
    }

    /// A connection that was kept and is whole, or a new one.
    fn lend(&self) -> Result<Db, StoreError> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|db| !db.broken());
        let kept = idle.pop();
        drop(idle);
        kept.map_or_else(|| self.source.reading(), Ok)
    }
}
