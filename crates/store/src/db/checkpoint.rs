//! The log of a SQLite file is copied into the file beside the writing: by a thread of its own, so that the
//! one who waits for a commit doesn't wait for that too. Where writing is faster than copying, the writer
//! helps.

use super::sqlite::{Sqlite, fault};
use crate::error::StoreError;
use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// After so many more pages of log (64 MB) they are copied. Pages that are written often are copied once, so
/// waiting pays.
const PAGES: i32 = 16_000;
/// From so many pages on the writer copies what is left itself: only when all is copied can the log begin
/// anew.
const MOST: i32 = 3 * PAGES;

/// The thread that copies. It ends with the connection that writes, which must be closed before.
pub(super) struct Checkpoints(Option<JoinHandle<()>>);

impl Checkpoints {
    /// Starts it for the connection that writes to `file`.
    pub(super) fn start(writing: &mut Connection, file: &Path) -> Result<Self, StoreError> {
        let (wake, woken) = sync_channel(1);
        let file = file.to_owned();
        let thread = thread::Builder::new().name("store-log".to_owned());
        let thread =
            thread.spawn(move || copy(&file, &woken)).map_err(StoreError::io("starting a thread"))?;
        hook(writing, wake, (PAGES, MOST))?;
        Ok(Self(Some(thread)))
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        if self.0.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread that copies the log broke off");
        }
    }
}

/// After each commit: wakes the thread when there is enough to copy. What was committed is: whatever goes
/// wrong with the copying may not reach the one who committed, who would do it all again.
fn hook(
    writing: &mut Connection,
    wake: SyncSender<()>,
    (enough, most): (i32, i32),
) -> Result<(), StoreError> {
    let mut woken_at = 0;
    let hook = move |log: &mut rusqlite::hooks::Wal, pages: i32| {
        if pages < woken_at {
            // The log began anew.
            woken_at = 0;
        }
        if pages >= most {
            if let Err(error) = log.checkpoint() {
                // The thread is at it.
                tracing::debug!(%error, "the log isn't copied by the writer");
            }
            woken_at = pages;
        } else if pages - woken_at >= enough {
            woken_at = pages;
            // When the thread is still at it, it will look again.
            let _ = wake.try_send(());
        }
        Ok(())
    };
    writing.wal_hook(Some(hook)).map_err(fault)
}

fn copy(file: &Path, woken: &Receiver<()>) {
    let mut beside = None;
    while woken.recv().is_ok() {
        if beside.is_none() {
            beside =
                Sqlite::beside(file).map_err(|error| tracing::warn!(%error, "the log can't be copied")).ok();
        }
        if let Some(db) = &beside
            && let Err(error) = db.copy_log()
        {
            tracing::warn!(%error, "copying the log");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hook;
    use rusqlite::Connection;
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::sync_channel;
    use std::thread;

    fn open(file: &Path) -> Connection {
        let db = Connection::open(file).unwrap();
        db.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = off; pragma wal_autocheckpoint = 0",
        )
        .unwrap();
        db
    }

    /// While another connection copies the log, the writer can't help: its commits are whole all the same.
    #[test]
    fn a_commit_that_is_on_disk_never_looks_failed() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("log.db");
        let mut writing = open(&file);
        writing.execute_batch("create table t (n integer)").unwrap();
        let (wake, _woken) = sync_channel(1);
        hook(&mut writing, wake, (1, 1)).unwrap();
        let ended = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let copying = open(&file);
                while !ended.load(Ordering::Relaxed) {
                    copying.execute_batch("pragma wal_checkpoint(passive)").unwrap();
                }
            });
            let done: Vec<_> =
                (0..3_000).map(|n| writing.execute("insert into t values (?1)", [n])).collect();
            ended.store(true, Ordering::Relaxed);
            assert_eq!(done.into_iter().find(Result::is_err), None);
        });
        let rows: i64 = writing.query_row("select count(*) from t", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 3_000);
    }
}
