//! Files that come in pieces: `blobs/parts/<id>` grows at its end, each piece is flushed before it counts,
//! and once all is there the whole is held against its name. So a cut line costs the piece that was under
//! way, a crash no more than that, and a file that isn't what it should be never gets its name.

use super::{Blobs, flush, named, names, prepare, size_of};
use crate::error::StoreError;
use domain::words::{BlobId, Moment};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartAdded {
    /// So many bytes are on disk now; the next piece begins there.
    Partly(u64),
    /// The file is whole, and is what its name says.
    Complete,
    /// All bytes came and aren't what the name says, or more came than there should be: nothing of it is
    /// kept.
    Wrong,
    /// The share of the disk for files from elsewhere is used up: nothing was written.
    NoRoom,
}

impl Blobs {
    fn parts(&self) -> PathBuf {
        self.dir.join("parts")
    }

    /// How many bytes of a file that isn't whole yet are here.
    pub(super) fn part_len(&self, id: &BlobId) -> Result<u64, StoreError> {
        Ok(size_of(&self.parts().join(id.as_str()))?.unwrap_or(0))
    }

    /// Adds a piece of a file that has `size` bytes in all. A piece that doesn't begin where the part ends
    /// writes nothing; the answer says where to go on.
    pub(super) fn part_add(
        &self,
        id: &BlobId,
        size: u64,
        at: u64,
        bytes: &[u8],
    ) -> Result<PartAdded, StoreError> {
        let path = self.path(id).ok_or_else(|| StoreError::corrupt("a file's digest"))?;
        if path.is_file() {
            return Ok(PartAdded::Complete);
        }
        let aside = self.parts().join(id.as_str());
        let have = self.part_len(id)?;
        if !self.has_room(size.saturating_sub(have))? {
            return Ok(PartAdded::NoRoom);
        }
        prepare(&self.parts())?;
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(&aside);
        let mut part = opened.map_err(StoreError::io("writing a part of a file"))?;
        // Two letters may bring the same piece at once, also to two processes that share the folder.
        part.lock().map_err(StoreError::io("writing a part of a file"))?;
        if path.is_file() {
            return Ok(PartAdded::Complete);
        }
        let have = part.metadata().map_err(StoreError::io("writing a part of a file"))?.len();
        if at != have {
            return Ok(PartAdded::Partly(have));
        }
        let now = have.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if now > size {
            return self.part_wrong(&aside);
        }
        let added = part.seek(SeekFrom::End(0)).and_then(|_| part.write_all(bytes));
        added.and_then(|()| part.sync_data()).map_err(StoreError::io("writing a part of a file"))?;
        self.room.grew(bytes.len());
        if now < size {
            return Ok(PartAdded::Partly(now));
        }
        if digest(&mut part)? != *id {
            return self.part_wrong(&aside);
        }
        self.part_named(&part, &aside, &path)
    }

    /// Gives a part that is whole its name.
    fn part_named(&self, part: &File, aside: &Path, path: &Path) -> Result<PartAdded, StoreError> {
        let dir = path.parent().unwrap_or(&self.dir);
        let folders = prepare(dir)?;
        let moved = part.sync_all().and_then(|()| fs::rename(aside, path));
        moved.map_err(StoreError::io("writing a file"))?;
        for folder in dir.ancestors().take(folders) {
            flush(folder)?;
        }
        Ok(PartAdded::Complete)
    }

    fn part_wrong(&self, aside: &Path) -> Result<PartAdded, StoreError> {
        remove(aside)?;
        self.room.forget();
        Ok(PartAdded::Wrong)
    }

    /// Drops what is here of a file that nobody brings any more.
    pub(super) fn part_drop(&self, id: &BlobId) -> Result<(), StoreError> {
        self.room.forget();
        remove(&self.parts().join(id.as_str()))
    }

    /// Drops parts, and what a crash left unnamed beside them, that nobody added to since; says how many.
    pub(super) fn parts_drop(&self, before: Moment) -> Result<u64, StoreError> {
        let mut dropped = 0;
        for folder in [self.parts(), self.thumbs()] {
            for name in names(&folder, 0)? {
                let path = folder.join(&name);
                let unfinished = folder == self.parts() || name.starts_with('.');
                if unfinished && touched(&path)?.is_some_and(|at| at < before.millis()) {
                    remove(&path)?;
                    dropped += 1;
                }
            }
        }
        // Whether something went or not: once a day what files take is counted from the disk.
        self.room.forget();
        Ok(dropped)
    }
}

/// When a file was written to last, in milliseconds; none where it went meanwhile.
fn touched(path: &Path) -> Result<Option<i64>, StoreError> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io("listing files")(error)),
    };
    let at = found.modified().map_err(StoreError::io("listing files"))?;
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Some(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::io("removing a part of a file")(error))
        }
        _ => Ok(()),
    }
}

/// The id of what a file holds, read piece by piece.
fn digest(file: &mut File) -> Result<BlobId, StoreError> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    file.seek(SeekFrom::Start(0)).map_err(StoreError::io("reading a file"))?;
    loop {
        let read = file.read(&mut piece).map_err(StoreError::io("reading a file"))?;
        match piece.get(..read) {
            Some([]) | None => return named(&hash.finalize()),
            Some(bytes) => hash.update(bytes),
        }
    }
}
