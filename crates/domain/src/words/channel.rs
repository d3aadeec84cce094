//! The way a request reaches the office.

use serde::{Deserialize, Serialize};

/// A way to hand in (national codes 1, 2 and 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// At the counter.
    #[default]
    Counter,
    /// On the portal.
    Online,
    /// By public post.
    Post,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Counter, Self::Online, Self::Post];

    /// The name in data, URLs and message keys (`channel-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }

    /// The message key under which people read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Counter => "channel-counter",
            Self::Online => "channel-online",
            Self::Post => "channel-post",
        }
    }

    /// The channel of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == text)
    }
}
