//! Ratings: what people say of how they were served, once for each dossier that was decided.
//!
//! Nobody at the counter can see who rated how, and the ledger doesn't say it either: ratings wait beside the
//! ledger, and at the end of a day those of a unit are written as one batch ([`Ratings`]), sorted, apart from
//! the marks that say which dossiers are rated. A batch holds at least [`FEWEST`]; fewer wait on. Figures
//! follow from batches alone, so that two published figures never differ by less than a batch.

mod sums;

pub use sums::Satisfaction;

use crate::dossier::{Dossier, Stage};
use crate::identity::{Actor, Role};
use crate::records::{Body, RecordKind};
use crate::words::{Day, UnitId, nfc, unseen};
use serde::{Deserialize, Serialize};

/// The smallest group of which anything is told.
pub const FEWEST: usize = 5;
/// Most characters of free words.
pub const WORDS: usize = 500;

/// The three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Rất hài lòng.
    VerySatisfied,
    /// Hài lòng.
    Satisfied,
    /// Không hài lòng.
    NotSatisfied,
}

impl Answer {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::VerySatisfied, Self::Satisfied, Self::NotSatisfied];

    /// The name in forms, files and message keys (`rate-answer-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerySatisfied => "very-satisfied",
            Self::Satisfied => "satisfied",
            Self::NotSatisfied => "not-satisfied",
        }
    }

    /// The answer of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == text)
    }

    /// The reasons that may be ticked, by their names (message keys `rate-reason-…`).
    pub const fn reasons(self) -> &'static [&'static str] {
        match self {
            Self::VerySatisfied | Self::Satisfied => GOOD,
            Self::NotSatisfied => BAD,
        }
    }
}

/// What went well. A name that was ever written is never taken for something else.
const GOOD: &[&str] = &["polite", "quick", "clear", "few-papers", "few-trips", "online"];
/// What didn't.
const BAD: &[&str] = &[
    "rude",
    "late",
    "unclear",
    "asked-more-papers",
    "many-trips",
    "online-hard",
    "extra-money",
    "wrong-result",
];

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rating {
    /// The answer.
    pub answer: Answer,
    /// Reasons of the answer's list, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Free words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// What is wrong with a rating as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingFault {
    /// None of the three answers.
    Answer,
    /// A reason that the answer's list doesn't have.
    Reason,
    /// Too many words.
    Words,
}

impl RatingFault {
    /// The field it belongs to.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Reason => "reason",
            Self::Words => "words",
        }
    }

    /// The key of its message.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Answer => "problem-rate-answer",
            Self::Reason => "problem-rate-reason",
            Self::Words => "problem-rate-words",
        }
    }
}

impl Rating {
    /// Reads what a form sent; names everything that is wrong.
    pub fn read(answer: &str, reasons: &[&str], words: &str) -> Result<Self, Vec<RatingFault>> {
        let Some(answer) = Answer::parse(answer) else { return Err(vec![RatingFault::Answer]) };
        let mut faults = Vec::new();
        if reasons.iter().any(|r| !answer.reasons().contains(r)) {
            faults.push(RatingFault::Reason);
        }
        let ticked = answer.reasons().iter().filter(|r| reasons.contains(r));
        let words: String = nfc(words).chars().map(|c| if unseen(c) { ' ' } else { c }).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() > WORDS {
            faults.push(RatingFault::Words);
        }
        let reasons = ticked.map(|r| (*r).to_owned()).collect();
        if faults.is_empty() { Ok(Self { answer, reasons, words }) } else { Err(faults) }
    }
}

/// A rating that waits for its batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The mark of the dossier: a digest that only the node can make.
    pub mark: String,
    /// The day on which it was given; no more of the time is kept.
    pub day: Day,
    /// What was said.
    pub rating: Rating,
}

/// A unit's ratings up to a day, as the ledger keeps them: the record under [`Ratings::key`]. What was said
/// and which dossiers are rated stand side by side, each sorted by itself: nothing says which belongs to
/// which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratings {
    /// Which unit served.
    pub unit: UnitId,
    /// The last day of the batch; figures count it there.
    pub until: Day,
    /// What was said, sorted.
    pub ratings: Vec<Rating>,
    /// The marks of the dossiers that are rated, sorted.
    pub rated: Vec<String>,
}

impl Ratings {
    /// The batch of what waits at the beginning of a day: everything from days before. None while it is too
    /// little to hide anybody in.
    pub fn batch(unit: &UnitId, today: Day, waiting: &[Waiting]) -> Option<Self> {
        let ripe: Vec<&Waiting> = waiting.iter().filter(|w| w.day < today).collect();
        if ripe.len() < FEWEST {
            return None;
        }
        let until = ripe.iter().map(|w| w.day).max()?;
        let mut ratings: Vec<Rating> = ripe.iter().map(|w| w.rating.clone()).collect();
        let mut rated: Vec<String> = ripe.iter().map(|w| w.mark.clone()).collect();
        ratings.sort();
        rated.sort();
        Some(Self { unit: unit.clone(), until, ratings, rated })
    }

    /// What the keys of a unit's batches begin with.
    pub fn keys_of(unit: &UnitId) -> String {
        format!("{unit}/")
    }

    /// Its key.
    pub fn key(&self) -> String {
        format!("{}{}", Self::keys_of(&self.unit), self.until)
    }
}

impl Body for Ratings {
    const KIND: RecordKind = RecordKind::Rating;
}

/// Whether a dossier can be rated: once the authority has answered, yes or no. What the person took back or
/// let lapse was not served to its end, and what offices ask each other is nobody's service.
pub fn may_be_rated(dossier: &Dossier) -> bool {
    let answered =
        matches!(dossier.stage, Stage::Resolved | Stage::Delivered | Stage::Stopped | Stage::Declined);
    answered && !dossier.internal
}

/// Who reads the free words: they may tell more than a figure does, so the counter doesn't.
pub fn reads_words(actor: &Actor) -> bool {
    actor.is(Role::Leader) || actor.is(Role::Province)
}

#[cfg(test)]
mod tests;
