//! Notices that wait to be delivered. A notice's id is its entry's place, so it can't be queued twice.

use crate::db::{Db, params};
use crate::error::StoreError;
use domain::notify::Notice;
use domain::words::{Moment, UnitId};

/// The id of the notice that an entry asks for.
pub(crate) fn id(unit: &UnitId, seq: u64) -> String {
    format!("{unit}/{seq}")
}

/// Whether one of the entries, whose numbers rise, asked for the notice of that id.
pub(crate) fn asked(entries: &[u64], id: &str) -> bool {
    let seq = id.rsplit('/').next().and_then(|n| n.parse::<u64>().ok());
    seq.is_some_and(|seq| entries.binary_search(&seq).is_ok())
}

/// Queues a notice. One that is there already keeps how far its delivery is.
pub(crate) fn put(db: &Db, unit: &UnitId, seq: u64, at: Moment, notice: &Notice) -> Result<(), StoreError> {
    let body = body(notice)?;
    db.run(
        "insert into outbox (unit, id, kind, body, at, attempts, next_at, done_at) \
         values ($1, $2, 'notice', $3, $4, 0, $4, null) on conflict (unit, id) do update \
         set kind = excluded.kind, body = excluded.body, at = excluded.at",
        params![unit, id(unit, seq), &body, at],
    )?;
    Ok(())
}

/// A notice as it is stored.
pub(crate) fn body(notice: &Notice) -> Result<String, StoreError> {
    serde_json::to_string(notice).map_err(StoreError::unreadable("a notice"))
}
