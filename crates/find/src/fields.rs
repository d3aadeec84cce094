//! The fields of the index, and a document as it is laid into them.
//!
//! Every kind has fields of its own for words, so that how rare a word is follows from its kind alone. All
//! words are cut and folded here; tantivy only cuts at spaces.

use crate::doc::{Doc, DocKind, Weight};
use crate::kept;
use crate::words::{Word, code_key, is_rare, joined, pair};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

/// What a document is kept in; its number rises whenever what is laid into any field changes, and an index
/// of another number is made anew.
const KEPT: &str = "kept-2";
/// Letters of a title or phrase by whose beginning it is suggested.
const MOST_LETTERS: usize = 80;
/// Words that may be left out at the beginning of a title: most begin with "Thủ tục".
const LEFT_OUT: usize = 2;

/// Where the words of a kind stand.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    /// Words of letters.
    pub word: Field,
    /// Pairs of words, and words with digits.
    pub rare: Field,
}

/// All fields.
pub(crate) struct Fields {
    pub schema: Schema,
    pub id: Field,
    pub kind: Field,
    /// The kind with the unit, or with `-` for none.
    pub place: Field,
    pub code: Field,
    /// The kind with titles and phrases as wholes, folded.
    pub whole: Field,
    pub kept: Field,
    procedure: Room,
    guide: Room,
    rate: Room,
    page: Room,
    record: Room,
    internal: Room,
}

impl Fields {
    /// The fields as they are now.
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let single = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let single = TextOptions::default().set_indexing_options(single);
        Self {
            id: schema.add_text_field("id", single.clone()),
            kind: schema.add_text_field("kind", single.clone()),
            place: schema.add_text_field("place", single.clone()),
            code: schema.add_text_field("code", single.clone()),
            whole: schema.add_text_field("whole", single),
            kept: schema.add_text_field(KEPT, TextOptions::default().set_stored()),
            procedure: room(&mut schema, DocKind::Procedure),
            guide: room(&mut schema, DocKind::Guide),
            rate: room(&mut schema, DocKind::Rate),
            page: room(&mut schema, DocKind::Page),
            record: room(&mut schema, DocKind::Record),
            internal: room(&mut schema, DocKind::Internal),
            schema: schema.build(),
        }
    }

    /// Where the words of a kind stand.
    pub const fn room(&self, kind: DocKind) -> Room {
        match kind {
            DocKind::Procedure => self.procedure,
            DocKind::Guide => self.guide,
            DocKind::Rate => self.rate,
            DocKind::Page => self.page,
            DocKind::Record => self.record,
            DocKind::Internal => self.internal,
        }
    }

    /// A document as tantivy takes it.
    pub fn document(&self, doc: &Doc) -> TantivyDocument {
        let parts = kept::parts(doc);
        let mut out = TantivyDocument::new();
        out.add_text(self.id, &doc.id);
        out.add_text(self.kind, doc.kind.name());
        out.add_text(self.place, place(doc.kind, doc.unit.as_deref()));
        if !doc.code.is_empty() {
            out.add_text(self.code, code_key(&doc.code));
        }
        let room = self.room(doc.kind);
        let (common, rare) = terms(&parts);
        out.add_text(room.word, joined(common.into_iter()));
        out.add_text(room.rare, joined(rare.iter().map(String::as_str)));
        for text in wholes(doc.kind, &parts) {
            out.add_text(self.whole, whole(doc.kind, &text));
        }
        out.add_text(self.kept, kept::write(doc, &parts));
        out
    }
}

/// A kind's documents of a unit, or of none, as one term.
pub(crate) fn place(kind: DocKind, unit: Option<&str>) -> String {
    format!("{} {}", kind.name(), unit.unwrap_or("-"))
}

/// A title or phrase of a kind, or its beginning, as one term.
pub(crate) fn whole(kind: DocKind, folded: &str) -> String {
    let cut: String = folded.chars().take(MOST_LETTERS).collect();
    format!("{} {cut}", kind.name())
}

/// Where a title may begin when it is suggested, in words from its own beginning; a register has too many
/// titles to begin them anywhere but there.
pub(crate) const fn left_out(kind: DocKind, weight: Weight) -> usize {
    if matches!(weight, Weight::Name) && !matches!(kind, DocKind::Record) { LEFT_OUT } else { 0 }
}

fn room(schema: &mut SchemaBuilder, kind: DocKind) -> Room {
    let words = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::WithFreqs);
    let rare = words.clone().set_fieldnorms(false);
    let options = |indexing| TextOptions::default().set_indexing_options(indexing);
    Room {
        word: schema.add_text_field(&format!("{}-word", kind.name()), options(words)),
        rare: schema.add_text_field(&format!("{}-rare", kind.name()), options(rare)),
    }
}

/// Words of letters; pairs and words with digits.
fn terms(parts: &[(Weight, Vec<Word>)]) -> (Vec<&str>, Vec<String>) {
    let (mut common, mut rare) = (Vec::new(), Vec::new());
    for (_, words) in parts {
        for word in words {
            if is_rare(&word.folded) {
                rare.push(word.folded.clone());
            } else {
                common.push(word.folded.as_str());
            }
        }
        rare.extend(words.iter().zip(words.iter().skip(1)).map(|(a, b)| pair(&a.folded, &b.folded)));
    }
    (common, rare)
}

/// What can be suggested as a whole, folded.
fn wholes(kind: DocKind, parts: &[(Weight, Vec<Word>)]) -> Vec<String> {
    let mut out = Vec::new();
    for (weight, words) in parts.iter().filter(|(weight, _)| weight.is_said()) {
        for begin in 0..=left_out(kind, *weight) {
            let text = joined(words.iter().skip(begin).map(|word| word.folded.as_str()));
            if !text.is_empty() {
                out.push(text);
            }
        }
    }
    out
}
