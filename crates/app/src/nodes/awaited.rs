//! Children that another unit asked for. A child's acts are told to the unit that asked; where the parent was
//! sent on meanwhile, its new owner's node hears nothing of them by itself. So it asks for them by name, with
//! the versions that it has, for as long as the parent waits; the centre tells how they went on, as long as
//! the parent is with a unit of that node.

use super::serve::Sender;
use super::units_of;
use super::wire::{Excerpt, carried};
use crate::{App, AppError};
use domain::dossier::Child;
use domain::ledger::Entry;
use domain::nodes::Me;
use domain::words::{DossierId, UnitId};
use std::collections::BTreeMap;
use store::StoreError;
use store::read::Reader;

/// Most parents of a unit that are looked at.
const PARENTS: u32 = 500;
/// Most children that are asked for at once.
const MOST: usize = 1_000;
/// About so many bytes of entries in one answer; what doesn't fit comes with the next round.
const BYTES: usize = 1 << 20;

impl App {
    /// A box: the children to ask for, and the versions that are here; 0 where nothing is.
    pub(super) async fn children_awaited(&self, me: Me) -> Result<BTreeMap<DossierId, u32>, AppError> {
        let read = self.inner.store.read(move |r| {
            let mut awaited = BTreeMap::new();
            for (unit, _) in units_of(r, me)? {
                for parent in r.waiting_parents(&unit, PARENTS)? {
                    let Some(parent) = r.dossier(parent)?.map(|found| found.dossier) else { continue };
                    if parent.place().unit != unit {
                        continue;
                    }
                    for child in parent.children().filter(|child| child.ended.is_none()) {
                        awaited.extend(untold(r, &unit, child)?);
                    }
                }
            }
            Ok(awaited)
        });
        Ok(read.await?.into_iter().take(MOST).collect())
    }

    /// The centre: how these children went on, by ledger. No cursor moves by it.
    pub(super) async fn awaited_told(
        &self,
        sender: &Sender,
        awaited: BTreeMap<DossierId, u32>,
        cursors: &BTreeMap<UnitId, u64>,
    ) -> Result<Vec<Excerpt>, AppError> {
        if awaited.is_empty() {
            return Ok(Vec::new());
        }
        let units = sender.units();
        let read = self.inner.store.read(move |r| {
            let (mut told, mut size) = (BTreeMap::<UnitId, Vec<Entry>>::new(), 0);
            for (id, known) in awaited.into_iter().take(MOST) {
                if size >= BYTES {
                    break;
                }
                if !waits_there(r, &units, id, known)? {
                    continue;
                }
                let story = r.dossier_history(id)?;
                // What was erased can't be followed there, however often it is told.
                if story.iter().any(|entry| entry.body().is_none()) {
                    continue;
                }
                // Its own ledgers the box has whole.
                for entry in story.into_iter().filter(|entry| !units.contains(&entry.head.ledger)) {
                    size += entry.body().map_or(0, str::len) + 400;
                    told.entry(entry.head.ledger.clone()).or_default().push(entry);
                }
            }
            Ok(told)
        });
        let excerpt = |(unit, mut entries): (UnitId, Vec<Entry>)| {
            entries.sort_by_key(|entry| entry.head.seq);
            let upto = cursors.get(&unit).copied().unwrap_or(0);
            Excerpt { unit, entries: carried(&entries), upto, secrets: Vec::new() }
        };
        Ok(read.await?.into_iter().map(excerpt).collect())
    }
}

/// A child of which this unit isn't told by itself, with the version that is here.
fn untold(r: &Reader<'_>, unit: &UnitId, child: &Child) -> Result<Option<(DossierId, u32)>, StoreError> {
    let known = r.dossier(child.asked.id)?.map(|found| found.dossier);
    let told = known.as_ref().and_then(|d| d.parent.as_ref()).is_some_and(|parent| parent.unit == *unit);
    Ok((!told).then(|| (child.asked.id, known.map_or(0, |d| d.version))))
}

/// Whether a dossier went on since this version, and is the child of one that is with these units.
fn waits_there(r: &Reader<'_>, units: &[UnitId], id: DossierId, known: u32) -> Result<bool, StoreError> {
    let Some(child) = r.dossier(id)?.map(|found| found.dossier) else { return Ok(false) };
    let Some(parent) = child.parent.as_ref().filter(|_| child.version > known) else { return Ok(false) };
    let owner = r.dossier(parent.dossier)?.map(|found| found.dossier.place().unit);
    Ok(owner.is_some_and(|unit| units.contains(&unit)))
}
