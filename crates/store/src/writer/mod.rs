//! The threads that write: one for a file, two for a server. Each takes whatever waits, does it in one
//! transaction, and answers when the commit is on disk: many units of work share one flush (group commit).
//!
//! Invariants: a decision sees everything that came before it, also in its own batch; a unit of work writes
//! wholly or not at all; nobody is answered before the commit returned.

mod append;
mod beside;
mod copy;
mod group;
mod job;
mod known;
mod load;
mod rows;
mod telling;

use crate::db::{Db, Source, params};
use crate::error::StoreError;
use crate::work::{Loaded, Outcome, Reads, Writes};
use domain::nodes::Me;
use domain::words::UnitId;
use group::Group;
use job::{Job, Step, Submission};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tokio::sync::{mpsc, oneshot};

/// How many units of work share a transaction at most.
const BATCH: usize = 1024;
/// How many may wait; who comes after them waits before the door.
const QUEUE: usize = 4096;

/// What is called after each commit.
pub(crate) type Done = Arc<dyn Fn() + Send + Sync>;

/// The door to the writing threads: one for a file, which has one writer; two for a server, which works on
/// transactions side by side. A unit's work always goes to the same one, so it is done in order.
pub(crate) struct Writer {
    lanes: Vec<Lane>,
}

/// A thread, and what waits for it.
struct Lane {
    queue: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts a thread for each connection; they call `done` after each commit.
    pub(crate) fn start(lines: Vec<Db>, source: &Source, done: &Done) -> Result<Self, StoreError> {
        let lane = |db: Db| Lane::start(db, source.clone(), Arc::clone(done));
        Ok(Self { lanes: lines.into_iter().map(lane).collect::<Result<_, _>>()? })
    }

    /// Queues a unit of work and waits for its answer.
    pub(crate) async fn submit<R, F>(&self, reads: Reads, run: F) -> Result<Outcome<R>, StoreError>
    where
        R: Send + 'static,
        F: Fn(&Loaded) -> Result<Writes, R> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let queue = self.lane(&reads.unit).and_then(|lane| lane.queue.as_ref()).ok_or(StoreError::Closed)?;
        let job: Box<dyn Job> = Box::new(Submission::new(reads, run, answer));
        queue.send(job).await.map_err(|_| StoreError::Closed)?;
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    fn lane(&self, unit: &UnitId) -> Option<&Lane> {
        let mut hasher = DefaultHasher::new();
        unit.hash(&mut hasher);
        let lanes = u64::try_from(self.lanes.len()).unwrap_or(1).max(1);
        usize::try_from(hasher.finish() % lanes).ok().and_then(|lane| self.lanes.get(lane))
    }
}

impl Lane {
    fn start(db: Db, source: Source, done: Done) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let bench =
            Bench { db: db.by_units(), source, group: Group::default(), number: None, held: false, done };
        let thread = thread::Builder::new().name("store-writer".to_owned());
        let thread =
            thread.spawn(move || bench.work(waiting)).map_err(StoreError::io("starting the writer"))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }
}

impl Drop for Lane {
    /// Lets the thread finish what waits.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            // The thread itself may be the last to let go of the store; it ends anyway, and can't wait for
            // itself.
            && thread.thread().id() != thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writing thread broke off");
        }
    }
}

/// What the thread works with.
struct Bench {
    db: Db,
    source: Source,
    group: Group,
    /// The number of the transaction that is being committed, where the engine has one.
    number: Option<String>,
    /// Whether the batch changes what every process holds in memory.
    held: bool,
    done: Done,
}

impl Bench {
    fn work(mut self, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
        let mut batch = Vec::with_capacity(BATCH);
        while waiting.blocking_recv_many(&mut batch, BATCH) > 0 {
            self.commit(&mut batch);
        }
    }

    /// Does a batch; when it fails as a whole, each unit of work is done alone, so that only the bad
    /// one fails.
    fn commit(&mut self, batch: &mut Vec<Box<dyn Job>>) {
        match self.surely(batch) {
            Ok(()) => batch.drain(..).for_each(|job| job.finish(Ok(()))),
            Err(error) => {
                let met = matches!(error, StoreError::Conflict);
                let alone = (batch.len() > 1 || met) && !matches!(error, StoreError::Away { .. });
                for mut job in batch.drain(..) {
                    let one = std::slice::from_mut(&mut job);
                    let done = if alone { self.alone(one) } else { Err(error.clone()) };
                    job.finish(done);
                }
            }
        }
    }

