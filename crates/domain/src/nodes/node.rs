//! A node: the province's centre or a unit's own box, as the province's ledger knows it.

use crate::ledger::Digest;
use crate::records::{Body, RecordKind};
use crate::words::{Moment, UnitId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A node's public key (Ed25519), as text 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey(pub [u8; 32]);

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Digest(self.0), f)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PublicKey {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Digest>().map(|d| Self(d.0)).map_err(|_| "not a public key")
    }
}

impl TryFrom<String> for PublicKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

/// That a node was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokedNode {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
}

/// A node on the province's record. Its key there is its [`crate::words::NodeId`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What people call it.
    pub name: String,
    /// Whether it is the province's centre.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub centre: bool,
    /// With what it signs; none while it is only invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<PublicKey>,
    /// Digest of the invitation's secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Digest>,
    /// Until when the invitation can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// The units whose home it was invited to be.
    pub units: Vec<UnitId>,
    /// When it was invited.
    pub invited: Moment,
    /// When it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled: Option<Moment>,
    /// When and why it was cut off, or its invitation withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<RevokedNode>,
}

impl Body for Node {
    const KIND: RecordKind = RecordKind::Node;
}

impl Node {
    /// Whether its letters are taken.
    pub fn trusted(&self) -> bool {
        self.key.is_some() && self.enrolled.is_some() && self.revoked.is_none()
    }

    /// Whether its invitation can be used at a moment.
    pub fn invited_at(&self, now: Moment) -> bool {
        self.enrolled.is_none()
            && self.revoked.is_none()
            && self.token.is_some()
            && self.expires.is_some_and(|until| now <= until)
    }
}
