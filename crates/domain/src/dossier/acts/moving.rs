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
    /// Whether the same people work there, so that who took it on keeps it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_role: bool,
}

/// Decides.
pub fn decide(process: &Process, dossier: &Dossier, def: &ActDef, _: &Move) -> Result<Moved, Refusal> {
    let to = def.to.as_ref().and_then(|to| process.step(to)).ok_or(RefusalCode::NotHere)?;
    let same_role = process.step(&dossier.step).is_some_and(|from| from.role == to.role);
    Ok(Moved { act: def.id.clone(), step: to.id.clone(), same_role })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Moved) {
    dossier.stage = Stage::Processing;
    let assignee = dossier.assignee.filter(|_| e.same_role);
    stand(dossier, at, &e.step);
    dossier.assignee = dossier.assignee.or(assignee);
}
