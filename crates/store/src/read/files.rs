//! Files that entries name and that aren't here.

use super::{Reader, WantedFile};
use crate::db::{Row, params};
use crate::error::StoreError;
use domain::words::{BlobId, UnitId};

const COLUMNS: &str = "unit, blob, size_bytes, media, since";

fn read(r: &Row<'_>) -> Result<WantedFile, StoreError> {
    Ok(WantedFile {
        unit: r.word(0)?,
        blob: r.word(1)?,
        size_bytes: r.count(2)?,
        media: r.string(3)?,
        since: r.moment(4)?,
    })
}

impl Reader<'_> {
    /// Files that entries of a unit's ledger name and that aren't here, the smallest first.
    pub fn files_wanted_of(&self, unit: &UnitId, most: u32) -> Result<Vec<WantedFile>, StoreError> {
        let sql = format!("select {COLUMNS} from wanted where unit = $1 order by size_bytes, blob limit $2");
        self.db.all(&sql, params![unit, most], read)
    }

    /// Where a file that isn't here is named.
    pub fn file_wanted(&self, blob: &BlobId) -> Result<Vec<WantedFile>, StoreError> {
        let sql = format!("select {COLUMNS} from wanted where blob = $1 order by unit");
        self.db.all(&sql, params![blob.as_str()], read)
    }
}
