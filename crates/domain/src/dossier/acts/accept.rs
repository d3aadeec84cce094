//! Accept what was submitted online: the clock starts (Decree 61/2018/NĐ-CP art. 17; within 8 working hours).

use super::super::{Clock, Dossier, Refusal, Rules, Stage};
use super::{receive, stand};
use crate::calendar::{Due, Limit};
use crate::words::{Moment, StepId};
use serde::{Deserialize, Serialize};

/// Nothing more needs to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accept {}

/// `accepted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Where it begins.
    pub step: StepId,
    /// What the law allows.
    pub limit: Limit,
    /// What is promised, and why.
    pub due: Due,
}

/// Decides.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier, _: &Accept) -> Result<Accepted, Refusal> {
    let (limit, due) = receive::promise(now, rules, &dossier.filing)?;
    Ok(Accepted { step: rules.definition.process.entry.clone(), limit, due })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Accepted) {
    dossier.stage = Stage::Received;
    dossier.clock = Some(Clock::start(at, e.limit, &e.due));
    stand(dossier, at, &e.step);
}
