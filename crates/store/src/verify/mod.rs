//! Everything once more, from the ledgers.
//!
//! [`verify`] walks every chain, replays every entry with the rules that wrote it, and compares each row that
//! follows with the one that is stored; it reads one moment, so it is right while the office works.
//! [`rebuild`] puts the rows that follow in the place of the stored ones.

mod ahead;
mod children;
mod compare;
mod moves;
mod rebuild;
mod replay;

use crate::blob::Blobs;
use crate::error::StoreError;
use crate::store::Location;
use compare::Compare;
use domain::words::BlobId;
use rebuild::Rebuild;
use replay::replay;
use std::collections::BTreeSet;

/// How many differences are kept in words.
const KEPT: usize = 1000;

/// What was walked, and what doesn't agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Ledgers walked.
    pub ledgers: u64,
    /// Entries walked.
    pub entries: u64,
    /// Of these erased by law: their chain is checked, what followed from them can't be.
    pub erased: u64,
    /// Dossiers compared.
    pub dossiers: u64,
    /// Counts compared.
    pub tallies: u64,
    /// Accounts compared.
    pub accounts: u64,
    /// Revisions of procedures compared.
    pub procedures: u64,
    /// Records compared.
    pub records: u64,
    /// Hand-overs between units that were answered by a take-over.
    pub moved: u64,
    /// Hand-overs that wait for theirs.
    pub in_transit: u64,
    /// Children that were taken in for a parent.
    pub children: u64,
    /// Children that were asked for and wait to be taken in.
    pub children_asked: u64,
    /// Children that ended, of which the parent waits to hear.
    pub children_untold: u64,
    /// Notices looked for.
    pub notices: u64,
    /// Entries of kinds that only a newer program knows.
    pub unknown: u64,
    /// Files that entries name and that are still on their way here.
    pub files_awaited: BTreeSet<BlobId>,
    /// Files that entries name and that are neither here nor on their way; each is a difference.
    pub files_missing: BTreeSet<BlobId>,
    /// Files whose content was checked.
    pub blobs: u64,
    /// What doesn't agree, in words; the first thousand.
    pub differences: Vec<String>,
    /// How many differences there are.
    pub difference_count: u64,
}

impl Report {
    /// Whether everything agrees.
    pub fn clean(&self) -> bool {
        self.difference_count == 0
    }

    fn differs(&mut self, what: impl FnOnce() -> String) {
        self.difference_count += 1;
        if self.differences.len() < KEPT {
            self.differences.push(what());
        }
    }
}

/// How far the walk is: entries done, entries in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Checks a folder, also while a store writes to it. Files are left out where only the server is named.
pub fn verify(at: impl Into<Location>, progress: Progress<'_>) -> Result<Report, StoreError> {
    let at = at.into();
    let db = at.source()?.reading()?;
    db.check_schema()?;
    db.begin_reading()?;
    let blobs = (!at.dir.as_os_str().is_empty()).then(|| Blobs::new(&at.dir));
    let mut report = Report::default();
    let mut compare = Compare::new(&db, blobs.as_ref());
    replay(&db, &mut compare, &mut report, progress)?;
    db.rollback();
    Ok(report)
}

/// Rebuilds every row that follows from entries, in one transaction. No store may be open for writing. The
/// report names entries that don't verify; rows that can't be rebuilt because entries were erased stay as
/// they are.
pub fn rebuild(at: impl Into<Location>, progress: Progress<'_>) -> Result<Report, StoreError> {
    let at = at.into();
    let _lock = at.lock()?;
    let db = at.source()?.writing(None)?;
    db.unhurried(true)?;
    db.begin()?;
    let mut report = Report::default();
    let rebuilt = db.alone().and_then(|()| replay(&db, &mut Rebuild::new(&db), &mut report, progress));
    match rebuilt.and_then(|()| db.commit()) {
        Ok(()) => Ok(report),
        Err(error) => {
            db.rollback();
            Err(error)
        }
    }
}