    /// One unit of work. Where it met another one at a row (who was cut off asks again while the server still
    /// commits the first), it is done once more, and finds what the other left.
    fn alone(&mut self, one: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        match self.surely(one) {
            Err(StoreError::Conflict) => self.surely(one),
            done => done,
        }
    }

    /// One transaction. When the line to the database breaks it is taken up again once: what was committed
    /// without our hearing of it is found out, the rest is done anew.
    fn surely(&mut self, batch: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        self.number = None;
        let Err(error) = self.attempt(batch) else { return Ok(()) };
        self.undo();
        if !matches!(error, StoreError::Away { .. }) {
            return Err(error);
        }
        tracing::warn!(%error, "the database went away; trying to reach it again");
        self.db = self.source.writing_as_it_is()?.by_units().fused(self.db.fuse());
        if let Some(number) = self.number.take()
            && self.db.happened(&number)?
        {
            (self.done)();
            return Ok(());
        }
        let again = self.attempt(batch);
        if again.is_err() {
            self.undo();
        }
        again
    }

    fn undo(&mut self) {
        self.db.rollback();
        self.group.forget();
    }

    /// One transaction. Nothing is written when nobody in the batch writes anything.
    fn attempt(&mut self, batch: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        self.db.begin()?;
        // Both ends of a hand-over: nobody calls back what somebody else is taking over.
        let ends = batch.iter().map(|job| job.reads()).flat_map(|r| [Some(&r.unit), r.taking_over.as_ref()]);
        self.db.hold(ends.flatten().map(UnitId::as_str))?;
        self.group.known.ask(&self.db, batch.iter().map(|job| job.reads()))?;
        let mut wrote = false;
        self.held = false;
        for job in batch {
            wrote |= self.one(job.as_mut())?;
        }
        if !wrote {
            self.db.rollback();
            self.group.known.done(self.db.shared());
            return Ok(());
        }
        self.group.flush(&self.db)?;
        if self.held {
            self.db.tell_held()?;
        }
        self.number = self.db.transaction()?;
        self.db.commit()?;
        self.group.known.done(self.db.shared());
        (self.done)();
        Ok(())
    }

    /// One unit of work; says whether it wrote.
    fn one(&mut self, job: &mut dyn Job) -> Result<bool, StoreError> {
        match self.group.known.answer(job.reads()) {
            Ok(None) => {}
            Ok(Some(answer)) => {
                job.replay(answer);
                return Ok(false);
            }
            // Using a key twice spoils nothing for the others.
            Err(StoreError::KeyReused) => {
                job.fail(StoreError::KeyReused);
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        let loaded = load::load(&self.db, &mut self.group, job.reads())?;
        match job.decide(&loaded) {
            Step::Settled => {
                self.group.give_back(job.reads(), loaded);
                Ok(false)
            }
            Step::Write(writes) => {
                let reads = job.reads().clone();
                if !self.may_write(&reads.unit, &writes)? {
                    job.fail(StoreError::HomeElsewhere { unit: reads.unit.clone() });
                    self.group.give_back(&reads, loaded);
                    return Ok(false);
                }
                self.held |= writes.change_what_is_held();
                append::apply(&self.db, &mut self.group, &reads, loaded, &writes)?;
                if let Some(copy) = &writes.copy {
                    copy::apply(&self.db, &mut self.group, &reads.unit, copy)?;
                }
                beside::apply(&self.db, &mut self.group, &reads, &writes)?;
                job.written(writes.answer);
                Ok(true)
            }
        }
    }

    /// Whether this node may do that to the unit's ledger. What is kept beside ledgers is this node's own,
    /// and only the centre says where a unit lives that lives elsewhere.
    fn may_write(&mut self, unit: &UnitId, writes: &Writes) -> Result<bool, StoreError> {
        if !writes.append() {
            return Ok(true);
        }
        let me = self.group.known.me(&self.db)?;
        let centre = |me: Option<Me>| me.is_some_and(|me| me.centre);
        if !self.group.known.here(&self.db, unit)? {
            return Ok(writes.only_move_home() && centre(me));
        }
        Ok(me.is_none() || centre(me) || !self.lacks(unit)?)
    }

    /// Whether a box lacks entries of its own ledger that the centre has: they are on their way back, and
    /// what is written before they are here would fork.
    fn lacks(&mut self, unit: &UnitId) -> Result<bool, StoreError> {
        let (head, _) = self.group.known.head(&self.db, unit)?;
        let sql = "select count(*) from sent where unit = $1 and seq > $2";
        Ok(self.db.number(sql, params![unit, head])? > 0)
    }
}
