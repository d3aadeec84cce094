//! Which dossiers are rated: the marks in the batches of a ledger, so that whether one is rated costs one
//! look however many batches there are.

use crate::db::{Db, params};
use crate::error::StoreError;
use domain::ratings::Ratings;
use domain::records::{Record, RecordKind};
use domain::words::UnitId;

/// The marks that a record names; none where it is no batch, or none that can be read.
pub(crate) fn marks(record: &Record) -> Vec<String> {
    if record.kind != RecordKind::Rating {
        return Vec::new();
    }
    record.read::<Ratings>().map(|batch| batch.rated).unwrap_or_default()
}

/// Notes marks in a ledger; those that it has stay.
pub(crate) fn add_all<'a>(
    db: &Db,
    unit: &UnitId,
    marks: impl IntoIterator<Item = &'a String>,
) -> Result<(), StoreError> {
    let sql = "insert into rated (unit, mark) values ($1, $2) on conflict (unit, mark) do nothing";
    marks.into_iter().try_for_each(|mark| db.run(sql, params![unit, mark]))
}
