//! What the font can write. PDF/A forbids a glyph that isn't there, and a paper must come out whatever
//! letters a foreign name has.

use crate::world::covered;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// Stands for what the font can't write.
const UNKNOWN: char = '?';

/// The data with every text in composed letters, and with what the font lacks marked as such.
pub(crate) fn written(data: &Value) -> Value {
    match data {
        Value::String(text) => Value::String(text.nfc().filter_map(letter).collect()),
        Value::Array(items) => items.iter().map(written).collect(),
        Value::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), written(v))).collect(),
        other => other.clone(),
    }
}

fn letter(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        // The narrow space of French numbers.
        '\u{202f}' | '\u{2009}' => Some('\u{a0}'),
        // What is only there to steer layout, and what no paper shows.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c if covered(c) => Some(c),
        _ => Some(UNKNOWN),
    }
}
