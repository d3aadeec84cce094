//! How long a box rests between rounds: not at all while there is more, five seconds when everything is
//! level, longer and longer while the line is cut, so that a province's boxes don't all come back at once.

use app::Chance;
use std::time::Duration;

/// How often a box looks whether the centre has something, when it has nothing itself.
pub const LEVEL: Duration = Duration::from_secs(5);
/// How long it rests after it was refused: a person must do something first.
pub const REFUSED: Duration = Duration::from_secs(30);
/// The first and the longest rest while the line is cut.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(1);

/// How often the line failed in a row.
#[derive(Debug, Default)]
pub struct Pace {
    failed: u32,
}

impl Pace {
    /// The line is up.
    pub fn up(&mut self) {
        self.failed = 0;
    }

    /// How long to rest after one more failure: twice as long as after the last one, and by chance between
    /// the half and the whole of it.
    pub fn cut(&mut self, chance: &dyn Chance) -> Duration {
        let whole = FIRST.saturating_mul(1 << self.failed.min(6)).min(LONGEST);
        self.failed = self.failed.saturating_add(1);
        let mut drawn = [0; 2];
        chance.fill(&mut drawn);
        let half = whole / 2;
        half + half.mul_f64(f64::from(u16::from_be_bytes(drawn)) / f64::from(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Duration, Pace};

    struct Always(u8);

    impl Chance for Always {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn rests_grow_to_a_minute_and_begin_anew_when_the_line_is_up() {
        let mut pace = Pace::default();
        let all: Vec<u64> = (0..9).map(|_| pace.cut(&Always(255)).as_secs()).collect();
        assert_eq!(all, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        pace.up();
        assert_eq!(pace.cut(&Always(0)), Duration::from_millis(500));
        assert_eq!(pace.cut(&Always(0)), Duration::from_secs(1));
    }
}
