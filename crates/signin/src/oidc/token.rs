//! What is believed: ID tokens and logout tokens, by their signatures and everything that must fit.

use super::config::Config;
use super::known::Known;
use super::{SignInFault, What};
use domain::words::Moment;
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, ClaimsVerificationError, ClientId, IdToken,
    IdTokenClaims, IdTokenVerifier, IssuerUrl, JsonWebTokenType, Nonce, SignatureVerificationError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How far the provider's clock may be from ours, in minutes.
const CLOCKS_MINUTES: i64 = 2;
/// How long ago an ID token may have been made that comes straight from the provider, in minutes.
const RECENT_MINUTES: i64 = 10;
/// What makes a token a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4).
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How signatures may be made. Never with the client's secret, never not at all.
const SIGNED: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims that the standard doesn't name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Others {
    #[serde(flatten)]
    all: BTreeMap<String, Value>,
}

impl AdditionalClaims for Others {}

type Token = IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type TokenClaims = IdTokenClaims<Others, CoreGenderClaim>;
type Verifier = IdTokenVerifier<'static, CoreJsonWebKey>;

/// Why a token isn't believed.
#[derive(Debug)]
pub(super) enum Unbelieved {
    /// It is signed with a key that isn't known: the provider may have a new one.
    Key,
    /// Anything else.
    Fault(SignInFault),
}

/// A logout token that is believed: these sessions end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedOut {
    /// Whose provider.
    pub issuer: String,
    /// Whose sessions; none where one session is named.
    pub subject: Option<String>,
    /// Which session at the provider.
    pub session: Option<String>,
    /// The token's own name: it counts once.
    pub id: String,
}

/// The claims of an ID token that came with an access token, when everything fits.
pub(super) fn believed(
    text: &str,
    access: &str,
    nonce: &str,
    known: &Known,
    config: &Config,
    now: Moment,
) -> Result<Map<String, Value>, Unbelieved> {
    let token = read(text)?;
    let verifier = verifier(known, config, now)?;
    let claims =
        token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(|error| unbelieved(&error))?;
    let forged = |what| Unbelieved::Fault(SignInFault::Forged(what));
    let issued = Moment::from_millis(claims.issue_time().timestamp_millis());
    if !recent(issued, now) {
        return Err(forged(What::Issued));
    }
    if claims.authorized_party().is_some_and(|party| party.as_str() != config.client_id) {
        return Err(forged(What::Audience));
    }
    if let Some(expected) = claims.access_token_hash() {
        let key = token.signing_key(&verifier).map_err(|_| forged(What::Signature))?;
        let made = token.signing_alg().map_err(|_| forged(What::Signature))?;
        let hash = AccessTokenHash::from_token(&AccessToken::new(access.to_owned()), made, key);
        if hash.ok().as_ref() != Some(expected) {
            return Err(forged(What::AccessToken));
        }
    }
    flat(claims)
}

/// A logout token, when everything fits. Whether it was used before is the caller's to know.
pub(super) fn logged_out(
    text: &str,
    known: &Known,
    config: &Config,
    now: Moment,
) -> Result<LoggedOut, Unbelieved> {
    let forged = || Unbelieved::Fault(SignInFault::Forged(What::Logout));
    let token = read(text).map_err(|_| forged())?;
    let kinds = ["logout+jwt", "jwt"].map(str::to_owned).map(JsonWebTokenType::new);
    let kinds = kinds.iter().filter_map(|kind| kind.normalize().ok());
    let verifier = verifier(known, config, now)?.set_allowed_jose_types(kinds);
    // A logout token has no nonce: else an ID token would do.
    let none = |nonce: Option<&Nonce>| if nonce.is_some() { Err("a nonce".to_owned()) } else { Ok(()) };
    let claims = token.claims(&verifier, none).map_err(|error| match unbelieved(&error) {
        Unbelieved::Fault(SignInFault::Forged(What::Nonce)) => forged(),
        other => other,
    })?;
    let issued = Moment::from_millis(claims.issue_time().timestamp_millis());
    if !recent(issued, now) {
        return Err(forged());
    }
    let claims = flat(claims)?;
    let event = claims.get("events").and_then(|events| events.get(LOGOUT));
    let id = said(&claims, "jti").filter(|_| event.is_some_and(Value::is_object)).ok_or_else(forged)?;
    Ok(LoggedOut {
        issuer: config.issuer.clone(),
        subject: said(&claims, "sub"),
        session: said(&claims, "sid"),
        id,
    })
}

/// What a claim says, where it is a text.
pub(super) fn said(claims: &Map<String, Value>, name: &str) -> Option<String> {
    claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn read(text: &str) -> Result<Token, Unbelieved> {
    text.parse::<Token>().map_err(|_| Unbelieved::Fault(SignInFault::Forged(What::Signature)))
}

fn verifier(known: &Known, config: &Config, now: Moment) -> Result<Verifier, Unbelieved> {
    let issuer = IssuerUrl::new(config.issuer.clone())
        .map_err(|_| Unbelieved::Fault(SignInFault::Unreadable("issuer")))?;
    let earlier = system(now.plus_minutes(-CLOCKS_MINUTES));
    let verifier =
        Verifier::new_public_client(ClientId::new(config.client_id.clone()), issuer, known.keys.clone());
    Ok(verifier.set_allowed_algs(SIGNED).set_time_fn(move || earlier.into()))
}

/// All claims by their names, as the provider signed them.
fn flat(claims: &TokenClaims) -> Result<Map<String, Value>, Unbelieved> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => Ok(claims),
        _ => Err(Unbelieved::Fault(SignInFault::Unreadable("claims"))),
    }
}

fn recent(issued: Moment, now: Moment) -> bool {
    let earliest = now.plus_minutes(-(RECENT_MINUTES + CLOCKS_MINUTES));
    earliest <= issued && issued <= now.plus_minutes(CLOCKS_MINUTES)
}

fn unbelieved(error: &ClaimsVerificationError) -> Unbelieved {
    let forged = |what| Unbelieved::Fault(SignInFault::Forged(what));
    match error {
        ClaimsVerificationError::Expired(_) => Unbelieved::Fault(SignInFault::Expired),
        ClaimsVerificationError::InvalidAudience(_) => forged(What::Audience),
        ClaimsVerificationError::InvalidIssuer(_) => forged(What::Issuer),
        ClaimsVerificationError::InvalidNonce(_) => forged(What::Nonce),
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Unbelieved::Key
        }
        _ => forged(What::Signature),
    }
}

fn system(at: Moment) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(at.millis()).unwrap_or(0))
}
