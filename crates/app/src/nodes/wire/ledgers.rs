//! Ledgers in letters: how they stand, and their entries on the way, either way.

use super::FileWanted;
use domain::ledger::{Digest, Entry};
use domain::nodes::{Carried, CarriedError, PublicKey};
use domain::places::Queue;
use domain::words::{DossierId, Moment, PersonId, UnitId};
use paper::Signer;
use paper::proof::letter::{decode, encode, verify_head};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Factor, Secret};

/// How far a ledger of the box is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct Head {
    /// The ledger.
    pub unit: UnitId,
    /// The last entry; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
    /// Up to which entry the centre said that it has it.
    #[serde(default)]
    pub sent: u64,
}

/// What waits in a box.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct Unsent {
    /// Entries that the centre doesn't have, as far as the box knows.
    #[serde(default)]
    pub entries: u64,
    /// When the oldest of them was written.
    #[serde(default)]
    pub oldest: Option<Moment>,
    /// Files that the box lacks.
    #[serde(default)]
    pub files_wanted: u64,
}

/// See [`super::Ask::Standing`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Standing {
    /// The box's own ledgers.
    pub heads: Vec<Head>,
    /// What its clock shows.
    pub at: Moment,
    /// The version of its program.
    pub program: String,
    /// What waits there.
    #[serde(default)]
    pub unsent: Unsent,
    /// How many people wait at the counters of its units.
    #[serde(default)]
    pub queues: BTreeMap<UnitId, Queue>,
}

/// How a ledger stands at the centre.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct UnitStands {
    /// The ledger.
    pub unit: UnitId,
    /// Whether the box is its home.
    pub yours: bool,
    /// The epoch of its home.
    pub epoch: u32,
    /// The centre's last entry of it.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
    /// The hash of the centre's entry under the number of the box's last one, where it has it.
    #[serde(default)]
    pub at_yours: Option<Digest>,
    /// The same for the number up to which the box believes that the centre has it.
    #[serde(default)]
    pub at_sent: Option<Digest>,
}

/// How everything stands at the centre.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Stands {
    /// What its clock shows.
    pub at: Moment,
    /// The ledgers whose home the box is, or which it named.
    pub units: Vec<UnitStands>,
}

/// Where a ledger stood, signed by who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct SignedHead {
    /// The ledger.
    pub unit: UnitId,
    /// The last entry.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
    /// When.
    pub at: Moment,
    /// The signature, base64 as in links.
    pub signature: String,
}

impl SignedHead {
    /// Says where a ledger stands.
    pub fn of(signer: &Signer, unit: &UnitId, (seq, hash): (u64, Digest), at: Moment) -> Self {
        let signature = encode(&signer.sign_head(unit, seq, &hash, at));
        Self { unit: unit.clone(), seq, hash, at, signature }
    }

    /// Whether the holder of this key's secret said so.
    pub fn holds(&self, key: &PublicKey) -> bool {
        let head = (&self.unit, self.seq, &self.hash, self.at);
        decode(&self.signature).is_some_and(|signature| verify_head(&key.0, head, &signature))
    }

    /// As it is kept for proof.
    pub fn proof(&self) -> String {
        format!("{} {}", self.at.millis(), self.signature)
    }
}

/// A password on its way, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::nodes) struct CarriedSecret {
    /// Whose.
    pub person: PersonId,
    /// Its Argon2 hash.
    pub password_hash: String,
    /// When it was set.
    pub changed: Moment,
    /// The second factors that belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<CarriedFactor>,
}

/// Second factors on their way, as they are kept.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::nodes) struct CarriedFactor {
    /// What they are.
    pub body: String,
    /// The step of the code that was used last: it opens nowhere a second time.
    pub last_code: u64,
    /// When they were set.
    pub changed: Moment,
}

impl std::fmt::Debug for CarriedSecret {
    /// Says nothing of the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CarriedSecret({})", self.person)
    }
}

impl From<Secret> for CarriedSecret {
    fn from(secret: Secret) -> Self {
        let Secret { person, password_hash, changed, factor } = secret;
        let factor =
            factor.map(|f| CarriedFactor { body: f.body, last_code: f.last_code, changed: f.changed });
        Self { person, password_hash, changed, factor }
    }
}

