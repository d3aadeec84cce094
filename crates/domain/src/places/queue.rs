//! How many people wait at a counter now, kept with one press, and how long that takes.

use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// After so many minutes without a press nobody is told a number any more.
pub const STALE_MINUTES: i64 = 30;
/// Calls of the last hour say how fast it goes.
const LATELY_MINUTES: i64 = 60;
/// What a person takes at a counter where nothing says otherwise.
const USUAL_SECONDS: u32 = 600;
/// No pace is believed that is faster or slower than these.
const FASTEST_SECONDS: u32 = 60;
const SLOWEST_SECONDS: u32 = 1_800;
/// From so many receptions on a day says something about its pace.
const ENOUGH: u32 = 5;
/// Most people and counters that are believed.
const MOST_PEOPLE: u32 = 500;
const MOST_COUNTERS: u32 = 50;

/// A hand at the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Somebody came and waits.
    Came,
    /// Somebody left without having been called.
    Left,
    /// The next one was called to a counter.
    Called,
    /// So many counters are open.
    Counters(u32),
}

impl Press {
    /// The press of that name; counters come with their number.
    pub fn parse(name: &str, counters: &str) -> Option<Self> {
        match name {
            "came" => Some(Self::Came),
            "left" => Some(Self::Left),
            "called" => Some(Self::Called),
            "counters" => {
                counters.trim().parse().ok().filter(|n| (1..=MOST_COUNTERS).contains(n)).map(Self::Counters)
            }
            _ => None,
        }
    }
}

/// The people who wait at a unit's counters. No ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// How many wait.
    pub waiting: u32,
    /// How many counters are open.
    pub counters: u32,
    /// When somebody pressed last.
    pub at: Moment,
    /// When people were called lately, the earliest first.
    #[serde(default)]
    pub calls: Vec<Moment>,
}

impl Queue {
    /// Nobody waits, one counter is open.
    pub const fn nobody(at: Moment) -> Self {
        Self { waiting: 0, counters: 1, at, calls: Vec::new() }
    }

    /// After a press. A new day begins with nobody waiting.
    #[must_use]
    pub fn pressed(mut self, press: Press, now: Moment) -> Self {
        if self.at.day() != now.day() {
            self = Self { counters: self.counters, ..Self::nobody(now) };
        }
        match press {
            Press::Came => self.waiting = self.waiting.saturating_add(1).min(MOST_PEOPLE),
            Press::Left => self.waiting = self.waiting.saturating_sub(1),
            Press::Called => {
                self.waiting = self.waiting.saturating_sub(1);
                self.calls.push(now);
            }
            Press::Counters(n) => self.counters = n.clamp(1, MOST_COUNTERS),
        }
        self.calls.retain(|call| (0..=LATELY_MINUTES).contains(&now.minutes_since(*call)));
        self.at = now;
        self
    }

    /// What another machine says, as far as it can be believed at `now`: nothing is newer than now, and no
    /// number is larger than people are.
    #[must_use]
    pub fn believed(mut self, now: Moment) -> Self {
        self.waiting = self.waiting.min(MOST_PEOPLE);
        self.counters = self.counters.clamp(1, MOST_COUNTERS);
        self.at = self.at.min(now);
        self.calls.retain(|call| (0..=LATELY_MINUTES).contains(&now.minutes_since(*call)));
        self
    }

    /// Whether it still tells how things are.
    pub fn fresh(&self, now: Moment) -> bool {
        (0..=STALE_MINUTES).contains(&now.minutes_since(self.at)) && self.at.day() == now.day()
    }

    /// How long a person takes at one counter, in seconds: by the calls of the last hour, the middle of what
    /// lay between them; else by what the office received today in the minutes that it was open; else as
    /// usual.
    pub fn seconds_each(&self, received: u32, open_minutes: u32) -> u32 {
        let mut gaps: Vec<i64> =
            self.calls.iter().zip(self.calls.iter().skip(1)).map(|(a, b)| b.millis() - a.millis()).collect();
        gaps.sort_unstable();
        let middle = gaps.get(gaps.len() / 2).filter(|_| gaps.len() >= 3);
        let between = middle.and_then(|millis| u32::try_from(millis / 1_000).ok());
        let today = || (received >= ENOUGH).then(|| open_minutes.saturating_mul(60) / received);
        let seconds = between.or_else(today).map(|each| each.saturating_mul(self.counters));
        seconds.unwrap_or(USUAL_SECONDS).clamp(FASTEST_SECONDS, SLOWEST_SECONDS)
    }

