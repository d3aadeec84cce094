//! Where time and chance come from: made here once, handed to everything else.

use app::{Chance, Clock};
use domain::words::Moment;
use std::time::{SystemTime, UNIX_EPOCH};

tokio::task_local! {
    /// The hand clock of a task of the demonstration's setting up: everything that the task does happens
    /// then.
    pub static AT: Moment;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that each task turns by hand; outside such a task it stands where it was made.
pub struct HandClock {
    /// Where it stands when nobody turns it.
    pub rests: Moment,
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        AT.try_with(|at| *at).unwrap_or(self.rests)
    }
}

/// The operating system's chance.
pub struct OsChance;

impl Chance for OsChance {
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            // Keys and salts without chance would be worse than stopping.
            tracing::error!(%error, "the system gives no random bytes");
            std::process::abort();
        }
    }
}
