//! Files between a box and the centre, as the box carries them: within a budget, so that entries, which are
//! small and which people wait for, come between. Wherever this stops, the next time goes on there.

use super::round::{RoundError, heads};
use super::standing::Files;
use super::talk::Talk;
use super::wire::{FileGet, FileGiven, FileList, FilePut, FileTaken, FileWanted};
use crate::{App, AppError};
use domain::nodes::files::{Missing, PIECE, Step, order};
use domain::words::{BlobId, UnitId};
use std::sync::PoisonError;
use store::PartAdded;

/// Most files of a list.
const LIST: u32 = 64;
/// Most files of ours that are looked at.
const LOOK: u32 = 400;
/// How long a file that the centre doesn't have yet isn't asked for, in minutes.
const LATER_MINUTES: i64 = 5;
/// Most bytes of a small picture.
const PICTURE: u32 = 128 * 1024;

/// What went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FilesDone {
    /// Files that the centre has whole now.
    pub sent: usize,
    /// Files that are whole here now.
    pub fetched: usize,
    /// Whether there is more to do at once.
    pub more: bool,
}

/// Where a file stands after a piece.
enum Went {
    /// It is whole on the other side.
    Whole,
    /// The budget is used up.
    Spent,
    /// Nothing more can be done about it now.
    Stuck,
}

impl App {
    /// Sends what the centre lacks, then fetches what is lacked here: some `budget` bytes in all.
    pub(super) async fn files_round(
        &self,
        talk: &mut Talk<'_>,
        budget: u64,
    ) -> Result<FilesDone, RoundError> {
        let mut done = FilesDone::default();
        // Each way has its share: a day of scans on the way out doesn't keep away what somebody waits for.
        let mut share = budget / 2;
        self.files_send(talk, &mut share, &mut done).await?;
        let mut share = share + (budget - budget / 2);
        self.files_fetch(talk, &mut share, &mut done).await?;
        Ok(done)
    }

    async fn files_send(
        &self,
        talk: &mut Talk<'_>,
        budget: &mut u64,
        done: &mut FilesDone,
    ) -> Result<(), RoundError> {
        let listed = talk.ask(&FileList { most: LIST }).await?;
        self.files_unsent_noted(Files { count: listed.lacking, bytes: listed.lacking_bytes }).await?;
        let full = listed.wanted.len() >= usize::try_from(LIST).unwrap_or(usize::MAX);
        let before = done.sent;
        for wanted in listed.wanted {
            if wanted.thumbnail {
                self.picture_send(talk, wanted.blob, budget).await?;
                continue;
            }
            if self.is_later(&wanted.blob) {
                continue;
            }
            match self.file_send(talk, &wanted, budget).await? {
                Went::Whole => done.sent += 1,
                // One that the centre won't have doesn't keep the others from their turn.
                Went::Stuck => self.set_later(&wanted.blob),
                Went::Spent => {
                    done.more = true;
                    return Ok(());
                }
            }
        }
        done.more |= full && done.sent > before;
        Ok(())
    }

    /// Sends these files whole, one after the other.
    pub(super) async fn files_along(
        &self,
        talk: &mut Talk<'_>,
        files: &[FileWanted],
    ) -> Result<(), RoundError> {
        let mut budget = u64::MAX;
        for wanted in files {
            self.file_send(talk, wanted, &mut budget).await?;
        }
        Ok(())
    }

