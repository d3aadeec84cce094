//! Push messages to browsers (RFC 8030, 8291, 8292). What a browser gave as its subscription came from
//! outside: we only ask the servers that browsers' makers run.

use crate::config::PushSection;
use crate::http::Client;
use crate::provider::{Accepted, Failure, Message, Pending, Provider};
use crate::tls::Trust;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::notify::Channel;
use domain::words::Moment;
use hyper::Uri;
use serde::Deserialize;
use std::time::Duration;
use web_push_native::jwt_simple::algorithms::{ECDSAP256PublicKeyLike as _, ES256KeyPair};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, WebPushBuilder};

/// How long a push server keeps what it can't deliver.
const KEPT: Duration = Duration::from_hours(12);
/// Octets of a subscription's secret (RFC 8291).
const SECRET_BYTES: usize = 16;

/// A subscription as `PushSubscription.toJSON()` gives it.
#[derive(Deserialize)]
struct Subscription {
    endpoint: String,
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: String,
    auth: String,
}

/// Push messages under one key.
pub struct Push {
    name: String,
    contact: String,
    hosts: Vec<String>,
    key: ES256KeyPair,
    client: Client,
}

/// A new key for push messages, as PEM. Every browser subscribes under it: a new key loses them all.
pub fn new_key() -> Result<String, String> {
    ES256KeyPair::generate().to_pem().map_err(|error| error.to_string())
}

/// The public half as browsers want it (`applicationServerKey`): base64url.
pub fn public_key(pem: &str) -> Result<String, String> {
    let key = ES256KeyPair::from_pem(pem).map_err(|error| error.to_string())?;
    Ok(Base64UrlUnpadded::encode_string(&key.public_key().public_key().to_bytes_uncompressed()))
}

impl Push {
    /// By settings and the key's PEM text. Errors say what can't be used.
    pub fn new(section: &PushSection, pem: &str, trust: &Trust) -> Result<Self, String> {
        let key = ES256KeyPair::from_pem(pem).map_err(|_| "key_file: no key of ours".to_owned())?;
        let client = Client::new(trust, section.timeout()).map_err(|error| error.to_string())?;
        let (name, contact) = (section.name.clone(), section.contact.clone());
        Ok(Self { name, contact, hosts: section.hosts.clone(), key, client })
    }

    async fn hand_over(&self, message: &Message) -> Result<Accepted, Failure> {
        let subscription = self.subscription(&message.to)?;
        let url = message.values.iter().find(|(name, _)| *name == "url").map(|(_, url)| url.as_str());
        let shown = serde_json::json!({
            "tag": message.id, "title": message.subject, "body": message.text, "url": url,
        });
        let request = subscription
            .with_valid_duration(KEPT)
            .with_vapid(&self.key, &self.contact)
            .build(shown.to_string())
            .map_err(|error| Failure::permanent("address", error))?;
        let answer = self.client.ask(request).await?;
        match answer.status {
            200..=299 => Ok(Accepted { provider_ids: vec![message.id.clone()], parts: 1, cost_vnd: 0 }),
            404 | 410 => Err(Failure::permanent("gone", "the browser gave its subscription up")),
            _ => Err(answer.refused()),
        }
    }

    fn subscription(&self, json: &str) -> Result<WebPushBuilder, Failure> {
        let unreadable = || Failure::permanent("address", "no subscription of a browser");
        let given: Subscription = serde_json::from_str(json).map_err(|_| unreadable())?;
        let endpoint: Uri = given.endpoint.parse().map_err(|_| unreadable())?;
        if !self.believes(&endpoint) {
            return Err(Failure::permanent("address", "no push server that we ask"));
        }
        let read = |text: &str| Base64UrlUnpadded::decode_vec(text.trim_end_matches('='));
        let secret = read(&given.keys.auth).map_err(|_| unreadable())?;
        let key = read(&given.keys.p256dh).map_err(|_| unreadable())?;
        let key = PublicKey::from_sec1_bytes(&key).map_err(|_| unreadable())?;
        if secret.len() != SECRET_BYTES {
            return Err(unreadable());
        }
        Ok(WebPushBuilder::new(endpoint, key, Auth::clone_from_slice(&secret)))
    }

    /// Whether we ask that server: over TLS (or on this machine), and one of those in the settings;
    /// `*.example.org` is all below it.
    fn believes(&self, endpoint: &Uri) -> bool {
        let Some(host) = endpoint.host() else { return false };
        let safe = endpoint.scheme_str() == Some("https") || host == "127.0.0.1";
        safe && self.hosts.iter().any(|known| match known.strip_prefix('*') {
            Some(end) => end.starts_with('.') && host.len() > end.len() && host.ends_with(end),
            None => host == known,
        })
    }
}

impl Provider for Push {
    fn name(&self) -> &str {
        &self.name
    }

    fn channel(&self) -> Channel {
        Channel::Push
    }

    fn send<'a>(&'a self, message: &'a Message, _: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        Box::pin(self.hand_over(message))
    }
}
