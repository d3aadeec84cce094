//! A provider that is away isn't asked by everybody: after a few failures in a row nobody asks for a while,
//! then one does, and who comes meanwhile is told at once.

use domain::words::Moment;

/// Failures in a row after which it opens.
const FAILURES: u32 = 3;
/// Seconds that it stays open the first time; each failed try after that doubles them.
const FIRST_SECONDS: i64 = 15;
/// The longest it stays open, in seconds.
const LONGEST_SECONDS: i64 = 240;

/// Whether the provider is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaker {
    failures: u32,
    /// Until when nobody asks; none while it is closed.
    until: Option<Moment>,
    /// How long it stays open, in seconds.
    pause: i64,
}

impl Breaker {
    /// Whether it is open: asking would be refused.
    pub(super) fn is_open(&self, now: Moment) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    /// Until when nobody asks.
    pub(super) fn until(&self) -> Option<Moment> {
        self.until
    }

    /// Whether to ask now. Who may ask after a pause is the only one until that is decided.
    pub(super) fn enter(&mut self, now: Moment) -> bool {
        match self.until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                self.until = Some(later(now, self.pause));
                true
            }
        }
    }

    /// The provider answered.
    pub(super) fn worked(&mut self) {
        *self = Self::default();
    }

    /// The provider failed.
    pub(super) fn failed(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES {
            self.pause = if self.pause == 0 { FIRST_SECONDS } else { (self.pause * 2).min(LONGEST_SECONDS) };
            self.until = Some(later(now, self.pause));
        }
    }
}

fn later(now: Moment, seconds: i64) -> Moment {
    Moment::from_millis(now.millis().saturating_add(seconds.saturating_mul(1000)))
}

#[cfg(test)]
mod tests {
    use super::{Breaker, later};
    use domain::words::Moment;

    #[test]
    fn it_opens_after_three_failures_in_a_row_and_lets_one_try_after_a_pause() {
        let now = Moment::from_millis(1_000_000);
        let mut breaker = Breaker::default();
        for _ in 0..2 {
            assert!(breaker.enter(now));
            breaker.failed(now);
        }
        breaker.worked();
        for _ in 0..3 {
            assert!(breaker.enter(now));
            breaker.failed(now);
        }
        assert!(breaker.is_open(now) && !breaker.enter(later(now, 14)));
        let then = later(now, 15);
        assert!(!breaker.is_open(then));
        assert!(breaker.enter(then), "one asks");
        assert!(!breaker.enter(then), "the others are told at once");
        breaker.worked();
        assert!(breaker.enter(then) && breaker.until().is_none());
    }

    #[test]
    fn each_failed_try_doubles_the_pause_up_to_four_minutes() {
        let mut now = Moment::from_millis(0);
        let mut breaker = Breaker::default();
        for _ in 0..3 {
            breaker.failed(now);
        }
        let mut pauses = Vec::new();
        for _ in 0..6 {
            let until = breaker.until().unwrap();
            pauses.push((until.millis() - now.millis()) / 1000);
            now = until;
            assert!(breaker.enter(now));
            breaker.failed(now);
        }
        assert_eq!(pauses, [15, 30, 60, 120, 240, 240]);
    }
}
