//! What processes of one database tell each other; with one process, what it tells itself.

use crate::db::{Heard, Line, Source, Told};
use crate::error::StoreError;
use tokio::sync::{broadcast, watch};

/// How many tellings wait for whoever listens; who is slower misses the oldest.
const WAITING: usize = 1024;
/// Longest text that may be told; the server takes 8,000 bytes with what we add.
pub const LONGEST_BYTES: usize = 7_900;

/// What happened, for whoever wants to know.
#[derive(Clone)]
pub(crate) struct News {
    commits: watch::Sender<u64>,
    elsewhere: watch::Sender<u64>,
    told: broadcast::Sender<Told>,
}

impl News {
    pub(crate) fn new() -> Self {
        Self {
            commits: watch::Sender::new(0),
            elsewhere: watch::Sender::new(0),
            told: broadcast::channel(WAITING).0,
        }
    }

    /// Hears the other processes of a database, where there may be some.
    pub(crate) fn listen(&self, source: &Source) -> Result<Option<Line>, StoreError> {
        let news = self.clone();
        source.line(move |heard| news.hear(heard))
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Commit => self.committed(),
            Heard::Held => self.elsewhere.send_modify(|n| *n += 1),
            Heard::Missed => {
                self.committed();
                self.elsewhere.send_modify(|n| *n += 1);
            }
            // Nobody may be listening.
            Heard::Told(told) => drop(self.told.send(told)),
        }
    }

    /// Something was committed, here or elsewhere.
    pub(crate) fn committed(&self) {
        self.commits.send_modify(|n| *n += 1);
    }

    pub(crate) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.subscribe()
    }

    pub(crate) fn elsewhere(&self) -> watch::Receiver<u64> {
        self.elsewhere.subscribe()
    }

    pub(crate) fn told(&self) -> broadcast::Receiver<Told> {
        self.told.subscribe()
    }
}
