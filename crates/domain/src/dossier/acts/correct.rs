//! Put right what was recorded wrongly. The wrong words stay in the history (Decree 61/2018/NĐ-CP art. 21:
//! the office corrects its own error).

use super::super::{Applicant, Dossier, Refusal, RefusalCode};
use super::reason;
use serde::{Deserialize, Serialize};

/// How it should read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correct {
    /// The applicant as it should read.
    pub applicant: Applicant,
    /// What is asked, as it should read.
    pub content: String,
    /// What was wrong.
    pub reason: String,
}

/// `corrected`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The applicant as it reads now.
    pub applicant: Applicant,
    /// What is asked, as it reads now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// What was wrong.
    pub reason: String,
}

/// Decides.
pub fn decide(dossier: &Dossier, c: Correct) -> Result<Corrected, Refusal> {
    if c.applicant.name.trim().is_empty() {
        return Err(RefusalCode::ApplicantMissing.into());
    }
    if c.applicant == dossier.filing.applicant && c.content == dossier.filing.content {
        return Err(RefusalCode::NothingCorrected.into());
    }
    Ok(Corrected { applicant: c.applicant, content: c.content, reason: reason(&c.reason)? })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, e: &Corrected) {
    dossier.filing.applicant = e.applicant.clone();
    dossier.filing.content.clone_from(&e.content);
}
