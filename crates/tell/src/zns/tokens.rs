//! Tokens of an official account. The refresh token works once: who spends it must have said so before, and
//! must keep the one that came back before anybody uses it.
//!
//! 1. The store's tokens are replaced by the same with our claim. Only one process gets through.
//! 2. It spends the refresh token.
//! 3. The claimed tokens are replaced by the new ones. Only then they are used.
//!
//! A process that dies between 1 and 3 leaves a claim that ends. Whether its token was spent, only Zalo
//! knows: the next one tries it, and if it was, an administrator has to authorise the account anew.

use crate::http::{Answer, Client};
use crate::provider::{Failure, Pending};
use domain::words::Moment;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Uri};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Mutex;

/// A token is renewed so long before its end, in minutes.
const EARLY: i64 = 10;
/// A claim holds so long, in minutes. Longer than any answer is waited for.
const CLAIM: i64 = 5;
/// How often we start anew because others were faster.
const TURNS: usize = 4;

/// The tokens of an account as they are kept.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// For messages.
    pub access: String,
    /// For new tokens; works once.
    pub refresh: String,
    /// When the access token ends.
    pub until: Moment,
    /// Who is spending the refresh token.
    pub claim: Option<Claim>,
}

/// A process that spends the refresh token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The process.
    pub by: String,
    /// When others may believe that it is gone.
    pub until: Moment,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Tokens");
        shown.field("until", &self.until).field("claim", &self.claim).finish_non_exhaustive()
    }
}

/// Where tokens are kept. One row that all processes see, replaced atomically and durably. Errors are texts
/// for the log.
pub trait TokenStore: Send + Sync {
    /// The tokens; none before an administrator has authorised the account.
    fn load(&self) -> Pending<'_, Result<Option<Tokens>, String>>;

    /// Replaces `old` by `new`, if `old` is still what is kept; answers whether it did. A yes means that it
    /// is on disk.
    fn replace<'a>(&'a self, old: &'a Tokens, new: &'a Tokens) -> Pending<'a, Result<bool, String>>;
}

/// What must still be kept: what it replaces, and itself.
type Unkept = Option<(Tokens, Tokens)>;

/// Gives access tokens, and gets new ones.
pub(super) struct Keyring {
    url: Uri,
    app_id: String,
    secret: String,
    me: String,
    store: Arc<dyn TokenStore>,
    client: Arc<Client>,
    /// One at a time in this process; what a store that failed owes us.
    turn: Mutex<Unkept>,
}

impl Keyring {
    pub(super) fn new(
        url: Uri,
        app_id: String,
        secret: String,
        me: String,
        store: Arc<dyn TokenStore>,
        client: Arc<Client>,
    ) -> Self {
        Self { url, app_id, secret, me, store, client, turn: Mutex::new(None) }
    }

    /// A token that works at `now`, and isn't the one that was just refused.
    pub(super) async fn access(&self, now: Moment, refused: Option<&str>) -> Result<String, Failure> {
        let mut unkept = self.turn.lock().await;
        if let Some((old, new)) = unkept.take() {
            self.keep(&mut unkept, old, new).await?;
        }
        for _ in 0..TURNS {
            let Some(tokens) = self.store.load().await.map_err(store)? else {
                return Err(Failure::temporary("auth", "the official account isn't authorised yet"));
            };
            let good = refused != Some(tokens.access.as_str()) && now < tokens.until;
            if good && now.plus_minutes(EARLY) < tokens.until {
                return Ok(tokens.access);
            }
            let taken = tokens.claim.as_ref().is_some_and(|claim| claim.by != self.me && now < claim.until);
            if taken && good {
                return Ok(tokens.access);
            }
            if taken {
                return Err(Failure::temporary("auth", "another process is getting a new token"));
            }
            let claim = Claim { by: self.me.clone(), until: now.plus_minutes(CLAIM) };
            let claimed = Tokens { claim: Some(claim), ..tokens.clone() };
            if !self.store.replace(&tokens, &claimed).await.map_err(store)? {
                continue;
            }
            let new = self.spend(&claimed.refresh, now).await?;
            let access = new.access.clone();
            self.keep(&mut unkept, claimed, new).await?;
            return Ok(access);
        }
        Err(Failure::temporary("auth", "others are getting new tokens all the time"))
    }

    /// Keeps new tokens before anybody uses them. What can't be kept now is kept at the next turn: nobody
    /// else has it.
    async fn keep(&self, unkept: &mut Unkept, old: Tokens, new: Tokens) -> Result<(), Failure> {
        match self.store.replace(&old, &new).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::temporary("auth", "another process took the tokens over")),
            Err(error) => {
                *unkept = Some((old, new));
                Err(store(error))
            }
        }
    }

    async fn spend(&self, refresh: &str, now: Moment) -> Result<Tokens, Failure> {
        let app_id = self.app_id.as_str();
        let form = [("refresh_token", refresh), ("app_id", app_id), ("grant_type", "refresh_token")];
        let unfit = || Failure::permanent("settings", "a secret that can't be sent");
        let body = serde_urlencoded::to_string(form).map_err(|_| unfit())?.into_bytes();
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let secret = HeaderValue::from_str(&self.secret).map_err(|_| unfit())?;
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert("secret_key", secret);
        request.headers_mut().insert(CONTENT_TYPE, kind);
        let answer = self.client.ask(request).await?;
        if answer.is_success() { tokens(&answer, now) } else { Err(answer.refused()) }
    }
}

/// The tokens in an answer; a refusal says what an administrator has to do.
fn tokens(answer: &Answer, now: Moment) -> Result<Tokens, Failure> {
    let unreadable = || Failure::garbage("the answer to a refresh has no tokens");
    let json = answer.json().map_err(|_| unreadable())?;
    let text = |field: &str| json.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let (Some(access), Some(refresh)) = (text("access_token"), text("refresh_token")) {
        let seconds = match json.get("expires_in") {
            Some(Value::String(seconds)) => seconds.parse::<i64>().ok(),
            other => other.and_then(Value::as_i64),
        };
        let until = now.plus_minutes(seconds.ok_or_else(unreadable)? / 60);
        return Ok(Tokens { access: access.to_owned(), refresh: refresh.to_owned(), until, claim: None });
    }
    let Some(error) = json.get("error").and_then(Value::as_i64) else { return Err(unreadable()) };
    let why = text("error_name").or_else(|| text("message")).unwrap_or_default();
    Err(Failure::temporary("auth", format!("error {error}: {why}; authorise the official account anew")))
}

fn store(error: String) -> Failure {
    tracing::error!(%error, "tokens can't be kept");
    Failure::temporary("store", "tokens can't be read or kept")
}
