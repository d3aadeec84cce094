//! Limits on reading by guessing: so many requests a minute from one address. Held in memory, because looking
//! something up must not write; signing in is limited in the database, where every process sees it.

use app::AppError;
use app::dossier::Tracked;
use domain::words::Moment;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Most addresses that are remembered; beyond, the oldest minute is forgotten.
const ADDRESSES: usize = 20_000;
/// Most codes that an address looks up in a minute, and most of them that may be wrong.
const LOOKUPS: u32 = 1_200;
const MISSES: u32 = 30;

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

    /// How often an address asked for this kind in the present minute.
    fn asked(&self, kind: &'static str, address: &str, now: Moment) -> u32 {
        let minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = minutes.get(&(kind, address.to_owned())).copied().unwrap_or_default();
        if seen.0 == now.millis() / 60_000 { seen.1 } else { 0 }
    }
}

impl super::Web {
    /// Refuses when an address asks for more than `most` of a kind in a minute.
    pub fn within(&self, kind: &'static str, address: &str, most: u32) -> Result<(), super::Fail> {
        if self.limits.allows(kind, address, most, self.app.now()) {
            return Ok(());
        }
        Err(super::Fail(AppError::TooMany { retry_seconds: 60 }))
    }

    /// Follows a dossier by its code. Guessing is limited by what misses: a counter that looks up the codes
    /// of a whole queue is not held up, a program that tries one code after the other is.
    pub async fn followed(&self, address: &str, code: &str) -> Result<Tracked, super::Fail> {
        self.within("track", address, LOOKUPS)?;
        if self.limits.asked("track-miss", address, self.app.now()) >= MISSES {
            return Err(super::Fail(AppError::TooMany { retry_seconds: 60 }));
        }
        let found = self.app.track(code).await;
        if matches!(found, Err(AppError::NotFound)) {
            self.limits.allows("track-miss", address, MISSES, self.app.now());
        }
        Ok(found?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Moment};

    #[test]
    fn what_was_asked_is_forgotten_with_the_minute() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        limits.allows("track", "a", 3, now);
        assert_eq!(limits.asked("track", "a", now), 1);
        assert_eq!(limits.asked("track", "b", now), 0);
        assert_eq!(limits.asked("track", "a", now.plus_minutes(1)), 0);
    }

    #[test]
    fn an_address_has_so_many_a_minute_and_others_have_their_own() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        assert!((0..3).all(|_| limits.allows("track", "a", 3, now)));
        assert!(!limits.allows("track", "a", 3, now));
        assert!(limits.allows("track", "b", 3, now));
        assert!(limits.allows("track", "a", 3, now.plus_minutes(1)));
    }
}
