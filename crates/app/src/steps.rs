//! What lasts from one request to another: a sign-in that has begun, a key that is being registered. Kept
//! beside a unit's ledger, so that any process of the database goes on with it; found only by who has the
//! secret, opened once.

use crate::session::digest;
use crate::{App, AppError};
use domain::ledger::Digest;
use domain::words::{Moment, UnitId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Beside, Loaded, Outcome, Reads, Step, Writes};

/// What a secret is found by: one of another kind, or without its other half, is another one.
pub(crate) fn name(kind: &str, secret: &str) -> Digest {
    digest(&format!("{kind}\n{secret}"))
}

/// A step to be kept.
pub(crate) fn step<T: Serialize>(
    unit: &UnitId,
    kind: &str,
    secret: &str,
    ends: Moment,
    what: &T,
) -> Result<Step, AppError> {
    let body = serde_json::to_string(what).map_err(AppError::fault)?;
    Ok(Step { unit: unit.clone(), digest: name(kind, secret), kind: kind.to_owned(), body, ends })
}

/// What is in a step.
pub(crate) fn read<T: DeserializeOwned>(step: &Step) -> Result<T, AppError> {
    serde_json::from_str(&step.body).map_err(AppError::fault)
}

impl App {
    /// Keeps something until the browser comes back with the secret.
    pub(crate) async fn step_keep<T: Serialize>(
        &self,
        unit: &UnitId,
        kind: &str,
        secret: &str,
        ends: Moment,
        what: &T,
    ) -> Result<(), AppError> {
        let step = step(unit, kind, secret, ends, what)?;
        Ok(self.inner.store.put_beside(unit.clone(), vec![Beside::StepKept(step)]).await?)
    }

    /// Looks at it; it stays.
    pub(crate) async fn step_look(&self, kind: &str, secret: &str) -> Result<Option<Step>, AppError> {
        let (digest, now) = (name(kind, secret), self.now());
        Ok(self.inner.store.read(move |r| r.step(&digest, now)).await?)
    }

    /// Takes it out: it is gone, whatever comes of it. Of several who try at once one gets it.
    pub(crate) async fn step_take<T: DeserializeOwned>(
        &self,
        kind: &str,
        secret: &str,
    ) -> Result<Option<T>, AppError> {
        let Some(step) = self.step_look(kind, secret).await? else { return Ok(None) };
        let digest = step.digest;
        let reads = Reads { step: Some(digest), ..Reads::of(step.unit.clone()) };
        let decide = move |loaded: &Loaded| {
            let there = loaded.step.as_ref().map(|_| Beside::StepTaken(digest)).ok_or(())?;
            Ok(Writes { beside: vec![there], ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { .. } => read(&step).map(Some),
            Outcome::Refused(()) => Ok(None),
        }
    }
}
