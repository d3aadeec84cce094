//! What was typed, made ready to be looked up: words, pairs of words, what offices call the same, codes.

use crate::error::FindError;
use crate::everyday::Everyday;
use crate::lexicon::{Lexicon, Near};
use crate::words::{Word, code_key, pair, words};
use domain::words::nfc;

/// Letters of a question that are read; what is longer is no question.
const MOST_LETTERS: usize = 200;
/// Words of a question that are read.
const MOST_WORDS: usize = 16;
/// Phrases that everyday words are taken for.
const MOST_OFFICIAL: usize = 4;
/// What looks like a code: so many characters with a digit among them.
const CODE_LETTERS: usize = 4;
/// Codes that are looked up.
const MOST_CODES: usize = 3;

/// What a word of the question counts by which one only asks.
const ASKING: f32 = 0.25;
/// What a word counts that everyday words were taken for.
const OFFICIAL: f32 = 0.9;
/// Words of an official phrase that count in full; those of a longer one count together as much, or a name
/// of fourteen words would drown the two that were typed.
const FULL: u8 = 3;
/// What a pair of neighbours counts of its words.
const PAIR: f32 = 1.5;

/// What was typed.
pub(crate) struct Question {
    /// Its words.
    pub words: Vec<Typed>,
    /// Whether the last word is finished.
    pub finished: bool,
    /// What offices call what is said, word by word.
    official: Vec<Vec<Word>>,
    /// What may be codes, as they are compared.
    pub codes: Vec<String>,
}

/// A word that was typed.
pub(crate) struct Typed {
    pub word: Word,
    /// Whether one only asks by it.
    asks: bool,
    /// Whether a pair with it says something.
    pairs: bool,
}

/// A word or pair that is looked up among documents of one kind.
pub(crate) struct Asked {
    /// What it counts.
    pub weight: f32,
    /// As typed, where that has diacritics.
    pub typed: Option<String>,
    /// Whether it is unfinished.
    pub prefix: bool,
    /// Whether it is a word of the question that says something.
    pub own: bool,
    /// Whether one only asks by it.
    pub asking: bool,
    /// What stands for it in the index.
    pub near: Vec<Near>,
}

impl Question {
    /// Reads what was typed, as far as it is a question.
    pub fn of(text: &str, everyday: &Everyday) -> Self {
        let text: String = text.chars().take(MOST_LETTERS).collect();
        let text = nfc(&text);
        let mut typed = words(&text);
        let is_cut = typed.len() > MOST_WORDS;
        typed.truncate(MOST_WORDS);
        let told = |word: Word| {
            let (asks, pairs) = (everyday.asks(&word.folded), everyday.pairs(&word.folded));
            Typed { word, asks, pairs }
        };
        let official = everyday.official(&text);
        Self {
            words: typed.into_iter().map(told).collect(),
            finished: is_cut || text.ends_with(char::is_whitespace),
            official: official.iter().take(MOST_OFFICIAL).map(|phrase| words(phrase)).collect(),
            codes: codes(&text),
        }
    }

    /// What is looked up among the documents of one kind, the words first.
    pub fn asked(&self, lexicon: &Lexicon<'_>) -> Result<Vec<Asked>, FindError> {
        let mut asked = Vec::new();
        let last = self.words.len();
        for (at, Typed { word, asks, .. }) in (1..).zip(&self.words) {
            let prefix = at == last && !self.finished;
            asked.push(Asked {
                weight: weight(*asks),
                typed: (word.written != word.folded).then(|| word.written.clone()),
                prefix,
                own: !asks,
                asking: *asks,
                near: lexicon.near(&word.folded, prefix)?,
            });
        }
        for (a, b) in self.words.iter().zip(self.words.iter().skip(1)) {
            let asking = (a.asks && b.asks) || !a.pairs || !b.pairs;
            let near = lexicon.near(&pair(&a.word.folded, &b.word.folded), false)?;
            asked.push(plain(PAIR * weight(asking), asking, near));
        }
        for words in &self.official {
            let each = OFFICIAL * f32::from(FULL) / f32::from(FULL.max(few(words.len())));
            for word in words {
                asked.push(plain(each, false, lexicon.near(&word.folded, false)?));
            }
            for (a, b) in words.iter().zip(words.iter().skip(1)) {
                let near = lexicon.near(&pair(&a.folded, &b.folded), false)?;
                asked.push(plain(each * PAIR, false, near));
            }
        }
        Ok(asked)
    }
}

fn few(words: usize) -> u8 {
    u8::try_from(words).unwrap_or(u8::MAX)
}

const fn weight(asking: bool) -> f32 {
    if asking { ASKING } else { 1.0 }
}

/// What counts without regard to diacritics.
const fn plain(weight: f32, asking: bool, near: Vec<Near>) -> Asked {
    Asked { weight, typed: None, prefix: false, own: false, asking, near }
}

/// What looks like a code, without the marks around it.
fn codes(text: &str) -> Vec<String> {
    let pieces = text.split_whitespace().map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()));
    let code = |piece: &&str| piece.chars().count() >= CODE_LETTERS && piece.contains(char::is_numeric);
    pieces.filter(code).take(MOST_CODES).map(code_key).collect()
}

#[cfg(test)]
mod tests {
    use super::{Question, codes};
    use crate::everyday::Everyday;

    #[test]
    fn codes_are_told_from_words_and_years_stay_both() {
        assert_eq!(codes("thủ tục 1.001193, năm 2026 (H56.16)"), ["1.001193", "2026", "h56.16"]);
        assert!(codes("khai sinh 12 a1").is_empty());
    }

    #[test]
    fn a_text_is_read_as_far_as_it_is_a_question() {
        let question = Question::of(&"giấy ".repeat(10_000), &Everyday::default());
        assert_eq!((question.words.len(), question.finished), (16, true));
    }
}
