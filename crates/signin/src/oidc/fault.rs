//! What can go wrong when somebody signs in. Each has a stable code and words for people; none carries what a
//! provider said about a person.

use domain::identity::Level;
use std::fmt;

/// Why somebody isn't signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// The provider can't be reached, or was not a moment ago: nobody asks it for a while.
    #[error("the identity provider can't be reached")]
    Away,
    /// The provider didn't answer in time.
    #[error("the identity provider doesn't answer in time")]
    Slow,
    /// The provider answers what no OpenID provider answers, or what isn't set up for us.
    #[error("the identity provider's answer can't be used: {0}")]
    Unreadable(&'static str),
    /// The provider says no: its error code.
    #[error("the identity provider refuses: {0}")]
    Refused(String),
    /// What came can't come from this provider for this sign-in.
    #[error("not believed: {0}")]
    Forged(What),
    /// The code was used before, or its time is over.
    #[error("the code was used, or is too old")]
    Replayed,
    /// The sign-in took too long, or what the provider signed has run out.
    #[error("the sign-in took too long")]
    Expired,
    /// The provider isn't sure enough of the person.
    #[error("the level of assurance is too low")]
    LevelTooLow {
        /// How sure it is; none when it doesn't say.
        given: Option<Level>,
        /// What was asked for.
        wanted: Level,
    },
}

/// What didn't fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The state that was given to the browser.
    State,
    /// The answer has neither a code nor an error.
    Callback,
    /// Who issued it.
    Issuer,
    /// For whom it was issued.
    Audience,
    /// The number used once.
    Nonce,
    /// The signature, or how it is made.
    Signature,
    /// It is issued in the future, or long ago.
    Issued,
    /// The access token belongs to another ID token.
    AccessToken,
    /// The provider speaks about somebody else.
    Subject,
    /// A logout token that is none.
    Logout,
}

impl What {
    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Callback => "callback",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Nonce => "nonce",
            Self::Signature => "signature",
            Self::Issued => "issued",
            Self::AccessToken => "access-token",
            Self::Subject => "subject",
            Self::Logout => "logout",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl SignInFault {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Away => "sign-in-away",
            Self::Slow => "sign-in-slow",
            Self::Unreadable(_) => "sign-in-unreadable",
            Self::Refused(_) => "sign-in-refused",
            Self::Forged(_) => "sign-in-forged",
            Self::Replayed => "sign-in-replayed",
            Self::Expired => "sign-in-expired",
            Self::LevelTooLow { .. } => "sign-in-level",
        }
    }

    /// The message key: what a citizen should do now.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Away | Self::Unreadable(_) => "problem-sign-in-away",
            Self::Slow => "problem-sign-in-slow",
            Self::Refused(_) => "problem-sign-in-refused",
            Self::Forged(_) => "problem-sign-in-forged",
            Self::Replayed | Self::Expired => "problem-sign-in-again",
            Self::LevelTooLow { .. } => "problem-sign-in-level",
        }
    }

    /// Whether it is the provider's trouble, and trying later may help.
    pub const fn is_the_providers(&self) -> bool {
        matches!(self, Self::Away | Self::Slow | Self::Unreadable(_))
    }

    /// A refusal with the provider's error code, as far as it is one.
    pub(super) fn refused(code: &str) -> Self {
        let known = code.len() <= 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        Self::Refused(if known && !code.is_empty() { code.to_owned() } else { "unknown".to_owned() })
    }
}
