//! What the provider publishes about itself: its addresses and its keys.

use super::SignInFault;
use super::config::{Config, may_be_asked};
use super::line::Answer;
use domain::words::Moment;
use hyper::StatusCode;
use openidconnect::ProviderMetadataWithLogout;
use openidconnect::core::CoreJsonWebKeySet;
use openidconnect::url::Url;
use serde::Deserialize;

/// How long what it publishes is taken as it is, in minutes.
const FRESH_MINUTES: i64 = 12 * 60;
/// How long it is good enough while the provider can't be asked, in minutes.
const USABLE_MINUTES: i64 = 7 * 24 * 60;
/// How long keys aren't asked for again because a key was unknown, in minutes.
const KEYS_MINUTES: i64 = 1;

/// What is known of the provider.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) authorization: Url,
    pub(super) token: Url,
    pub(super) user_info: Option<Url>,
    pub(super) end_session: Option<Url>,
    pub(super) keys_at: Url,
    /// Whether it says in its answers who it is (RFC 9207).
    pub(super) names_itself: bool,
    pub(super) keys: CoreJsonWebKeySet,
    /// When it was asked.
    pub(super) asked: Moment,
    /// When its keys were asked for.
    pub(super) keys_asked: Moment,
}

/// What the library's metadata leave out.
#[derive(Deserialize)]
struct More {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// The addresses of a provider; the keys come later.
pub(super) fn published(answer: &Answer, config: &Config, now: Moment) -> Result<Known, SignInFault> {
    let unreadable = SignInFault::Unreadable("discovery");
    if answer.status != StatusCode::OK {
        return Err(unreadable);
    }
    let Ok(metadata) = serde_json::from_slice::<ProviderMetadataWithLogout>(&answer.body) else {
        return Err(unreadable);
    };
    let Ok(more) = serde_json::from_slice::<More>(&answer.body) else { return Err(unreadable) };
    if metadata.issuer().as_str() != config.issuer {
        return Err(SignInFault::Unreadable("issuer"));
    }
    let token = metadata.token_endpoint().ok_or(unreadable)?.url().clone();
    let known = Known {
        authorization: metadata.authorization_endpoint().url().clone(),
        token,
        user_info: metadata.userinfo_endpoint().map(|at| at.url().clone()),
        end_session: metadata.additional_metadata().end_session_endpoint.as_ref().map(|at| at.url().clone()),
        keys_at: metadata.jwks_uri().url().clone(),
        names_itself: more.authorization_response_iss_parameter_supported,
        keys: CoreJsonWebKeySet::new(Vec::new()),
        asked: now,
        keys_asked: now,
    };
    let always = [&known.authorization, &known.token, &known.keys_at];
    let all = always.into_iter().chain(&known.user_info).chain(&known.end_session);
    let safe = all.map(Url::as_str).all(may_be_asked);
    if safe { Ok(known) } else { Err(SignInFault::Unreadable("address")) }
}

/// The keys of a provider.
pub(super) fn keys(answer: &Answer) -> Result<CoreJsonWebKeySet, SignInFault> {
    let unreadable = || SignInFault::Unreadable("keys");
    if answer.status != StatusCode::OK {
        return Err(unreadable());
    }
    let keys: CoreJsonWebKeySet = serde_json::from_slice(&answer.body).map_err(|_| unreadable())?;
    if keys.keys().is_empty() { Err(unreadable()) } else { Ok(keys) }
}

impl Known {
    /// Whether the provider needn't be asked.
    pub(super) fn is_fresh(&self, now: Moment) -> bool {
        now < self.asked.plus_minutes(FRESH_MINUTES)
    }

    /// Whether it will do while the provider can't be asked.
    pub(super) fn is_usable(&self, now: Moment) -> bool {
        now < self.asked.plus_minutes(USABLE_MINUTES)
    }

    /// Whether its keys may be asked for again because one is unknown: anybody can send an unknown name.
    pub(super) fn may_ask_keys(&self, now: Moment) -> bool {
        now >= self.keys_asked.plus_minutes(KEYS_MINUTES)
    }
}
