//! Passkeys: keys in devices that a person unlocks by finger, face or PIN (WebAuthn level 3). Registration
//! without attestation: any good device will do.
//!
//! Each of the two ceremonies has two halves: `begin` gives the options for the browser's script and a state;
//! the caller keeps the state on the server and uses it once; `finish` judges what the script sent. A passkey
//! needs a script; who has none signs in with codes ([`crate::totp`]).
//!
//! The site's name (`rp id`) is part of every key: with another one, all keys are lost. An address that is a
//! number has none; a loopback machine is called `localhost`.

use crate::{Hidden, hex};
use domain::words::{Moment, PersonId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{
    CredentialID, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder, WebauthnError,
};

/// How long somebody may take with the device, in minutes.
const PATIENCE_MINUTES: i64 = 5;
/// Keys that one person may have.
pub const MOST: usize = 10;
/// Largest answer of a browser.
const ANSWER_BYTES: usize = 64 * 1024;

/// Why a passkey doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// The node's address has no name that passkeys can belong to.
    #[error("the address has no name that passkeys can belong to")]
    Address,
    /// What was kept, or what the browser sent, can't be read.
    #[error("not readable")]
    Unreadable,
    /// The ceremony took too long, or its state is another one's.
    #[error("it took too long")]
    Expired,
    /// The answer belongs to another site, another challenge or another key, or its signature is wrong.
    #[error("not believed")]
    Forged,
    /// The device didn't ask who is there.
    #[error("the device didn't make sure who is there")]
    Unverified,
    /// The device counts backwards: there are two with the same key.
    #[error("the key may have been copied")]
    Copied,
    /// The person has this key already, or as many as may be.
    #[error("the person has this key, or enough")]
    Enough,
    /// The person has no key.
    #[error("there is no key")]
    None,
}

impl PasskeyFault {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "passkey-address",
            Self::Unreadable => "passkey-unreadable",
            Self::Expired => "passkey-expired",
            Self::Forged => "passkey-forged",
            Self::Unverified => "passkey-unverified",
            Self::Copied => "passkey-copied",
            Self::Enough => "passkey-enough",
            Self::None => "passkey-none",
        }
    }

    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Expired => "problem-passkey-again",
            Self::Unverified => "problem-passkey-unverified",
            Self::Copied => "problem-passkey-copied",
            Self::Enough => "problem-passkey-enough",
            Self::Address | Self::Unreadable | Self::Forged | Self::None => "problem-passkey-wrong",
        }
    }
}

/// A ceremony that has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The options for `navigator.credentials`, as JSON.
    pub options: String,
    /// What is kept on the server, and used once.
    pub state: Hidden,
}

/// A key that was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its name in hex: no other account may have it.
    pub id: String,
    /// The key as it is kept, as JSON.
    pub key: String,
}

/// A key that opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Its name in hex.
    pub id: String,
    /// The key as it is kept from now on; none when nothing changed.
    pub key: Option<String>,
}

/// What is kept between the halves.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    until: Moment,
    person: PersonId,
    state: T,
}

/// The passkeys of one site.
#[derive(Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
}

impl Passkeys {
    /// For the site at this address (`https://motcua.example.gov.vn`), shown by this name.
    pub fn of(base_url: &str, name: &str) -> Result<Self, PasskeyFault> {
        let origin = Url::parse(base_url).map_err(|_| PasskeyFault::Address)?;
        let id = origin.domain().ok_or(PasskeyFault::Address)?.to_owned();
        if origin.scheme() != "https" && id != "localhost" {
            return Err(PasskeyFault::Address);
        }
        let builder = WebauthnBuilder::new(&id, &origin).map_err(|_| PasskeyFault::Address)?.rp_name(name);
        Ok(Self { webauthn: builder.build().map_err(|_| PasskeyFault::Address)? })
    }

    /// Begins to register a key. `keys`: those that the person has.
    pub fn begin_registration(
        &self,
        person: PersonId,
        login: &str,
        name: &str,
        keys: &[String],
        now: Moment,
    ) -> Result<Begun, PasskeyFault> {
        let known: Vec<CredentialID> = read_keys(keys)?.iter().map(|key| key.cred_id().clone()).collect();
        if known.len() >= MOST {
            return Err(PasskeyFault::Enough);
        }
        let begun = self.webauthn.start_passkey_registration(person.0, login, name, Some(known));
        let (options, state) = begun.map_err(|error| fault(&error))?;
        begun_with(&options, person, state, now)
    }

