//! Decide and sign: the end of processing, from which punctuality is measured (national state 9).

use super::super::{Attachment, Dossier, Outcome, Refusal, RefusalCode, Stage};
use super::stand;
use crate::packs::ActDef;
use crate::words::{Moment, StepId};
use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approve {
    /// Number of the decision or certificate, may be empty.
    pub number: String,
    /// What is decided; may be empty, then the procedure's name says it.
    pub summary: String,
    /// The signed result.
    pub files: Vec<Attachment>,
}

/// `approved`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Where the result waits.
    pub step: StepId,
    /// Number of the decision or certificate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// What is decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The signed result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

/// Decides.
pub fn decide(def: &ActDef, c: Approve) -> Result<Approved, Refusal> {
    let step = def.to.clone().ok_or(RefusalCode::NotHere)?;
    let (number, summary) = (c.number.trim().to_owned(), c.summary.trim().to_owned());
    Ok(Approved { step, number, summary, files: c.files })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Approved) {
    dossier.stage = Stage::Resolved;
    dossier.outcome =
        Some(Outcome { at, number: e.number.clone(), summary: e.summary.clone(), files: e.files.clone() });
    stand(dossier, at, &e.step);
}
