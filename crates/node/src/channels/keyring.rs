//! Tokens of Zalo accounts: a setting beside the ledger that all processes of the database share, replaced
//! whole and only by who knows what stood there.

use anyhow::{Result, bail};
use app::App;
use domain::ledger::Digest;
use domain::words::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tell::{Claim, Pending, TokenStore, Tokens};

/// How often we start anew because others were faster.
const TURNS: usize = 4;

/// The tokens of one account.
pub(super) struct Keyring {
    app: App,
    name: String,
}

/// Tokens as they are kept.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Row {
    access: String,
    refresh: String,
    until: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<(String, Moment)>,
    /// Digest of the token that an administrator laid down last.
    given: String,
}

impl Row {
    fn tokens(&self) -> Tokens {
        let Self { access, refresh, until, claim, .. } = self.clone();
        Tokens { access, refresh, until, claim: claim.map(|(by, until)| Claim { by, until }) }
    }

    fn of(tokens: &Tokens, given: String) -> Self {
        let Tokens { access, refresh, until, claim } = tokens.clone();
        Self { access, refresh, until, claim: claim.map(|claim| (claim.by, claim.until)), given }
    }
}

impl Keyring {
    /// Of the account of that name.
    pub(super) fn of(app: &App, account: &str) -> Self {
        Self { app: app.clone(), name: format!("zns-tokens:{account}") }
    }

    /// What is kept, as it stands there and as it reads. Faults don't quote it: it is a secret.
    async fn kept(&self) -> Result<Option<(String, Row)>, String> {
        let text = self.app.shared_setting(&self.name).await.map_err(|error| error.to_string())?;
        let Some(text) = text else { return Ok(None) };
        let row = serde_json::from_str(&text).map_err(|_| "tokens can't be read".to_owned())?;
        Ok(Some((text, row)))
    }

    async fn put(&self, before: Option<&str>, row: &Row) -> Result<bool, String> {
        let new = serde_json::to_string(row).map_err(|_| "tokens can't be written".to_owned())?;
        let replaced = self.app.shared_setting_replace(&self.name, before, &new).await;
        replaced.map_err(|error| error.to_string())
    }
}

impl TokenStore for Keyring {
    fn load(&self) -> Pending<'_, Result<Option<Tokens>, String>> {
        Box::pin(async move { Ok(self.kept().await?.map(|(_, row)| row.tokens())) })
    }

    fn replace<'a>(&'a self, old: &'a Tokens, new: &'a Tokens) -> Pending<'a, Result<bool, String>> {
        Box::pin(async move {
            match self.kept().await? {
                Some((text, row)) if row.tokens() == *old => {
                    self.put(Some(&text), &Row::of(new, row.given)).await
                }
                _ => Ok(false),
            }
        })
    }
}

/// Takes up the refresh token that an administrator laid down, once: it is spent before the first message,
/// and what came back for it is what counts, whatever the file still says.
pub(super) async fn take_up(app: &App, account: &str, refresh: &str) -> Result<()> {
    let keyring = Keyring::of(app, account);
    let given = Digest(Sha256::digest(refresh.as_bytes()).into()).to_string();
    for _ in 0..TURNS {
        let kept = keyring.kept().await.map_err(anyhow::Error::msg)?;
        if kept.as_ref().is_some_and(|(_, row)| row.given == given) {
            return Ok(());
        }
        let until = app.now();
        let row = Row { refresh: refresh.to_owned(), until, given: given.clone(), ..Row::default() };
        let before = kept.as_ref().map(|(text, _)| text.as_str());
        if keyring.put(before, &row).await.map_err(anyhow::Error::msg)? {
            return Ok(());
        }
    }
    bail!("others change the tokens of {account} all the time")
}
