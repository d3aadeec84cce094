//! The ways by which a message leaves the house.

use serde::{Deserialize, Serialize};

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A text message to a telephone.
    Sms,
    /// A Zalo notification (ZNS) to a telephone.
    Zns,
    /// E-mail.
    Email,
    /// A push message to a browser.
    Push,
}

impl Channel {
    /// Every channel, in the order of names.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Zns, Self::Email, Self::Push];

    /// The name in data and settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Zns => "zns",
            Self::Email => "email",
            Self::Push => "push",
        }
    }

    /// The channel of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }
}
