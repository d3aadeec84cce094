//! An entry that only a replaced or forked box had: on record at the province, for a person to look at.

use super::{Carried, Settled};
use crate::identity::Who;
use crate::records::{Body, RecordKind};
use crate::words::{NodeId, UnitId};
use serde::{Deserialize, Serialize};

/// A stray entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stray {
    /// Which node had it.
    pub node: NodeId,
    /// Of which unit's ledger.
    pub unit: UnitId,
    /// Under which epoch it was written.
    pub epoch: u32,
    /// The entry, whole.
    pub entry: Carried,
    /// Who dealt with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

impl Body for Stray {
    const KIND: RecordKind = RecordKind::Stray;
}

impl Stray {
    /// Whether a machine wrote an entry by itself, to remind somebody: nobody decides about those.
    pub fn reminds(entry: &Carried) -> bool {
        let kinds = [RecordKind::Reminder, RecordKind::Renewal];
        let reminder = kinds.iter().any(|kind| kind.as_str() == entry.about);
        reminder && matches!(entry.actor.parse(), Ok(Who::System(_)))
    }

    /// The record's key: unit, number and hash, so that one that comes again is the same one.
    pub fn key(&self) -> String {
        let hash = self.entry.hash.to_string();
        format!("{}/{:010}/{}", self.unit, self.entry.seq, hash.get(..16).unwrap_or(&hash))
    }
}
