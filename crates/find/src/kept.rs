//! A document as it is kept beside the index: read back to put the best in order and to show them. Lines of
//! text, so that reading one costs no more than cutting it.
//!
//! `id`, kind, code, unit, address, shown line, title; then one line a text, the title's first: a letter for
//! its weight and its words, each as written and, where that differs, folded after a bar.

use crate::doc::{Doc, DocKind, Hit, Weight};
use crate::words::{Word, joined, words};

/// Words of a text that count; a guide may be a book.
const MOST_WORDS: usize = 4_000;

/// The texts of a document with their words, the title first.
pub(crate) fn parts(doc: &Doc) -> Vec<(Weight, Vec<Word>)> {
    let title = (Weight::Name, doc.title.as_str());
    let texts = [title].into_iter().chain(doc.text.iter().map(|(weight, text)| (*weight, text.as_str())));
    let cut = |(weight, text): (Weight, &str)| {
        let mut words = words(text);
        words.truncate(MOST_WORDS);
        (weight, words)
    };
    texts.map(cut).collect()
}

/// What is kept of a document.
pub(crate) fn write(doc: &Doc, parts: &[(Weight, Vec<Word>)]) -> String {
    let unit = doc.unit.as_deref().unwrap_or_default();
    let mut out = String::new();
    let (id, kind, code) = (doc.id.as_str(), doc.kind.name(), doc.code.as_str());
    for line in [id, kind, code, unit, doc.href.as_str(), doc.extra.as_str(), doc.title.as_str()] {
        out.push_str(&line.replace(['\n', '\r'], " "));
        out.push('\n');
    }
    for (weight, words) in parts {
        out.push(letter(*weight));
        for word in words {
            out.push(' ');
            out.push_str(&word.written);
            if word.written != word.folded {
                out.push('|');
                out.push_str(&word.folded);
            }
        }
        out.push('\n');
    }
    out
}

/// A document read back.
pub(crate) struct Kept<'a> {
    pub id: &'a str,
    pub kind: DocKind,
    pub code: &'a str,
    pub unit: &'a str,
    pub href: &'a str,
    pub extra: &'a str,
    pub title: &'a str,
    /// Its texts, the title's first.
    pub parts: Vec<Part<'a>>,
}

/// One of its texts.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub weight: Weight,
    words: &'a str,
}

/// A word of a text.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    pub written: &'a str,
    pub folded: &'a str,
}

impl<'a> Part<'a> {
    /// Its words, in order.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'a>> + use<'a> {
        let token = |word: &'a str| match word.split_once('|') {
            Some((written, folded)) => Token { written, folded },
            None => Token { written: word, folded: word },
        };
        self.words.split(' ').filter(|word| !word.is_empty()).map(token)
    }

    /// Its words as written, with a space between.
    pub fn written(&self) -> String {
        joined(self.tokens().map(|token| token.written))
    }
}

impl<'a> Kept<'a> {
    /// Reads what [`write`] wrote; none where it is something else.
    pub fn read(text: &'a str) -> Option<Self> {
        let mut lines = text.split('\n');
        let mut kept = Self {
            id: lines.next()?,
            kind: DocKind::named(lines.next()?)?,
            code: lines.next()?,
            unit: lines.next()?,
            href: lines.next()?,
            extra: lines.next()?,
            title: lines.next()?,
            parts: Vec::new(),
        };
        let part = |line: &'a str| {
            let letter = line.chars().next()?;
            let weight = WEIGHTS.into_iter().find(|weight| self::letter(*weight) == letter)?;
            Some(Part { weight, words: line.get(1..)? })
        };
        kept.parts = lines.filter_map(part).collect();
        Some(kept)
    }

    /// As an answer.
    pub fn hit(&self, score: f64, typed_exactly: bool) -> Hit {
        Hit {
            id: self.id.to_owned(),
            kind: self.kind,
            title: self.title.to_owned(),
            code: self.code.to_owned(),
            href: self.href.to_owned(),
            extra: self.extra.to_owned(),
            score,
            typed_exactly,
        }
    }
}

const WEIGHTS: [Weight; 5] = [Weight::Name, Weight::Phrase, Weight::Keyword, Weight::Field, Weight::Body];

const fn letter(weight: Weight) -> char {
    match weight {
        Weight::Name => 'n',
        Weight::Phrase => 'p',
        Weight::Keyword => 'k',
        Weight::Field => 'f',
        Weight::Body => 'b',
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, parts, write};
    use crate::doc::{Doc, DocKind, Weight};

    #[test]
    fn what_was_kept_is_read_back() {
        let doc = Doc {
            id: "page:1".to_owned(),
            kind: DocKind::Page,
            title: "Trợ giúp:\nđăng ký".to_owned(),
            text: vec![(Weight::Phrase, "Hỏi | đáp".to_owned()), (Weight::Body, String::new())],
            code: String::new(),
            unit: Some("16558".to_owned()),
            href: "/help".to_owned(),
            extra: "một dòng".to_owned(),
        };
        let text = write(&doc, &parts(&doc));
        let kept = Kept::read(&text).unwrap();
        assert_eq!((kept.id, kept.kind, kept.unit, kept.href), ("page:1", DocKind::Page, "16558", "/help"));
        assert_eq!((kept.title, kept.extra), ("Trợ giúp: đăng ký", "một dòng"));
        let written: Vec<String> = kept.parts.iter().map(|part| part.written()).collect();
        assert_eq!(written, ["trợ giúp đăng ký", "hỏi đáp", ""]);
        let folded: Vec<&str> = kept.parts[0].tokens().map(|token| token.folded).collect();
        assert_eq!(folded, ["tro", "giup", "dang", "ky"]);
        assert!(Kept::read("page:1\nnothing").is_none());
    }
}
