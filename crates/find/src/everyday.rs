//! How people talk: words for what offices call otherwise, and words by which one only asks.

use domain::packs::everyday::{Synonyms, TableError};
use domain::words::fold;
use std::collections::BTreeMap;

/// Everyday words; data, in `data/synonyms.csv` and `data/asking.csv`.
#[derive(Clone, Debug, Default)]
pub struct Everyday {
    synonyms: Synonyms,
    /// Words by which one asks, folded, and whether pairs with them say something.
    asking: BTreeMap<String, bool>,
}

impl Everyday {
    /// Everyday words, and a table with the columns `word` and `pairs`: words by which one asks, `no` where a
    /// pair with them says nothing either, as with the "tục" of "thủ tục".
    pub fn new(synonyms: Synonyms, asking: &str) -> Self {
        let row = |line: &str| {
            let (word, pairs) = line.split_once(',').unwrap_or((line, ""));
            (fold(word), pairs.trim() != "no")
        };
        let asking = asking.lines().skip(1).map(row).filter(|(word, _)| !word.is_empty());
        Self { synonyms, asking: asking.collect() }
    }

    /// The same, from both tables as they are shipped.
    pub fn parse(synonyms: &str, asking: &str) -> Result<Self, TableError> {
        Ok(Self::new(Synonyms::parse(synonyms)?, asking))
    }

    /// What the catalogue calls what is said in a text.
    pub(crate) fn official(&self, text: &str) -> Vec<String> {
        self.synonyms.of(text).map(str::to_owned).collect()
    }

    /// Whether a folded word only says that somebody asks.
    pub(crate) fn asks(&self, folded: &str) -> bool {
        self.asking.contains_key(folded)
    }

    /// Whether a pair with a folded word says something.
    pub(crate) fn pairs(&self, folded: &str) -> bool {
        self.asking.get(folded).copied().unwrap_or(true)
    }
}
