//! The line on which processes of one database hear each other: a session of its own that listens, passes
//! on, and holds this process's turns at jobs.
//!
//! A notification costs the server a lock at its commit, so commits are told a few times a second at most;
//! the last one always is.

use super::fault;
use super::server::{Server, Wire};
use crate::db::{Heard, Told};
use crate::error::StoreError;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_postgres::{Client, Error, Notification};

/// How long commits are gathered before the others are told of them.
const GATHER: Duration = Duration::from_millis(200);
/// How long a lost line rests before it is taken up again; doubled each time, up to the longest.
const REST: Duration = Duration::from_millis(200);
const LONGEST_REST: Duration = Duration::from_secs(5);
/// How long the last words may take.
const PARTING: Duration = Duration::from_secs(2);
/// What the server does for a line is short; and nothing on it need outlive a power cut.
const MANNERS: &str = "set statement_timeout = '10s'; set synchronous_commit = off";

/// The channel of an office: offices may share a database.
const CHANNEL: &str = "'motcua_' || md5(current_schema())";

/// What is asked of the line.
enum Ask {
    Tell(String),
    Turn(String, oneshot::Sender<Result<bool, StoreError>>),
}

/// A line. Says its last words and ends when it is dropped.
pub(crate) struct Line {
    asks: Option<mpsc::UnboundedSender<Ask>>,
    committed: Arc<Notify>,
    ended: Option<oneshot::Receiver<()>>,
    task: AbortHandle,
    // Serves the wire; goes last.
    _server: Arc<Server>,
}

/// A line that is up.
struct Open {
    client: Client,
    notices: mpsc::UnboundedReceiver<Notification>,
    /// Jobs whose turn is ours. The server takes them back when the line breaks.
    turns: HashSet<String>,
}

/// What the line's task works with.
struct Listener<H> {
    server: Arc<Server>,
    heard: H,
    asks: mpsc::UnboundedReceiver<Ask>,
    committed: Arc<Notify>,
}

impl Line {
    /// Begins to listen; nothing that is told after this returned is missed without [`Heard::Missed`].
    pub(in crate::db) fn open<H>(server: &Arc<Server>, heard: H) -> Result<Self, StoreError>
    where
        H: Fn(Heard) + Send + Sync + 'static,
    {
        let (asks, asked) = mpsc::unbounded_channel();
        let (end, ended) = oneshot::channel();
        let committed = Arc::new(Notify::new());
        let first = server.reach(|server| async move { Open::of(&server).await })?;
        let mut listener =
            Listener { server: Arc::clone(server), heard, asks: asked, committed: Arc::clone(&committed) };
        let task = server.spawn(async move {
            listener.work(first).await;
            // Whoever waited for the end may be gone.
            let _ = end.send(());
        })?;
        Ok(Self { asks: Some(asks), committed, ended: Some(ended), task, _server: Arc::clone(server) })
    }

    /// Something was committed.
    pub(crate) fn committed(&self) {
        self.committed.notify_one();
    }

    /// Tells the other processes something; lost when nobody can be reached.
    pub(crate) fn tell(&self, text: String) {
        if let Some(asks) = &self.asks {
            // A line whose task ended tells nobody any more.
            let _ = asks.send(Ask::Tell(text));
        }
    }

    /// Whether it is this process's turn at a job; once it is, it stays so while the line holds.
    pub(crate) async fn turn(&self, job: &str) -> Result<bool, StoreError> {
        let (answer, answered) = oneshot::channel();
        let ask = Ask::Turn(job.to_owned(), answer);
        self.asks.as_ref().and_then(|asks| asks.send(ask).ok()).ok_or(StoreError::Closed)?;
        answered.await.unwrap_or(Err(StoreError::Closed))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.asks = None;
        if let Some(ended) = self.ended.take() {
            // Whether it ended well or not, there is nothing left to do.
            let _ = super::wait::wait_or_cut(ended, PARTING * 2, &self.task);
        }
    }
}

/// How serving a line ended.
enum Ended {
    Broken,
    Closed,
}

impl<H: Fn(Heard) + Send + Sync> Listener<H> {
    async fn work(&mut self, first: Open) {
        let mut open = first;
        loop {
            match self.serve(&mut open).await {
                Ended::Closed => return,
                Ended::Broken => tracing::warn!("the line between processes broke; taking it up again"),
            }
            open = match self.again().await {
                Some(open) => open,
                None => return,
            };
            (self.heard)(Heard::Missed);
        }
    }

