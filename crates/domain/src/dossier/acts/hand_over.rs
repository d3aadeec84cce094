//! Hand a dossier to another unit: the old unit's half. The person files nothing again, no finished step is
//! done again, and what was promised stays promised (Resolution 190/2025/QH15 art. 4 and 10: the successor
//! takes over rights and duties, and asks for no new papers).
//!
//! A dossier belongs to one unit at any time: from here until the other unit takes it over it is on its way,
//! still owned by the unit that gives it away, and nobody acts on it.

use super::super::{Dossier, Refusal, RefusalCode};
use super::reason;
use crate::identity::Place;
use serde::{Deserialize, Serialize};

/// Why a dossier goes to another unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum HandOverReason {
    /// Units changed, and a rule says where it belongs.
    Reorganisation {
        /// The legal act.
        act: String,
        /// Which rule of the reorganisation: `whole`, `all-people`, `whole-area`, …
        rule: String,
    },
    /// Somebody with the right to decide it decided.
    Decision {
        /// The document that the decision stands on.
        act: String,
        /// Why this unit.
        reason: String,
    },
    /// Another unit is competent: it was taken in for that unit, or came to the wrong one.
    Competence {},
    /// It goes back to the unit that took it in: mostly with its result, which the person gets there.
    Return {
        /// Why; may be empty once it is decided.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// `handed-over`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Which unit takes it over.
    pub to: Place,
    /// Why.
    pub why: HandOverReason,
    /// Whether whoever had taken it on doesn't go along: then it is nobody's in its new unit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub released: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(yes: &bool) -> bool {
    !*yes
}

/// Decides. `along` says whether the unit's people go to that unit as well.
pub fn decide(dossier: &Dossier, to: Place, why: HandOverReason, along: bool) -> Result<HandedOver, Refusal> {
    if dossier.moved_to.is_some() {
        return Err(RefusalCode::InTransit.into());
    }
    if dossier.stage.ended() {
        return Err(RefusalCode::Ended.into());
    }
    if to.unit == dossier.place().unit {
        return Err(RefusalCode::SameUnit.into());
    }
    let why = match why {
        HandOverReason::Decision { act, reason: text } => {
            HandOverReason::Decision { act: reason(&act)?, reason: reason(&text)? }
        }
        HandOverReason::Return { reason: text } if dossier.outcome.is_some() => {
            HandOverReason::Return { reason: text.trim().to_owned() }
        }
        HandOverReason::Return { reason: text } => HandOverReason::Return { reason: reason(&text)? },
        rule @ (HandOverReason::Reorganisation { .. } | HandOverReason::Competence {}) => rule,
    };
    Ok(HandedOver { to, why, released: dossier.assignee.is_some() && !along })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, e: &HandedOver) {
    dossier.moved_to = Some(e.to.clone());
    if matches!(e.why, HandOverReason::Competence {}) {
        dossier.competent = Some(e.to.clone());
    }
    if e.released {
        dossier.assignee = None;
    }
}
