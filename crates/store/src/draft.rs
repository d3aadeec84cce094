//! Rows of drafts: beside the ledger, for those who write and those who read.

use crate::db::{Db, Row, params};
use crate::error::StoreError;
use crate::work::Draft;
use domain::words::UnitId;

/// What is read of one.
pub(crate) const COLUMNS: &str = "id, owner, procedure, version, body, updated_at, expires_at";

/// A row as it is read.
pub(crate) fn read(r: &Row<'_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        id: r.string(0)?,
        owner: r.string(1)?,
        procedure: r.word(2)?,
        version: r.small(3)?,
        body: r.string(4)?,
        updated: r.moment(5)?,
        expires: r.moment(6)?,
    })
}

/// The draft of a name.
pub(crate) fn get(db: &Db, unit: &UnitId, id: &str) -> Result<Option<Draft>, StoreError> {
    let sql = format!("select {COLUMNS} from draft where unit = $1 and id = $2");
    db.first(&sql, params![unit, id], read)
}

/// Keeps one as it is from now on.
pub(crate) fn put(db: &Db, unit: &UnitId, d: &Draft) -> Result<(), StoreError> {
    db.run(
        "insert into draft (unit, id, owner, procedure, version, body, updated_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (unit, id) do update set \
         owner = excluded.owner, version = excluded.version, body = excluded.body, \
         updated_at = excluded.updated_at, expires_at = excluded.expires_at",
        params![unit, &d.id, &d.owner, d.procedure.as_str(), d.version, &d.body, d.updated, d.expires],
    )
}