    /// Takes a broken line up again; nothing when it is to be closed.
    async fn again(&mut self) -> Option<Open> {
        let mut rest = REST;
        loop {
            let server = Arc::clone(&self.server);
            let trying = async move {
                sleep(rest).await;
                Open::of(&server).await
            };
            tokio::pin!(trying);
            loop {
                tokio::select! {
                    tried = &mut trying => match tried {
                        Ok(open) => return Some(open),
                        Err(error) => {
                            tracing::debug!(%error, "the line between processes is still away");
                            break;
                        }
                    },
                    asked = self.asks.recv() => match asked? {
                        Ask::Tell(_) => {}
                        // Nobody has a turn that nobody can take away from him.
                        Ask::Turn(_, answer) => drop(answer.send(Ok(false))),
                    },
                }
            }
            rest = (rest * 2).min(LONGEST_REST);
        }
    }

    async fn serve(&mut self, open: &mut Open) -> Ended {
        let (mut owing, mut next) = (false, Instant::now());
        loop {
            let done = tokio::select! {
                notice = open.notices.recv() => match notice {
                    None => return Ended::Broken,
                    Some(notice) => {
                        self.pass_on(notice.payload());
                        Ok(())
                    }
                },
                () = self.committed.notified(), if !owing => {
                    owing = true;
                    Ok(())
                }
                () = sleep_until(next), if owing => {
                    (owing, next) = (false, Instant::now() + GATHER);
                    open.tell(self.server.name(), COMMITTED).await
                }
                asked = self.asks.recv() => match asked {
                    Some(Ask::Tell(text)) => open.tell(self.server.name(), &format!("{TOLD}{text}")).await,
                    Some(Ask::Turn(job, answer)) => open.take_turn(job, answer).await,
                    None => {
                        // What was committed while the store closed waits as a permit.
                        let unsaid = timeout(Duration::ZERO, self.committed.notified()).await.is_ok();
                        if owing || unsaid {
                            let parting = open.tell(self.server.name(), COMMITTED);
                            // The others look at the clock anyway.
                            let _ = timeout(PARTING, parting).await;
                        }
                        return Ended::Closed;
                    }
                },
            };
            if done.is_err() {
                return Ended::Broken;
            }
        }
    }

    fn pass_on(&self, payload: &str) {
        let Some((from, what)) = payload.split_once(' ') else { return };
        if from == self.server.name() {
            return;
        }
        match what {
            COMMITTED => (self.heard)(Heard::Commit),
            HELD => (self.heard)(Heard::Held),
            _ => {
                if let Some(text) = what.strip_prefix(TOLD) {
                    (self.heard)(Heard::Told(Told { from: from.to_owned(), text: text.to_owned() }));
                }
            }
        }
    }
}

const COMMITTED: &str = "c";
const HELD: &str = "h";
const TOLD: &str = "t ";

/// The statement by which a transaction tells, with its own commit, that something changed which every
/// process holds in memory; and what it says.
pub(super) fn held(server: &Server) -> (String, String) {
    (format!("select pg_notify({CHANNEL}, $1)"), format!("{} {HELD}", server.name()))
}

impl Open {
    async fn of(server: &Server) -> Result<Self, StoreError> {
        let Wire { client, notices, .. } = server.wire().await?;
        let open = async {
            client.batch_execute(MANNERS).await?;
            server.call(client.query_one("select gen_random_uuid()::text", &[]).await?.try_get(0)?);
            let channel: String = client.query_one(&format!("select {CHANNEL}"), &[]).await?.try_get(0)?;
            client.batch_execute(&format!("listen \"{channel}\"")).await
        };
        open.await.map_err(fault)?;
        Ok(Self { client, notices, turns: HashSet::new() })
    }

    async fn tell(&self, from: &str, what: &str) -> Result<(), Error> {
        let sql = format!("select pg_notify({CHANNEL}, $1)");
        self.client.execute(&sql, &[&format!("{from} {what}")]).await.map(|_| ())
    }

    async fn take_turn(
        &mut self,
        job: String,
        answer: oneshot::Sender<Result<bool, StoreError>>,
    ) -> Result<(), Error> {
        let (taken, done) =
            if self.turns.contains(&job) { (Ok(true), Ok(())) } else { self.ask_turn(job).await };
        // Whoever asked may have given up.
        let _ = answer.send(taken);
        done
    }

    async fn ask_turn(&mut self, job: String) -> (Result<bool, StoreError>, Result<(), Error>) {
        let sql = "select pg_try_advisory_lock(hashtextextended(current_schema() || ' turn ' || $1, 0))";
        match self.client.query_one(sql, &[&job]).await.and_then(|row| row.try_get(0)) {
            Ok(true) => {
                self.turns.insert(job);
                (Ok(true), Ok(()))
            }
            Ok(false) => (Ok(false), Ok(())),
            // Nobody has a turn that nobody can take away from him.
            Err(error) => (Ok(false), Err(error)),
        }
    }
}
