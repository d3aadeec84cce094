//! A real OpenID provider on loopback, in a process of its own. `cargo xtask test` installs it.

use crate::browser;
use domain::identity::Level;
use domain::words::Moment;
use hyper::Method;
use openidconnect::url::Url;
use signin::oidc::{Ask, Begun, Callback, Claims, Config, Pending, Provider, SignInFault};
use std::collections::BTreeMap;
use std::process::Child;
use std::time::Duration;

#[expect(clippy::disallowed_methods, reason = "a test run is told where its tools are")]
#[path = "peer.rs"]
mod peer;

/// A provider. Ends with the test.
pub struct Op {
    child: Child,
    pub issuer: String,
}

impl Op {
    pub fn open() -> Self {
        let (child, issuer) = peer::start(None);
        Self { child, issuer }
    }

    /// Steers it, or asks it something.
    pub async fn control(&self, what: &str) -> String {
        let url = Url::parse(&format!("{}/control/{what}", self.issuer)).unwrap();
        browser::ask(Method::POST, &url, "").await.2
    }

    /// Its clock.
    pub async fn now(&self) -> Moment {
        Moment::from_millis(self.control("now").await.parse().unwrap())
    }

    /// How often it was asked for something.
    pub async fn count(&self, part: &str) -> u32 {
        let counts: BTreeMap<String, u32> = serde_json::from_str(&self.control("count").await).unwrap();
        counts.get(part).copied().unwrap_or_default()
    }

    /// A configuration for one of its clients, with more lines of TOML.
    pub fn config(&self, client: &str, more: &str) -> Config {
        let text = format!(
            "issuer = '{}'\nclient_id = '{client}'\nredirect = 'http://127.0.0.1:9/sign-in/back'\n\
             after_sign_out = 'http://127.0.0.1:9/'\n{more}\n[levels]\nlevel1 = ['level1']\n\
             level2 = ['level2']\n[kinds]\nbusiness = ['2']\n",
            self.issuer
        );
        Config::parse(&text, Some(&format!("{client}-secret-0123456789abcdef0123456789abcdef\n"))).unwrap()
    }

    /// A relying party for the usual client.
    pub fn provider(&self) -> Provider {
        Provider::new(self.config("motcua", ""), None, true)
    }

    /// The same with so much patience, in milliseconds.
    pub fn waiting(&self, millis: u64) -> Provider {
        let config = self.config("motcua", "").with_timeout(Duration::from_millis(millis));
        Provider::new(config, None, true)
    }
}

impl Drop for Op {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Chance that differs from call to call of a test, by a number.
pub fn chance(turn: u8) -> [[u8; 32]; 3] {
    [[turn; 32], [turn ^ 0x55; 32], [turn ^ 0xaa; 32]]
}

/// Begins.
pub async fn begin(
    provider: &Provider,
    who: &str,
    level: Level,
    turn: u8,
    now: Moment,
) -> Result<Begun, SignInFault> {
    let ask = Ask { hint: Some(who.to_owned()), ..Ask::of(level) };
    provider.begin(&ask, chance(turn), now).await
}

/// Begins, and lets the person go through with it at the provider.
pub async fn come_back(provider: &Provider, who: &str, turn: u8, now: Moment) -> (Callback, Pending) {
    let begun = begin(provider, who, Level::Two, turn, now).await.unwrap();
    (Callback::of(&browser::sent_back(&begun.url).await), begun.pending)
}

/// The whole of it.
pub async fn sign_in(provider: &Provider, who: &str, turn: u8, now: Moment) -> Result<Claims, SignInFault> {
    let (answer, pending) = come_back(provider, who, turn, now).await;
    provider.finish(&answer, pending, now).await
}

/// What is kept, with a value changed behind its back.
pub fn changed(pending: &Pending, field: &str, value: serde_json::Value) -> Pending {
    let mut kept = serde_json::to_value(pending).unwrap();
    kept[field] = value;
    serde_json::from_value(kept).unwrap()
}
