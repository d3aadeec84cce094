//! What happened, as it is kept. These shapes are read for ever: a field that is added gets a default, a
//! shape that changes gets a new version. `testdata/events/<kind>/v1.json` is append-only.

use super::{
    Accepted, Approved, Assigned, ChildEnded, Corrected, Delivered, Entered, Extended, HandedOver, Lapsed,
    Moved, Opened, PaymentAsked, PaymentTold, Recalled, Received, Recounted, Refused, Resumed, Revised,
    Submitted, SupplementAsked, TakenOver, Withdrawn,
};
use crate::ledger::canonical_json;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// An event that can't be read back.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// A kind that this program doesn't know.
    #[error("unknown event `{kind}` version {version}")]
    Unknown {
        /// The kind.
        kind: String,
        /// The version.
        version: u16,
    },
    /// The body isn't of its kind's shape.
    #[error("event `{kind}` can't be read")]
    Body {
        /// The kind.
        kind: String,
        /// What the reader says.
        #[source]
        source: serde_json::Error,
    },
}

macro_rules! events {
    ($($name:ident($body:ty) = $kind:literal),* $(,)?) => {
        /// Something that happened to a dossier.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event { $(#[doc = concat!("`", $kind, "`.")] $name($body)),* }

        impl Event {
            /// Every kind, for tests that look for golden files.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The kind as the ledger stores it and as messages name it (`event-…`).
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind),* }
            }

            /// The body as canonical JSON, with the officer's note.
            pub fn body(&self, note: &str) -> Result<String, EventError> {
                match self { $(Self::$name(b) => write($kind, b, note)),* }
            }

            /// Reads a body back, and the note with it.
            pub fn read(kind: &str, version: u16, body: &str) -> Result<(Self, String), EventError> {
                match (kind, version) {
                    $(($kind, 1) => parse($kind, body).map(|(b, note)| (Self::$name(b), note)),)*
                    _ => Err(EventError::Unknown { kind: kind.to_owned(), version }),
                }
            }
        }
    };
}

events! {
    Submitted(Submitted) = "submitted",
    Received(Received) = "received",
    Accepted(Accepted) = "accepted",
    Moved(Moved) = "moved",
    SupplementAsked(SupplementAsked) = "supplement-asked",
    PaymentAsked(PaymentAsked) = "payment-asked",
    Resumed(Resumed) = "resumed",
    Refused(Refused) = "refused",
    Extended(Extended) = "extended",
    Approved(Approved) = "approved",
    Delivered(Delivered) = "delivered",
    Withdrawn(Withdrawn) = "withdrawn",
    Corrected(Corrected) = "corrected",
    HandedOver(HandedOver) = "handed-over",
    TakenOver(TakenOver) = "taken-over",
    Assigned(Assigned) = "assigned",
    Lapsed(Lapsed) = "lapsed",
    Recounted(Recounted) = "recounted",
    Entered(Entered) = "entered",
    Revised(Revised) = "revised",
    Opened(Opened) = "opened",
    ChildEnded(ChildEnded) = "child-ended",
    Recalled(Recalled) = "recalled",
    PaymentTold(PaymentTold) = "payment-told",
}

impl Event {
    /// Version of the bodies that are written today.
    pub const VERSION: u16 = 1;
}

fn fault(kind: &str) -> impl FnOnce(serde_json::Error) -> EventError + '_ {
    move |source| EventError::Body { kind: kind.to_owned(), source }
}

fn write<T: Serialize>(kind: &str, body: &T, note: &str) -> Result<String, EventError> {
    let mut value = serde_json::to_value(body).map_err(fault(kind))?;
    if let (Some(map), false) = (value.as_object_mut(), note.is_empty()) {
        map.insert("note".to_owned(), Value::String(note.to_owned()));
    }
    Ok(canonical_json(&value))
}

fn parse<T: DeserializeOwned>(kind: &str, body: &str) -> Result<(T, String), EventError> {
    let mut value: Value = serde_json::from_str(body).map_err(fault(kind))?;
    let note = value.as_object_mut().and_then(|m| m.remove("note"));
    let note = note.and_then(|n| n.as_str().map(str::to_owned)).unwrap_or_default();
    Ok((serde_json::from_value(value).map_err(fault(kind))?, note))
}
