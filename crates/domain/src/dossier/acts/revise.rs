//! Go on under a newer version of the procedure's pack. What was promised stays promised: the clock and its
//! limit are those of the reception. It happens by the system while nobody examines the dossier yet, where
//! the pack says so, or by the decision of the unit's leader; what the new version changes is on record.

use super::super::{Dossier, Refusal, RefusalCode, Stage};
use super::stand;
use crate::packs::Definition;
use crate::packs::diff::{Change, definitions};
use crate::packs::pack::PackRef;
use crate::words::{Moment, StepId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `revised`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    /// The revision that it kept.
    pub from: String,
    /// The revision that it keeps from here on.
    pub to: String,
    /// The pack, in the version that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackRef>,
    /// Where it stands: the same step, where there still is one of that name.
    pub step: StepId,
    /// What the new version changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeSaid>,
}

/// A change, as it was told when the dossier went over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSaid {
    /// The message key.
    pub key: String,
    /// Facts for the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl From<Change> for ChangeSaid {
    fn from(change: Change) -> Self {
        let facts = change.facts.into_iter().map(|(name, fact)| (name.to_owned(), fact.to_string()));
        Self { key: change.key.to_owned(), facts: facts.collect() }
    }
}

/// Whether nobody examines it yet.
pub fn unexamined(dossier: &Dossier) -> bool {
    matches!(dossier.stage, Stage::Submitted | Stage::Received)
        && dossier.assignee.is_none()
        && dossier.moved_to.is_none()
}

/// Decides. `new` is the procedure as it runs now, in revision `to`.
pub fn decide(dossier: &Dossier, old: &Definition, new: &Definition, to: &str) -> Result<Revised, Refusal> {
    if dossier.moved_to.is_some() {
        return Err(RefusalCode::InTransit.into());
    }
    if dossier.stage.ended() {
        return Err(RefusalCode::Ended.into());
    }
    if dossier.finished().is_some()
        || dossier.filing.revision == to
        || dossier.filing.procedure != *new.code()
    {
        return Err(RefusalCode::NothingRevised.into());
    }
    let process = &new.process;
    let step = match process.step(&dossier.step) {
        Some(same) => &same.id,
        None if dossier.stage == Stage::Submitted => &process.submitted,
        None => &process.entry,
    };
    Ok(Revised {
        from: dossier.filing.revision.clone(),
        to: to.to_owned(),
        pack: new.pack.clone(),
        step: step.clone(),
        changes: definitions(old, new).into_iter().map(ChangeSaid::from).collect(),
    })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Revised) {
    dossier.filing.revision.clone_from(&e.to);
    if dossier.step != e.step {
        stand(dossier, at, &e.step);
    }
}
