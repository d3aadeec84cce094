//! Ask for what is missing: once, complete and exact; the clock stops (form 02; Decree 61/2018/NĐ-CP art.
//! 15.3, 17, 19.4; the later text keeps the rule in 118/2025 art. 17).

use super::super::{Dossier, Refusal, RefusalCode, Rules, Stage};
use super::{lapse, pause, reason};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// What is missing and why it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// Each thing that is missing or must be redone.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
}

/// `supplement-asked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementAsked {
    /// Each thing that is missing or must be redone.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// By when it must come; afterwards the dossier is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

/// Decides.
pub fn decide(
    now: Moment,
    rules: Rules<'_>,
    dossier: &Dossier,
    c: Supplement,
) -> Result<SupplementAsked, Refusal> {
    let clock = dossier.clock.as_ref();
    if clock.is_some_and(|c| c.pauses.iter().any(|p| p.stage == Stage::AwaitingDocuments)) {
        return Err(RefusalCode::SupplementOnce.into());
    }
    let trimmed = c.items.iter().map(|i| i.trim().to_owned());
    let items: Vec<String> = trimmed.filter(|i| !i.is_empty()).collect();
    if items.is_empty() {
        return Err(RefusalCode::ItemsMissing.into());
    }
    let until = lapse::until(now, rules.definition.days_to_supplement(), rules.hours);
    Ok(SupplementAsked { items, reason: reason(&c.reason)?, until: Some(until) })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &SupplementAsked) {
    pause(dossier, at, Stage::AwaitingDocuments, e.until);
}
