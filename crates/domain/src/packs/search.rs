//! Finding a procedure by what people type: everyday words, with or without diacritics, the last word not
//! finished yet, or an exact code.
//!
//! Words and pairs of words of name, field and what people call it are compared folded; rare ones weigh
//! more (idf), long names weigh less, words by which one asks hardly anything. A word that nothing has is
//! taken for a slip of those that differ in a letter. Diacritics that were typed are respected in the order,
//! never in what is found.

mod phrases;
mod synonyms;

pub use phrases::Phrases;
pub use synonyms::{Synonyms, TableError};

use super::catalogue::Procedure;
use super::pack::letters_apart;
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
    /// The words as written, of its name and of what people call it, for diacritics.
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
const PHRASE_WEIGHT: f64 = 0.9;
const FIELD_WEIGHT: f64 = 0.3;
const PAIR_WEIGHT: f64 = 1.5;
const SYNONYM_WEIGHT: f64 = 0.9;
const PREFIX_WEIGHT: f64 = 0.6;
/// What a word weighs that differs in one letter from one that nothing has.
const SLIP_WEIGHT: f64 = 0.6;
/// Shorter words aren't looked at for slips.
const SLIP_CHARS: usize = 3;
/// Words by which people ask, folded: they say that somebody wants something, not what.
const ASKING: [&str; 60] = [
    "ai", "an", "bi", "cac", "cai", "can", "cap", "cho", "co", "con", "cua", "da", "dang", "dau", "de",
    "den", "di", "do", "duoc", "gi", "giay", "hay", "khi", "khong", "ky", "la", "lam", "moi", "mot", "muon",
    "nao", "nay", "nha", "nhu", "nhung", "o", "phai", "ra", "roi", "sao", "tai", "the", "thi", "thu", "toi",
    "minh", "trong", "tu", "tuc", "va", "vao", "ve", "vi", "voi", "xin", "xong", "xem", "em", "anh", "chi",
];
/// What they weigh.
const ASKING_WEIGHT: f64 = 0.25;
/// What a word weighs when the diacritics that were typed are others than the name's.
const OTHER_DIACRITICS: f64 = 0.5;
/// Names longer than this many times the mean weigh no less: some official names list whole laws.
const LONG_NAME: f64 = 1.2;
/// More words than this are a text, not a question.
const QUERY_WORDS: usize = 40;
/// Codes stand above all words.
const CODE_SCORE: f64 = 1000.0;

impl Index {
    /// Reads the names and fields of all procedures, and what people call them.
    pub fn new(procedures: &[Arc<Procedure>], phrases: &Phrases) -> Self {
        let mut index = Self::default();
        for procedure in procedures {
            index.add(procedure, phrases.of(&procedure.code));
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
        let normal = |e: &Entry| 0.7 + 0.3 * (e.length / self.mean_length).min(LONG_NAME);
        let mut hits: Vec<Hit> = scores
            .into_iter()
            .filter_map(entry)
            .map(|(e, score)| Hit { code: e.code.clone(), score: score / normal(e) })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        hits.truncate(limit);
        hits
    }

    fn add(&mut self, procedure: &Procedure, phrases: &[String]) {
        let at = self.entries.len();
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        let own = [(&procedure.field, FIELD_WEIGHT), (&procedure.name, NAME_WEIGHT)];
        for (text, weight) in own.into_iter().chain(phrases.iter().map(|p| (p, PHRASE_WEIGHT))) {
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
            written: [&procedure.name].into_iter().chain(phrases).flat_map(|t| written_words(t)).collect(),
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
        let mut words = folded_words(query);
        words.truncate(QUERY_WORDS);
        let written = written_words(query);
        let finished = query.ends_with(char::is_whitespace);
        let mut terms = Vec::new();
        for (at, word) in words.iter().enumerate() {
            // Folding never joins or splits words, so both lists run side by side.
            let typed = written.get(at).filter(|w| *w != word).cloned();
            let prefix = at + 1 == words.len() && !finished;
            terms.push(Term { folded: word.clone(), weight: asked(word), typed, prefix });
        }
        let pair = |(a, b): (&String, &String)| {
            let weight = PAIR_WEIGHT * asked(a).max(asked(b));
            Term { folded: format!("{a} {b}"), weight, typed: None, prefix: false }
        };
        terms.extend(words.iter().zip(words.iter().skip(1)).map(pair));
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
        match self.terms.get(&term.folded) {
            Some(postings) => take(postings, 1.0),
            None => self.slips(&term.folded).for_each(|postings| take(postings, SLIP_WEIGHT)),
        }
        if term.prefix && term.folded.chars().count() > 1 {
            let longer = self.terms.range(term.folded.clone()..).skip_while(|(t, _)| **t == term.folded);
            let begins = longer.take_while(|(t, _)| t.starts_with(&term.folded));
            begins.filter(|(t, _)| !t.contains(' ')).for_each(|(_, p)| take(p, PREFIX_WEIGHT));
        }
        best.into_iter().collect()
    }

    /// What stands at the words that differ in a letter, but not in the first: that one is seldom mistyped.
    fn slips<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s [(usize, f64)]> {
        let begins = word.chars().next().map(String::from).unwrap_or_default();
        let all = self.terms.range(begins.clone()..).take_while(move |(term, _)| term.starts_with(&begins));
        let looked_at = word.chars().count() >= SLIP_CHARS && !word.contains(' ');
        let near = move |term: &str| looked_at && !term.contains(' ') && letters_apart(word, term) == 1;
        all.filter(move |(term, _)| near(term)).map(|(_, postings)| postings.as_slice())
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

/// What a word of the question weighs.
fn asked(word: &str) -> f64 {
    if ASKING.contains(&word) { ASKING_WEIGHT } else { 1.0 }
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
