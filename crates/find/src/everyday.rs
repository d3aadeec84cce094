//! How people talk: words for what offices call otherwise, and words by which one only asks.

use domain::packs::search::{Synonyms, TableError};
use domain::words::fold;
use std::collections::BTreeSet;

/// Everyday words; data, in `data/synonyms.csv` and `data/asking.csv`.
#[derive(Clone, Debug, Default)]
pub struct Everyday {
    synonyms: Synonyms,
    asking: BTreeSet<String>,
}

impl Everyday {
    /// Everyday words, and a table with the column `word`: those by which one asks, one a line.
    pub fn new(synonyms: Synonyms, asking: &str) -> Self {
        let asking = asking.lines().skip(1).map(fold).filter(|word| !word.is_empty());
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
        self.asking.contains(folded)
    }
}
