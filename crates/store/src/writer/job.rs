//! A unit of work that waits: what it reads, the decision, and whom to answer.

use crate::error::StoreError;
use crate::work::{Loaded, Outcome, Reads, Writes};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

/// What came of a decision.
pub(super) enum Step {
    /// These things are to be written.
    Write(Box<Writes>),
    /// Nothing is to be written; the answer is known.
    Settled,
}

/// A unit of work, whatever its refusals are.
pub(super) trait Job: Send {
    /// What it reads.
    fn reads(&self) -> &Reads;
    /// Asks the decision.
    fn decide(&mut self, loaded: &Loaded) -> Step;
    /// It was done before: this was the answer.
    fn replay(&mut self, answer: String);
    /// It fails by its own fault, without harm to others.
    fn fail(&mut self, error: StoreError);
    /// Its writes are in the transaction.
    fn written(&mut self, answer: String);
    /// The transaction is on disk, or failed.
    fn finish(self: Box<Self>, done: Result<(), StoreError>);
}

/// A unit of work of one kind.
pub(super) struct Submission<R, F> {
    reads: Reads,
    run: F,
    result: Option<Result<Outcome<R>, StoreError>>,
    answer: oneshot::Sender<Result<Outcome<R>, StoreError>>,
}

impl<R, F> Submission<R, F> {
    pub(super) fn new(reads: Reads, run: F, answer: oneshot::Sender<Result<Outcome<R>, StoreError>>) -> Self {
        Self { reads, run, result: None, answer }
    }
}

impl<R, F> Job for Submission<R, F>
where
    R: Send,
    F: Fn(&Loaded) -> Result<Writes, R> + Send,
{
    fn reads(&self) -> &Reads {
        &self.reads
    }

    fn decide(&mut self, loaded: &Loaded) -> Step {
        // A decision is pure and only borrowed: when it breaks off, nothing of ours is half done.
        match catch_unwind(AssertUnwindSafe(|| (self.run)(loaded))) {
            Ok(Ok(writes)) => return Step::Write(Box::new(writes)),
            Ok(Err(refusal)) => self.result = Some(Ok(Outcome::Refused(refusal))),
            Err(_) => self.result = Some(Err(StoreError::Panicked)),
        }
        Step::Settled
    }

    fn replay(&mut self, answer: String) {
        self.result = Some(Ok(Outcome::Done { answer, replayed: true }));
    }

    fn fail(&mut self, error: StoreError) {
        self.result = Some(Err(error));
    }

    fn written(&mut self, answer: String) {
        self.result = Some(Ok(Outcome::Done { answer, replayed: false }));
    }

    fn finish(self: Box<Self>, done: Result<(), StoreError>) {
        // The decision goes before the answer: it may hold the last hand on the store, which then closes, and
        // that is for whoever asked to wait for.
        let Self { reads: _, run, result, answer } = *self;
        drop(run);
        let result = done.and_then(|()| result.unwrap_or(Err(StoreError::Closed)));
        // Who asked may have gone away meanwhile; what is written stays written.
        let _ = answer.send(result);
    }
}