    /// Sends a file from where the centre has it.
    async fn file_send(
        &self,
        talk: &mut Talk<'_>,
        wanted: &FileWanted,
        budget: &mut u64,
    ) -> Result<Went, RoundError> {
        let FileWanted { blob, size_bytes, have_bytes: mut at, .. } = wanted.clone();
        let piece = usize::try_from(PIECE).unwrap_or(usize::MAX);
        loop {
            if *budget == 0 {
                return Ok(Went::Spent);
            }
            let bytes = self.inner.store.blob_read(blob.clone(), at, piece).await.map_err(AppError::from)?;
            let put = FilePut { blob: blob.clone(), size_bytes, at };
            let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
                if self.file_comes(&blob).await? || !self.file_was_here(&blob).await? {
                    return Ok(Went::Stuck);
                }
                // It was here when somebody brought it, and isn't any more: the centre shall not wait for it.
                tracing::warn!(%blob, "a file that the centre asks for is lost here");
                talk.ask_with(&FilePut { size_bytes: 0, at: 0, ..put }, &[]).await?;
                return Ok(Went::Stuck);
            };
            let (FileTaken { have_bytes, done }, _) = talk.ask_with(&put, &bytes).await?;
            *budget = budget.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            if done {
                return Ok(Went::Whole);
            }
            // What the centre doesn't take now, it asks for again.
            if have_bytes <= at {
                return Ok(Went::Stuck);
            }
            at = have_bytes;
        }
    }

    /// Whether an entry that is here names the file. Of what came to the centre from a machine before this
    /// one nobody here can say that it is lost.
    async fn file_was_here(&self, blob: &BlobId) -> Result<bool, AppError> {
        let read = self.inner.store.read(|r| {
            let Some(me) = r.me()? else { return Ok(Vec::new()) };
            Ok(heads(r, me)?.into_iter().map(|head| head.unit).collect())
        });
        let units: Vec<UnitId> = read.await?;
        self.file_is_named(&units, blob).await
    }

    async fn picture_send(
        &self,
        talk: &mut Talk<'_>,
        blob: BlobId,
        budget: &mut u64,
    ) -> Result<(), RoundError> {
        let Some(mut picture) = self.picture(&blob).await? else { return Ok(()) };
        if picture.is_empty() {
            // No picture can be made of it: one byte is none, and the centre asks no more.
            picture.push(0);
        }
        let put = FilePut { blob, size_bytes: 0, at: 0 };
        talk.ask_with(&put, &picture).await?;
        *budget = budget.saturating_sub(u64::try_from(picture.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    async fn files_fetch(
        &self,
        talk: &mut Talk<'_>,
        budget: &mut u64,
        done: &mut FilesDone,
    ) -> Result<(), RoundError> {
        let wanted = self.inner.store.read(|r| r.files_wanted(LOOK)).await.map_err(AppError::from)?;
        let full = wanted.len() >= usize::try_from(LOOK).unwrap_or(usize::MAX);
        let before = done.fetched;
        for step in order(self.files_missing(wanted).await?) {
            match step {
                Step::Picture(missing) => self.picture_fetch(talk, &missing.blob, budget).await?,
                Step::Whole(missing) if self.is_later(&missing.blob) => {}
                Step::Whole(missing) => match self.file_fetch(talk, &missing, budget).await? {
                    Went::Whole => done.fetched += 1,
                    Went::Stuck => self.set_later(&missing.blob),
                    Went::Spent => {
                        done.more = true;
                        return Ok(());
                    }
                },
            }
        }
        done.more |= full && done.fetched > before;
        Ok(())
    }

    /// Fetches a file from where it is here.
    async fn file_fetch(
        &self,
        talk: &mut Talk<'_>,
        missing: &Missing,
        budget: &mut u64,
    ) -> Result<Went, RoundError> {
        let (store, blob) = (&self.inner.store, &missing.blob);
        let most = u32::try_from(PIECE).unwrap_or(u32::MAX);
        let mut at = missing.have_bytes;
        // Nothing is carried over a slow line only to be refused here.
        let room = store.blob_part_add(blob.clone(), missing.size_bytes, at, Vec::new()).await;
        if room.map_err(AppError::from)? == PartAdded::NoRoom {
            tracing::info!(%blob, "the share of the disk for files from elsewhere is used up");
            return Ok(Went::Stuck);
        }
        loop {
            if *budget == 0 {
                return Ok(Went::Spent);
            }
            let get = FileGet { blob: blob.clone(), at, most, thumbnail: false };
            let (FileGiven { known }, bytes) = talk.ask_with(&get, &[]).await?;
            if !known {
                return Ok(Went::Stuck);
            }
            if bytes.is_empty() {
                self.file_gone(blob).await?;
                return Ok(Went::Stuck);
            }
            *budget = budget.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            let added = store.blob_part_add(blob.clone(), missing.size_bytes, at, bytes).await;
            match added.map_err(AppError::from)? {
                PartAdded::Complete => {
                    self.file_here(blob).await?;
                    return Ok(Went::Whole);
                }
                PartAdded::Partly(have) if have > at => at = have,
                PartAdded::Partly(_) | PartAdded::NoRoom => return Ok(Went::Stuck),
                PartAdded::Wrong => {
                    tracing::warn!(%blob, "a file that came isn't what its name says; it is fetched again");
                    return Ok(Went::Stuck);
                }
            }
        }
    }

    async fn picture_fetch(
        &self,
        talk: &mut Talk<'_>,
        blob: &BlobId,
        budget: &mut u64,
    ) -> Result<(), RoundError> {
        if *budget == 0 || self.is_later(blob) {
            return Ok(());
        }
        let get = FileGet { blob: blob.clone(), at: 0, most: PICTURE, thumbnail: true };
        let (FileGiven { known }, picture) = talk.ask_with(&get, &[]).await?;
        *budget = budget.saturating_sub(u64::try_from(picture.len()).unwrap_or(u64::MAX));
        if !known {
            self.set_later(blob);
            return Ok(());
        }
        let store = &self.inner.store;
        if !store.thumbnail_put(blob.clone(), picture).await.map_err(AppError::from)? {
            self.set_plain(blob);
        }
        Ok(())
    }

    /// Nobody has the file any more: it isn't waited for.
    async fn file_gone(&self, blob: &BlobId) -> Result<(), AppError> {
        tracing::warn!(%blob, "a file is lost at the centre");
        self.inner.store.blob_part_drop(blob.clone()).await?;
        self.file_here(blob).await
    }

    /// The file isn't wanted any more, whoever's entry names it.
    async fn file_here(&self, blob: &BlobId) -> Result<(), AppError> {
        let of = blob.clone();
        let wanted = self.inner.store.read(move |r| r.file_wanted(&of)).await?;
        match wanted.first() {
            Some(wanted) => self.file_arrived(&wanted.unit, blob).await,
            None => Ok(()),
        }
    }

    fn is_later(&self, blob: &BlobId) -> bool {
        let later = self.inner.files.later.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        // A clock that was set back keeps nobody waiting.
        later.get(blob).is_some_and(|at| now < *at && *at <= now.plus_minutes(LATER_MINUTES))
    }

    fn set_later(&self, blob: &BlobId) {
        let now = self.now();
        let mut later = self.inner.files.later.lock().unwrap_or_else(PoisonError::into_inner);
        later.retain(|_, at| now < *at);
        later.insert(blob.clone(), now.plus_minutes(LATER_MINUTES));
    }
}
