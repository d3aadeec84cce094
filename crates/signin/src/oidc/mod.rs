//! A relying party of OpenID Connect: authorization code with PKCE, discovery, keys that change.
//!
//! Reading order: [`Config`] (which provider, and what its words mean here), [`Provider`] (begin, finish,
//! sign out), `known` (what the provider publishes), `token` (what is believed), `claims` (what it says),
//! `line` (HTTP), `breaker` (a provider that is away isn't asked by everybody).
//!
//! Who begins gets an address for the browser and a [`Pending`]; the caller keeps that on the server, bound
//! to the browser by a cookie of its own, and takes it out when the browser comes back: it opens once.
//! `finish` takes it by value.
//!
//! Standards: OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0, Back-Channel Logout 1.0;
//! RFC 6749, 7636 (PKCE), 9207 (who answered).

mod base64;
mod breaker;
mod claims;
mod config;
mod fault;
mod known;
mod line;
mod pending;
mod provider;
mod token;

pub use claims::Claims;
pub use config::{ClientProof, Config, ConfigFault, UserInfo};
pub use fault::{SignInFault, What};
pub use pending::{Ask, Begun, Callback, Pending};
pub use provider::{Provider, Standing};
pub use token::LoggedOut;
