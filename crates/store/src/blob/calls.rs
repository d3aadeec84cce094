//! What others ask of files that go between nodes.

use super::parts::PartAdded;
use crate::error::StoreError;
use crate::store::Store;
use domain::words::{BlobId, Moment};

impl Store {
    /// How large a file is; none where it isn't here, or isn't whole yet.
    pub async fn blob_len(&self, id: BlobId) -> Result<Option<u64>, StoreError> {
        self.with_files(move |blobs| blobs.len(&id)).await
    }

    /// At most `most` bytes of a file from an offset on; none where it isn't here.
    pub async fn blob_read(&self, id: BlobId, from: u64, most: usize) -> Result<Option<Vec<u8>>, StoreError> {
        self.with_files(move |blobs| blobs.read(&id, from, most)).await
    }

    /// How many bytes of a file that isn't whole yet are here.
    pub async fn blob_part_len(&self, id: BlobId) -> Result<u64, StoreError> {
        self.with_files(move |blobs| blobs.part_len(&id)).await
    }

    /// Adds a piece of a file that has `size` bytes in all. When this returns it is on disk.
    pub async fn blob_part_add(
        &self,
        id: BlobId,
        size: u64,
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<PartAdded, StoreError> {
        self.writes()?;
        self.with_files(move |blobs| blobs.part_add(&id, size, at, &bytes)).await
    }

    /// Drops what is here of a file that isn't whole and that nobody brings any more.
    pub async fn blob_part_drop(&self, id: BlobId) -> Result<(), StoreError> {
        self.writes()?;
        self.with_files(move |blobs| blobs.part_drop(&id)).await
    }

    /// Drops every part that nobody added to since; says how many.
    pub async fn blob_parts_drop(&self, before: Moment) -> Result<u64, StoreError> {
        self.writes()?;
        self.with_files(move |blobs| blobs.parts_drop(before)).await
    }

    /// A file's small picture, where one was made or came.
    pub async fn thumbnail_get(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        self.with_files(move |blobs| blobs.thumbnail_get(&id)).await
    }

    /// Whether a file's small picture is here.
    pub async fn has_thumbnail(&self, id: BlobId) -> Result<bool, StoreError> {
        self.with_files(move |blobs| blobs.has_thumbnail(&id)).await
    }

    /// Keeps a file's small picture, a JPEG; says whether it was fit to be kept.
    pub async fn thumbnail_put(&self, id: BlobId, bytes: Vec<u8>) -> Result<bool, StoreError> {
        self.writes()?;
        self.with_files(move |blobs| blobs.thumbnail_put(&id, &bytes)).await
    }
}
