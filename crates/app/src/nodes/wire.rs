//! What stands in letters: every question of a box, and its answer. Read by programs one version apart, so
//! unknown fields are passed over, and a field that is added gets a default.

use domain::ledger::{Digest, Entry};
use domain::nodes::{Carried, CarriedError, PublicKey};
use domain::words::{BlobId, Moment, NodeId, PersonId, UnitId};
use paper::Signer;
use paper::proof::letter::{decode, encode, verify_head};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Secret;

/// The oldest version of the protocol that this program speaks.
pub(super) const OLDEST: u16 = 1;
/// The newest one.
pub(super) const NEWEST: u16 = 1;

/// The highest version that both sides speak.
pub(super) fn common(min: u16, max: u16) -> Option<u16> {
    let highest = max.min(NEWEST);
    (highest >= min.max(OLDEST)).then_some(highest)
}

/// A question that a box asks.
pub(super) trait Asks: Serialize + Sync {
    /// Its name in letters.
    const NAME: &'static str;
    /// What it is answered with.
    type Answer: Serialize + DeserializeOwned + Send;
}

macro_rules! asks {
    ($($(#[$doc:meta])* $ask:ident = $name:literal => $answer:ty;)*) => {
        /// A question, as the centre reads it.
        #[derive(Debug)]
        pub(super) enum Ask { $($(#[$doc])* $ask($ask),)* }

        impl Ask {
            /// Reads the name, then what it is the name of.
            pub fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
                let Named { ask } = serde_json::from_slice(json)?;
                match ask.as_str() {
                    $($name => serde_json::from_slice(json).map(Self::$ask),)*
                    other => Err(serde::de::Error::custom(format!("an unknown question: {other:?}"))),
                }
            }
        }

        $(impl Asks for $ask {
            const NAME: &'static str = $name;
            type Answer = $answer;
        })*
    };
}

asks! {
    /// Asks for a session.
    Hello = "hello" => Greeting;
    /// Answers an invitation.
    Enroll = "enroll" => Welcome;
    /// Says how far everything here is, and asks the same.
    Standing = "standing" => Stands;
    /// Brings entries of the box's own ledger.
    Push = "push" => Pushed;
    /// Asks for what concerns the box's units.
    Pull = "pull" => Pulled;
    /// Asks for the box's own ledger.
    Restore = "restore" => Restored;
    /// Brings entries that the centre didn't take.
    Strays = "strays" => StraysTaken;
    /// Asks which files the centre lacks.
    FileList = "file-list" => FileListed;
    /// Brings a part of a file.
    FilePut = "file-put" => FileTaken;
    /// Asks for a part of a file.
    FileGet = "file-get" => FileGiven;
}

#[derive(Deserialize)]
struct Named {
    ask: String,
}

/// A question as it is written: its fields, and its name beside them.
#[derive(Serialize)]
pub(super) struct Asked<'a, A> {
    ask: &'static str,
    #[serde(flatten)]
    fields: &'a A,
}

impl<'a, A: Asks> Asked<'a, A> {
    /// A question with its name.
    pub fn of(fields: &'a A) -> Self {
        Self { ask: A::NAME, fields }
    }
}

/// An answer that says no.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct No {
    /// The code.
    pub error: String,
    /// What is meant, for logs and support.
    #[serde(default)]
    pub text: String,
}

/// The centre took nothing, and will once its own trouble is over.
pub(super) const TRY_AGAIN: &str = "try-again";
/// Between what the centre has and the batch something is missing: begin behind what it has.
pub(super) const GAP: &str = "gap";
/// Something that another node must bring first is missing.
pub(super) const EARLY: &str = "early";
/// The centre doesn't know the session (any more): greet it again.
pub(super) const HELLO_AGAIN: &str = "hello-again";

/// See [`Ask::Hello`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Hello {
    /// The oldest version that the box speaks.
    pub min: u16,
    /// The newest one.
    pub max: u16,
    /// What its clock shows.
    pub at: Moment,
}

/// A session.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Greeting {
    /// The version to speak.
    pub v: u16,
    /// The session's name.
    pub session: String,
    /// What the centre's clock shows.
    pub at: Moment,
}

/// See [`Ask::Enroll`].
#[derive(Serialize, Deserialize)]
pub(super) struct Enroll {
    /// The oldest version that the box speaks.
    pub min: u16,
    /// The newest one.
    pub max: u16,
    /// The invitation's secret, as the token has it.
    pub secret: String,
}

impl std::fmt::Debug for Enroll {
    /// Says nothing of the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enroll(…)")
    }
}

/// A box is known from now on.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Welcome {
    /// The box.
    pub node: NodeId,
    /// The centre.
    pub centre: NodeId,
    /// The centre's key; the token has its fingerprint.
    pub key: PublicKey,
    /// The province.
    pub province: UnitId,
    /// The units whose home the box is.
    pub units: Vec<UnitId>,
    /// Whether invented personal numbers are let through.
    #[serde(default)]
    pub invented: bool,
}

/// How far a ledger of the box is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
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
pub(super) struct Unsent {
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

/// See [`Ask::Standing`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Standing {
    /// The box's own ledgers.
    pub heads: Vec<Head>,
    /// What its clock shows.
    pub at: Moment,
    /// The version of its program.
    pub program: String,
    /// What waits there.
    #[serde(default)]
    pub unsent: Unsent,
}

/// How a ledger stands at the centre.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct UnitStands {
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
pub(super) struct Stands {
    /// What its clock shows.
    pub at: Moment,
    /// The ledgers whose home the box is, or which it named.
    pub units: Vec<UnitStands>,
}

