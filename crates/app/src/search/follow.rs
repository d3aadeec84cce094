//! How the index follows, in a job: of what is published the documents that changed are laid in, ledgers are
//! read from a mark. What could not be written moves no mark.

use super::{Laid, docs};
use crate::catalogue::RunningRegister;
use crate::{App, AppError, World};
use domain::words::UnitId;
use find::{Change, Doc, Finder};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::StoreError;
use store::read::RegisterRow;

/// Rises when a document is made in another way than before: the index is made anew then.
const MAKE: u32 = 1;
/// Records that are read and put in at a time.
const PAGE: u32 = 10_000;
/// Entries that are looked through at a time; so many are passed before the mark goes to disk though nothing
/// was found in them.
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

/// What is published, by id, with the version of each document.
type Versions = BTreeMap<String, [u8; 32]>;

/// How far the index is filled, in memory.
#[derive(Default)]
pub(super) struct Followed {
    /// Of which index this is said.
    of: Option<Arc<Finder>>,
    mark: Mark,
    /// What of it was laid in; none after a start.
    published: Option<Versions>,
    /// Entries that were passed since the mark went to disk.
    passed: u64,
}

impl App {
    /// Fills an index that is empty with what is published. One that has something answers as it is: what was
    /// published since is laid in by [`App::search_tick`], and nobody waits for that.
    pub(super) async fn search_laid(&self) -> Result<(), AppError> {
        if !self.finder()?.is_empty() {
            return Ok(());
        }
        let mut followed = self.inner.search.followed.lock().await;
        if self.finder()?.is_empty() { self.lay(&mut followed).await } else { Ok(()) }
    }

    /// Lets the index follow; tells how many documents changed. A job: the first time it reads everything.
    pub async fn search_tick(&self) -> Result<usize, AppError> {
        let mut followed = self.inner.search.followed.lock().await;
        self.lay(&mut followed).await?;
        self.follow_ledgers(&mut followed).await
    }

