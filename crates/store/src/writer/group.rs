//! A batch: what it knows, and what it will write.

use super::known::Known;
use super::rows::Rows;
use crate::db::Db;
use crate::error::StoreError;
use crate::work::{Loaded, Reads};

/// A batch.
#[derive(Default)]
pub(super) struct Group {
    pub known: Known,
    pub rows: Rows,
}

impl Group {
    /// Stores what waits, so that statements see it.
    pub(super) fn flush(&mut self, db: &Db) -> Result<(), StoreError> {
        self.rows.flush(db, &mut self.known)
    }

    /// A unit of work looked at something and wrote nothing.
    pub(super) fn give_back(&mut self, reads: &Reads, loaded: Loaded) {
        if let Some(state) = loaded.dossier.filter(|_| reads.taking_over.is_none()) {
            self.known.bring(&reads.unit, state);
        }
    }

    /// After a transaction was taken back.
    pub(super) fn forget(&mut self) {
        self.known.forget();
        self.rows.forget();
    }
}
