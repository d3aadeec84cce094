//! A sign-in that has begun, and what a browser brings back.

use super::{SignInFault, What};
use crate::Hidden;
use domain::identity::Level;
use domain::words::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// How long somebody may take at the provider: a face has to be shown to a telephone.
pub(super) const PATIENCE_MINUTES: i64 = 15;

/// What is asked of the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The least level of assurance.
    pub level: Level,
    /// The reader's language: `vi`.
    pub language: String,
    /// Who is expected, where that is known.
    pub hint: Option<String>,
    /// Whether to ask again even of somebody whom the provider still knows.
    pub afresh: bool,
}

impl Ask {
    /// At least this level, in Vietnamese.
    pub fn of(level: Level) -> Self {
        Self { level, language: "vi".to_owned(), hint: None, afresh: false }
    }
}

/// A sign-in that has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub url: String,
    /// What is kept until it comes back.
    pub pending: Pending,
}

/// What is kept on the server until the browser comes back. It opens once: whoever takes it out throws it
/// away, whatever comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub(super) state: Hidden,
    pub(super) nonce: Hidden,
    pub(super) verifier: Hidden,
    pub(super) level: Level,
    pub(super) begun: Moment,
}

impl Pending {
    /// The state, by which it is found when the browser comes back.
    pub fn state(&self) -> &str {
        self.state.shown()
    }

    /// When it is thrown away, used or not.
    pub fn ends(&self) -> Moment {
        self.begun.plus_minutes(PATIENCE_MINUTES)
    }

    /// Whether the browser's answer is to this sign-in, and in time.
    pub(super) fn fits(&self, answer: &Callback, now: Moment) -> Result<(), SignInFault> {
        // Digests are compared, so that how long it takes tells nothing.
        let same = answer.state.as_deref().map(Sha256::digest) == Some(Sha256::digest(self.state.shown()));
        if !same {
            return Err(SignInFault::Forged(What::State));
        }
        if now >= self.ends() {
            return Err(SignInFault::Expired);
        }
        Ok(())
    }
}

/// What a browser brings back in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// The state that it took along.
    #[serde(default)]
    pub state: Option<String>,
    /// The code that opens the tokens.
    #[serde(default)]
    pub code: Option<Hidden>,
    /// The provider's error code.
    #[serde(default)]
    pub error: Option<String>,
    /// Who answered.
    #[serde(default)]
    pub iss: Option<String>,
}

impl Callback {
    /// Reads an address's query. Never fails: what isn't there was not said.
    pub fn of(query: &str) -> Self {
        serde_urlencoded::from_str(query).unwrap_or_default()
    }
}