/// Where a ledger stood, signed by who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SignedHead {
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
pub(super) struct CarriedSecret {
    /// Whose.
    pub person: PersonId,
    /// Its Argon2 hash.
    pub password_hash: String,
    /// When it was set.
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
        let Secret { person, password_hash, changed } = secret;
        Self { person, password_hash, changed }
    }
}

impl From<CarriedSecret> for Secret {
    fn from(secret: CarriedSecret) -> Self {
        let CarriedSecret { person, password_hash, changed } = secret;
        Self { person, password_hash, changed }
    }
}

/// See [`Ask::Push`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Push {
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
pub(super) struct Pushed {
    /// Where the ledger stands there now.
    pub head: SignedHead,
}

/// See [`Ask::Pull`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Pull {
    /// How far the box has each ledger's excerpt.
    pub cursors: BTreeMap<UnitId, u64>,
    /// Most entries in the answer.
    pub most: u32,
    /// About so many bytes of them.
    pub bytes: u32,
}

/// What of one ledger concerns the box.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Excerpt {
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
pub(super) struct Pulled {
    /// By ledger.
    pub excerpts: Vec<Excerpt>,
    /// Whether there may be more.
    pub more: bool,
}

/// See [`Ask::Restore`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Restore {
    /// The ledger.
    pub unit: UnitId,
    /// The last entry that the box has.
    pub after: u64,
    /// About so many bytes of the next ones.
    pub bytes: u32,
}

/// The box's own ledger goes on like this.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Restored {
    /// The next entries.
    pub entries: Vec<Carried>,
    /// Passwords of the accounts among them.
    #[serde(default)]
    pub secrets: Vec<CarriedSecret>,
    /// Where the ledger stands at the centre.
    pub head: SignedHead,
}

/// See [`Ask::Strays`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Strays {
    /// The ledger.
    pub unit: UnitId,
    /// The epoch under which they were written.
    pub epoch: u32,
    /// The entries.
    pub entries: Vec<Carried>,
}

/// They lie before a person.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StraysTaken {
    /// How many the centre doesn't have on the ledger itself.
    pub taken: u32,
}

/// See [`Ask::FileList`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileList {
    /// Most files in the answer.
    pub most: u32,
}

/// A file that the asked side lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileWanted {
    /// The file.
    pub blob: BlobId,
    /// Its size.
    pub size_bytes: u64,
    /// How much of it is there.
    pub have_bytes: u64,
    /// Whether only its small picture is wanted for now.
    #[serde(default)]
    pub thumbnail: bool,
}

/// Files that the centre lacks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileListed {
    /// In the order in which they should come.
    pub wanted: Vec<FileWanted>,
}

/// See [`Ask::FilePut`]; the bytes are in the letter's tail.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FilePut {
    /// The unit whose entry names the file.
    pub unit: UnitId,
    /// The file.
    pub blob: BlobId,
    /// Its size.
    pub size_bytes: u64,
    /// Where in it the bytes belong.
    pub at: u64,
}

/// The bytes are on the centre's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileTaken {
    /// How much of the file is there now.
    pub have_bytes: u64,
    /// Whether it is whole, and what its name says.
    pub done: bool,
}

/// See [`Ask::FileGet`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileGet {
    /// The file.
    pub blob: BlobId,
    /// From where in it.
    pub at: u64,
    /// Most bytes in the answer.
    pub most: u32,
    /// Whether its small picture is meant.
    #[serde(default)]
    pub thumbnail: bool,
}

/// The bytes are in the letter's tail.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileGiven {
    /// Whether the centre has it.
    pub known: bool,
}

/// Entries as they travel.
pub(super) fn carried(entries: &[Entry]) -> Vec<Carried> {
    entries.iter().map(Carried::of).collect()
}

/// Entries of a ledger as they are kept.
pub(super) fn uncarried(unit: &UnitId, entries: Vec<Carried>) -> Result<Vec<Entry>, CarriedError> {
    entries.into_iter().map(|entry| entry.entry(unit)).collect()
}

/// Secrets as they travel.
pub(super) fn carried_secrets(secrets: Vec<Secret>) -> Vec<CarriedSecret> {
    secrets.into_iter().map(Into::into).collect()
}

/// Secrets as they are kept.
pub(super) fn uncarried_secrets(secrets: Vec<CarriedSecret>) -> Vec<Secret> {
    secrets.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::{Ask, Asked, FileList, NEWEST, OLDEST, SignedHead, common};
    use domain::ledger::Digest;
    use domain::nodes::PublicKey;
    use domain::words::{Moment, UnitId};
    use paper::Signer;

    #[test]
    fn a_question_is_read_by_its_name_whatever_else_it_says() {
        let text = serde_json::to_string(&Asked::of(&FileList { most: 20 })).unwrap();
        assert_eq!(text, r#"{"ask":"file-list","most":20}"#);
        let newer = br#"{"ask":"file-list","most":20,"newer":{"a":1}}"#;
        assert!(matches!(Ask::read(newer), Ok(Ask::FileList(FileList { most: 20 }))));
        for wrong in ["", "{}", r#"{"ask":"dance"}"#, r#"{"ask":"file-list"}"#, r#"["file-list"]"#] {
            assert!(Ask::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn two_sides_speak_the_highest_version_they_share() {
        assert_eq!(common(OLDEST, NEWEST), Some(NEWEST));
        assert_eq!(common(NEWEST, NEWEST + 1), Some(NEWEST));
        assert_eq!(common(NEWEST + 1, NEWEST + 2), None);
        assert_eq!(common(0, OLDEST - 1), None);
    }

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
