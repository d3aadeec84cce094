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

/// A notice on its way into the queue.
pub(crate) struct Queued {
    /// Whose.
    pub unit: UnitId,
    /// [`id`].
    pub id: String,
    /// Since when.
    pub at: Moment,
    /// [`body`].
    pub body: String,
}

impl Queued {
    /// The notice that an entry asks for.
    pub(crate) fn of(unit: &UnitId, seq: u64, at: Moment, notice: &Notice) -> Result<Self, StoreError> {
        Ok(Self { unit: unit.clone(), id: id(unit, seq), at, body: body(notice)? })
    }
}

/// Queues notices. One that is there already keeps how far its delivery is.
pub(crate) fn put_all(db: &Db, queued: &[Queued]) -> Result<(), StoreError> {
    let rows: Vec<_> = queued.iter().map(|q| params![&q.unit, &q.id, &q.body, q.at].to_vec()).collect();
    db.run_all(
        "insert into outbox (unit, id, kind, body, at, attempts, next_at, done_at) \
         values ($1, $2, 'notice', $3, $4, 0, $4, null) on conflict (unit, id) do update \
         set kind = excluded.kind, body = excluded.body, at = excluded.at",
        &rows,
    )
}

/// A notice as it is stored.
pub(crate) fn body(notice: &Notice) -> Result<String, StoreError> {
    serde_json::to_string(notice).map_err(StoreError::unreadable("a notice"))
}
