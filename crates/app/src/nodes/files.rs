//! Files between nodes: by content, in pieces that go on where a cut line stopped, apart from entries, so
//! that nobody's dossier waits for somebody's scan. Here is what the centre does when a box asks; what a box
//! does is in `travel`.
//!
//! A file that is whole has a size. What comes under size 0 is not the file but its small picture; and where
//! there is nothing at all, the sender has lost it.

use super::named::Named;
use super::serve::{Sender, were_home};
use super::standing::Files;
use super::wire::{FileListed, FilePut, FileTaken, FileWanted};
use crate::{App, AppError};
use domain::nodes::files::{Missing, PIECE, Step, order};
use domain::nodes::{FaultCause, Home};
use domain::words::{BlobId, NodeId, UnitId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::read::WantedFile;
use store::{Beside, PartAdded};

/// What is held in memory of files that travel. Losing it harms nothing.
#[derive(Default)]
pub(crate) struct Travelling {
    /// At the centre: which files each unit's entries name, as far as somebody asked.
    pub(super) named: Mutex<HashMap<UnitId, Named>>,
    /// Files of which no small picture can be made or had.
    pub(super) plain: Mutex<HashSet<BlobId>>,
    /// At a box: files that the centre doesn't have yet, and when they are asked for again.
    pub(super) later: Mutex<HashMap<BlobId, domain::words::Moment>>,
}

/// Most pictures that are remembered as not to be had, before all are forgotten.
const PLAIN: usize = 50_000;
/// Most small files of a look at what is wanted.
const LOOK: u32 = 400;

impl App {
    /// Which files a node is asked for: those of its units, then those of units that lived there before. Who
    /// lives elsewhere by now may have the other ones from there, so those aren't counted as its own.
    pub(super) async fn files_list(&self, sender: &Sender, most: u32) -> Result<FileListed, AppError> {
        let (node, mut own) = (sender.id, sender.units());
        let read = self.inner.store.read(move |r| {
            let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
            let me = r.me()?;
            for unit in were_home(r, node)? {
                let home = r.home(&unit)?;
                if Home::lives_at(home.as_ref(), me.as_ref()) {
                    here.push(unit);
                } else if home.is_some_and(|home| home.node != node) {
                    elsewhere.push(unit);
                }
            }
            Ok((here, elsewhere))
        });
        let (here, elsewhere) = read.await?;
        own.extend(here);
        let Files { count: lacking, bytes: lacking_bytes } = self.files_lacking(&own).await?;
        let mut wanted = self.files_wanted(own, most).await?;
        let more = most.saturating_sub(u32::try_from(wanted.len()).unwrap_or(most));
        if more > 0 && !elsewhere.is_empty() {
            wanted.extend(self.files_wanted(elsewhere, more).await?);
        }
        Ok(FileListed { wanted, lacking, lacking_bytes })
    }

    /// Which files of these units aren't here, in the order in which they should come.
    async fn files_wanted(&self, units: Vec<UnitId>, most: u32) -> Result<Vec<FileWanted>, AppError> {
        let read = self.inner.store.read(move |r| {
            let mut found = Vec::new();
            for unit in &units {
                found.extend(r.files_wanted_of(unit, LOOK)?);
            }
            Ok(found)
        });
        let missing = self.files_missing(read.await?).await?;
        let wanted = |step: Step| {
            let (m, thumbnail) = match step {
                Step::Picture(m) => (m, true),
                Step::Whole(m) => (m, false),
            };
            FileWanted { blob: m.blob, size_bytes: m.size_bytes, have_bytes: m.have_bytes, thumbnail }
        };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(order(missing).into_iter().take(most).map(wanted).collect())
    }

    /// How far each wanted file is. One that is here already, since it came another way, isn't wanted.
    pub(super) async fn files_missing(&self, wanted: Vec<WantedFile>) -> Result<Vec<Missing>, AppError> {
        let (store, mut missing, mut seen) = (&self.inner.store, Vec::new(), HashSet::new());
        for file in wanted {
            if !seen.insert(file.blob.clone()) {
                continue;
            }
            if store.blob_len(file.blob.clone()).await?.is_some() {
                self.file_arrived(&file.unit, &file.blob).await?;
                continue;
            }
            let have_bytes = store.blob_part_len(file.blob.clone()).await?;
            let picture = matches!(file.media.as_str(), "image/jpeg" | "image/png");
            let pictured =
                !picture || self.is_plain(&file.blob) || { store.has_thumbnail(file.blob.clone()).await? };
            let WantedFile { blob, size_bytes, since, .. } = file;
            missing.push(Missing { blob, size_bytes, have_bytes, pictured, since });
        }
        Ok(missing)
    }

    pub(super) async fn file_arrived(&self, unit: &UnitId, blob: &BlobId) -> Result<(), AppError> {
        Ok(self.inner.store.put_beside(unit.clone(), vec![Beside::Arrived(blob.clone())]).await?)
    }

    fn is_plain(&self, blob: &BlobId) -> bool {
        self.inner.files.plain.lock().unwrap_or_else(PoisonError::into_inner).contains(blob)
    }

    /// Remembers that there is no small picture of a file.
    pub(super) fn set_plain(&self, blob: &BlobId) {
        let mut plain = self.inner.files.plain.lock().unwrap_or_else(PoisonError::into_inner);
        if plain.len() >= PLAIN {
            plain.clear();
        }
        plain.insert(blob.clone());
    }

    /// Takes a piece of a file that an entry names which the sender wrote. What nobody asked for isn't kept:
    /// then the answer says that it is done.
    pub(super) async fn file_take(
        &self,
        node: NodeId,
        put: &FilePut,
        bytes: Vec<u8>,
    ) -> Result<FileTaken, AppError> {
        let FilePut { blob, size_bytes: size, at } = put;
        let done = FileTaken { have_bytes: *size, done: true };
        let Some((wanted, last)) = self.file_wanted_of(node, blob).await? else { return Ok(done) };
        let store = &self.inner.store;
        if *size == 0 {
            if bytes.is_empty() {
                return if last { self.file_lost(&wanted).await } else { Ok(done) };
            }
            if !store.thumbnail_put(blob.clone(), bytes).await? {
                self.set_plain(blob);
            }
            return Ok(FileTaken { have_bytes: store.blob_part_len(blob.clone()).await?, done: false });
        }
        let added = store.blob_part_add(blob.clone(), wanted.size_bytes, *at, bytes).await?;
        match added {
            PartAdded::Partly(have_bytes) => Ok(FileTaken { have_bytes, done: false }),
            PartAdded::Complete => {
                self.file_arrived(&wanted.unit, blob).await?;
                Ok(done)
            }
            PartAdded::Wrong => {
                let detail = format!("file {blob} isn't what its name says");
                self.file_trouble(&wanted.unit, &detail).await?;
                Ok(FileTaken { have_bytes: 0, done: false })
            }
            // The centre has no quota; if somebody set one, the sender stops for now.
            PartAdded::NoRoom => Err(AppError::Full),
        }
    }

    /// Where a file is wanted that a node brings: in the ledger of a unit whose home it is or was, or by the
    /// province, as a stray names it. Says also whether nobody else can have it: not so where the unit has
    /// another home since, whose entries this node never had.
    async fn file_wanted_of(
        &self,
        node: NodeId,
        blob: &BlobId,
    ) -> Result<Option<(WantedFile, bool)>, AppError> {
        let (blob, province) = (blob.clone(), self.province());
        let read = self.inner.store.read(move |r| {
            let all = r.file_wanted(&blob)?;
            if all.is_empty() {
                return Ok(None);
            }
            for wanted in &all {
                if r.home(&wanted.unit)?.is_some_and(|home| home.node == node) {
                    return Ok(Some((wanted.clone(), true)));
                }
            }
            let (me, were) = (r.me()?, were_home(r, node)?);
            let theirs = |wanted: &WantedFile| wanted.unit == province || were.contains(&wanted.unit);
            let Some(wanted) = all.into_iter().find(theirs) else { return Ok(None) };
            let last = Home::lives_at(r.home(&wanted.unit)?.as_ref(), me.as_ref());
            Ok(Some((wanted, last)))
        });
        Ok(read.await?)
    }

    /// The sender has lost a file: nobody waits for it any more, and somebody hears of it.
    async fn file_lost(&self, wanted: &WantedFile) -> Result<FileTaken, AppError> {
        let detail = format!("file {} is lost at the sender", wanted.blob);
        self.file_trouble(&wanted.unit, &detail).await?;
        self.inner.store.blob_part_drop(wanted.blob.clone()).await?;
        self.file_arrived(&wanted.unit, &wanted.blob).await?;
        Ok(FileTaken { have_bytes: 0, done: true })
    }

    async fn file_trouble(&self, unit: &UnitId, detail: &str) -> Result<(), AppError> {
        let of = unit.clone();
        let node = self.inner.store.read(move |r| r.home(&of)).await?.map(|home| home.node);
        self.node_report(node, (FaultCause::File, Some(unit.clone())), detail).await;
        Ok(())
    }

    /// A piece of a file, or its small picture, for a node that is home to these units: only what an entry
    /// names that concerns them. None where it isn't here now; nothing at all where it will never be.
    pub(super) async fn file_give(
        &self,
        units: &[UnitId],
        blob: &BlobId,
        at: u64,
        most: usize,
        thumbnail: bool,
    ) -> Result<Option<Vec<u8>>, AppError> {
        if !self.file_is_named(units, blob).await? {
            return Ok(None);
        }
        if thumbnail {
            return self.picture(blob).await;
        }
        let piece = usize::try_from(PIECE).unwrap_or(usize::MAX);
        let found = self.inner.store.blob_read(blob.clone(), at, most.min(piece * 16)).await?;
        if found.is_some() || self.file_comes(blob).await? {
            return Ok(found);
        }
        Ok(Some(Vec::new()))
    }

    /// Whether a file that isn't here is still waited for.
    pub(crate) async fn file_comes(&self, blob: &BlobId) -> Result<bool, AppError> {
        let blob = blob.clone();
        Ok(self.inner.store.read(move |r| r.file_is_wanted(&blob)).await?)
    }

    /// The small picture of a file: the one that is here, or made of the file where that is here. None where
    /// it may come yet, nothing at all where it can't be made.
    pub(super) async fn picture(&self, blob: &BlobId) -> Result<Option<Vec<u8>>, AppError> {
        let store = &self.inner.store;
        if let Some(picture) = store.thumbnail_get(blob.clone()).await? {
            return Ok(Some(picture));
        }
        if self.is_plain(blob) {
            return Ok(Some(Vec::new()));
        }
        let Some(whole) = store.blob_get(blob.clone()).await? else {
            return Ok(if self.file_comes(blob).await? { None } else { Some(Vec::new()) });
        };
        let press = Arc::clone(&self.inner.press);
        let made = tokio::task::spawn_blocking(move || press.thumbnail(&whole)).await.ok().flatten();
        if let Some(picture) = made
            && store.thumbnail_put(blob.clone(), picture.clone()).await?
        {
            return Ok(Some(picture));
        }
        self.set_plain(blob);
        Ok(Some(Vec::new()))
    }
}
