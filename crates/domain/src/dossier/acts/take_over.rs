//! Take over a dossier that another unit handed over: the new unit's half. Its entry carries the dossier
//! whole, so that the new unit's ledger says by itself what the unit has, on this node or on another.

use super::super::{Dossier, Refusal, RefusalCode};
use crate::words::UnitId;
use serde::{Deserialize, Serialize};

/// `taken-over`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// The unit that handed it over.
    pub from: UnitId,
    /// The dossier as it was handed over, with where it goes.
    pub dossier: Box<Dossier>,
}

/// Decides. `here` is the unit that takes it over.
pub fn decide(here: &UnitId, dossier: Dossier) -> Result<TakenOver, Refusal> {
    match &dossier.moved_to {
        Some(to) if to.unit == *here => {
            Ok(TakenOver { from: dossier.place().unit, dossier: Box::new(dossier) })
        }
        _ => Err(RefusalCode::NotHandedOver.into()),
    }
}

/// The dossier as the new unit has it: all as it was, but the owner. None when it wasn't handed to anybody.
pub fn taken(e: &TakenOver) -> Option<Dossier> {
    let mut dossier = Dossier::clone(&e.dossier);
    let to = dossier.moved_to.take()?;
    // A dossier that comes home belongs to the unit of its filing again.
    dossier.owner = Some(to).filter(|to| to.unit != dossier.filing.unit);
    dossier.version += 1;
    Some(dossier)
}
