//! The provider: begins a sign-in, finishes it, signs out. Holds what the provider publishes and how it is.

use super::breaker::Breaker;
use super::claims::{self, Around};
use super::config::{ClientProof, Config, UserInfo};
use super::known::{self, Known};
use super::line::{Answer, Line};
use super::pending::{Ask, Begun, Callback, Pending};
use super::token::{self, LoggedOut, Unbelieved, said};
use super::{Claims, SignInFault, What, base64};
use crate::{Hidden, hex};
use domain::identity::Level;
use domain::words::{Moment, NumberCheck};
use hyper::StatusCode;
use openidconnect::url::{Url, form_urlencoded::byte_serialize};
use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use rustls::ClientConfig;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::timeout;

/// How the provider is, for pages and for those who look after the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As far as is known it answers.
    Well,
    /// It failed, and isn't asked before then.
    Away {
        /// Not before.
        until: Moment,
    },
}

/// What the token address answers.
#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    id_token: Option<String>,
}

/// How a provider says no (RFC 6749, 5.2).
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// An OpenID provider. Shared by all requests.
pub struct Provider {
    config: Config,
    line: Line,
    invented: bool,
    breaker: Mutex<Breaker>,
    /// Held while the provider is asked what it publishes: a crowd asks once.
    known: tokio::sync::Mutex<Option<Arc<Known>>>,
}

impl Provider {
    /// Asks nothing yet. `tls`: whom to believe; none where the provider is on this machine (`http://`).
    /// `invented`: whether invented personal numbers are let through, for demonstrations.
    pub fn new(config: Config, tls: Option<Arc<ClientConfig>>, invented: bool) -> Self {
        let line = Line::new(tls, config.timeout);
        Self { config, line, invented, breaker: Mutex::default(), known: tokio::sync::Mutex::default() }
    }

    /// What it is told.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// How it is. Asks nobody.
    pub fn standing(&self, now: Moment) -> Standing {
        let breaker = *self.breaker();
        match breaker.until().filter(|_| breaker.is_open(now)) {
            Some(until) => Standing::Away { until },
            None => Standing::Well,
        }
    }

