//! Sign-ins that have begun: kept until the browser comes back, found by the state, opened once, and only by
//! the browser that began.

use crate::session::digest;
use domain::ledger::Digest;
use domain::words::Moment;
use signin::oidc::Pending;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many wait at most. Beginning costs nobody anything: without a limit it would cost us memory.
const MOST: usize = 20_000;

/// One of them.
pub(super) struct Waits {
    /// What the provider's answer is held against.
    pub(super) pending: Pending,
    /// Digest of the browser's cookie.
    pub(super) browser: Digest,
    /// Where the person goes then.
    pub(super) to: String,
}

/// Those that wait in this process.
#[derive(Default)]
pub(super) struct Waiting(Mutex<HashMap<Digest, Waits>>);

impl Waiting {
    fn held(&self) -> MutexGuard<'_, HashMap<Digest, Waits>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps one, unless too many wait.
    pub(super) fn keep(&self, waits: Waits, now: Moment) -> bool {
        let mut held = self.held();
        if held.len() >= MOST {
            held.retain(|_, other| now < other.pending.ends());
        }
        let free = held.len() < MOST;
        if free {
            held.insert(digest(waits.pending.state()), waits);
        }
        free
    }

    /// Takes one out: it is gone, whatever comes of it. Another browser's is left alone.
    pub(super) fn take(&self, state: &str, browser: &str) -> Option<Waits> {
        let (state, browser) = (digest(state), digest(browser));
        let mut held = self.held();
        if held.get(&state)?.browser != browser {
            return None;
        }
        held.remove(&state)
    }
}
