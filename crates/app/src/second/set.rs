//! What of second factors is kept, and what opens them.

use super::Site;
use crate::AppError;
use domain::ledger::Digest;
use domain::words::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use signin::{Hidden, recovery, totp};
use store::Factor;

/// A key in a device.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Key {
    /// Its name in hex.
    pub(super) id: String,
    /// What the person calls it.
    pub(super) label: String,
    /// As the library keeps it.
    pub(super) kept: String,
    /// Since when.
    pub(super) at: Moment,
}

/// A person's second factors.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Set {
    /// The secret of codes.
    pub(super) codes: Option<Vec<u8>>,
    /// Digests of the codes on paper that are left.
    pub(super) recovery: Vec<Digest>,
    /// Keys in devices.
    pub(super) keys: Vec<Key>,
}

/// What a person sees of the own factors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondView {
    /// Whether codes from an authenticator are set up.
    pub codes: bool,
    /// How many codes on paper are left.
    pub recovery: usize,
    /// Keys in devices: name, what the person calls it, since when.
    pub keys: Vec<(String, String, Moment)>,
}

impl SecondView {
    /// Whether there is any.
    pub const fn any(&self) -> bool {
        self.codes || !self.keys.is_empty()
    }
}

/// What somebody gives as the second factor.
#[derive(Clone)]
pub(super) struct Given {
    /// What was typed: a code of the authenticator or one on paper.
    pub(super) code: String,
    /// What the script brought from a device.
    pub(super) answer: String,
    /// What the device's answer is held against.
    pub(super) state: Option<Hidden>,
    pub(super) site: Option<Site>,
    pub(super) person: PersonId,
    pub(super) now: Moment,
}

impl Set {
    pub(super) fn of(factor: Option<&Factor>) -> Result<Self, AppError> {
        factor.map_or_else(
            || Ok(Self::default()),
            |factor| serde_json::from_str(&factor.body).map_err(AppError::fault),
        )
    }

    /// As it is kept from now on.
    pub(super) fn factor(
        &self,
        person: PersonId,
        last_code: u64,
        changed: Moment,
    ) -> Result<Factor, AppError> {
        let body = serde_json::to_string(self).map_err(AppError::fault)?;
        Ok(Factor { person, body, last_code, changed })
    }

    /// Whether there is one that is asked for.
    pub(super) const fn any(&self) -> bool {
        self.codes.is_some() || !self.keys.is_empty()
    }

    pub(super) fn view(&self) -> SecondView {
        let keys = self.keys.iter().map(|k| (k.id.clone(), k.label.clone(), k.at));
        SecondView { codes: self.codes.is_some(), recovery: self.recovery.len(), keys: keys.collect() }
    }

    /// The keys as the library wants them.
    pub(super) fn kept_keys(&self) -> Vec<String> {
        self.keys.iter().map(|key| key.kept.clone()).collect()
    }

    /// What is kept when what was given opens, and the step of the last code; none when it doesn't. A code
    /// and a word on paper open once.
    pub(super) fn open(&self, last: u64, given: &Given) -> Option<(Self, u64)> {
        let mut after = self.clone();
        if !given.answer.is_empty() {
            let (site, state) = (given.site.as_ref()?, given.state.as_ref()?);
            let keys = self.kept_keys();
            let used = site.0.finish_sign_in(given.person, &given.answer, state, &keys, given.now).ok()?;
            if let Some(newer) = used.key {
                after.keys.iter_mut().find(|key| key.id == used.id)?.kept = newer;
            }
            return Some((after, last));
        }
        let before = Some(last).filter(|last| *last > 0);
        let step = self.codes.as_ref().and_then(|s| totp::verify(s, &given.code, before, given.now));
        if let Some(step) = step {
            return Some((after, step));
        }
        let word = recovery::used(&given.code, &self.recovery)?;
        after.recovery.retain(|one| *one != word);
        Some((after, last))
    }
}