    /// Begins a sign-in. `chance`: 96 bytes that nobody can guess.
    pub async fn begin(&self, ask: &Ask, chance: [[u8; 32]; 3], now: Moment) -> Result<Begun, SignInFault> {
        // Nobody is sent to a provider that is known to be away.
        if self.breaker().is_open(now) {
            return Err(SignInFault::Away);
        }
        let known = self.known(now).await?;
        let [state, nonce, verifier] = chance.map(|bytes| hex(&bytes));
        let proof = PkceCodeVerifier::new(verifier.clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&proof);
        let mut url = known.authorization.clone();
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("response_type", "code");
            query.append_pair("client_id", &self.config.client_id);
            query.append_pair("redirect_uri", &self.config.redirect);
            query.append_pair("scope", &self.config.scopes.join(" "));
            query.append_pair("state", &state);
            query.append_pair("nonce", &nonce);
            query.append_pair("code_challenge", challenge.as_str());
            query.append_pair("code_challenge_method", "S256");
            query.append_pair("ui_locales", &ask.language);
            let levels = self.config.acr_values(ask.level);
            if !levels.is_empty() {
                query.append_pair("acr_values", &levels);
            }
            if let Some(hint) = &ask.hint {
                query.append_pair("login_hint", hint);
            }
            if ask.afresh {
                query.append_pair("prompt", "login");
            }
        }
        let pending = Pending {
            state: Hidden::new(state),
            nonce: Hidden::new(nonce),
            verifier: Hidden::new(verifier),
            level: ask.level,
            begun: now,
        };
        Ok(Begun { url: url.into(), pending })
    }

    /// Finishes a sign-in with what the browser brought back. The caller has taken `pending` out of where it
    /// was kept, by the state and by the browser's own cookie.
    pub async fn finish(
        &self,
        answer: &Callback,
        pending: Pending,
        now: Moment,
    ) -> Result<Claims, SignInFault> {
        pending.fits(answer, now)?;
        let known = self.known(now).await?;
        let named = answer.iss.as_deref();
        if named.is_some_and(|iss| iss != self.config.issuer) || (known.names_itself && named.is_none()) {
            return Err(SignInFault::Forged(What::Issuer));
        }
        if let Some(error) = &answer.error {
            return Err(SignInFault::refused(error));
        }
        let code = answer.code.as_ref().ok_or(SignInFault::Forged(What::Callback))?;
        let tokens = self.exchange(&known, code, &pending, now).await?;
        let signed = tokens.id_token.ok_or(SignInFault::Unreadable("no-id-token"))?;
        let (access, nonce) = (tokens.access_token.as_str(), pending.nonce.shown());
        let believed = |known: &Known| token::believed(&signed, access, nonce, known, &self.config, now);
        let mut claims = match believed(&known) {
            Err(Unbelieved::Key) => {
                let known = self.newer_keys(now).await?;
                believed(&known).map_err(fault)?
            }
            other => other.map_err(fault)?,
        };
        let subject = said(&claims, "sub").ok_or(SignInFault::Forged(What::Subject))?;
        // Only what is signed counts for these two.
        let (level, session) = (self.level(&claims, &pending)?, said(&claims, "sid"));
        for (name, value) in self.about(&known, &subject, access, now).await? {
            claims.insert(name, value);
        }
        let check = NumberCheck { year_now: now.day().0.year(), invented: self.invented };
        let around = Around { subject, level, check, session, id_token: signed, now };
        Ok(claims::of(&claims, &self.config, around))
    }

    /// Where a browser signs out at the provider, where that is possible.
    pub async fn sign_out_url(&self, id_token: Option<&Hidden>, now: Moment) -> Option<String> {
        let mut url = self.known(now).await.ok()?.end_session.clone()?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("client_id", &self.config.client_id);
            if let Some(token) = id_token {
                query.append_pair("id_token_hint", token.shown());
            }
            if let Some(after) = &self.config.after_sign_out {
                query.append_pair("post_logout_redirect_uri", after);
            }
        }
        Some(url.into())
    }

    /// Whose sessions end, by a logout token that the provider sent. The caller sees to it that the same one
    /// doesn't come twice.
    pub async fn logged_out(&self, text: &str, now: Moment) -> Result<LoggedOut, SignInFault> {
        let known = self.known(now).await?;
        match token::logged_out(text, &known, &self.config, now) {
            Err(Unbelieved::Key) => {
                let known = self.newer_keys(now).await?;
                token::logged_out(text, &known, &self.config, now).map_err(fault)
            }
            other => other.map_err(fault),
        }
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn level(&self, claims: &Map<String, Value>, pending: &Pending) -> Result<Level, SignInFault> {
        let given = self.config.level(said(claims, "acr").as_deref());
        let wanted = pending.level;
        given.filter(|given| *given >= wanted).ok_or(SignInFault::LevelTooLow { given, wanted })
    }

    /// Asks the provider, unless it is away, and notes how that went.
    async fn ask<T>(
        &self,
        now: Moment,
        asking: impl Future<Output = Result<Answer, SignInFault>> + Send,
        read: impl FnOnce(&Answer) -> Result<T, SignInFault> + Send,
    ) -> Result<T, SignInFault> {
        if !self.breaker().enter(now) {
            return Err(SignInFault::Away);
        }
        let told = asking.await.and_then(|answer| read(&answer));
        match &told {
            Err(trouble) if trouble.is_the_providers() => {
                tracing::warn!(code = trouble.code(), %trouble, "signing in by the identity provider failed");
                self.breaker().failed(now);
            }
            _ => self.breaker().worked(),
        }
        told
    }

    /// What the provider publishes: as it is known, or asked anew. Who waits for another one's question waits
    /// no longer than the provider may take.
    async fn known(&self, now: Moment) -> Result<Arc<Known>, SignInFault> {
        let mut held =
            timeout(self.line.patience(), self.known.lock()).await.map_err(|_| SignInFault::Slow)?;
        if let Some(known) = held.as_ref().filter(|known| known.is_fresh(now)) {
            return Ok(Arc::clone(known));
        }
        match self.discover(now).await {
            Ok(found) => {
                let found = Arc::new(found);
                *held = Some(Arc::clone(&found));
                Ok(found)
            }
            Err(trouble) => held.as_ref().filter(|known| known.is_usable(now)).cloned().ok_or(trouble),
        }
    }

    async fn discover(&self, now: Moment) -> Result<Known, SignInFault> {
        let at = format!("{}/.well-known/openid-configuration", self.config.issuer.trim_end_matches('/'));
        let at = Url::parse(&at).map_err(|_| SignInFault::Unreadable("address"))?;
        let read = |answer: &Answer| known::published(answer, &self.config, now);
        let mut found = self.ask(now, self.line.get(&at, None), read).await?;
        found.keys = self.ask(now, self.line.get(&found.keys_at, None), known::keys).await?;
        Ok(found)
    }

    /// The provider's keys once more, because one is unknown: it may have new ones. Not again and again,
    /// whatever names of keys people send.
    async fn newer_keys(&self, now: Moment) -> Result<Arc<Known>, SignInFault> {
        let mut held =
            timeout(self.line.patience(), self.known.lock()).await.map_err(|_| SignInFault::Slow)?;
        let Some(known) = held.clone() else { return Err(SignInFault::Away) };
        if !known.may_ask_keys(now) {
            // Whoever waited here before may have fetched just the one.
            return Ok(known);
        }
        let keys = self.ask(now, self.line.get(&known.keys_at, None), known::keys).await?;
        let newer = Arc::new(Known { keys, keys_asked: now, ..(*known).clone() });
        *held = Some(Arc::clone(&newer));
        Ok(newer)
    }

    /// A code for its tokens.
    async fn exchange(
        &self,
        known: &Known,
        code: &Hidden,
        pending: &Pending,
        now: Moment,
    ) -> Result<Tokens, SignInFault> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code.shown()),
            ("redirect_uri", self.config.redirect.as_str()),
            ("code_verifier", pending.verifier.shown()),
        ];
        let id = self.config.client_id.as_str();
        let authorization = match (&self.config.client_secret, self.config.client_proof) {
            (Some(secret), ClientProof::Basic) => Some(basic(id, secret.shown())),
            (Some(secret), ClientProof::Post) => {
                form.extend([("client_id", id), ("client_secret", secret.shown())]);
                None
            }
            (None, _) => {
                form.push(("client_id", id));
                None
            }
        };
        let form = serde_urlencoded::to_string(form).map_err(|_| SignInFault::Unreadable("form"))?;
        self.ask(now, self.line.post(&known.token, authorization.as_deref(), form), tokens).await
    }

    /// What the provider says about the person besides the ID token.
    async fn about(
        &self,
        known: &Known,
        subject: &str,
        access: &str,
        now: Moment,
    ) -> Result<Map<String, Value>, SignInFault> {
        let Some(at) = known.user_info.as_ref().filter(|_| self.config.user_info != UserInfo::Never) else {
            return Ok(Map::new());
        };
        let bearer = format!("Bearer {access}");
        let claims = match self.config.user_info {
            UserInfo::Post => {
                self.ask(now, self.line.post(at, Some(&bearer), String::new()), user_info).await?
            }
            _ => self.ask(now, self.line.get(at, Some(&bearer)), user_info).await?,
        };
        // Else somebody could put another person's claims in (Core 1.0, 5.3.2).
        if said(&claims, "sub").as_deref() != Some(subject) {
            return Err(SignInFault::Forged(What::Subject));
        }
        Ok(claims)
    }
}

