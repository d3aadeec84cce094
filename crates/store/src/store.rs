//! The store: a folder with `motcua.db`, `blobs/` and a lock; or the folder and a server for the database.

use crate::blob::Blobs;
use crate::db::{Line, Source, Told};
use crate::error::StoreError;
use crate::fuse::Fuse;
use crate::news::News;
use crate::pool::Pool;
use crate::read::Reader;
use crate::work::Loaded;
use crate::work::{Beside, Outcome, Reads, Writes};
use crate::writer::{Done, Writer};
use domain::words::{BlobId, UnitId};
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

/// Where a store is: a folder for files and keys, and the database, which is a file in the folder unless a
/// PostgreSQL server is named.
#[derive(Clone, PartialEq, Eq)]
pub struct Location {
    /// The folder. Empty where only the server is at hand: then files can be neither kept nor checked.
    pub dir: PathBuf,
    /// `postgres://user:password@host:port/database`.
    pub server: Option<String>,
}

/// As people and logs read it: a server without its password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.server {
            Some(url) => f.write_str(&without_password(url)),
            None => self.dir.display().fmt(f),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({} {self})", self.dir.display())
    }
}

/// The address alone: what stands before the host, and options, may hold a password.
fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let plain = rest.split_once('?').map_or(rest, |(plain, _)| plain);
    match plain.rsplit_once('@') {
        Some((who, at)) => format!("{scheme}://{}@{at}", who.split(':').next().unwrap_or_default()),
        None => format!("{scheme}://{plain}"),
    }
}

impl<P: AsRef<Path> + ?Sized> From<&P> for Location {
    fn from(dir: &P) -> Self {
        Self { dir: dir.as_ref().to_owned(), server: None }
    }
}

impl Location {
    /// Whether there is a database with tables of ours.
    pub fn exists(&self) -> Result<bool, StoreError> {
        self.source()?.exists()
    }

    /// Where the database is.
    pub(crate) fn source(&self) -> Result<Source, StoreError> {
        match &self.server {
            Some(url) => Source::server(url),
            None => Ok(Source::File(self.dir.join(FILE))),
        }
    }

    /// Takes the folder for writing, until the file is dropped. A server looks after its own writers.
    pub(crate) fn lock(&self) -> Result<Option<File>, StoreError> {
        fs::create_dir_all(&self.dir).map_err(StoreError::io("making the folder"))?;
        if self.server.is_some() {
            return Ok(None);
        }
        let file = File::create(self.dir.join("motcua.lock")).map_err(StoreError::io("making the lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(StoreError::io("taking the lock")(error)),
        }
    }
}

/// The database's file in the folder.
const FILE: &str = "motcua.db";

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many reads go on at the same time.
    pub readers: usize,
    /// The database refuses to grow beyond this; reading goes on.
    pub size_limit_bytes: Option<u64>,
    /// No file is fetched from another node that would make all files together larger than this. What people
    /// bring here is always taken in.
    pub files_quota_bytes: Option<u64>,
    /// Breaks writing off at a chosen place: for tests alone.
    pub fuse: Option<Fuse>,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, size_limit_bytes: None, files_quota_bytes: None, fuse: None }
    }
}

/// A store. Cheap to clone; the last clone that goes finishes what is written and closes.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    at: Location,
    source: Source,
    pool: Pool,
    blobs: Blobs,
    // Dropped in this order: the writer ends before the folder is free for another.
    writer: Option<Writer>,
    news: News,
    line: Option<Arc<Line>>,
    fuse: Option<Fuse>,
    _lock: Option<File>,
}

