//! Who is at the door: citizens through an OpenID provider, officers with a second factor.
//!
//! Reading order: [`oidc`] (a relying party: authorization code with PKCE), [`totp`] (codes from an
//! authenticator), [`recovery`] (codes on paper), [`passkey`] (keys in devices).
//!
//! Invariants: time and chance are arguments; nothing is kept here but what a provider publishes; what has to
//! be kept between two requests is handed to the caller, who keeps it on the server and uses it once. What
//! goes wrong is a value with a stable code. Neither a secret nor a person's data stands in an error, a log
//! or a `Debug`.

mod hidden;
pub mod oidc;
pub mod passkey;
pub mod recovery;
pub mod totp;

pub use hidden::Hidden;

use std::fmt::Write as _;

/// Bytes as lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        // Writing to a String can't fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}
