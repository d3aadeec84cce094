//! An entry on its way from node to node: the same fields as JSON.

use crate::ledger::{Content, Digest, Entry, Header, Subject};
use crate::words::{Moment, UnitId};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// An entry of a ledger that the letter names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// Who did it.
    pub actor: String,
    /// What it is about: a kind.
    pub about: String,
    /// What it is about: an id.
    pub subject: String,
    /// The subject's version after it.
    pub version: u32,
    /// What happened.
    pub kind: String,
    /// Version of the body's shape.
    pub body_version: u16,
    /// The body, unless it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Its salt: 32 hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// What is left of an erased body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Digest>,
    /// Hash of the entry before.
    pub prev: Digest,
    /// Hash of this entry.
    pub hash: Digest,
}

/// An entry that is not well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {0} is not well formed")]
pub struct CarriedError(
    /// Its number.
    pub u64,
);

impl Carried {
    /// As it travels.
    pub fn of(entry: &Entry) -> Self {
        let h = &entry.head;
        let (body, salt, commitment) = match &entry.content {
            Content::Kept { salt, body } => (Some(body.clone()), Some(hex(salt)), None),
            Content::Erased(left) => (None, None, Some(*left)),
        };
        Self {
            seq: h.seq,
            at: h.at,
            actor: h.actor.clone(),
            about: h.subject.kind.clone(),
            subject: h.subject.id.clone(),
            version: h.version,
            kind: h.kind.clone(),
            body_version: h.body_version,
            body,
            salt,
            commitment,
            prev: entry.prev,
            hash: entry.hash,
        }
    }

    /// As a ledger keeps it. Whether it agrees with its hash is for [`Entry::sound`] to say.
    pub fn entry(self, ledger: &UnitId) -> Result<Entry, CarriedError> {
        let wrong = CarriedError(self.seq);
        let content = match (self.body, self.salt, self.commitment) {
            (Some(body), Some(salt), None) => Content::Kept { salt: unhex(&salt).ok_or(wrong)?, body },
            (None, None, Some(left)) => Content::Erased(left),
            _ => return Err(wrong),
        };
        let head = Header {
            ledger: ledger.clone(),
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            subject: Subject { kind: self.about, id: self.subject },
            version: self.version,
            kind: self.kind,
            body_version: self.body_version,
        };
        Ok(Entry { head, content, prev: self.prev, hash: self.hash })
    }
}

fn hex(salt: &[u8; 16]) -> String {
    salt.iter().fold(String::with_capacity(32), |mut out, b| {
        // Writing to a String can't fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn unhex(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
