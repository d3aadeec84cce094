//! Whether a record holds, and what a certificate of it is worth.

use super::Registered;
use crate::words::Day;

/// Whether a record, or a certificate of it, holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Valid,
    /// Its time has run out.
    Expired,
    /// It was ended.
    Ended,
    /// The record says something else by now: a newer certificate counts.
    Replaced,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Valid, Self::Expired, Self::Ended, Self::Replaced];

    /// The name in data and message keys (`register-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::Ended => "ended",
            Self::Replaced => "replaced",
        }
    }
}

impl Registered {
    /// Whether the record holds on a day.
    pub fn standing(&self, today: Day) -> Standing {
        match (self.ended, self.until) {
            (Some(_), _) => Standing::Ended,
            (None, Some(until)) if until < today => Standing::Expired,
            _ => Standing::Valid,
        }
    }

    /// What a certificate of version `printed` is worth, where the newest version is `newest`.
    pub fn certified(&self, printed: u32, newest: u32, today: Day) -> Standing {
        match self.standing(today) {
            Standing::Valid if printed != newest => Standing::Replaced,
            standing => standing,
        }
    }
}
