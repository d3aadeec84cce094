//! How the index follows: what is published is compared whole, ledgers are read from a mark.

use super::docs;
use crate::catalogue::RunningRegister;
use crate::{App, AppError};
use domain::words::UnitId;
use find::{Change, Doc, Finder};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::read::RegisterRow;

/// Rises when a document is made in another way than before: the index is made anew then.
const MAKE: u32 = 1;
/// Records that are read and put in at a time.
const PAGE: u32 = 2_000;
/// So many entries are passed before the mark goes to disk though nothing was found in them.
const PASSED: u64 = 20_000;

/// How far the index had read; kept in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    /// In which way documents were made.
    make: u32,
    /// The digest of all that was published.
    published: String,
    /// The digest of which registers list which fields.
    lists: String,
    /// Whether every record is in; else those of the ledgers below.
    whole: bool,
    /// The last entry that was read, by ledger.
    ledgers: BTreeMap<UnitId, u64>,
}

/// How far the index is filled, in memory.
#[derive(Default)]
pub(super) struct Followed {
    /// Of which index this is said.
    of: Option<Arc<Finder>>,
    mark: Mark,
    /// What was published, by id, with the digest of what was laid in; none after a start.
    published: Option<BTreeMap<String, [u8; 32]>>,
    /// Entries that were passed since the mark went to disk.
    passed: u64,
}

impl App {
    /// Lays in what is published, if that changed. Who asks while somebody else is at it gets the answer of
    /// before, if there is one.
    pub(super) async fn search_laid(&self) -> Result<(), AppError> {
        if self.is_laid() {
            return Ok(());
        }
        let held = &self.inner.search.followed;
        let mut followed = match held.try_lock() {
            Ok(followed) => followed,
            Err(_) if !self.finder()?.is_empty() => return Ok(()),
            Err(_) => held.lock().await,
        };
        self.lay(&mut followed).await
    }

    /// Lets the index follow; tells how many documents changed. A job: the first time it reads everything.
    pub async fn search_tick(&self) -> Result<usize, AppError> {
        let mut followed = self.inner.search.followed.lock().await;
        self.lay(&mut followed).await?;
        self.follow_ledgers(&mut followed).await
    }

