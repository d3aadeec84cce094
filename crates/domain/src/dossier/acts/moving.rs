//! Move to another step: forward to the signature, back to the desk. Law gives it no meaning of its own; the
//! hand-over is recorded for the control sheet (form 05 of Circular 01/2018/TT-VPCP).

use super::super::{Dossier, Refusal, RefusalCode, Stage};
use super::stand;
use crate::packs::{ActDef, Process};
use crate::words::{Moment, StepId};
use serde::{Deserialize, Serialize};

/// The process says where to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {}

/// `moved`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The act's name in the process.
    pub act: StepId,
    /// Where it stands now.
    pub step: StepId,
}

/// Decides.
pub fn decide(process: &Process, def: &ActDef, _: &Move) -> Result<Moved, Refusal> {
    let to = def.to.as_ref().filter(|to| process.step(to).is_some()).ok_or(RefusalCode::NotHere)?;
    Ok(Moved { act: def.id.clone(), step: to.clone() })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Moved) {
    dossier.stage = Stage::Processing;
    stand(dossier, at, &e.step);
}
