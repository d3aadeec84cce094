//! Messages that leave the house: text messages (SMPP 3.4, or a gateway over HTTP), Zalo ZNS, e-mail, push.
//!
//! Reading order: [`Provider`] (one way out), [`Router`] (who is asked, and who next), [`text`] (what a
//! notice reads like on each channel), [`Config`] (`tell.toml`), then a file for each kind of provider.
//!
//! Rules (who is told when, what a text message weighs, when a provider is left alone) stand in
//! `domain::notify`; what was sent is kept by whoever calls.
//!
//! Invariants: a message's id is the notice's and never changes, so that whoever gets it twice can know;
//! every wait has an end; every answer from outside has a largest size and may be garbage; no telephone, no
//! address, no text and no secret is in a log, in `Debug` or in a [`Failure`].

mod callback;
pub mod config;
mod http;
mod http_sms;
mod provider;
mod push;
mod router;
mod smpp;
mod smtp;
pub mod text;
mod tls;
mod zns;

pub use callback::{Callback, CallbackFault};
pub use config::{Callbacks, Config, ConfigError, Outside};
pub use http_sms::HttpSms;
pub use provider::{
    Accepted, Failure, FailureKind, Message, Pending, Provider, Receipt, Receipts, Unheard, masked,
};
pub use push::{Push, new_key, public_key};
pub use router::{Letter, Now, Outcome, Router, Sent, Tried, Verdict, Way};
pub use smpp::Smpp;
pub use smtp::Smtp;
pub use tls::Trust;
pub use zns::{Claim, TokenStore, Tokens, Zns};
