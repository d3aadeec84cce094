//! Take back what is on its way: the unit that gave it away has it again, as it was. Possible only while
//! nobody at the other end can have read of it; whether that is so, only who keeps the ledgers knows, and
//! asks in the same unit of work.

use super::super::{Dossier, Refusal, RefusalCode};
use crate::words::UnitId;
use serde::{Deserialize, Serialize};

/// `recalled`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalled {
    /// The unit that it was on its way to.
    pub from: UnitId,
}

/// Decides.
pub fn decide(dossier: &Dossier) -> Result<Recalled, Refusal> {
    let to = dossier.moved_to.as_ref().ok_or(RefusalCode::NotInTransit)?;
    Ok(Recalled { from: to.unit.clone() })
}

/// Folds. Whoever had it decides it again, by its own hours.
pub fn evolve(dossier: &mut Dossier) {
    dossier.moved_to = None;
    dossier.competent.clone_from(&dossier.owner);
}
