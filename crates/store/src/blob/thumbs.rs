//! Small pictures of files: `blobs/thumbs/<id>.jpg`. They come before the files themselves, so that an
//! officer sees which paper it is while the line is still busy with the whole. No digest vouches for them:
//! what isn't a JPEG of a few kilobytes isn't kept.

use super::{Blobs, prepare, size_of, write_aside};
use crate::error::StoreError;
use domain::words::BlobId;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Largest picture that is kept: 320 pixels across take a tenth of it.
pub(super) const LARGEST: usize = 128 * 1024;

impl Blobs {
    pub(super) fn thumbs(&self) -> PathBuf {
        self.dir.join("thumbs")
    }

    fn thumb(&self, id: &BlobId) -> PathBuf {
        self.thumbs().join(format!("{}.jpg", id.as_str()))
    }

    /// Whether a file's small picture is here.
    pub(super) fn has_thumbnail(&self, id: &BlobId) -> Result<bool, StoreError> {
        Ok(size_of(&self.thumb(id))?.is_some())
    }

    /// A file's small picture.
    pub(super) fn thumbnail_get(&self, id: &BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        match fs::read(self.thumb(id)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("reading a file")(error)),
        }
    }

    /// Keeps a file's small picture; says whether it is one.
    pub(super) fn thumbnail_put(&self, id: &BlobId, bytes: &[u8]) -> Result<bool, StoreError> {
        if bytes.len() > LARGEST || !bytes.starts_with(b"\xff\xd8\xff") {
            return Ok(false);
        }
        let dir = self.thumbs();
        prepare(&dir)?;
        write_aside(&dir, &self.thumb(id), bytes)?;
        self.room.grew(bytes.len());
        Ok(true)
    }
}
