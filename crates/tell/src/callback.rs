//! Receipts that come over HTTP: what a provider's request says of messages. Whoever sends one must know the
//! provider's secret; where things stand in it is in the settings, because every provider has its own shape.

use crate::config::{Callbacks, ReceiptSection};
use crate::provider::{Receipt, masked};
use domain::notify::Delivery;
use serde_json::Value;
use std::fmt;

/// Shortest secret: it stands in an address that everybody may call.
pub(crate) const SHORTEST_SECRET: usize = 16;
/// Longest id of a message.
const LONGEST_ID: usize = 200;

/// Why a request isn't heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackFault {
    /// It doesn't carry the secret.
    Forged,
    /// Nobody understands it.
    Unreadable,
}

/// How receipts of one provider are read.
pub struct Callback {
    provider: String,
    secret: String,
    section: ReceiptSection,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback").field("provider", &self.provider).finish_non_exhaustive()
    }
}

impl Callback {
    pub(crate) const fn new(provider: String, secret: String, section: ReceiptSection) -> Self {
        Self { provider, secret, section }
    }

    /// The provider whose receipts these are.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// What a request says. One that speaks of something else than how far a message is says nothing.
    pub fn read(&self, secret: &str, body: &[u8]) -> Result<Vec<Receipt>, CallbackFault> {
        if !same(&self.secret, secret) {
            return Err(CallbackFault::Forged);
        }
        let json: Value = serde_json::from_slice(body).map_err(|_| CallbackFault::Unreadable)?;
        let list = json.pointer(&self.section.list).ok_or(CallbackFault::Unreadable)?;
        match list {
            Value::Array(all) => {
                Ok(all.iter().map(|one| self.one(one)).collect::<Result<Vec<_>, _>>()?.concat())
            }
            one => self.one(one),
        }
    }

    fn one(&self, json: &Value) -> Result<Vec<Receipt>, CallbackFault> {
        let id = json.pointer(&self.section.id).and_then(text).filter(|id| id.len() <= LONGEST_ID);
        let said = json.pointer(&self.section.state).ok_or(CallbackFault::Unreadable)?;
        let states = [
            (Delivery::Delivered, &self.section.delivered),
            (Delivery::Expired, &self.section.expired),
            (Delivery::Failed, &self.section.failed),
        ];
        let Some((state, _)) = states.into_iter().find(|(_, all)| all.contains(said)) else {
            return Ok(Vec::new());
        };
        let provider_id = id.filter(|id| !id.is_empty()).ok_or(CallbackFault::Unreadable)?;
        let why = text(said).unwrap_or_default();
        Ok(vec![Receipt { provider: self.provider.clone(), provider_id, state, text: masked(&why) }])
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Takes as long whatever is wrong with it.
fn same(right: &str, given: &str) -> bool {
    let differs = right.bytes().zip(given.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    right.len() == given.len() && differs == 0
}

impl Callbacks {
    /// What a request of that provider says. Who doesn't exist and who has another secret are told the same.
    pub fn read(&self, provider: &str, secret: &str, body: &[u8]) -> Result<Vec<Receipt>, CallbackFault> {
        let of = self.0.iter().find(|callback| callback.provider() == provider);
        of.ok_or(CallbackFault::Forged)?.read(secret, body)
    }
}
