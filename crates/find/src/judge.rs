//! The order among the best: how much of the question a document has, and where.
//!
//! Rare words count more; each counts once, where it stands best; long titles count a little less; what
//! was typed with other diacritics counts half. The sum is a share of what a document could have that has
//! everything, so that answers of several kinds can stand in one list.

use crate::kept::Kept;
use crate::question::Asked;
use crate::words::count;
use std::collections::HashMap;

/// What a word counts that has other diacritics than what was typed.
const OTHER_DIACRITICS: f64 = 0.5;
/// Words of a usual title: the mean of the catalogue's.
const USUAL_TITLE: f64 = 23.4;
/// Titles longer than this many times the usual count no less: some official names list whole laws.
const LONG_TITLE: f64 = 1.2;

/// One question, asked of documents of one kind.
pub(crate) struct Judge<'a> {
    gains: HashMap<&'a str, Vec<Gain<'a>>>,
    asked: &'a [Asked],
    /// What a document could have.
    attainable: f64,
}

/// What a term of the index counts.
struct Gain<'a> {
    /// For which word of the question.
    at: usize,
    worth: f64,
    typed: Option<&'a str>,
    prefix: bool,
    /// Whether it is another word, taken for the one that was meant.
    slip: bool,
}

impl Gain<'_> {
    fn agrees(&self, written: &str) -> bool {
        match self.typed {
            Some(typed) if self.prefix => written.starts_with(typed),
            Some(typed) => written == typed,
            None => true,
        }
    }
}

impl<'a> Judge<'a> {
    /// A question with what stands for it among so many documents.
    pub fn of(asked: &'a [Asked], docs: u32) -> Self {
        let rarity = |own: u32| (1.0 + f64::from(docs) / f64::from(own.max(1))).ln();
        let mut gains: HashMap<&str, Vec<Gain<'a>>> = HashMap::new();
        let (mut known, mut known_weight, mut unknown_weight) = (0.0, 0.0, 0.0);
        for (at, one) in asked.iter().enumerate() {
            let weight = f64::from(one.weight);
            for near in &one.near {
                let worth = weight * f64::from(near.factor) * rarity(near.docs);
                let (typed, prefix, slip) = (one.typed.as_deref(), one.prefix, near.slip);
                gains.entry(&near.term).or_default().push(Gain { at, worth, typed, prefix, slip });
            }
            let best = one.near.iter().map(|near| rarity(near.docs)).fold(0.0, f64::max);
            known += weight * best;
            if one.near.is_empty() {
                unknown_weight += weight;
            } else {
                known_weight += weight;
            }
        }
        // What no document of the kind has counts as much as the rest does on the mean, however few they are.
        let attainable = known * (1.0 + unknown_weight / f64::max(known_weight, f64::MIN_POSITIVE));
        Self { gains, asked, attainable }
    }

    /// How well a document fits, and whether it has every word that says something as it was typed.
    pub fn judge(&self, kept: &Kept<'_>) -> (f64, bool) {
        let mut best = vec![0.0_f64; self.asked.len()];
        let mut exact = vec![false; self.asked.len()];
        let mut both = String::new();
        for part in &kept.parts {
            let share = f64::from(part.weight.share());
            let mut before = "";
            for token in part.tokens() {
                self.gain(token.folded, token.written, share, &mut best, &mut exact);
                if !before.is_empty() {
                    both.clear();
                    both.push_str(before);
                    both.push('_');
                    both.push_str(token.folded);
                    self.gain(&both, token.written, share, &mut best, &mut exact);
                }
                before = token.folded;
            }
        }
        let title = kept.parts.first().map_or(0, |part| part.tokens().count());
        let long = 0.7 + 0.3 * (count(title) / USUAL_TITLE).min(LONG_TITLE);
        let sum: f64 = best.iter().sum();
        let mut own = self.asked.iter().zip(&exact).filter(|(asked, _)| asked.own).peekable();
        let exactly = own.peek().is_some() && own.all(|(_, exact)| *exact);
        (sum / long / self.attainable.max(f64::MIN_POSITIVE), exactly)
    }

    fn gain(&self, term: &str, written: &str, share: f64, best: &mut [f64], exact: &mut [bool]) {
        for gain in self.gains.get(term).into_iter().flatten() {
            let agrees = gain.agrees(written);
            let worth = gain.worth * share * if agrees { 1.0 } else { OTHER_DIACRITICS };
            if let Some(own) = best.get_mut(gain.at) {
                *own = own.max(worth);
            }
            if let Some(own) = exact.get_mut(gain.at) {
                *own |= agrees && !gain.slip;
            }
        }
    }
}
