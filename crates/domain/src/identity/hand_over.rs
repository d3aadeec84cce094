//! Who leaves hands over: what of the work goes to whom, on record.

use crate::records::{Body, RecordKind};
use crate::words::PersonId;
use serde::{Deserialize, Serialize};

/// What one of those who take over got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub person: PersonId,
    /// That person's name on the day.
    pub name: String,
    /// How many dossiers.
    pub count: u32,
}

/// A worklist that was handed over whole, in one act. A record of the unit; each dossier's own entry says to
/// whom it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorklistHandOver {
    /// Whose worklist it was.
    pub leaver: PersonId,
    /// That person's name on the day.
    pub name: String,
    /// Who got how much.
    pub to: Vec<Share>,
    /// How many dossiers in all.
    pub count: u32,
    /// How many substitutions ended with it.
    pub delegations_ended: u32,
    /// Whether the account was closed with it.
    pub closed: bool,
    /// Why.
    pub reason: String,
}

impl Body for WorklistHandOver {
    const KIND: RecordKind = RecordKind::WorklistHandOver;
}

impl WorklistHandOver {
    /// How the keys of a person's records begin.
    pub fn keys_of(leaver: PersonId) -> String {
        format!("{leaver}.")
    }
}