/// `Basic` as RFC 6749, 2.3.1 has it: both halves encoded as in forms first.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let both = format!("{}:{}", encoded(id), encoded(secret));
    format!("Basic {}", base64::encode(both.as_bytes()))
}

fn tokens(answer: &Answer) -> Result<Tokens, SignInFault> {
    if answer.status == StatusCode::OK {
        return serde_json::from_slice(&answer.body).map_err(|_| SignInFault::Unreadable("tokens"));
    }
    match serde_json::from_slice::<Refusal>(&answer.body) {
        // The code isn't known, was used, or is too old; or its verifier is another one's.
        Ok(refusal) if refusal.error == "invalid_grant" => Err(SignInFault::Replayed),
        Ok(refusal) => Err(SignInFault::refused(&refusal.error)),
        Err(_) => Err(SignInFault::Unreadable("tokens")),
    }
}

fn user_info(answer: &Answer) -> Result<Map<String, Value>, SignInFault> {
    if answer.status != StatusCode::OK {
        return Err(SignInFault::Unreadable("user-info"));
    }
    serde_json::from_slice(&answer.body).map_err(|_| SignInFault::Unreadable("user-info"))
}

fn fault(unbelieved: Unbelieved) -> SignInFault {
    match unbelieved {
        Unbelieved::Key => SignInFault::Forged(What::Signature),
        Unbelieved::Fault(fault) => fault,
    }
}