    /// Finishes registering a key with what the script sent.
    pub fn finish_registration(
        &self,
        person: PersonId,
        answer: &str,
        state: &Hidden,
        now: Moment,
    ) -> Result<Registered, PasskeyFault> {
        let state: PasskeyRegistration = open(state, person, now)?;
        let answer: RegisterPublicKeyCredential = read_answer(answer)?;
        let key = self.webauthn.finish_passkey_registration(&answer, &state).map_err(|e| fault(&e))?;
        Ok(Registered { id: hex(key.cred_id()), key: text(&key)? })
    }

    /// Begins to ask for one of the person's keys.
    pub fn begin_sign_in(
        &self,
        person: PersonId,
        keys: &[String],
        now: Moment,
    ) -> Result<Begun, PasskeyFault> {
        let keys = read_keys(keys)?;
        if keys.is_empty() {
            return Err(PasskeyFault::None);
        }
        let (options, state) =
            self.webauthn.start_passkey_authentication(&keys).map_err(|error| fault(&error))?;
        begun_with(&options, person, state, now)
    }

    /// Judges what the script sent. `keys`: those that the person has now; one that was taken away meanwhile
    /// opens no more, and a counter that went on meanwhile counts.
    pub fn finish_sign_in(
        &self,
        person: PersonId,
        answer: &str,
        state: &Hidden,
        keys: &[String],
        now: Moment,
    ) -> Result<Used, PasskeyFault> {
        let state: PasskeyAuthentication = open(state, person, now)?;
        let answer: PublicKeyCredential = read_answer(answer)?;
        let result =
            self.webauthn.finish_passkey_authentication(&answer, &state).map_err(|error| fault(&error))?;
        if !result.user_verified() {
            return Err(PasskeyFault::Unverified);
        }
        let mut keys = read_keys(keys)?;
        let key = keys.iter_mut().find(|key| key.cred_id() == result.cred_id()).ok_or(PasskeyFault::None)?;
        let before = counter(&text(&*key)?)?;
        if before > 0 && result.counter() <= before {
            return Err(PasskeyFault::Copied);
        }
        let changed = key.update_credential(&result).unwrap_or(false);
        let changed = if changed { Some(text(&*key)?) } else { None };
        Ok(Used { id: hex(result.cred_id()), key: changed })
    }
}

fn begun_with(
    options: &impl Serialize,
    person: PersonId,
    state: impl Serialize,
    now: Moment,
) -> Result<Begun, PasskeyFault> {
    let kept = Kept { until: now.plus_minutes(PATIENCE_MINUTES), person, state };
    Ok(Begun { options: text(options)?, state: Hidden::new(text(&kept)?) })
}

fn open<T: DeserializeOwned>(state: &Hidden, person: PersonId, now: Moment) -> Result<T, PasskeyFault> {
    let kept: Kept<T> = serde_json::from_str(state.shown()).map_err(|_| PasskeyFault::Unreadable)?;
    if now >= kept.until || kept.person != person {
        return Err(PasskeyFault::Expired);
    }
    Ok(kept.state)
}

fn read_keys(keys: &[String]) -> Result<Vec<Passkey>, PasskeyFault> {
    keys.iter().map(|key| serde_json::from_str(key).map_err(|_| PasskeyFault::Unreadable)).collect()
}

fn read_answer<T: DeserializeOwned>(answer: &str) -> Result<T, PasskeyFault> {
    if answer.len() > ANSWER_BYTES {
        return Err(PasskeyFault::Unreadable);
    }
    serde_json::from_str(answer).map_err(|_| PasskeyFault::Unreadable)
}

fn text(value: &impl Serialize) -> Result<String, PasskeyFault> {
    serde_json::to_string(value).map_err(|_| PasskeyFault::Unreadable)
}

/// How far a kept key has counted: the library tells it to nobody.
fn counter(key: &str) -> Result<u32, PasskeyFault> {
    #[derive(Deserialize)]
    struct Inner {
        counter: u32,
    }
    #[derive(Deserialize)]
    struct Outer {
        cred: Inner,
    }
    serde_json::from_str::<Outer>(key).map(|key| key.cred.counter).map_err(|_| PasskeyFault::Unreadable)
}

fn fault(error: &WebauthnError) -> PasskeyFault {
    match error {
        WebauthnError::CredentialPossibleCompromise => PasskeyFault::Copied,
        WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => PasskeyFault::Unverified,
        WebauthnError::CredentialNotFound => PasskeyFault::None,
        // So the library calls a key that is there already.
        WebauthnError::CredentialAlteredAlgFromRequest => PasskeyFault::Enough,
        WebauthnError::ParseCBORFailure(_)
        | WebauthnError::ParseJSONFailure(_)
        | WebauthnError::ParseNOMFailure => PasskeyFault::Unreadable,
        _ => PasskeyFault::Forged,
    }
}
