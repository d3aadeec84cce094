//! The person takes the request back, while no decision exists (Circular 03/2025/TT-VPCP art. 7).

use super::super::{Dossier, Refusal, Stage};
use super::{end, reason};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// Why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdraw {
    /// Why, in the person's words.
    pub reason: String,
}

/// `withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, in the person's words.
    pub reason: String,
}

/// Decides.
pub fn decide(c: Withdraw) -> Result<Withdrawn, Refusal> {
    Ok(Withdrawn { reason: reason(&c.reason)? })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment) {
    end(dossier, at, Stage::Withdrawn);
}
