//! Shares of the three answers.

use super::{Answer, FEWEST, Ratings};
use std::collections::BTreeMap;

/// How often each answer was given, and each reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Satisfaction {
    /// By answer.
    pub answers: BTreeMap<Answer, u64>,
    /// By answer and reason.
    pub reasons: BTreeMap<(Answer, String), u64>,
}

impl Satisfaction {
    /// Counts a batch.
    pub fn add(&mut self, batch: &Ratings) {
        for rating in &batch.ratings {
            *self.answers.entry(rating.answer).or_default() += 1;
            for reason in &rating.reasons {
                *self.reasons.entry((rating.answer, reason.clone())).or_default() += 1;
            }
        }
    }

    /// The sum of batches; none while it is of too few to be told.
    pub fn of<'a>(batches: impl IntoIterator<Item = &'a Ratings>) -> Option<Self> {
        let mut sum = Self::default();
        for batch in batches {
            sum.add(batch);
        }
        sum.told()
    }

    /// How many rated.
    pub fn total(&self) -> u64 {
        self.answers.values().sum()
    }

    /// How many gave an answer.
    pub fn of_answer(&self, answer: Answer) -> u64 {
        self.answers.get(&answer).copied().unwrap_or_default()
    }

    /// The same, unless it is of too few to be told.
    pub fn told(self) -> Option<Self> {
        usize::try_from(self.total()).is_ok_and(|n| n >= FEWEST).then_some(self)
    }

    /// The reasons of an answer, the most frequent first.
    pub fn reasons_of(&self, answer: Answer) -> Vec<(&str, u64)> {
        let of = self.reasons.iter().filter(|((a, _), _)| *a == answer);
        let mut all: Vec<(&str, u64)> = of.map(|((_, reason), n)| (reason.as_str(), *n)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all
    }
}
