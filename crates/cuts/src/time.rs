//! Time as it is, and as each machine's clock shows it.

use domain::words::{Day, Moment};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Time as it is. Clones are the same time.
#[derive(Clone, Debug)]
pub struct Time(Arc<AtomicI64>);

impl Time {
    /// At a moment.
    pub fn at(moment: Moment) -> Self {
        Self(Arc::new(AtomicI64::new(moment.millis())))
    }

    /// What the right clock shows.
    pub fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }

    /// Lets time pass.
    pub fn pass_millis(&self, millis: i64) {
        self.0.fetch_add(millis.max(0), Ordering::SeqCst);
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: i64) {
        self.pass_millis(minutes.saturating_mul(60_000));
    }

    /// Lets the night pass, and more nights, until the morning of a day; never backwards.
    pub fn until(&self, day: Day) {
        self.0.fetch_max(Moment::at(day, 7, 35).millis(), Ordering::SeqCst);
    }
}

/// A machine's clock: as far from the right one as somebody set it.
pub struct NodeClock {
    time: Time,
    wrong_by: AtomicI64,
}

impl NodeClock {
    /// So many milliseconds ahead, or behind when negative.
    pub fn new(time: Time, wrong_by_millis: i64) -> Self {
        Self { time, wrong_by: AtomicI64::new(wrong_by_millis) }
    }

    /// Jumps: from now on it is wrong by so much.
    pub fn jump(&self, wrong_by_millis: i64) {
        self.wrong_by.store(wrong_by_millis, Ordering::SeqCst);
    }
}

impl app::Clock for NodeClock {
    fn now(&self) -> Moment {
        Moment::from_millis(self.time.now().millis().saturating_add(self.wrong_by.load(Ordering::SeqCst)))
    }
}
