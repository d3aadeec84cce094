//! Published procedures: which entry holds each revision, and which revision runs.

use crate::db::{Db, params};
use crate::error::StoreError;
use domain::words::{Moment, UnitId};

/// What kind of thing a procedure is in the ledger; its id is its code.
pub(crate) const SUBJECT: &str = "procedure";
/// The only kind of entry.
pub(crate) const KIND: &str = "procedure-published";
/// Version of the body's shape.
pub(crate) const BODY_VERSION: u16 = 1;

/// Notes a publication and makes it the one that runs.
pub(crate) fn put(
    db: &Db,
    unit: &UnitId,
    code: &str,
    revision: &str,
    seq: u64,
    at: Moment,
) -> Result<(), StoreError> {
    db.run("update procedure set current = 0 where unit = $1 and code = $2", params![unit, code])?;
    db.run(
        "insert into procedure (unit, code, revision, current, seq, at) values ($1, $2, $3, 1, $4, $5) \
         on conflict (unit, code, revision) do update set current = 1, seq = excluded.seq, at = excluded.at",
        params![unit, code, revision, seq, at],
    )?;
    Ok(())
}
