//! Codes from an authenticator (RFC 6238): six digits, SHA-1, a new one every half minute, as every
//! authenticator knows them.

use crate::Hidden;
use domain::words::Moment;
use totp_rs::{Builder, Totp, TotpError};

/// Bytes of a secret.
pub const SECRET_BYTES: usize = 20;
/// Seconds that a code lasts.
pub const STEP_SECONDS: u64 = 30;
/// Steps before and after the current one that are let through: for clocks that are a little off.
const SKEW: u16 = 1;

/// Why codes can't be set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotpFault {
    /// A name is empty or has a colon in it, which authenticators take for their own.
    #[error("the name can't stand in an authenticator")]
    Name,
    /// The secret is too short.
    #[error("the secret is too short")]
    Secret,
}

/// What a person needs to set up an authenticator. Shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The `otpauth://` address: what the QR code says.
    pub url: Hidden,
    /// The secret for those who type: base32 in groups of four.
    pub typed: Hidden,
}

/// What setting up an authenticator needs: the secret with the office's name and the account's.
pub fn set_up(secret: &[u8; SECRET_BYTES], office: &str, account: &str) -> Result<SetUp, TotpFault> {
    let (office, account) = (office.trim(), account.trim());
    if office.is_empty() || account.is_empty() {
        return Err(TotpFault::Name);
    }
    let totp = builder(secret).with_issuer(Some(office)).with_account_name(account).build().map_err(fault)?;
    let url = totp.to_url().map_err(fault)?;
    Ok(SetUp { url: Hidden::new(url), typed: Hidden::new(grouped(&totp.secret().to_base32())) })
}

/// The step of a code that is right, to be kept as the last one used; none when it is wrong or was used.
/// `last`: the last step that was used with this secret. Spaces in what was typed are forgiven.
pub fn verify(secret: &[u8], typed: &str, last: Option<u64>, now: Moment) -> Option<u64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let step = of(secret).ok()?.check(&typed, seconds(now))?;
    last.is_none_or(|last| step > last).then_some(step)
}

/// The code of a moment: for tests and for the demo.
pub fn code(secret: &[u8], at: Moment) -> Result<String, TotpFault> {
    Ok(of(secret)?.generate(seconds(at)).to_string())
}

fn of(secret: &[u8]) -> Result<Totp, TotpFault> {
    builder(secret).build().map_err(fault)
}

fn builder(secret: &[u8]) -> Builder {
    Builder::new().with_secret(secret).with_step_duration(STEP_SECONDS).with_skew(SKEW)
}

fn fault(error: TotpError) -> TotpFault {
    match error {
        TotpError::SecretTooShort { .. } | TotpError::SecretNotSet => TotpFault::Secret,
        _ => TotpFault::Name,
    }
}

fn seconds(at: Moment) -> u64 {
    u64::try_from(at.millis() / 1000).unwrap_or(0)
}

fn grouped(text: &str) -> String {
    text.chars().enumerate().fold(String::new(), |mut out, (at, c)| {
        if at > 0 && at % 4 == 0 {
            out.push(' ');
        }
        out.push(c);
        out
    })
}
