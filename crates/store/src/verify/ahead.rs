//! Reading ahead: while one thread replays, another computes the hashes of the next entries and parses what
//! they say.

use crate::db::Db;
use crate::error::StoreError;
use crate::project::dossier;
use crate::read::{ENTRY_COLUMNS, entry};
use domain::dossier::{Event, EventError};
use domain::ledger::Entry;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// How many entries are handed over at once, and how many such lots are under way.
const LOT: usize = 500;
const UNDER_WAY: usize = 3;

/// An entry as it was read.
pub(super) struct Ahead {
    /// The entry.
    pub entry: Entry,
    /// [`Entry::sound`].
    pub sound: bool,
    /// What happened to a dossier, with the note; none where the entry tells of something else or was erased.
    pub event: Option<Result<(Event, String), EventError>>,
}

impl Ahead {
    fn of(entry: Entry) -> Self {
        let head = &entry.head;
        let of_dossier = head.subject.kind == dossier::SUBJECT;
        let body = entry.body().filter(|_| of_dossier);
        let event = body.map(|body| Event::read(&head.kind, head.body_version, body));
        Self { sound: entry.sound(), event, entry }
    }
}

/// Entries as they come out of the database; what can't be read is told in its place.
type Lot = Vec<Result<Entry, StoreError>>;
type Looked = Vec<Result<Ahead, StoreError>>;

/// Hands every entry to `take`, ledger by ledger, in order.
pub(super) fn walk(
    db: &Db,
    mut take: impl FnMut(Result<Ahead, StoreError>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = format!("select {ENTRY_COLUMNS} from entry order by unit, seq");
    thread::scope(|scope| {
        let (give, lots) = sync_channel::<Lot>(UNDER_WAY);
        let (back, looked) = channel::<Looked>();
        scope.spawn(move || {
            for lot in lots {
                let looked = lot.into_iter().map(|entry| entry.map(Ahead::of)).collect();
                if back.send(looked).is_err() {
                    return;
                }
            }
        });
        let (mut lot, mut under_way) = (Vec::with_capacity(LOT), 0);
        db.walk(&sql, |row| {
            lot.push(entry(row));
            if lot.len() < LOT {
                return Ok(());
            }
            under_way += 1;
            hand_over(&give, std::mem::replace(&mut lot, Vec::with_capacity(LOT)))?;
            if under_way < UNDER_WAY {
                return Ok(());
            }
            under_way -= 1;
            next(&looked)?.into_iter().try_for_each(&mut take)
        })?;
        hand_over(&give, lot)?;
        drop(give);
        looked.into_iter().flatten().try_for_each(take)
    })
}

fn hand_over(give: &SyncSender<Lot>, lot: Lot) -> Result<(), StoreError> {
    give.send(lot).map_err(|_| StoreError::Panicked)
}

fn next(looked: &Receiver<Looked>) -> Result<Looked, StoreError> {
    looked.recv().map_err(|_| StoreError::Panicked)
}
