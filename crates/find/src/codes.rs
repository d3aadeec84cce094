//! Documents by their code: the whole of it, or its beginning.

use crate::error::FindError;
use crate::fields::Fields;
use crate::view::View;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet as _, TERMINATED};

/// What the whole code scores: above all words.
const WHOLE: f64 = 10.0;
/// What its beginning scores.
const BEGINNING: f64 = 5.0;
/// Characters from which on a beginning counts; a year is none.
const BEGINNING_LETTERS: usize = 6;
/// Codes with one beginning that are looked at in a segment.
const MOST_CODES: usize = 16;
/// Documents that are shown of one code in a segment.
const MOST_DOCS: usize = 16;

/// The documents that have one of these codes, with what that scores.
pub(crate) fn by_code(
    view: &View,
    fields: &Fields,
    codes: &[String],
) -> Result<Vec<(DocAddress, f64)>, FindError> {
    let mut found = Vec::new();
    for code in codes {
        let is_long = code.chars().count() >= BEGINNING_LETTERS;
        for (at, segment) in (0..).zip(view.searcher.segment_readers()) {
            let inverted = segment.inverted_index(fields.code)?;
            let mut stream = inverted.terms().range().ge(code.as_bytes()).into_stream()?;
            let mut looked_at = 0;
            while looked_at < MOST_CODES && stream.advance() && stream.key().starts_with(code.as_bytes()) {
                looked_at += 1;
                let is_whole = stream.key() == code.as_bytes();
                if !is_whole && !is_long {
                    break;
                }
                let score = if is_whole { WHOLE } else { BEGINNING };
                let mut docs =
                    inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
                let mut shown = 0;
                while docs.doc() != TERMINATED && shown < MOST_DOCS {
                    if !segment.is_deleted(docs.doc()) {
                        found.push((DocAddress::new(at, docs.doc()), score));
                        shown += 1;
                    }
                    docs.advance();
                }
            }
        }
    }
    Ok(found)
}
