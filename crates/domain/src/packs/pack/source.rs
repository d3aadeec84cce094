//! A file of a pack, and where in it things stand.

use super::fault::{Fault, FaultCode, Wrong, nearest};
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file: its path in the pack, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// A file.
    pub const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// Reads TOML, and looks that every word has its three languages.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Vec<Fault>> {
        let read = toml::from_str(self.text).map_err(|e| vec![self.unread(&e)])?;
        let mut wrongs = Vec::new();
        if let Ok(table) = DeTable::parse(self.text) {
            languages(table.get_ref(), "", &mut wrongs);
        }
        if wrongs.is_empty() { Ok(read) } else { Err(self.faults(wrongs)) }
    }

    /// A fault at a byte.
    pub fn fault_at(&self, byte: usize, wrong: Wrong) -> Fault {
        let before = self.text.get(..byte.min(self.text.len())).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let Wrong { code, facts, proposal, .. } = wrong;
        Fault { file: self.file.to_owned(), line, column, code, facts, proposal }
    }

    /// A fault at a line, for files without keys.
    pub fn fault_at_line(&self, line: usize, wrong: Wrong) -> Fault {
        Fault { line, column: 1, ..self.fault_at(0, wrong) }
    }

    /// The faults with their lines, as the TOML has them.
    pub fn faults(&self, wrongs: Vec<Wrong>) -> Vec<Fault> {
        let table = DeTable::parse(self.text).ok();
        let byte = |w: &Wrong| table.as_ref().map_or(0, |t| position(t, &w.path, w.offset));
        wrongs.into_iter().map(|w| self.fault_at(byte(&w), w)).collect()
    }

    /// The faults with their lines, as the JSON has them; paths are JSON pointers.
    pub fn json_faults(&self, wrongs: Vec<Wrong>) -> Vec<Fault> {
        wrongs.into_iter().map(|w| self.fault_at(super::json::position(self.text, &w.path), w)).collect()
    }

    /// Reads JSON.
    pub fn read_json(&self) -> Result<Value, Vec<Fault>> {
        serde_json::from_str(self.text).map_err(|e| {
            let wrong = Wrong::new("", FaultCode::Syntax).with("said", &e);
            vec![Fault { column: e.column().max(1), ..self.fault_at_line(e.line().max(1), wrong) }]
        })
    }

    /// What the reader refused, in our words.
    fn unread(&self, error: &toml::de::Error) -> Fault {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message();
        let mut names = said.split('`').skip(1).step_by(2);
        let first = names.next().unwrap_or_default().to_owned();
        let expected: Vec<&str> = names.collect();
        let wrong = if said.starts_with("unknown field") || said.starts_with("unknown variant") {
            let code =
                if said.starts_with("unknown field") { FaultCode::UnknownKey } else { FaultCode::BadValue };
            let near = nearest(&first, expected.iter().copied());
            let all = (!expected.is_empty()).then(|| expected.join(", "));
            Wrong::new("", code).with("name", first).near(near.or(all))
        } else if said.starts_with("missing field") {
            let language = ["vi", "en", "fr"].contains(&first.as_str());
            let code = if language { FaultCode::LanguageMissing } else { FaultCode::MissingKey };
            Wrong::new("", code).with("name", first)
        } else if DeTable::parse(self.text).is_err() {
            Wrong::new("", FaultCode::Syntax).with("said", said)
        } else {
            Wrong::new("", FaultCode::BadValue).with("name", said)
        };
        self.fault_at(at, wrong)
    }
}

/// The byte at which a path begins: the value itself where it is one, the key of a table.
fn position(table: &Spanned<DeTable<'_>>, path: &str, offset: usize) -> usize {
    let mut found = table.span().start;
    let mut parts = path.split('.').filter(|p| !p.is_empty());
    let Some(first) = parts.next() else { return found };
    let Some((key, mut value)) = table.get_ref().get_key_value(first) else { return found };
    found = if matches!(value.get_ref(), DeValue::Table(_)) { key.span().start } else { value.span().start };
    for part in parts {
        let next = match value.get_ref() {
            DeValue::Table(inner) => match inner.get_key_value(part) {
                Some((key, inner)) => {
                    let table = matches!(inner.get_ref(), DeValue::Table(_));
                    found = if table { key.span().start } else { inner.span().start };
                    Some(inner)
                }
                None => None,
            },
            DeValue::Array(items) => part.parse::<usize>().ok().and_then(|n| items.get(n)),
            _ => None,
        };
        let Some(next) = next else { return found };
        if matches!(value.get_ref(), DeValue::Array(_)) {
            found = next.span().start;
        }
        value = next;
    }
    // A text begins with its quote.
    if offset > 0 { found + 1 + offset } else { found }
}

/// Every word has text in each language.
fn languages(table: &DeTable<'_>, path: &str, wrongs: &mut Vec<Wrong>) {
    let under = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let word = table.contains_key("vi") && table.iter().all(|(_, v)| v.get_ref().is_str());
    for (key, value) in table {
        let path = under(key.get_ref());
        if word && value.get_ref().as_str().is_some_and(|s| s.trim().is_empty()) {
            wrongs.push(Wrong::new(path.clone(), FaultCode::LanguageMissing).with("name", key.get_ref()));
        }
        deeper(value.get_ref(), &path, wrongs);
    }
}

fn deeper(value: &DeValue<'_>, path: &str, wrongs: &mut Vec<Wrong>) {
    match value {
        DeValue::Table(table) => languages(table, path, wrongs),
        DeValue::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                deeper(item.get_ref(), &format!("{path}.{n}"), wrongs);
            }
        }
        _ => {}
    }
}