    /// Lays in what is published, if that changed.
    async fn lay(&self, followed: &mut Followed) -> Result<(), AppError> {
        let now = self.to_lay();
        if self.is_laid(&now) {
            return Ok(());
        }
        let finder = self.finder()?;
        if !followed.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &finder)) {
            // After a start, or with a new index, what it says of itself is what counts.
            let mark = finder.mark().and_then(|mark| serde_json::from_str(&mark).ok()).unwrap_or_default();
            *followed = Followed { of: Some(Arc::clone(&finder)), mark, ..Followed::default() };
        }
        let (docs, own) = self.published(&now).await?;
        let (published, lists) = (digest(&own), lists(&self.listing()));
        let mut mark = Mark { make: MAKE, published, lists, ..followed.mark.clone() };
        let same_make = followed.mark.make == mark.make && followed.mark.lists == mark.lists;
        if same_make && followed.mark.published == mark.published {
            // It has all of it already.
        } else if let Some(before) = followed.published.as_ref().filter(|_| same_make) {
            let gone = before.keys().filter(|id| !own.contains_key(*id)).cloned().map(Change::Drop);
            let new = docs.into_iter().filter(|doc| before.get(&doc.id) != own.get(&doc.id));
            let changes = new.map(Change::Put).chain(gone).collect();
            self.apply(&finder, changes, &mark).await?;
        } else {
            mark = Mark { whole: false, ledgers: BTreeMap::new(), ..mark };
            self.refill(&finder, docs, &mark).await?;
        }
        (followed.mark, followed.published) = (mark, Some(own));
        self.set_laid(Some(now));
        Ok(())
    }

    /// The documents of what is published, and which version of each, by id; made away from the threads that
    /// answer.
    async fn published(&self, now: &Laid) -> Result<(Vec<Doc>, Versions), AppError> {
        let (catalogue, day, world, province) =
            (Arc::clone(&now.catalogue), now.day, self.world(), self.province());
        let make = move || {
            let docs = docs::published(&catalogue, &world, &province, day);
            let own = docs.iter().map(|doc| (doc.id.clone(), version(doc))).collect();
            (docs, own)
        };
        tokio::task::spawn_blocking(make).await.map_err(AppError::fault)
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
            done += match read {
                Some(read) if read == head => 0,
                Some(read) if followed.mark.whole => {
                    self.changed(followed, &registers, &unit, (read, head)).await?
                }
                _ => self.everything(followed, &registers, &unit, head).await?,
            };
        }
        if !followed.mark.whole || followed.passed > PASSED {
            let mark = Mark { whole: true, ..followed.mark.clone() };
            self.apply(&finder, Vec::new(), &mark).await?;
            (followed.mark, followed.passed) = (mark, 0);
        }
        Ok(done)
    }

    /// Puts in the records of a ledger that entries between two numbers speak of, as they are now: some
    /// entries at a time, and the mark with them.
    async fn changed(
        &self,
        followed: &mut Followed,
        registers: &[Arc<RunningRegister>],
        unit: &UnitId,
        (mut after, head): (u64, u64),
    ) -> Result<usize, AppError> {
        let mut done = 0;
        while after < head {
            let up_to = head.min(after.saturating_add(PASSED));
            let (of, world, registers) = (unit.clone(), self.world(), registers.to_vec());
            let read = move |r: &store::Reader<'_>| {
                let change = |key: String| -> Result<Change, StoreError> {
                    let found = r.registered_in(&of, &key)?.and_then(|row| record(&world, &registers, &row));
                    Ok(found.map_or_else(|| Change::Drop(docs::record_id(&of, &key)), Change::Put))
                };
                r.registered_between(&of, after, up_to)?.into_iter().map(change).collect()
            };
            let changes: Result<Vec<Change>, StoreError> = self.inner.store.read(read).await;
            done += self.put(followed, changes?, Some((unit, up_to))).await?;
            after = up_to;
        }
        Ok(done)
    }

    /// Puts in all records of a ledger, page by page; the mark moves on with the last, so that who was
    /// stopped begins with this ledger again.
    async fn everything(
        &self,
        followed: &mut Followed,
        registers: &[Arc<RunningRegister>],
        unit: &UnitId,
        head: u64,
    ) -> Result<usize, AppError> {
        let (mut done, mut page) = (0, Vec::new());
        for register in registers {
            let (mut after, mut more): (Option<String>, bool) = (None, true);
            while more {
                done += self.put(followed, std::mem::take(&mut page), None).await?;
                let (of, world, own, from) = (unit.clone(), self.world(), Arc::clone(register), after.take());
                let read = move |r: &store::Reader<'_>| {
                    let rows = r.registered_after(&of, &own.name, from.as_deref(), PAGE)?;
                    let found = rows.iter().filter_map(|row| docs::record(&world, &own, row));
                    let found: Vec<Change> = found.map(Change::Put).collect();
                    let last = rows.last().map(|row| row.place.clone());
                    Ok::<_, StoreError>((found, last, rows.len()))
                };
                let (found, last, count) = self.inner.store.read(read).await?;
                more = u32::try_from(count).is_ok_and(|count| count == PAGE);
                (page, after) = (found, last);
            }
        }
        done += self.put(followed, page, Some((unit, head))).await?;
        Ok(done)
    }

    /// Writes changes, and how far they go in a ledger where they are all that is to be said up to there.
    async fn put(
        &self,
        followed: &mut Followed,
        changes: Vec<Change>,
        up_to: Option<(&UnitId, u64)>,
    ) -> Result<usize, AppError> {
        let Some(finder) = followed.of.clone() else { return Ok(0) };
        let (mut mark, mut passed, count) = (followed.mark.clone(), followed.passed, changes.len());
        if let Some((unit, seq)) = up_to {
            let before = mark.ledgers.insert(unit.clone(), seq);
            passed += seq.saturating_sub(before.unwrap_or(0));
        }
        if count > 0 {
            self.apply(&finder, changes, &mark).await?;
            passed = 0;
        }
        (followed.mark, followed.passed) = (mark, passed);
        Ok(count)
    }

    /// Writes away from the threads that answer.
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
        written.map_err(AppError::fault)?.map_err(|error| self.find_failed(error))
    }
}

/// A record as it is found.
fn record(world: &World, registers: &[Arc<RunningRegister>], row: &RegisterRow) -> Option<Doc> {
    let register = registers.iter().find(|own| own.name == row.registered.register)?;
    docs::record(world, register, row)
}

/// Which version of a document this is: a digest of what it says, each part with its length before it.
fn version(doc: &Doc) -> [u8; 32] {
    let mut all = Sha256::new();
    let mut say = |text: &str| {
        all.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        all.update(text.as_bytes());
    };
    let unit = doc.unit.as_deref().unwrap_or_default();
    let kind = doc.kind.name();
    for part in [doc.id.as_str(), kind, &doc.title, &doc.code, unit, &doc.href, &doc.extra] {
        say(part);
    }
    for (weight, text) in &doc.text {
        say(weight.name());
        say(text);
    }
    all.finalize().into()
}

/// One digest of all.
fn digest(own: &Versions) -> String {
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
