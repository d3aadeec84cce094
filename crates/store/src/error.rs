//! What can go wrong with storage. Refusals are not here: they are answers.

use domain::words::UnitId;
use std::error::Error;
use std::sync::Arc;

/// A fault of storage. Cheap to clone, because a batch that fails tells everybody in it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk, or the size that was allowed, is used up. Reading goes on.
    #[error("the disk is full")]
    Full,
    /// Another program writes to this folder.
    #[error("the folder is in use by another program")]
    InUse,
    /// The database was locked for too long.
    #[error("the database is busy")]
    Busy,
    /// The database server can't be reached, or went away. Nothing that was acknowledged is lost.
    #[error("the database can't be reached")]
    Away {
        /// What the driver says.
        #[source]
        source: Arc<dyn Error + Send + Sync>,
    },
    /// Encryption was asked for, but nobody said whose certificate is right.
    #[error("the server's certificate can't be verified: no sslrootcert is named")]
    Unverified,
    /// The store was opened for reading only, or the server is a standby.
    #[error("the database can only be read: opened so, or a standby server")]
    ReadOnly,
    /// The store was closed while the work waited; nothing of it was written.
    #[error("the store is closed")]
    Closed,
    /// The same idempotency key came with another request.
    #[error("the key was used for another request")]
    KeyReused,
    /// A code, a sign-in name or a version that exists already.
    #[error("the change collides with one that is stored")]
    Conflict,
    /// Another node writes this unit's ledger.
    #[error("{unit} is written by another node")]
    HomeElsewhere {
        /// Which unit's.
        unit: UnitId,
    },
    /// Entries that another node sent don't follow from what is here. Nothing of them was taken.
    #[error("{unit}, entry {seq}: {what}")]
    Unadmitted {
        /// Of which ledger.
        unit: UnitId,
        /// The first that doesn't.
        seq: u64,
        /// Why.
        what: &'static str,
        /// Whether it may fit once another ledger has come.
        early: bool,
    },
    /// A decision that doesn't fit what it was made for; a fault in the program.
    #[error("the change does not fit: {0}")]
    Unfit(String),
    /// The decision panicked; nothing of it was written.
    #[error("the decision broke off")]
    Panicked,
    /// The database was written by a newer program.
    #[error("the database is at step {found}, this program knows {known}")]
    Newer {
        /// The step of the database.
        found: i64,
        /// The last step this program knows.
        known: i64,
    },
    /// Something stored can't be read back.
    #[error("{what} can't be read back")]
    Corrupt {
        /// What.
        what: String,
        /// What the reader says, where it says something.
        #[source]
        source: Option<Arc<dyn Error + Send + Sync>>,
    },
    /// The disk or the database failed.
    #[error("storage failed while {doing}")]
    Storage {
        /// What was being done.
        doing: &'static str,
        /// The cause.
        #[source]
        source: Arc<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// Something stored that can't be read, with no deeper cause.
    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into(), source: None }
    }

    /// Something stored that can't be read, and why.
    pub fn unreadable<E: Error + Send + Sync + 'static>(what: impl Into<String>) -> impl FnOnce(E) -> Self {
        let what = what.into();
        move |source| Self::Corrupt { what, source: Some(Arc::new(source)) }
    }

    /// A failed operation on files.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Storage { doing, source: Arc::new(source) },
        }
    }
}