    async fn lay(&self, followed: &mut Followed) -> Result<(), AppError> {
        if self.is_laid() {
            return Ok(());
        }
        let (catalogue, world) = (self.catalogue(), self.world());
        let docs = docs::published(&catalogue, &world, &self.province(), self.now().day());
        let finder = self.finder()?;
        if !followed.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &finder)) {
            // After a start, or with a new index, what it says of itself is what counts.
            let mark = finder.mark().and_then(|mark| serde_json::from_str(&mark).ok()).unwrap_or_default();
            *followed = Followed { of: Some(Arc::clone(&finder)), mark, ..Followed::default() };
        }
        let (own, lists) = (digests(&docs), lists(&self.listing()));
        let mark = Mark { make: MAKE, published: digest(&own), lists, ..followed.mark.clone() };
        let same_make = followed.mark.make == mark.make && followed.mark.lists == mark.lists;
        if same_make && followed.mark.published == mark.published {
            // It has all of it already.
        } else if let Some(before) = followed.published.take().filter(|_| same_make) {
            let gone = before.keys().filter(|id| !own.contains_key(*id)).cloned().map(Change::Drop);
            let new = docs.into_iter().filter(|doc| before.get(&doc.id) != own.get(&doc.id));
            let changes = new.map(Change::Put).chain(gone).collect();
            self.apply(&finder, changes, &mark).await?;
            followed.mark = mark;
        } else {
            let mark = Mark { whole: false, ledgers: BTreeMap::new(), ..mark };
            self.refill(&finder, docs, &mark).await?;
            followed.mark = mark;
        }
        followed.published = Some(own);
        self.set_laid(Some((catalogue, world)));
        Ok(())
    }

    /// The registers of which everybody finds records.
    fn listing(&self) -> Vec<Arc<RunningRegister>> {
        let catalogue = self.catalogue();
        catalogue.registers().filter(|own| !own.register.listed.is_empty()).cloned().collect()
    }

    async fn follow_ledgers(&self, followed: &mut Followed) -> Result<usize, AppError> {
        let registers = self.listing();
        let Some(finder) = followed.of.clone().filter(|_| !registers.is_empty()) else { return Ok(0) };
        let heads: BTreeMap<UnitId, u64> =
            self.inner.store.read(|r| r.ledger_heads()).await?.into_iter().collect();
        // A ledger that is shorter than what was read of it is not the one that was read.
        let behind = |(unit, seq): (&UnitId, &u64)| heads.get(unit).is_none_or(|head| head < seq);
        if followed.mark.ledgers.iter().any(behind) {
            tracing::info!("a ledger ends before what was read of it: the search begins anew");
            *followed = Followed { of: Some(Arc::clone(&finder)), ..Followed::default() };
            self.set_laid(None);
            self.lay(followed).await?;
        }
        let mut done = 0;
        for (unit, head) in heads {
            let read = followed.mark.ledgers.get(&unit).copied();
            if read == Some(head) {
                continue;
            }
            let changes = match read.filter(|_| followed.mark.whole) {
                Some(read) => self.changed(&registers, &unit, (read, head)).await?,
                None => self.everything(&registers, &unit).await?,
            };
            done += changes.len();
            followed.passed += head.saturating_sub(read.unwrap_or(0));
            followed.mark.ledgers.insert(unit, head);
            if !changes.is_empty() {
                self.apply(&finder, changes, &followed.mark).await?;
                followed.passed = 0;
            }
        }
        let whole = std::mem::replace(&mut followed.mark.whole, true);
        if !whole || followed.passed > PASSED {
            self.apply(&finder, Vec::new(), &followed.mark).await?;
            followed.passed = 0;
        }
        Ok(done)
    }

    /// The records of a ledger that entries between two numbers speak of, as they are now.
    async fn changed(
        &self,
        registers: &[Arc<RunningRegister>],
        unit: &UnitId,
        (after, up_to): (u64, u64),
    ) -> Result<Vec<Change>, AppError> {
        let of = unit.clone();
        let read = move |r: &store::Reader<'_>| {
            let keys = r.registered_between(&of, after, up_to)?;
            let row = |key: String| r.registered_in(&of, &key).map(|row| (key, row));
            keys.into_iter().map(row).collect::<Result<Vec<_>, _>>()
        };
        let rows: Vec<(String, Option<RegisterRow>)> = self.inner.store.read(read).await?;
        let change = |(key, row): (String, Option<RegisterRow>)| {
            let found = row.and_then(|row| self.record(registers, &row));
            found.map_or_else(|| Change::Drop(docs::record_id(unit, &key)), Change::Put)
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// All records of a ledger.
    async fn everything(
        &self,
        registers: &[Arc<RunningRegister>],
        unit: &UnitId,
    ) -> Result<Vec<Change>, AppError> {
        let mut changes = Vec::new();
        for register in registers {
            let mut after: Option<String> = None;
            loop {
                let (of, name, from) = (unit.clone(), register.name.clone(), after.take());
                let read = move |r: &store::Reader<'_>| r.registered_after(&of, &name, from.as_deref(), PAGE);
                let rows = self.inner.store.read(read).await?;
                let full = u32::try_from(rows.len()).is_ok_and(|count| count == PAGE);
                after = rows.last().filter(|_| full).map(|row| row.place.clone());
                changes.extend(rows.iter().filter_map(|row| self.record(registers, row)).map(Change::Put));
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(changes)
    }

    fn record(&self, registers: &[Arc<RunningRegister>], row: &RegisterRow) -> Option<Doc> {
        let register = registers.iter().find(|own| own.name == row.registered.register)?;
        docs::record(&self.world(), register, row)
    }

    /// Writes away from the threads that answer. What can't be written goes on in memory.
    async fn apply(&self, finder: &Arc<Finder>, changes: Vec<Change>, mark: &Mark) -> Result<(), AppError> {
        self.write(finder, mark, |finder, mark| finder.apply(changes, mark)).await
    }

    async fn refill(&self, finder: &Arc<Finder>, docs: Vec<Doc>, mark: &Mark) -> Result<(), AppError> {
        self.write(finder, mark, |finder, mark| finder.refill(docs, mark)).await
    }

    async fn write(
        &self,
        finder: &Arc<Finder>,
        mark: &Mark,
        write: impl FnOnce(&Finder, &str) -> Result<(), find::FindError> + Send + 'static,
    ) -> Result<(), AppError> {
        let (finder, mark) = (Arc::clone(finder), serde_json::to_string(mark).map_err(AppError::fault)?);
        let written = tokio::task::spawn_blocking(move || write(&finder, &mark)).await;
        written.map_err(AppError::fault)?.map_err(|error| {
            // Whoever comes next fills the new one.
            match self.find_anew(&error) {
                Ok(()) => AppError::fault(error),
                Err(other) => other,
            }
        })
    }
}

/// What each document says, by id.
fn digests(docs: &[Doc]) -> BTreeMap<String, [u8; 32]> {
    let said = |doc: &Doc| -> [u8; 32] { Sha256::digest(format!("{doc:?}")).into() };
    docs.iter().map(|doc| (doc.id.clone(), said(doc))).collect()
}

/// One digest of all.
fn digest(own: &BTreeMap<String, [u8; 32]>) -> String {
    let mut all = Sha256::new();
    for (id, said) in own {
        all.update(id.as_bytes());
        all.update(said);
    }
    hex(&all.finalize().into())
}

/// Which registers list which fields, as one digest.
fn lists(registers: &[Arc<RunningRegister>]) -> String {
    let mut all = Sha256::new();
    for own in registers {
        let title = &own.register.title.vi;
        all.update(format!("{} {:?} {title}\n", own.name, own.register.listed));
    }
    hex(&all.finalize().into())
}

fn hex(digest: &[u8; 32]) -> String {
    domain::ledger::Digest(*digest).to_string()
}
