//! The words of one kind of documents: how many documents have one, which begin alike, which differ by a
//! slip. Words of letters lie in memory, a few thousand; what is rare is asked of the index.

use crate::doc::DocKind;
use crate::error::FindError;
use crate::fields::{Fields, Room};
use crate::words::is_rare;
use std::collections::BTreeMap;
use tantivy::Searcher;
use tantivy::schema::Term;

/// A slip of a letter is looked for in words from this length on.
const SLIP_LETTERS: usize = 4;
/// Two slips in words from this length on.
const TWO_SLIPS_LETTERS: usize = 8;
/// Most words that are tried for one that nothing has.
const MOST_SLIPS: usize = 24;
/// Most words that an unfinished one may become.
const MOST_ENDINGS: usize = 64;
/// What a word counts that the unfinished one may become.
const ENDING: f32 = 0.6;
/// What a word counts that the one typed may have been meant for.
const SLIP: f32 = 0.6;

/// The words of letters of one kind.
#[derive(Default)]
pub(crate) struct Vocabulary {
    /// How many documents there are.
    pub docs: u32,
    /// Folded words in order, each with the number of documents that have it.
    words: Vec<(String, u32)>,
}

/// A term that stands for what was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Near {
    pub term: String,
    /// What it counts of the term itself.
    pub factor: f32,
    /// How many documents have it.
    pub docs: u32,
    /// Whether it is another word, taken for the one that was meant.
    pub slip: bool,
}

impl Vocabulary {
    /// Reads the words of a kind out of the index.
    pub fn read(searcher: &Searcher, fields: &Fields, kind: DocKind) -> Result<Self, FindError> {
        let docs = searcher.doc_freq(&Term::from_field_text(fields.kind, kind.name()))?;
        let mut all: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(fields.room(kind).word)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
                let docs = stream.value().doc_freq;
                if let Some(own) = all.get_mut(word) {
                    *own = own.saturating_add(docs);
                } else {
                    all.insert(word.to_owned(), docs);
                }
            }
        }
        Ok(Self { docs: u32::try_from(docs).unwrap_or(u32::MAX), words: all.into_iter().collect() })
    }

    fn docs_of(&self, word: &str) -> u32 {
        let at = self.words.binary_search_by(|(own, _)| own.as_str().cmp(word));
        at.ok().and_then(|at| self.words.get(at)).map_or(0, |(_, docs)| *docs)
    }

    fn beginning<'a>(&'a self, with: &'a str) -> impl Iterator<Item = &'a (String, u32)> {
        let from = self.words.partition_point(|(word, _)| word.as_str() < with);
        self.words.iter().skip(from).take_while(move |(word, _)| word.starts_with(with))
    }

    /// What an unfinished word may become, the most frequent first.
    fn endings(&self, word: &str) -> Vec<Near> {
        let longer = self.beginning(word).filter(|(own, _)| own != word);
        nears(longer, false, MOST_ENDINGS)
    }

    /// What may have been meant, the most frequent first. The first letter is seldom mistyped.
    fn slips(&self, word: &str) -> Vec<Near> {
        let letters = word.chars().count();
        if letters < SLIP_LETTERS {
            return Vec::new();
        }
        let most = if letters < TWO_SLIPS_LETTERS { 1 } else { 2 };
        let begins: String = word.chars().take(1).collect();
        // A letter that is changed, added or left out is a slip; so are two neighbours in each other's place.
        let alike = |own: &str| {
            own.chars().count().abs_diff(letters) <= most && strsim::osa_distance(word, own) <= most
        };
        let alike = self.beginning(&begins).filter(|(own, _)| alike(own));
        nears(alike, true, MOST_SLIPS)
    }
}

/// The most frequent of them.
fn nears<'a>(words: impl Iterator<Item = &'a (String, u32)>, slip: bool, most: usize) -> Vec<Near> {
    let factor = if slip { SLIP } else { ENDING };
    let near = |(term, docs): &'a (String, u32)| Near { term: term.clone(), factor, docs: *docs, slip };
    let mut found: Vec<Near> = words.map(near).collect();
    found.sort_by(|a, b| b.docs.cmp(&a.docs).then_with(|| a.term.cmp(&b.term)));
    found.truncate(most);
    found
}

/// The words of one kind, with the index behind them.
pub(crate) struct Lexicon<'a> {
    pub searcher: &'a Searcher,
    pub room: Room,
    pub vocabulary: &'a Vocabulary,
}

impl Lexicon<'_> {
    /// How many documents of the kind have a term.
    fn docs(&self, term: &str) -> Result<u32, FindError> {
        if !is_rare(term) {
            return Ok(self.vocabulary.docs_of(term));
        }
        let docs = self.searcher.doc_freq(&Term::from_field_text(self.room.rare, term))?;
        Ok(u32::try_from(docs).unwrap_or(u32::MAX))
    }

    /// The terms that stand for what was typed: itself, or where nothing has it what may have been meant, and
    /// what it may become where it is unfinished.
    pub fn near(&self, term: &str, unfinished: bool) -> Result<Vec<Near>, FindError> {
        let docs = self.docs(term)?;
        let mut found = Vec::new();
        if docs > 0 {
            found.push(Near { term: term.to_owned(), factor: 1.0, docs, slip: false });
        } else if !is_rare(term) {
            found = self.vocabulary.slips(term);
        }
        if unfinished && !is_rare(term) && term.chars().count() > 1 {
            for ending in self.vocabulary.endings(term) {
                if !found.iter().any(|near| near.term == ending.term) {
                    found.push(ending);
                }
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    fn vocabulary() -> Vocabulary {
        let words = ["hoc", "khai", "khong", "nghiep", "nghia"].map(|word| (word.to_owned(), 1));
        Vocabulary { docs: 5, words: words.into() }
    }

    fn terms(found: Vec<super::Near>) -> Vec<String> {
        found.into_iter().map(|near| near.term).collect()
    }

    #[test]
    fn a_short_word_is_taken_as_it_is_and_a_long_one_may_have_two_slips() {
        let own = vocabulary();
        assert!(own.slips("hoo").is_empty());
        assert_eq!(terms(own.slips("khaii")), ["khai"]);
        assert_eq!(terms(own.slips("khia")), ["khai"]);
        assert_eq!(terms(own.slips("nghieepp")), ["nghiep"]);
        assert!(own.slips("haii").is_empty());
    }

    #[test]
    fn words_that_begin_alike_are_found_without_the_word_itself() {
        assert_eq!(terms(vocabulary().endings("kh")), ["khai", "khong"]);
        assert!(terms(vocabulary().endings("khai")).is_empty());
        assert_eq!((vocabulary().docs_of("khai"), vocabulary().docs_of("kha")), (1, 0));
    }
}
