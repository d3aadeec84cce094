//! Files, known by the SHA-256 of their content: `blobs/ab/cd/abcd…`. A file that is there never changes.
//!
//! What comes from another node comes in pieces (`parts`) and is looked at whole before it gets its name;
//! small pictures of files that are still on their way lie beside (`thumbs`). How much all of it may take is
//! in `room`.

mod calls;
mod parts;
mod room;
mod thumbs;

pub use parts::PartAdded;

use crate::error::StoreError;
use domain::words::BlobId;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The folder of files.
pub(crate) struct Blobs {
    dir: PathBuf,
    room: room::Room,
}

/// Names of unfinished files differ within the process, the process id keeps them apart between processes.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// The id of a content.
pub fn id_of(bytes: &[u8]) -> Result<BlobId, StoreError> {
    named(&Sha256::digest(bytes))
}

/// A digest as an id.
fn named(digest: &[u8]) -> Result<BlobId, StoreError> {
    let hex = digest.iter().fold(String::with_capacity(64), |mut out, b| {
        // Writing to a String can't fail.
        let _ = write!(out, "{b:02x}");
        out
    });
    hex.parse().map_err(StoreError::unreadable("a file's digest"))
}

impl Blobs {
    pub(crate) fn new(dir: &Path) -> Self {
        Self { dir: dir.join("blobs"), room: room::Room::default() }
    }

    /// The same with a limit to what is fetched from elsewhere.
    pub(crate) fn within(mut self, quota_bytes: Option<u64>) -> Self {
        self.room = room::Room::of(quota_bytes);
        self
    }

    fn path(&self, id: &BlobId) -> Option<PathBuf> {
        let name = id.as_str();
        let (first, second) = (name.get(0..2)?, name.get(2..4)?);
        (name.len() == 64).then(|| self.dir.join(first).join(second).join(name))
    }

    /// Writes aside, flushes, renames, flushes the folder: a file under its name is always whole.
    pub(crate) fn put(&self, bytes: &[u8]) -> Result<BlobId, StoreError> {
        let id = id_of(bytes)?;
        let path = self.path(&id).ok_or_else(|| StoreError::corrupt("a file's digest"))?;
        let dir = path.parent().unwrap_or(&self.dir);
        if path.is_file() {
            // Somebody else may have put it there this moment; its name must be on disk before we say so.
            flush(dir)?;
            return Ok(id);
        }
        let folders = prepare(dir)?;
        write_aside(dir, &path, bytes)?;
        self.room.grew(bytes.len());
        for folder in dir.ancestors().take(folders) {
            flush(folder)?;
        }
        Ok(id)
    }

    /// How large a file is, if there is such a file.
    pub(crate) fn len(&self, id: &BlobId) -> Result<Option<u64>, StoreError> {
        let Some(path) = self.path(id) else { return Ok(None) };
        size_of(&path)
    }

    /// At most so many bytes of a file from an offset on; none where it isn't here.
    pub(crate) fn read(&self, id: &BlobId, from: u64, most: usize) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(path) = self.path(id) else { return Ok(None) };
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io("reading a file")(error)),
        };
        let mut bytes = Vec::new();
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.take(most).read_to_end(&mut bytes));
        read.map_err(StoreError::io("reading a file"))?;
        Ok(Some(bytes))
    }

    /// The bytes, if there is such a file.
    pub(crate) fn get(&self, id: &BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(path) = self.path(id) else { return Ok(None) };
        match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("reading a file")(error)),
        }
    }

    /// Copies every file that `to` doesn't have.
    pub(crate) fn copy_to(&self, to: &Self) -> Result<(), StoreError> {
        self.each_lacking(to, |id| self.copy_one(id, to))
    }

    /// Gives every file that `to` doesn't have a second name there: nothing is copied where both are on one
    /// disk.
    fn link_to(&self, to: &Self) -> Result<(), StoreError> {
        self.each_lacking(to, |id| {
            let (Some(here), Some(there)) = (self.path(id), to.path(id)) else { return Ok(()) };
            let dir = there.parent().unwrap_or(&to.dir);
            let folders = prepare(dir)?;
            if fs::hard_link(here, &there).is_err() {
                return self.copy_one(id, to);
            }
            dir.ancestors().take(folders).try_for_each(flush)
        })
    }

    fn copy_one(&self, id: &BlobId, to: &Self) -> Result<(), StoreError> {
        match self.get(id)? {
            Some(bytes) => to.put(&bytes).map(|_| ()),
            None => Ok(()),
        }
    }

    fn each_lacking(
        &self,
        to: &Self,
        run: impl Fn(&BlobId) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // What is unfinished isn't named in two folders deep; small pictures are made or fetched again.
        for name in names(&self.dir, 2)? {
            if let Ok(id) = name.parse::<BlobId>()
                && to.path(&id).is_some_and(|p| !p.is_file())
            {
                run(&id)?;
            }
        }
        Ok(())
    }
}

/// Carries the files of one folder over to another one, whose office begins anew: whatever entries come back
/// to it, their files are there, and only there perhaps. The old folder keeps them.
pub fn carry_files(from: &Path, to: &Path) -> Result<(), StoreError> {
    Blobs::new(from).link_to(&Blobs::new(to))
}

/// How large a file of the disk is; none where there is none.
fn size_of(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::metadata(path) {
        Ok(found) => Ok(found.is_file().then_some(found.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io("reading a file")(error)),
    }
}

/// Makes the folder that a file gets its name in; says how many folders upwards must be flushed once it has
/// it: a new folder must be on disk under its parents' names too.
fn prepare(dir: &Path) -> Result<usize, StoreError> {
    let folders = if dir.is_dir() { 1 } else { 4 };
    fs::create_dir_all(dir).map_err(StoreError::io("making a folder for files"))?;
    Ok(folders)
}

/// Writes beside, flushes, and gives the file its name.
fn write_aside(dir: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let (mut file, aside) = unfinished(dir).map_err(StoreError::io("writing a file"))?;
    let written =
        file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&aside, path));
    written.map_err(|error| {
        // What couldn't be written whole is of no use; if it can't be removed either, it stays unnamed.
        let _ = fs::remove_file(&aside);
        StoreError::io("writing a file")(error)
    })
}

/// A new file under a name of its own. Another machine's process may have our number, and one that was killed
/// may have left a file behind.
fn unfinished(dir: &Path) -> io::Result<(File, PathBuf)> {
    loop {
        let mark = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let aside = dir.join(format!(".{}-{mark}", std::process::id()));
        match File::create_new(&aside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|file| (file, aside)),
        }
    }
}

fn flush(folder: &Path) -> Result<(), StoreError> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(StoreError::io("flushing a folder"))
}

fn names(dir: &Path, depth: u8) -> Result<Vec<String>, StoreError> {
    let listing = match fs::read_dir(dir) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io("listing files")(error)),
    };
    let mut found = Vec::new();
    for entry in listing {
        let entry = entry.map_err(StoreError::io("listing files"))?;
        if depth > 0 && entry.path().is_dir() {
            found.extend(names(&entry.path(), depth - 1)?);
        } else if let Some(name) = entry.file_name().to_str() {
            found.push(name.to_owned());
        }
    }
    Ok(found)
}
