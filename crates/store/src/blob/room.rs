//! How much files take. Counted when it is first asked for and kept up from then on: walking through a
//! hundred thousand files for each piece that arrives would cost more than the piece.

use super::Blobs;
use crate::error::StoreError;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The limit, and what is taken as far as it was counted.
#[derive(Default)]
pub(super) struct Room {
    quota_bytes: Option<u64>,
    used: Mutex<Option<u64>>,
}

impl Room {
    pub(super) fn of(quota_bytes: Option<u64>) -> Self {
        Self { quota_bytes, used: Mutex::default() }
    }

    /// Notes that so many bytes came.
    pub(super) fn grew(&self, bytes: usize) {
        let more = u64::try_from(bytes).unwrap_or(u64::MAX);
        if let Some(used) = &mut *self.used.lock().unwrap_or_else(PoisonError::into_inner) {
            *used = used.saturating_add(more);
        }
    }

    /// Counts anew when it is next asked for: something went, or another process may have written.
    pub(super) fn forget(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Blobs {
    /// Whether so many bytes more may be fetched from elsewhere. What people bring here themselves is never
    /// asked: an office goes on working when its share for other offices' files is used up.
    pub(super) fn has_room(&self, more: u64) -> Result<bool, StoreError> {
        let Some(quota) = self.room.quota_bytes else { return Ok(true) };
        let mut used = self.room.used.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = match *used {
            Some(taken) => taken,
            None => *used.insert(weigh(&self.dir, 3)?),
        };
        Ok(taken.saturating_add(more) <= quota)
    }
}

/// The bytes of all files in a folder and the folders in it, so many deep.
fn weigh(dir: &Path, depth: u8) -> Result<u64, StoreError> {
    let listing = match fs::read_dir(dir) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(StoreError::io("listing files")(error)),
    };
    let mut bytes = 0_u64;
    for entry in listing {
        let entry = entry.map_err(StoreError::io("listing files"))?;
        let more = match entry.metadata() {
            Ok(found) if found.is_dir() && depth > 0 => weigh(&entry.path(), depth - 1)?,
            Ok(found) if found.is_file() => found.len(),
            Ok(_) => 0,
            // It went while we were looking.
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => return Err(StoreError::io("listing files")(error)),
        };
        bytes = bytes.saturating_add(more);
    }
    Ok(bytes)
}
