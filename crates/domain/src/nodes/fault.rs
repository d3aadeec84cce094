//! What a node refused and why, for the province's administrators: each cause says what happened and what to
//! do.

use crate::records::{Body, RecordKind};
use crate::words::{Moment, NodeId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

macro_rules! causes {
    ($($(#[$doc:meta])* $cause:ident = $name:literal,)*) => {
        /// Why something that came from another node was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FaultCause {
            $($(#[$doc])* #[serde(rename = $name)] $cause,)*
        }

        impl FaultCause {
            /// Every cause.
            pub const ALL: &'static [Self] = &[$(Self::$cause),*];

            /// The name on record and in message keys: `node-fault-<name>` says what happened,
            /// `node-fault-<name>-do` what to do.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$cause => $name,)* }
            }
        }
    };
}

causes! {
    /// Signed by a key that nobody enrolled.
    UnknownKey = "unknown-key",
    /// The node was cut off.
    Revoked = "revoked",
    /// A letter that had come before.
    Replayed = "replayed",
    /// Bytes don't agree with their signature, or an entry with its hash.
    Altered = "altered",
    /// Another entry stands under the same number.
    Fork = "fork",
    /// Written by a home that was replaced.
    OlderEpoch = "older-epoch",
    /// The ledger of a unit whose home is another node.
    NotTheirs = "not-theirs",
    /// Something that only the province writes, or that doesn't follow from what came before.
    NotAllowed = "not-allowed",
    /// A body that breaks its schema.
    Unreadable = "unreadable",
    /// An invitation that isn't open (any more).
    BadToken = "bad-token",
    /// A program too old or too new to talk.
    Version = "version",
    /// Its clock is far from ours.
    Clock = "clock",
    /// The centre has less than it signed for, or told: it was set back to an old copy.
    SetBack = "set-back",
    /// A file that doesn't agree with its name, or that the sender lost.
    File = "file",
}

/// Who settled something, when, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub at: Moment,
    /// Who; none for the operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What was done about it.
    pub note: String,
}

impl Settled {
    /// What stands in a record's text when it was settled, and only then: inside of texts quotes are escaped.
    pub const MARK: &'static str = "\"settled\":{";

    /// Of what machines wrote by themselves: there is nothing for a person to decide.
    pub fn by_itself(at: Moment) -> Self {
        Self { at, by: None, note: String::new() }
    }

    /// Whether no person was needed.
    pub const fn is_by_itself(&self) -> bool {
        self.note.is_empty()
    }
}

/// Something refused, on record at the province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeFault {
    /// From which node, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// Of which unit's ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Why.
    pub cause: FaultCause,
    /// What the program saw, for support; no personal data.
    pub detail: String,
    /// When it was seen first.
    pub first: Moment,
    /// When it was seen last, give or take a minute.
    pub last: Moment,
    /// How often it was put on record.
    pub times: u32,
    /// Who dealt with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

impl Body for NodeFault {
    const KIND: RecordKind = RecordKind::NodeFault;
}

impl NodeFault {
    /// The record's key: one record for a node, a unit and a cause, so that a node that goes on and on fills
    /// no ledger.
    pub fn key(node: Option<NodeId>, unit: Option<&UnitId>, cause: FaultCause) -> String {
        let node = node.map_or_else(|| "-".to_owned(), |n| n.to_string());
        format!("{node}/{}/{}", unit.map_or("-", UnitId::as_str), cause.as_str())
    }

    /// Seen once more. What was settled is open again.
    pub fn again(before: Option<Self>, now: Self) -> Self {
        match before {
            Some(b) if b.settled.is_none() => Self { first: b.first, times: b.times + 1, ..now },
            _ => now,
        }
    }
}
