//! The index as it is after one commit: what everybody who asks sees until the next.

use crate::doc::DocKind;
use crate::error::FindError;
use crate::fields::Fields;
use crate::lexicon::{Lexicon, Vocabulary};
use std::collections::BTreeMap;
use tantivy::schema::{TantivyDocument, Value as _};
use tantivy::{DocAddress, Index, IndexReader, Searcher};

/// One state of the index.
pub(crate) struct View {
    pub searcher: Searcher,
    vocabularies: BTreeMap<DocKind, Vocabulary>,
    /// How far what it was filled from had been read; none before it was filled.
    pub mark: Option<String>,
}

impl View {
    /// Reads the state that the reader stands at.
    pub fn read(index: &Index, reader: &IndexReader, fields: &Fields) -> Result<Self, FindError> {
        let searcher = reader.searcher();
        let mut vocabularies = BTreeMap::new();
        for kind in DocKind::ALL {
            vocabularies.insert(kind, Vocabulary::read(&searcher, fields, kind)?);
        }
        Ok(Self { searcher, vocabularies, mark: index.load_metas()?.payload })
    }

    /// The words of a kind; none where there is no document of it.
    pub fn lexicon(&self, fields: &Fields, kind: DocKind) -> Option<Lexicon<'_>> {
        let vocabulary = self.vocabularies.get(&kind).filter(|own| own.docs > 0)?;
        Some(Lexicon { searcher: &self.searcher, room: fields.room(kind), vocabulary })
    }

    /// What is kept of a document; empty where it says nothing.
    pub fn kept(&self, fields: &Fields, at: DocAddress) -> Result<String, FindError> {
        let doc: TantivyDocument = self.searcher.doc(at)?;
        let text = doc.get_first(fields.kept).and_then(|value| value.as_str());
        Ok(text.unwrap_or_default().to_owned())
    }
}
