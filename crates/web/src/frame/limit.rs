//! Limits on reading by guessing: so many requests a minute from one address. Held in memory, because looking
//! something up must not write; signing in is limited in the database, where every process sees it.

use domain::words::Moment;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Most addresses that are remembered; beyond, the oldest minute is forgotten.
const ADDRESSES: usize = 20_000;

/// What is asked, and from where.
type Asker = (&'static str, String);

#[derive(Default)]
pub(super) struct Limits {
    /// The minute, and how often in it.
    minutes: Mutex<HashMap<Asker, (i64, u32)>>,
}

impl Limits {
    /// Whether one more request of this kind is within `most` a minute.
    pub(super) fn allows(&self, kind: &'static str, address: &str, most: u32, now: Moment) -> bool {
        let minute = now.millis() / 60_000;
        let mut minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        if minutes.len() > ADDRESSES {
            minutes.retain(|_, (m, _)| *m == minute);
        }
        let seen = minutes.entry((kind, address.to_owned())).or_insert((minute, 0));
        if seen.0 != minute {
            *seen = (minute, 0);
        }
        seen.1 += 1;
        seen.1 <= most
    }
}

impl super::Web {
    /// Refuses when an address asks for more than `most` of a kind in a minute.
    pub fn within(&self, kind: &'static str, address: &str, most: u32) -> Result<(), super::Fail> {
        if self.limits.allows(kind, address, most, self.app.now()) {
            return Ok(());
        }
        Err(super::Fail(app::AppError::TooMany { retry_seconds: 60 }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Moment};

    #[test]
    fn an_address_has_so_many_a_minute_and_others_have_their_own() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        assert!((0..3).all(|_| limits.allows("track", "a", 3, now)));
        assert!(!limits.allows("track", "a", 3, now));
        assert!(limits.allows("track", "b", 3, now));
        assert!(limits.allows("track", "a", 3, now.plus_minutes(1)));
    }
}
