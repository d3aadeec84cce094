//! When a provider is left alone for a while: it failed or was slow too often, lately.
//!
//! Closed, it is asked. After so many bad answers within a window it is open and isn't asked. When it has
//! rested, one message goes to it as a probe: a good answer closes it, a bad one lets it rest twice as long.

use crate::words::Moment;
use std::collections::VecDeque;

/// What a breaker puts up with. Times are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// So many bad answers within the window open it.
    pub failures: usize,
    /// The window.
    pub window_ms: i64,
    /// An answer that took longer is bad, whatever it says.
    pub slow_ms: i64,
    /// The first rest.
    pub rest_ms: i64,
    /// The longest rest.
    pub longest_rest_ms: i64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            failures: 5,
            window_ms: 5 * 60_000,
            slow_ms: 8_000,
            rest_ms: 60_000,
            longest_rest_ms: 30 * 60_000,
        }
    }
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The provider is asked.
    Closed,
    /// It isn't, until then.
    Open {
        /// The end of its rest.
        until: Moment,
    },
    /// A probe is under way since then.
    Probing {
        /// When the probe left.
        since: Moment,
    },
}

/// A breaker of one provider.
#[derive(Clone, Debug)]
pub struct Breaker {
    patience: Patience,
    standing: Standing,
    bad: VecDeque<Moment>,
    rest_ms: i64,
}

impl Breaker {
    /// A closed one.
    pub fn new(patience: Patience) -> Self {
        Self { patience, standing: Standing::Closed, bad: VecDeque::new(), rest_ms: patience.rest_ms }
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// Whether a message may go to the provider now. Where that makes it the probe, nobody else gets a yes
    /// until its outcome is [noted](Self::noted), or until a rest has passed without one: who asked may be
    /// gone.
    pub fn admits(&mut self, now: Moment) -> bool {
        match self.standing {
            Standing::Closed => true,
            Standing::Open { until } if now < until => false,
            Standing::Probing { since } if now.millis() - since.millis() < self.rest_ms => false,
            Standing::Open { .. } | Standing::Probing { .. } => {
                self.standing = Standing::Probing { since: now };
                true
            }
        }
    }

    /// Notes how a message went: whether the provider did its work, and how long that took.
    pub fn noted(&mut self, now: Moment, worked: bool, took_ms: i64) {
        let good = worked && took_ms <= self.patience.slow_ms;
        match (self.standing, good) {
            (Standing::Probing { .. }, true) => {
                self.standing = Standing::Closed;
                self.bad.clear();
                self.rest_ms = self.patience.rest_ms;
            }
            (Standing::Probing { .. }, false) => {
                self.rest_ms = self.rest_ms.saturating_mul(2).min(self.patience.longest_rest_ms);
                self.open(now);
            }
            (Standing::Closed, false) => {
                self.bad.push_back(now);
                let since = now.millis().saturating_sub(self.patience.window_ms);
                while self.bad.front().is_some_and(|at| at.millis() < since) {
                    self.bad.pop_front();
                }
                if self.bad.len() >= self.patience.failures {
                    self.open(now);
                }
            }
            // What left before it opened says nothing new, and good answers need no count.
            (Standing::Open { .. }, _) | (Standing::Closed, true) => {}
        }
    }

    fn open(&mut self, now: Moment) {
        self.bad.clear();
        let until = Moment::from_millis(now.millis().saturating_add(self.rest_ms));
        self.standing = Standing::Open { until };
    }
}

#[cfg(test)]
mod tests {
    use super::{Breaker, Patience, Standing};
    use crate::words::Moment;
    use proptest::prelude::*;

    const PATIENCE: Patience =
        Patience { failures: 3, window_ms: 10_000, slow_ms: 1_000, rest_ms: 5_000, longest_rest_ms: 15_000 };

    fn at(ms: i64) -> Moment {
        Moment::from_millis(ms)
    }

    fn opened() -> Breaker {
        let mut breaker = Breaker::new(PATIENCE);
        for ms in 0..3 {
            assert!(breaker.admits(at(ms)));
            breaker.noted(at(ms), false, 10);
        }
        breaker
    }

    #[test]
    fn failures_open_it_only_within_the_window() {
        let mut scattered = Breaker::new(PATIENCE);
        for turn in 0..20 {
            scattered.noted(at(turn * 6_000), false, 10);
            assert!(scattered.admits(at(turn * 6_000 + 1)), "two a window aren't three");
        }
        let mut breaker = opened();
        assert_eq!(breaker.standing(), Standing::Open { until: at(5_002) });
        assert!(!breaker.admits(at(5_001)));
    }

    #[test]
    fn slowness_counts_as_failure() {
        let mut breaker = Breaker::new(PATIENCE);
        for ms in 0..3 {
            breaker.noted(at(ms), true, 1_001);
        }
        assert!(!breaker.admits(at(3)));
    }

    #[test]
    fn one_probe_at_a_time_closes_it_or_lets_it_rest_longer() {
        let mut breaker = opened();
        assert!(breaker.admits(at(5_002)));
        assert!(!breaker.admits(at(5_003)), "the probe is under way");
        breaker.noted(at(5_010), false, 8);
        assert_eq!(breaker.standing(), Standing::Open { until: at(15_010) });
        assert!(breaker.admits(at(15_010)));
        breaker.noted(at(15_020), false, 10);
        assert_eq!(breaker.standing(), Standing::Open { until: at(30_020) }, "no longer than the longest");
        assert!(breaker.admits(at(30_020)));
        breaker.noted(at(30_030), true, 10);
        assert_eq!(breaker.standing(), Standing::Closed);
        assert!(breaker.admits(at(30_031)) && breaker.admits(at(30_032)));
    }

    #[test]
    fn a_probe_whose_outcome_nobody_notes_does_not_close_the_door_for_ever() {
        let mut breaker = opened();
        assert!(breaker.admits(at(5_002)));
        assert!(!breaker.admits(at(10_001)));
        assert!(breaker.admits(at(10_002)));
    }

    proptest! {
        #[test]
        fn it_always_admits_again_after_the_longest_rest(
            notes in prop::collection::vec((0_i64..4_000, any::<bool>(), 0_i64..2_000), 0..60),
        ) {
            let (mut breaker, mut now) = (Breaker::new(PATIENCE), 0);
            for (later, worked, took) in notes {
                now += later;
                if breaker.admits(at(now)) {
                    breaker.noted(at(now), worked, took);
                }
            }
            prop_assert!(breaker.admits(at(now + PATIENCE.longest_rest_ms)));
        }
    }
}
