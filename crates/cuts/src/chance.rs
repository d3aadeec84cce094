//! Seeded chance: everything that is thrown follows from the seed and the order of throwing.

use std::sync::{Mutex, PoisonError};

/// A sequence of numbers that a seed decides (SplitMix64; Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of a seed for one part: parts don't depend on how much their neighbours throw.
    pub fn of(seed: u64, part: &str) -> Self {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        let mut dice = Self(part.bytes().fold(seed ^ 0xCBF2_9CE4_8422_2325, fold));
        // Seeds that lie side by side begin far apart.
        dice.0 = dice.next();
        dice
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

    /// A count from 0 up to and with `high`.
    pub fn count(&mut self, high: u64) -> u64 {
        self.next() % high.saturating_add(1)
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub fn happens(&mut self, percent: i64) -> bool {
        self.whole(0, 99) < percent
    }

    /// A place in a list of so many; none in an empty one.
    pub fn place(&mut self, of: usize) -> Option<usize> {
        let last = i64::try_from(of).ok()?.checked_sub(1)?;
        if last < 0 { None } else { usize::try_from(self.whole(0, last)).ok() }
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.place(from.len())?)
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

    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let drawn = self.next().to_le_bytes();
            chunk.iter_mut().zip(drawn).for_each(|(byte, drawn)| *byte = drawn);
        }
    }
}

/// The same for an office: ids, salts and sessions follow from the seed and from the order of what is done.
pub struct Seeded(Mutex<Dice>);

impl Seeded {
    /// The sequence of a seed for one part.
    pub fn of(seed: u64, part: &str) -> Self {
        Self(Mutex::new(Dice::of(seed, part)))
    }
}

impl app::Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_seed_decides() {
        let throw = |mut dice: Dice| (0..50).map(|_| dice.whole(3, 9)).collect::<Vec<_>>();
        assert_eq!(throw(Dice::of(7, "a")), throw(Dice::of(7, "a")));
        assert_ne!(throw(Dice::of(7, "a")), throw(Dice::of(8, "a")));
        assert_ne!(throw(Dice::of(7, "a")), throw(Dice::of(7, "b")));
        assert_eq!(Dice::of(1, "a").place(0), None);
        let mut dice = Dice::of(1, "weights");
        let rare = (0..10_000).filter(|_| dice.weighed(&[('x', 1), ('y', 9)]) == Some('x')).count();
        assert!((800..1_200).contains(&rare), "{rare}");
    }
}
