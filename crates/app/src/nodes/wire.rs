//! What stands in letters: every question of a box, and its answer. Read by programs one version apart, so
//! unknown fields are passed over, and a field that is added gets a default.

mod files;
mod ledgers;

pub(super) use files::{FileGet, FileGiven, FileList, FileListed, FilePut, FileTaken, FileWanted};
pub(super) use ledgers::{
    CarriedSecret, Excerpt, Head, Pull, Pulled, Push, Pushed, Restore, Restored, SignedHead, Standing,
    Stands, Strays, StraysTaken, UnitStands, Unsent, carried, carried_secrets, uncarried, uncarried_secrets,
};

use domain::nodes::PublicKey;
use domain::words::{Moment, NodeId, UnitId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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
/// The centre's disk is full: it takes nothing until somebody there makes room. No cut line, and not the
/// box's fault.
pub(super) const FULL: &str = "centre-full";
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

#[cfg(test)]
mod tests {
    use super::{Ask, Asked, FileList, NEWEST, OLDEST, common};

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
}
