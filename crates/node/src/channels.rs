//! The way out for notices of an office with a `tell.toml`: providers, asked in turn. What leads to nobody by
//! them (officers, landlines, people without a telephone) lies in the spool folder, as without settings.

mod keyring;

use crate::spool::Spool;
use anyhow::{Result, bail};
use app::App;
use app::telling::{Handed, Handing, Heard, Parcel, ProviderState, Transport, Unheard, Verdict};
use domain::notify::breaker::Standing;
use domain::notify::{CODE, Delivery, Settings};
use keyring::Keyring;
use lang::{Lang, Words};
use std::sync::Arc;
use store::Try;
use tell::config::Callbacks;
use tell::text::{About, message};
use tell::{
    Accepted, CallbackFault, Config, ConfigError, Letter, Outcome, Outside, Pending, Receipt, Receipts,
    Router, TokenStore, Tried, Trust,
};

/// The settings' file in an office's folder.
pub const FILE: &str = "tell.toml";

/// The way out of an office: its providers, or the folder alone.
pub async fn way_out(app: &App, words: &Words) -> Result<Arc<dyn Transport>> {
    let dir = app.store().dir();
    let (spool, file) = (Spool::of(dir)?, dir.join(FILE));
    if !file.try_exists()? {
        return Ok(Arc::new(spool));
    }
    let opened = Config::read(&file).and_then(|config| {
        let (channels, fresh) = (Channels::open(app, spool, &config)?, config.refresh_tokens()?);
        Ok((channels, fresh))
    });
    match opened {
        Ok((channels, fresh)) => {
            for (account, refresh) in fresh {
                keyring::take_up(app, &account, &refresh).await?;
            }
            Ok(Arc::new(channels))
        }
        Err(error) => bail!(error.say(words)),
    }
}

/// Providers, asked in turn.
pub struct Channels {
    router: Router,
    settings: Settings,
    callbacks: Callbacks,
    push_key: Option<String>,
    site: String,
    spool: Spool,
}

impl Channels {
    /// By settings. Lines to message centres begin now.
    fn open(app: &App, spool: Spool, config: &Config) -> Result<Self, ConfigError> {
        let kept = Arc::new(Kept(app.clone()));
        let tokens = {
            let app = app.clone();
            move |name: &str| {
                let store: Arc<dyn TokenStore> = Arc::new(Keyring::of(&app, name));
                store
            }
        };
        let outside = Outside {
            trust: Trust::default(),
            receipts: kept,
            tokens: Arc::new(tokens),
            me: format!("{:032x}", u128::from_be_bytes(app.random())),
        };
        let clock = app.clone();
        Ok(Self {
            router: Router::new(config.ways(&outside)?, Arc::new(move || clock.now())),
            settings: config.settings(),
            callbacks: config.callbacks()?,
            push_key: config.push_key()?,
            site: config.site().to_owned(),
            spool,
        })
    }

    async fn send(&self, parcel: &Parcel) -> Handed {
        if parcel.attempts.is_empty() {
            return self.spool.deliver(parcel).await;
        }
        let words = Words::of(Lang::parse(&parcel.language).unwrap_or(Lang::Vi));
        let url = if self.site.is_empty() || parcel.notice.kind == CODE {
            String::new()
        } else {
            format!("{}/track?code={}", self.site, parcel.notice.code)
        };
        let about = About { id: &parcel.id, unit: &parcel.unit, url: &url };
        let letter = |attempt: &domain::notify::Attempt| Letter {
            channel: attempt.channel,
            message: message(&parcel.notice, about, attempt.channel, &attempt.to, words),
        };
        let letters: Vec<Letter> = parcel.attempts.iter().map(letter).collect();
        let sent = self.router.send(&letters).await;
        for (provider, said) in sent.garbage() {
            let notice = &parcel.id;
            tracing::warn!(%notice, provider, said, "a provider answered what nobody understands");
        }
        let verdict = match sent.verdict {
            tell::Verdict::Accepted => Verdict::Done,
            tell::Verdict::Later => Verdict::Later,
            tell::Verdict::Never => Verdict::Never,
        };
        Handed { verdict, tries: sent.tried.into_iter().filter_map(|tried| kept(parcel, tried)).collect() }
    }
}

/// A try as it is kept; a provider that rests wasn't asked.
fn kept(parcel: &Parcel, tried: Tried) -> Option<Try> {
    let none = Accepted { provider_ids: Vec::new(), parts: 0, cost_vnd: 0 };
    let (state, accepted, fault) = match tried.outcome {
        Outcome::Accepted(accepted) => (Delivery::Accepted, accepted, String::new()),
        Outcome::Failed(failure) => (Delivery::Failed, none, failure.to_string()),
        Outcome::Resting => return None,
    };
    Some(Try {
        notice: parcel.id.clone(),
        kind: parcel.notice.kind.clone(),
        channel: tried.channel.as_str().to_owned(),
        provider: tried.provider,
        state,
        provider_ids: accepted.provider_ids,
        parts: accepted.parts,
        cost_vnd: accepted.cost_vnd,
        at: tried.at,
        took_ms: tried.took_ms,
        fault,
    })
}

fn heard(receipt: Receipt) -> Heard {
    Heard { provider: receipt.provider, provider_id: receipt.provider_id, state: receipt.state }
}

impl Transport for Channels {
    fn house(&self) -> Option<Settings> {
        Some(self.settings.clone())
    }

    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a> {
        Box::pin(self.send(parcel))
    }

    fn standing(&self) -> Vec<ProviderState> {
        let state = |(name, channel, standing): (String, domain::notify::Channel, Standing)| {
            let rests_until = match standing {
                Standing::Open { until } => Some(until),
                Standing::Closed | Standing::Probing { .. } => None,
            };
            ProviderState { name, channel, rests_until }
        };
        self.router.standing().into_iter().map(state).collect()
    }

    fn receipts(&self, provider: &str, secret: &str, body: &[u8]) -> Result<Vec<Heard>, Unheard> {
        match self.callbacks.read(provider, secret, body) {
            Ok(receipts) => Ok(receipts.into_iter().map(heard).collect()),
            Err(CallbackFault::Forged) => Err(Unheard::Forged),
            Err(CallbackFault::Unreadable) => Err(Unheard::Unreadable),
        }
    }

    fn push_key(&self) -> Option<String> {
        self.push_key.clone()
    }
}

/// Keeps receipts that come over lines of our own.
struct Kept(App);

impl Receipts for Kept {
    fn heard(&self, receipt: Receipt) -> Pending<'_, bool> {
        Box::pin(async move {
            let kept = self.0.notice_heard(vec![heard(receipt)]).await;
            if let Err(error) = &kept {
                tracing::warn!(%error, "a receipt could not be kept");
            }
            kept.is_ok()
        })
    }
}
