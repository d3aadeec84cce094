//! Applying online: what people fill in is kept on the server at every step (`drafts`), and becomes a dossier
//! once, when it is sent (`send`).
//!
//! A draft lies beside the province's ledger and is no entry: nothing was asked for yet. It belongs to a
//! citizen, to the browser of somebody whom nobody knows yet, or to an intermediary; others don't find it.
//!
//! Invariants: nothing typed is lost, also when it is wrong, when the session is over or when another window
//! was faster; the dossier's id is the draft's, so that a draft becomes one dossier however often it is sent;
//! the draft goes after the dossier is on disk.

mod drafts;
mod known;
mod send;

pub use drafts::{Changed, DRAFTS};
pub use send::Sent;

use crate::session;
use domain::dossier::Attachment;
use domain::words::{DossierId, Moment, PersonId, ProcedureCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use uuid::Uuid;

/// Whose a draft is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A citizen who signed in.
    Citizen(PersonId),
    /// The browser of somebody whom nobody knows yet, by the digest of its cookie.
    Browser(String),
    /// Somebody who applies for others, by the account.
    Intermediary(PersonId),
}

impl Owner {
    /// The owner that a browser's cookie names.
    pub fn browser(token: &str) -> Self {
        Self::Browser(session::digest(token).to_string())
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Citizen(person) => write!(f, "citizen:{person}"),
            Self::Browser(digest) => write!(f, "browser:{digest}"),
            Self::Intermediary(person) => write!(f, "account:{person}"),
        }
    }
}

/// What is filled in, as pages name it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// Files, by the field that they belong to.
    #[serde(default)]
    pub files: BTreeMap<String, Vec<Attachment>>,
    /// At which version each step was changed last.
    #[serde(default)]
    pub changed: BTreeMap<String, u32>,
    /// What this was typed for, where it couldn't be kept there: another draft and its step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<(String, String)>,
}

impl fmt::Debug for Body {
    /// Without what people typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("fields", &self.fields.len()).finish_non_exhaustive()
    }
}

impl Body {
    /// The first value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default()
    }

    /// Puts a value in the place of all that the name had.
    pub fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }

    /// What is said and brought, as text: not in which order or how often it was changed.
    fn content(&self) -> Result<String, serde_json::Error> {
        let mut said: Vec<_> = self.fields.iter().filter(|(_, value)| !value.is_empty()).collect();
        said.sort_by(|a, b| a.0.cmp(&b.0));
        serde_json::to_string(&(said, &self.files))
    }

    /// The file of a digest, where it is among what was brought.
    pub fn file(&self, digest: &str) -> Option<&Attachment> {
        self.files.values().flatten().find(|file| file.blob.as_str() == digest)
    }
}

/// Something that is being filled in.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id; the dossier's, once it is sent.
    pub id: Uuid,
    /// What is asked for.
    pub procedure: ProcedureCode,
    /// Counted from 1 with each change.
    pub version: u32,
    /// What is filled in.
    pub body: Body,
    /// When it was changed last.
    pub updated: Moment,
    /// Until when it is kept.
    pub expires: Moment,
}

impl Draft {
    /// The dossier that it becomes.
    pub const fn dossier(&self) -> DossierId {
        DossierId(self.id)
    }
}