impl From<CarriedSecret> for Secret {
    fn from(secret: CarriedSecret) -> Self {
        let CarriedSecret { person, password_hash, changed, factor } = secret;
        let kept =
            |f: CarriedFactor| Factor { person, body: f.body, last_code: f.last_code, changed: f.changed };
        let factor = factor.map(kept);
        Self { person, password_hash, changed, factor }
    }
}

/// See [`super::Ask::Push`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Push {
    /// The ledger.
    pub unit: UnitId,
    /// Its next entries, in order.
    pub entries: Vec<Carried>,
    /// Passwords of the accounts among them.
    #[serde(default)]
    pub secrets: Vec<CarriedSecret>,
    /// The last of them, signed by the box.
    pub head: SignedHead,
}

/// The entries are on the centre's disk.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Pushed {
    /// Where the ledger stands there now.
    pub head: SignedHead,
}

/// See [`super::Ask::Pull`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Pull {
    /// How far the box has each ledger's excerpt.
    pub cursors: BTreeMap<UnitId, u64>,
    /// Children that its dossiers wait for and that another unit asked for, with the versions that it has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub awaited: BTreeMap<DossierId, u32>,
    /// Most entries in the answer.
    pub most: u32,
    /// About so many bytes of them.
    pub bytes: u32,
}

/// What of one ledger concerns the box.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Excerpt {
    /// The ledger.
    pub unit: UnitId,
    /// Its entries, in order; what lies between concerns others.
    pub entries: Vec<Carried>,
    /// All up to here was looked at.
    pub upto: u64,
    /// Passwords of the accounts that come along.
    #[serde(default)]
    pub secrets: Vec<CarriedSecret>,
}

/// What concerns the box's units.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Pulled {
    /// By ledger.
    pub excerpts: Vec<Excerpt>,
    /// Whether there may be more.
    pub more: bool,
}

/// See [`super::Ask::Restore`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Restore {
    /// The ledger.
    pub unit: UnitId,
    /// The last entry that the box has.
    pub after: u64,
    /// About so many bytes of the next ones.
    pub bytes: u32,
}

/// The box's own ledger goes on like this.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Restored {
    /// The next entries.
    pub entries: Vec<Carried>,
    /// Passwords of the accounts among them.
    #[serde(default)]
    pub secrets: Vec<CarriedSecret>,
    /// Where the ledger stands at the centre.
    pub head: SignedHead,
}

/// See [`super::Ask::Strays`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct Strays {
    /// The ledger.
    pub unit: UnitId,
    /// The epoch under which they were written.
    pub epoch: u32,
    /// The entries.
    pub entries: Vec<Carried>,
}

/// They lie before a person.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct StraysTaken {
    /// How many the centre doesn't have on the ledger itself.
    pub taken: u32,
    /// Files that they name and that aren't there.
    #[serde(default)]
    pub wanted: Vec<FileWanted>,
}

/// Entries as they travel.
pub(in crate::nodes) fn carried(entries: &[Entry]) -> Vec<Carried> {
    entries.iter().map(Carried::of).collect()
}

/// Entries of a ledger as they are kept.
pub(in crate::nodes) fn uncarried(unit: &UnitId, entries: Vec<Carried>) -> Result<Vec<Entry>, CarriedError> {
    entries.into_iter().map(|entry| entry.entry(unit)).collect()
}

/// Secrets as they travel.
pub(in crate::nodes) fn carried_secrets(secrets: Vec<Secret>) -> Vec<CarriedSecret> {
    secrets.into_iter().map(Into::into).collect()
}

/// Secrets as they are kept.
pub(in crate::nodes) fn uncarried_secrets(secrets: Vec<CarriedSecret>) -> Vec<Secret> {
    secrets.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::SignedHead;
    use domain::ledger::Digest;
    use domain::nodes::PublicKey;
    use domain::words::{Moment, UnitId};
    use paper::Signer;

    #[test]
    fn a_head_holds_by_its_signers_key() {
        let signer = Signer::from_secret(&[7; 32]);
        let unit: UnitId = "15085@2025-07-01".parse().unwrap();
        let head = SignedHead::of(&signer, &unit, (5, Digest([1; 32])), Moment::from_millis(9));
        assert!(head.holds(&PublicKey(signer.public_key())));
        assert!(!SignedHead { seq: 6, ..head.clone() }.holds(&PublicKey(signer.public_key())));
        assert!(!head.holds(&PublicKey([1; 32])));
    }
}
