//! Refuse with a written reason: before acceptance it is not taken in (form 03), afterwards its processing
//! stops (Decree 61/2018/NĐ-CP art. 17 and 19.8: inside the legal time limit).

use super::super::{Dossier, Refusal, Stage};
use super::{end, reason};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// Why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refuse {
    /// Why, for the person to read.
    pub reason: String,
}

/// `refused`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why, for the person to read.
    pub reason: String,
    /// Whether it had been accepted before.
    pub accepted: bool,
}

/// Decides.
pub fn decide(dossier: &Dossier, c: Refuse) -> Result<Refused, Refusal> {
    Ok(Refused { reason: reason(&c.reason)?, accepted: dossier.stage != Stage::Submitted })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Refused) {
    end(dossier, at, if e.accepted { Stage::Stopped } else { Stage::Declined });
}
