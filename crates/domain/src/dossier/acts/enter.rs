//! What an act was filled with, and what it entered in registers. It stands before the act's own event, in
//! the same unit of work, so that nothing follows on an end.

use super::super::{Dossier, Refusal, RefusalCode, known};
use crate::packs::condition::ANSWERS;
use crate::packs::{ActDef, RecordChange};
use crate::registers::RecordRef;
use crate::words::StepId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `entered`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The act, by its name in the process.
    pub act: StepId,
    /// What its form was filled with.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<String, Value>,
    /// The records that it made or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordRef>,
}

impl Entered {
    /// Whether there is anything to keep.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.records.is_empty()
    }
}

/// What an act writes into registers: its effects over the dossier as the act leaves it, and over what its
/// form was filled with.
pub fn effects(
    def: &ActDef,
    after: &Dossier,
    answers: &Map<String, Value>,
) -> Result<Vec<RecordChange>, Refusal> {
    let look = |name: &str| match name {
        ANSWERS => Some(Value::Object(answers.clone())),
        other => known(after, other),
    };
    let faulty = |fault| Refusal::with(RefusalCode::GuardFaulty, "fault", &fault);
    let changes = def.records.iter().map(|effect| effect.evaluate(&look).map_err(faulty));
    changes.filter_map(Result::transpose).collect()
}

/// Folds. What an act was filled with last counts.
pub fn evolve(dossier: &mut Dossier, e: &Entered) {
    if !e.answers.is_empty() {
        dossier.answers.insert(e.act.clone(), e.answers.clone());
    }
    dossier.records.extend(e.records.iter().cloned());
}
