//! The store: a folder with `motcua.db`, `blobs/` and a lock.

use crate::blob::Blobs;
use crate::db::Db;
use crate::error::StoreError;
use crate::pool::Pool;
use crate::read::Reader;
use crate::work::Loaded;
use crate::work::{Beside, Outcome, Reads, Writes};
use crate::writer::Writer;
use domain::words::{BlobId, UnitId};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;

/// How a store is opened.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many reads go on at the same time.
    pub readers: usize,
    /// The database refuses to grow beyond this; reading goes on.
    pub size_limit_bytes: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, size_limit_bytes: None }
    }
}

/// A store. Cheap to clone; the last clone that goes finishes what is written and closes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    pool: Pool,
    blobs: Blobs,
    // Dropped in this order: the writer ends before the folder is free for another.
    writer: Option<Writer>,
    _lock: Option<File>,
}

pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("motcua.db")
}

/// Takes the folder for writing, until the file is dropped.
pub(crate) fn lock(dir: &Path) -> Result<File, StoreError> {
    fs::create_dir_all(dir).map_err(StoreError::io("making the folder"))?;
    let file = File::create(dir.join("motcua.lock")).map_err(StoreError::io("making the lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(StoreError::io("taking the lock")(error)),
    }
}

impl Store {
    /// Opens a folder for reading and writing; makes it when it isn't there, and brings its schema up
    /// to date.
    pub fn open(dir: &Path, options: Options) -> Result<Self, StoreError> {
        let lock = lock(dir)?;
        let file = database(dir);
        let writer = Writer::start(Db::writing(&file, options.size_limit_bytes)?)?;
        let (pool, blobs) = (Pool::new(file, options.readers), Blobs::new(dir));
        let inner = Inner { dir: dir.to_owned(), pool, blobs, writer: Some(writer), _lock: Some(lock) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Opens a folder that another program may be writing to.
    pub fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        let file = database(dir);
        Db::reading(&file)?.check_schema()?;
        let (pool, blobs) = (Pool::new(file, Options::default().readers), Blobs::new(dir));
        let inner = Inner { dir: dir.to_owned(), pool, blobs, writer: None, _lock: None };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// Does one unit of work: loads what `reads` names, lets `run` decide, writes, and answers once it is
    /// on disk. `run` must be pure: when a neighbour in the same batch fails it is asked again, with what
    /// is true by then.
    pub async fn submit<R, F>(&self, reads: Reads, run: F) -> Result<Outcome<R>, StoreError>
    where
        R: Send + 'static,
        F: Fn(&Loaded) -> Result<Writes, R> + Send + 'static,
    {
        let writer = self.inner.writer.as_ref().ok_or(StoreError::ReadOnly)?;
        writer.submit(reads, run).await
    }

    /// Writes beside the ledger where there is nothing to decide.
    pub async fn put_beside(&self, unit: UnitId, beside: Vec<Beside>) -> Result<(), StoreError> {
        let run = move |_: &Loaded| {
            Ok::<_, std::convert::Infallible>(Writes { beside: beside.clone(), ..Writes::default() })
        };
        self.submit(Reads::of(unit), run).await.map(|_| ())
    }

    /// Reads. Everything that `read` asks for is seen as of one moment. Runs on a thread of its own.
    pub async fn read<T, F>(&self, read: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let permit = self.inner.pool.turn().await?;
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let _permit = permit;
            inner.pool.with(|db| read(&Reader::new(db)))
        })
        .await
    }

    /// The number of commits so far; changes wake pages with live figures and whoever
    /// delivers notices.
    pub fn commits(&self) -> Result<watch::Receiver<u64>, StoreError> {
        self.inner.writer.as_ref().map(Writer::commits).ok_or(StoreError::ReadOnly)
    }

    /// Keeps a file. When this returns it is on disk under the digest of its content.
    pub async fn blob_put(&self, bytes: Vec<u8>) -> Result<BlobId, StoreError> {
        let inner = Arc::clone(&self.inner);
        if inner.writer.is_none() {
            return Err(StoreError::ReadOnly);
        }
        blocking(move || inner.blobs.put(&bytes)).await
    }

    /// A file's bytes.
    pub async fn blob_get(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || inner.blobs.get(&id)).await
    }

    /// Copies everything, as of one moment, into a new folder that can be opened as a store.
    pub async fn backup(&self, to: PathBuf) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            fs::create_dir_all(&to).map_err(StoreError::io("making the backup's folder"))?;
            let file = database(&to);
            // Files first come into being, then entries name them: the database is copied first, so that
            // every file it names is in the folder already.
            let name =
                file.to_str().ok_or_else(|| StoreError::Unfit("the backup's path isn't UTF-8".to_owned()))?;
            Db::copying(&database(&inner.dir))?.copy_to(name)?;
            File::open(&file).and_then(|f| f.sync_all()).map_err(StoreError::io("flushing the backup"))?;
            inner.blobs.copy_to(&Blobs::new(&to))
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(StoreError::Panicked))
}
