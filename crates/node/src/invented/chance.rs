//! Seeded chance: SplitMix64 (Steele, Lea, Flood 2014), enough for invented people.

use std::sync::{Mutex, PoisonError};

/// A sequence of numbers that a seed decides.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed for one part: parts don't depend on how much their neighbours draw.
    pub fn of(seed: u64, part: &str) -> Self {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        Self(part.bytes().fold(seed ^ 0xCBF2_9CE4_8422_2325, fold))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from `low` up to and with `high`.
    pub fn whole(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.next() % span).unwrap_or(0))
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub fn happens(&mut self, percent: i64) -> bool {
        self.whole(0, 99) < percent
    }

    /// Whether something happens that happens so many times in a thousand.
    pub fn in_thousand(&mut self, times: i64) -> bool {
        self.whole(0, 999) < times
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(from.len()).ok()?.checked_sub(1)?;
        from.get(usize::try_from(self.whole(0, last)).ok()?)
    }

    /// One of several by weight.
    pub fn weighed<T: Copy>(&mut self, from: &[(T, i64)]) -> Option<T> {
        let total: i64 = from.iter().map(|(_, weight)| weight).sum();
        let mut left = self.whole(0, total - 1);
        for (what, weight) in from {
            if left < *weight {
                return Some(*what);
            }
            left -= weight;
        }
        None
    }
}

/// The same for an office: ids and salts follow from the seed and from the order of what is done.
pub struct Seeded(Mutex<Chance>);

impl Seeded {
    /// The sequence of a seed for one part.
    pub fn of(seed: u64, part: &str) -> Self {
        Self(Mutex::new(Chance::of(seed, part)))
    }
}

impl app::Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            let drawn = chance.next().to_le_bytes();
            chunk.iter_mut().zip(drawn).for_each(|(byte, drawn)| *byte = drawn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_seed_decides_and_weights_hold() {
        let draw = |mut c: Chance| (0..50).map(|_| c.whole(3, 9)).collect::<Vec<_>>();
        assert_eq!(draw(Chance::of(7, "a")), draw(Chance::of(7, "a")));
        assert_ne!(draw(Chance::of(7, "a")), draw(Chance::of(7, "b")));
        let mut chance = Chance::of(1, "weights");
        let rare = (0..10_000).filter(|_| chance.weighed(&[('x', 1), ('y', 9)]) == Some('x')).count();
        assert!((800..1_200).contains(&rare), "{rare}");
    }
}
