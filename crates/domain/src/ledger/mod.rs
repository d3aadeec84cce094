//! The register that only grows. Every unit keeps one ledger; every act is an entry, numbered without
//! gaps and chained by hashes.
//!
//! `hash = H(prev ‖ header ‖ H(salt ‖ body))`. The commitment `H(salt ‖ body)` stands in the hash instead
//! of the body, so that personal data can be erased by law (salt and body go, the commitment stays) and
//! the chain still verifies. The bytes are fixed by `canonical` and golden files; they never change.

mod canonical;
mod chain;

pub use canonical::{canonical_json, commitment, link};
pub use chain::{Chain, ChainFault, standing};

use crate::words::{Moment, UnitId, WordError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest; as text 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What the first entry of a ledger is chained to.
    pub const ZERO: Self = Self([0; 32]);

    /// From a column's bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl FromStr for Digest {
    type Err = WordError;
    /// Reads 64 hex digits.
    fn from_str(hex: &str) -> Result<Self, WordError> {
        let wrong = || WordError { what: "digest" };
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = hex.get(at * 2..at * 2 + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Digest {
    type Error = WordError;
    fn try_from(text: String) -> Result<Self, WordError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What an entry is about: a kind (`dossier`, `procedure`, `account`) and an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// `dossier`, `procedure`, `account`.
    pub kind: String,
    /// The thing's id as text.
    pub id: String,
}

/// An entry that has no place in a ledger yet: the writer gives it its number and chains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The unit whose ledger it goes to.
    pub ledger: UnitId,
    /// When it happened.
    pub at: Moment,
    /// Who did it: a person's id, or `system:<what>`.
    pub actor: String,
    /// What it is about.
    pub subject: Subject,
    /// The subject's version after this entry, counted from 1.
    pub version: u32,
    /// What happened: `received`, `moved`, …
    pub kind: String,
    /// Version of the body's shape.
    pub body_version: u16,
    /// The body: canonical JSON.
    pub body: String,
    /// Sixteen random bytes that keep an erased body from being guessed.
    pub salt: [u8; 16],
}

impl Draft {
    /// Gives the draft its number and chains it to the entry before.
    pub fn seal(self, seq: u64, prev: Digest) -> Entry {
        let commitment = commitment(&self.salt, &self.body);
        let head = Header {
            ledger: self.ledger,
            seq,
            at: self.at,
            actor: self.actor,
            subject: self.subject,
            version: self.version,
            kind: self.kind,
            body_version: self.body_version,
        };
        let hash = link(prev, &head, commitment);
        Entry { head, content: Content::Kept { salt: self.salt, body: self.body }, prev, hash }
    }
}

/// All of an entry but its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The unit whose ledger it stands in.
    pub ledger: UnitId,
    /// Its number: 1, 2, 3, … without gaps.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// Who did it.
    pub actor: String,
    /// What it is about.
    pub subject: Subject,
    /// The subject's version after it.
    pub version: u32,
    /// What happened.
    pub kind: String,
    /// Version of the body's shape.
    pub body_version: u16,
}

/// The body, or what erasing it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Body and salt are here.
    Kept {
        /// The salt.
        salt: [u8; 16],
        /// Canonical JSON.
        body: String,
    },
    /// Erased by law; only the commitment is left.
    Erased(Digest),
}

/// One thing that happened, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Everything but the body.
    pub head: Header,
    /// The body.
    pub content: Content,
    /// Hash of the entry before.
    pub prev: Digest,
    /// Hash of this entry.
    pub hash: Digest,
}

impl Entry {
    /// The body as text, unless erased.
    pub fn body(&self) -> Option<&str> {
        match &self.content {
            Content::Kept { body, .. } => Some(body),
            Content::Erased(_) => None,
        }
    }

    /// Whether what it says agrees with its own hash. Whether it stands in its place is for its chain to say.
    pub fn sound(&self) -> bool {
        let commitment = match &self.content {
            Content::Kept { salt, body } => commitment(salt, body),
            Content::Erased(left) => *left,
        };
        link(self.prev, &self.head, commitment) == self.hash
    }
}

#[cfg(test)]
mod tests;
