//! Finding a procedure by what people type: everyday words, with or without diacritics, the last word not
//! finished yet, or an exact code.
//!
//! Words and pairs of words of name and field are compared folded; rare ones weigh more (idf), long names
//! weigh less. Diacritics that were typed are respected in the order, never in what is found.

mod synonyms;

pub use synonyms::{Synonyms, SynonymsError};

use super::catalogue::Procedure;
use crate::words::{ProcedureCode, fold, nfc};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A procedure that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which one.
    pub code: ProcedureCode,
    /// How well; only comparable within one search.
    pub score: f64,
}

/// The words of all procedures.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    /// Term to the entries that have it, and how much it weighs there.
    terms: BTreeMap<String, Vec<(usize, f64)>>,
    synonyms: Synonyms,
    mean_length: f64,
}

#[derive(Clone, Debug)]
struct Entry {
    code: ProcedureCode,
    /// The words as written, for diacritics.
    written: BTreeSet<String>,
    length: f64,
}

/// A term of the query and what it may contribute.
struct Term {
    folded: String,
    weight: f64,
    /// As typed, when that has diacritics.
    typed: Option<String>,
    prefix: bool,
}

const NAME_WEIGHT: f64 = 1.0;
const FIELD_WEIGHT: f64 = 0.3;
const PAIR_WEIGHT: f64 = 1.5;
const SYNONYM_WEIGHT: f64 = 0.9;
const PREFIX_WEIGHT: f64 = 0.6;
/// What a word weighs when the diacritics that were typed are others than the name's.
const OTHER_DIACRITICS: f64 = 0.5;
/// Names longer than this many times the mean weigh no less: some official names list whole laws.
const LONG_NAME: f64 = 1.2;
/// Codes stand above all words.
const CODE_SCORE: f64 = 1000.0;

impl Index {
    /// Reads the names and fields of all procedures.
    pub fn new(procedures: &[Arc<Procedure>]) -> Self {
        let mut index = Self::default();
        for procedure in procedures {
            index.add(procedure);
        }
        let total: f64 = index.entries.iter().map(|e| e.length).sum();
        index.mean_length = total / count(index.entries.len().max(1));
        index
    }

    /// Adds everyday words for what the catalogue calls otherwise.
    #[must_use]
    pub fn with_synonyms(mut self, synonyms: Synonyms) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// The best `limit` procedures for what was typed, best first; ties in order of code.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let mut scores: BTreeMap<usize, f64> = self.by_code(query).into_iter().collect();
        for term in self.query_terms(query) {
            for (at, score) in self.matches(&term) {
                *scores.entry(at).or_default() += score;
            }
        }
        let entry = |(at, score): (usize, f64)| self.entries.get(at).map(|e| (e, score));
        let normal = |e: &Entry| 0.4 + 0.6 * (e.length / self.mean_length).min(LONG_NAME);
        let mut hits: Vec<Hit> = scores
            .into_iter()
            .filter_map(entry)
            .map(|(e, score)| Hit { code: e.code.clone(), score: score / normal(e) })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        hits.truncate(limit);
        hits
    }

    fn add(&mut self, procedure: &Procedure) {
        let at = self.entries.len();
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        for (text, weight) in [(&procedure.field, FIELD_WEIGHT), (&procedure.name, NAME_WEIGHT)] {
            let words = folded_words(text);
            for word in words.iter().chain(&pairs(&words)) {
                let own = weights.entry(word.clone()).or_default();
                *own = own.max(weight);
            }
        }
        for (term, weight) in weights {
            self.terms.entry(term).or_default().push((at, weight));
        }
        self.entries.push(Entry {
            code: procedure.code.clone(),
            written: written_words(&procedure.name).into_iter().collect(),
            length: count(folded_words(&procedure.name).len()),
        });
    }

    /// The whole code, or its beginning from six characters on.
    fn by_code(&self, query: &str) -> Vec<(usize, f64)> {
        let query = query.trim();
        let score = |e: &Entry| match e.code.as_str().strip_prefix(query) {
            Some("") => Some(CODE_SCORE),
            Some(_) if query.len() >= 6 => Some(CODE_SCORE / 2.0),
            _ => None,
        };
        self.entries.iter().enumerate().filter_map(|(at, e)| Some((at, score(e)?))).collect()
    }

    fn query_terms(&self, query: &str) -> Vec<Term> {
        let words = folded_words(query);
        let written = written_words(query);
        let finished = query.ends_with(char::is_whitespace);
        let mut terms = Vec::new();
        for (at, word) in words.iter().enumerate() {
            // Folding never joins or splits words, so both lists run side by side.
            let typed = written.get(at).filter(|w| *w != word).cloned();
            let prefix = at + 1 == words.len() && !finished;
            terms.push(Term { folded: word.clone(), weight: 1.0, typed, prefix });
        }
        let pair = |folded| Term { folded, weight: PAIR_WEIGHT, typed: None, prefix: false };
        terms.extend(pairs(&words).into_iter().map(pair));
        for phrase in self.synonyms.of(&nfc(query)) {
            let words = folded_words(phrase);
            let term = |(folded, weight)| Term { folded, weight, typed: None, prefix: false };
            let own = words.iter().cloned().map(|w| (w, SYNONYM_WEIGHT));
            terms.extend(own.map(term));
            terms.extend(pairs(&words).into_iter().map(|p| term((p, SYNONYM_WEIGHT * PAIR_WEIGHT))));
        }
        terms
    }

    fn matches(&self, term: &Term) -> Vec<(usize, f64)> {
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        let mut take = |postings: &[(usize, f64)], factor: f64| {
            let idf = (1.0 + count(self.entries.len()) / count(postings.len())).ln();
            for (at, weight) in postings {
                let score = term.weight * weight * factor * idf * self.diacritics(term, *at);
                let own = best.entry(*at).or_default();
                *own = own.max(score);
            }
        };
        if let Some(postings) = self.terms.get(&term.folded) {
            take(postings, 1.0);
        }
        if term.prefix && term.folded.chars().count() > 1 {
            let longer = self.terms.range(term.folded.clone()..).skip_while(|(t, _)| **t == term.folded);
            let begins = longer.take_while(|(t, _)| t.starts_with(&term.folded));
            begins.filter(|(t, _)| !t.contains(' ')).for_each(|(_, p)| take(p, PREFIX_WEIGHT));
        }
        best.into_iter().collect()
    }

    fn diacritics(&self, term: &Term, at: usize) -> f64 {
        let Some(typed) = &term.typed else { return 1.0 };
        let written = self.entries.get(at).is_some_and(|e| {
            if term.prefix {
                e.written.iter().any(|w| w.starts_with(typed))
            } else {
                e.written.contains(typed)
            }
        });
        if written { 1.0 } else { OTHER_DIACRITICS }
    }
}

fn folded_words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Lower case with diacritics, cut where folding cuts.
fn written_words(text: &str) -> Vec<String> {
    let text = nfc(text).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn pairs(words: &[String]) -> Vec<String> {
    words.iter().zip(words.iter().skip(1)).map(|(a, b)| format!("{a} {b}")).collect()
}

/// A count as a number to reckon with; counts here are far below what a float holds exactly.
fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests;