    /// About how many minutes somebody waits who comes now.
    pub fn minutes(&self, received: u32, open_minutes: u32) -> u32 {
        minutes(self.waiting, self.counters, self.seconds_each(received, open_minutes))
    }
}

/// How long `waiting` people take at so many counters, in minutes, rounded up.
pub fn minutes(waiting: u32, counters: u32, seconds_each: u32) -> u32 {
    let seconds = u64::from(waiting) * u64::from(seconds_each);
    let minutes = seconds.div_ceil(60 * u64::from(counters.max(1)));
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{FASTEST_SECONDS, Press, Queue, SLOWEST_SECONDS, minutes};
    use crate::words::Moment;
    use proptest::prelude::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn the_pace_is_that_of_the_last_calls_then_of_the_day_then_the_usual_one() {
        let mut queue = Queue::nobody(at("2026-03-09T08:00"));
        assert_eq!(queue.seconds_each(0, 60), 600, "nothing is known");
        assert_eq!(queue.seconds_each(12, 60), 300);
        for minute in [10, 14, 18, 40] {
            queue = queue.pressed(Press::Called, at(&format!("2026-03-09T09:{minute}")));
        }
        assert_eq!(queue.seconds_each(12, 60), 240, "the long gap in between is not the pace");
        queue = queue.pressed(Press::Counters(2), at("2026-03-09T09:41"));
        assert_eq!(queue.seconds_each(12, 60), 480, "two counters call twice as often as each of them");
        queue = queue.pressed(Press::Came, at("2026-03-09T10:30"));
        assert_eq!(queue.calls.len(), 1, "what is an hour old is no pace");
    }

    #[test]
    fn a_number_grows_old_and_a_new_day_begins_empty() {
        let queue = Queue::nobody(at("2026-03-09T08:00")).pressed(Press::Came, at("2026-03-09T09:00"));
        assert!(queue.fresh(at("2026-03-09T09:30")) && !queue.fresh(at("2026-03-09T09:31")));
        assert!(!queue.fresh(at("2026-03-09T08:59")), "of a clock that goes ahead");
        let tomorrow = queue.pressed(Press::Counters(3), at("2026-03-10T08:00"));
        assert_eq!((tomorrow.waiting, tomorrow.counters), (0, 3));
        assert_eq!(Press::parse("counters", "0"), None);
        assert_eq!(Press::parse("counters", " 2 "), Some(Press::Counters(2)));
        assert_eq!(Press::parse("dance", ""), None);
    }

    proptest! {
        #[test]
        fn one_waits_longer_behind_more_people_and_shorter_before_more_counters(
            waiting in 0_u32..2_000, counters in 0_u32..60, each in 0_u32..10_000,
        ) {
            let now = minutes(waiting, counters, each);
            prop_assert!(minutes(waiting + 1, counters, each) >= now);
            prop_assert!(minutes(waiting, counters.max(1) + 1, each) <= now);
            prop_assert!(minutes(waiting, counters, each + 1) >= now);
            prop_assert_eq!(minutes(0, counters, each), 0);
            prop_assert!(waiting == 0 || each == 0 || now > 0);
        }

        #[test]
        fn whatever_is_pressed_the_numbers_stay_numbers_of_people(
            presses in proptest::collection::vec((0_u8..4, 0_u32..100, 0_i64..40), 0..80),
        ) {
            let mut now = at("2026-03-09T07:30");
            let mut queue = Queue::nobody(now);
            for (what, n, minutes) in presses {
                now = now.plus_minutes(minutes);
                let before = queue.clone();
                let press = [Press::Came, Press::Left, Press::Called, Press::Counters(n)][usize::from(what)];
                queue = queue.pressed(press, now);
                prop_assert!(queue.counters >= 1 && queue.fresh(now));
                prop_assert!(queue.waiting <= before.waiting + 1);
                let each = queue.seconds_each(n, 60);
                prop_assert!((FASTEST_SECONDS..=SLOWEST_SECONDS).contains(&each));
                prop_assert_eq!(queue.clone().believed(now), queue.clone());
            }
        }
    }
}
