//! Records: the newest version of each.

use crate::db::{Db, Row, params};
use crate::error::StoreError;
use domain::records::{Record, RecordKind};
use domain::words::UnitId;

/// The columns in the order that [`read`] expects.
pub(crate) const COLUMNS: &str = "unit, kind, key, version, at, actor, body";

/// Reads a row.
pub(crate) fn read(row: &Row<'_>) -> Result<Record, StoreError> {
    Ok(Record {
        unit: row.word(0)?,
        kind: RecordKind::parse(row.text(1)?).ok_or_else(|| StoreError::corrupt("a record's kind"))?,
        key: row.string(2)?,
        version: row.small(3)?,
        at: row.moment(4)?,
        actor: row.string(5)?,
        body: row.string(6)?,
    })
}

/// One record.
pub(crate) fn get(db: &Db, unit: &UnitId, kind: RecordKind, key: &str) -> Result<Option<Record>, StoreError> {
    let sql = format!("select {COLUMNS} from record where unit = $1 and kind = $2 and key = $3");
    db.first(&sql, params![unit, kind.as_str(), key], read)
}

/// A unit's records of a kind whose keys begin with `prefix`, by key.
pub(crate) fn under(
    db: &Db,
    unit: &UnitId,
    kind: RecordKind,
    prefix: &str,
) -> Result<Vec<Record>, StoreError> {
    // No key has a character above U+FFFF's place in the order.
    let end = format!("{prefix}\u{ffff}");
    let sql = format!(
        "select {COLUMNS} from record where unit = $1 and kind = $2 and key >= $3 and key < $4 order by key"
    );
    db.all(&sql, params![unit, kind.as_str(), prefix, &end], read)
}

/// Stores a version in the place of the one before.
pub(crate) fn put(db: &Db, r: &Record) -> Result<(), StoreError> {
    db.run(
        "insert into record (unit, kind, key, version, at, actor, body) values ($1, $2, $3, $4, $5, $6, $7) \
         on conflict (unit, kind, key) do update set version = excluded.version, at = excluded.at, \
         actor = excluded.actor, body = excluded.body",
        params![&r.unit, r.kind.as_str(), &r.key, r.version, r.at, &r.actor, &r.body],
    )?;
    Ok(())
}