impl Store {
    /// Opens a folder for reading and writing; makes it when it isn't there, and brings its schema up
    /// to date.
    pub fn open(at: impl Into<Location>, options: Options) -> Result<Self, StoreError> {
        let at = at.into();
        let (lock, source) = (at.lock()?, at.source()?);
        let db = source.writing(options.size_limit_bytes)?.fused(options.fuse.clone());
        let news = News::new();
        let line = news.listen(&source)?.map(Arc::new);
        let (tell, tell_others) = (news.clone(), line.clone());
        let committed = move || {
            tell.committed();
            if let Some(line) = &tell_others {
                line.committed();
            }
        };
        let done: Done = Arc::new(committed);
        let writer = Writer::start(source.lines(db)?, &source, &done)?;
        let pool = Pool::new(source.clone(), options.readers);
        let blobs = Blobs::new(&at.dir).within(options.files_quota_bytes);
        let (writer, fuse) = (Some(writer), options.fuse);
        let inner = Inner { at, source, pool, blobs, writer, news, line, fuse, _lock: lock };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Opens a folder that another program may be writing to.
    pub fn open_read_only(at: impl Into<Location>) -> Result<Self, StoreError> {
        let at = at.into();
        let source = at.source()?;
        source.reading()?.check_schema()?;
        let pool = Pool::new(source.clone(), Options::default().readers);
        let blobs = Blobs::new(&at.dir);
        let news = News::new();
        let (writer, line, fuse) = (None, None, None);
        let inner = Inner { at, source, pool, blobs, writer, news, line, fuse, _lock: None };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.inner.at.dir
    }

    /// The folder, and the server where there is one.
    pub fn location(&self) -> &Location {
        &self.inner.at
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

    /// Changes with every commit, also of other processes (of theirs a few times a second at most); wakes
    /// whoever shows live figures or delivers notices.
    pub fn commits(&self) -> Result<watch::Receiver<u64>, StoreError> {
        self.inner.writer.as_ref().map(|_| self.inner.news.commits()).ok_or(StoreError::ReadOnly)
    }

    /// Changes when another process changed what every process holds in memory: hours, the calendar, units,
    /// procedures.
    pub fn elsewhere(&self) -> watch::Receiver<u64> {
        self.inner.news.elsewhere()
    }

    /// Tells the other processes of this database something, [`crate::LONGEST_BYTES`] at most. Nobody may
    /// rely on it: it is lost when the line is broken.
    pub fn tell(&self, text: String) {
        if let Some(line) = &self.inner.line {
            line.tell(text);
        }
    }

    /// What other processes tell.
    pub fn told(&self) -> broadcast::Receiver<Told> {
        self.inner.news.told()
    }

    /// Whether other processes may work on this database too.
    pub fn shared(&self) -> bool {
        self.inner.line.is_some()
    }

    /// Whether it is this process's turn at a job that one process at a time does. Who has it keeps it; when
    /// its process ends, another gets it. To be asked before each time that the job is done.
    pub async fn turn_of(&self, job: &str) -> Result<bool, StoreError> {
        match &self.inner.line {
            None => Ok(self.inner.writer.is_some()),
            Some(line) => line.turn(job).await,
        }
    }

    /// Keeps a file. When this returns it is on disk under the digest of its content.
    pub async fn blob_put(&self, bytes: Vec<u8>) -> Result<BlobId, StoreError> {
        let inner = Arc::clone(&self.inner);
        if inner.writer.is_none() {
            return Err(StoreError::ReadOnly);
        }
        blocking(move || {
            inner.fuse.as_ref().map_or(Ok(()), Fuse::step)?;
            let id = inner.blobs.put(&bytes)?;
            inner.fuse.as_ref().map_or(Ok(()), Fuse::told)?;
            Ok(id)
        })
        .await
    }

    /// A file's bytes.
    pub async fn blob_get(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || inner.blobs.get(&id)).await
    }

    /// Does something with files, on a thread that may wait for the disk.
    pub(crate) async fn with_files<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Blobs) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || work(&inner.blobs)).await
    }

    /// Something is about to be written: refuses where the store was opened for reading only.
    pub(crate) fn writes(&self) -> Result<(), StoreError> {
        if self.inner.writer.is_none() {
            return Err(StoreError::ReadOnly);
        }
        self.inner.fuse.as_ref().map_or(Ok(()), Fuse::step)
    }

    /// Copies everything, as of one moment, into a new folder that can be opened as a store.
    pub async fn backup(&self, to: PathBuf) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            fs::create_dir_all(&to).map_err(StoreError::io("making the backup's folder"))?;
            let file = to.join(FILE);
            // Files first come into being, then entries name them: the database is copied first, so that
            // every file it names is in the folder already.
            let name =
                file.to_str().ok_or_else(|| StoreError::Unfit("the backup's path isn't UTF-8".to_owned()))?;
            inner.source.copying()?.copy_to(name)?;
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

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://m:s%40e@cret@db.vn:5432/motcua?sslmode=require", "postgres://m@db.vn:5432/motcua"),
            ("postgresql://db.vn/motcua?user=m&password=secret", "postgresql://db.vn/motcua"),
            ("postgres://:secret@/motcua", "postgres://@/motcua"),
        ] {
            let at = Location { dir: "/var/lib/motcua".into(), server: Some(url.to_owned()) };
            assert_eq!(at.to_string(), shown);
            assert!(!format!("{at:?}").contains("cret"), "{at:?}");
        }
        assert_eq!(Location::from("/var/lib/motcua").to_string(), "/var/lib/motcua");
    }
}
