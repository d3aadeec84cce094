//! Which files concern a unit: those that its own entries name, and those of entries that are addressed to
//! it. A node gets no others. Each entry is read once; where reading had come to, and what was found, is kept
//! in memory until the office stops.

use crate::{App, AppError};
use domain::ledger::Digest;
use domain::nodes::files;
use domain::words::{BlobId, DossierId, UnitId};
use std::collections::{BTreeMap, HashSet};
use std::sync::PoisonError;
use store::{Reader, StoreError};

/// About so many bytes of entries are read at a time.
const BYTES: usize = 1 << 20;
/// Entries of the own ledger that are read at a time.
const ENTRIES: u32 = 1_000;

/// The files of one unit, as far as its entries were read.
#[derive(Clone, Default)]
pub(super) struct Named {
    /// How far the unit's own ledger was read.
    own: u64,
    /// How far each other ledger was read.
    others: BTreeMap<UnitId, u64>,
    /// Up to which version children of its dossiers were read, which it may have been told by name.
    children: BTreeMap<DossierId, u32>,
    /// The files. Their names are digests: as such they take a third of the memory.
    files: HashSet<Digest>,
}

impl Named {
    fn note(&mut self, body: Option<&str>) {
        let named = body.map(files::named).unwrap_or_default();
        self.files.extend(named.iter().filter_map(|file| file.blob.as_str().parse::<Digest>().ok()));
    }

    /// Reads on until all is read. What is addressed to the unit comes first: that is what most files that
    /// a node lacks are named in.
    fn read_on(&mut self, r: &Reader<'_>, unit: &UnitId) -> Result<(), StoreError> {
        let to = std::slice::from_ref(unit);
        for ledger in r.inbox_ledgers(to, &self.others)? {
            loop {
                let after = self.others.get(&ledger).copied().unwrap_or(0);
                let excerpt = r.excerpt(&ledger, to, after, BYTES)?;
                excerpt.entries.iter().for_each(|entry| self.note(entry.body()));
                if excerpt.upto <= after {
                    break;
                }
                self.others.insert(ledger.clone(), excerpt.upto);
            }
        }
        for (child, version) in r.children_of(unit)? {
            if self.children.get(&child).is_none_or(|known| *known < version) {
                for entry in r.dossier_history(child)? {
                    self.note(entry.body());
                }
                self.children.insert(child, version);
            }
        }
        loop {
            let batch = r.entries_batch(unit, self.own, ENTRIES, BYTES)?;
            let Some(last) = batch.last() else { return Ok(()) };
            self.own = last.head.seq;
            for entry in &batch {
                self.note(entry.body());
            }
        }
    }
}

impl App {
    /// Whether an entry that concerns one of these units names the file.
    pub(super) async fn file_is_named(&self, units: &[UnitId], blob: &BlobId) -> Result<bool, AppError> {
        let Ok(digest) = blob.as_str().parse::<Digest>() else { return Ok(false) };
        let known = |unit: &UnitId| {
            let named = self.inner.files.named.lock().unwrap_or_else(PoisonError::into_inner);
            named.get(unit).is_some_and(|n| n.files.contains(&digest))
        };
        if units.iter().any(known) {
            return Ok(true);
        }
        for unit in units {
            let mut named = {
                let all = self.inner.files.named.lock().unwrap_or_else(PoisonError::into_inner);
                all.get(unit).cloned().unwrap_or_default()
            };
            let of = unit.clone();
            let read = self.inner.store.read(move |r| {
                named.read_on(r, &of)?;
                Ok(named)
            });
            let named = read.await?;
            let found = named.files.contains(&digest);
            let mut all = self.inner.files.named.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(unit.clone(), named);
            drop(all);
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
