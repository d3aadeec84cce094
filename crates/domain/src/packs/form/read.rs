//! From what is typed, pointer by pointer, to the data of a form.

use super::typed::{form_tidy, row_of};
use super::{Form, FormFault, FormPart, Kind, What};
use crate::words::{BlobId, Day, NumberCheck, PersonalNumber, Phone, UnitCode};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is typed: text by JSON pointer. A choice of several has its pointer several times.
pub type Typed<'a> = [(&'a str, &'a str)];

/// How often what is asked may change what is asked.
const ROUNDS: usize = 8;

/// Reads what is typed. Empty fields are left out; what isn't asked under the other answers is not kept; what
/// is no value of its field is kept as typed and told, so that a page can show both. Rows are numbered as
/// [`form_tidy`] puts them.
pub fn form_read(form: &Form, typed: &Typed<'_>, check: NumberCheck) -> (Map<String, Value>, Vec<FormFault>) {
    let owned = typed.iter().map(|(pointer, text)| ((*pointer).to_owned(), (*text).to_owned())).collect();
    let tidied = form_tidy(form, owned);
    let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (pointer, text) in &tidied {
        by.entry(pointer).or_default().push(text);
    }
    let mut reader = Reader { typed: by, check, known: None, used: BTreeSet::new(), faults: Vec::new() };
    // First everything is read; then what those answers don't ask for goes, and what hangs on that.
    for _ in 0..ROUNDS {
        reader.faults.clear();
        let mut object = Map::new();
        reader.object(form.parts(), "", &mut object);
        let data = Value::Object(object);
        if reader.known.as_ref() == Some(&data) {
            break;
        }
        reader.known = Some(data);
    }
    let blank = |texts: &Vec<&str>| texts.iter().all(|t| t.trim().is_empty());
    let unknown = reader.typed.iter().filter(|(p, texts)| !reader.used.contains(**p) && !blank(texts));
    let unknown: Vec<FormFault> = unknown.map(|(p, _)| FormFault::unknown(p)).collect();
    let mut faults = reader.faults;
    faults.extend(unknown);
    let data = match reader.known {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    };
    (data, faults)
}

struct Reader<'a> {
    typed: BTreeMap<&'a str, Vec<&'a str>>,
    check: NumberCheck,
    /// The round before; none in the first, which asks for everything.
    known: Option<Value>,
    used: BTreeSet<&'a str>,
    faults: Vec<FormFault>,
}

impl Reader<'_> {
    /// Reads the parts of an object that stands at `at`.
    fn object<'p>(
        &mut self,
        parts: impl Iterator<Item = &'p FormPart>,
        at: &str,
        into: &mut Map<String, Value>,
    ) {
        for part in parts {
            let pointer = format!("{at}{}", part.pointer);
            // A condition that fails is the pack's fault: the part is then asked, and nothing is lost.
            let shown = self.known.as_ref().is_none_or(|data| part.is_asked(data, &pointer).unwrap_or(true));
            let told = self.faults.len();
            let value = self.part(part, &pointer, at);
            if !shown {
                self.faults.truncate(told);
            } else if let Some(value) = value {
                into.insert(part.name.clone(), value);
            }
        }
    }

    fn part(&mut self, part: &FormPart, pointer: &str, at: &str) -> Option<Value> {
        match &part.what {
            What::Field(kind) => self.field(kind, pointer),
            What::Group(parts) => {
                let mut inner = Map::new();
                self.object(parts.iter(), at, &mut inner);
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            What::Repeat { parts, most, .. } => self.rows(parts, *most, pointer),
        }
    }

    fn rows(&mut self, parts: &[FormPart], most: usize, pointer: &str) -> Option<Value> {
        let filled = |(name, texts): (&&str, &Vec<&str>)| {
            let (row, _) = row_of(name, pointer)?;
            texts.iter().any(|t| !t.trim().is_empty()).then_some(row)
        };
        // Tidied: the rows that are filled come first, without gaps.
        let count = self.typed.iter().filter_map(filled).max().map_or(0, |last| last + 1);
        if count > most {
            let facts = vec![("most", most.to_string())];
            self.faults.push(FormFault { pointer: pointer.to_owned(), key: "problem-too-many-items", facts });
        }
        let mut rows = Vec::new();
        for n in 0..count.min(super::FORM_ROWS) {
            let at = format!("{pointer}/{n}");
            match parts {
                [only] if only.pointer.is_empty() => rows.extend(self.part(only, &at, &at)),
                parts => {
                    let mut row = Map::new();
                    self.object(parts.iter(), &at, &mut row);
                    rows.push(Value::Object(row));
                }
            }
        }
        (!rows.is_empty()).then_some(Value::Array(rows))
    }

    fn field(&mut self, kind: &Kind, pointer: &str) -> Option<Value> {
        let (key, texts) = self.typed.get_key_value(pointer)?;
        let (key, texts) = (*key, texts.clone());
        self.used.insert(key);
        let filled: Vec<&str> = texts.into_iter().map(str::trim).filter(|t| !t.is_empty()).collect();
        if let Kind::Choices(_) = kind {
            let all: Vec<Value> = filled.into_iter().map(Value::from).collect();
            return (!all.is_empty()).then_some(Value::Array(all));
        }
        // A checkbox sends its hidden "no" before its "yes": the last one counts.
        let text = filled.last().copied()?;
        match value(kind, text, self.check) {
            Ok(value) => Some(value),
            Err(key) => {
                self.faults.push(FormFault { pointer: pointer.to_owned(), key, facts: Vec::new() });
                Some(text.into())
            }
        }
    }
}

/// A text as a value of its kind; a message key where it is none.
fn value(kind: &Kind, text: &str, check: NumberCheck) -> Result<Value, &'static str> {
    match kind {
        Kind::Integer => text.parse::<i64>().map(Value::from).map_err(|_| "problem-type"),
        Kind::Number => {
            // People write a decimal comma.
            let number = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
            number.map(Value::from).ok_or("problem-type")
        }
        Kind::Money => {
            let digits: String =
                text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '₫' | 'đ')).collect();
            digits.parse::<i64>().map(Value::from).map_err(|_| "problem-amount")
        }
        Kind::Boolean => match text {
            "on" | "true" | "1" | "yes" => Ok(true.into()),
            "off" | "false" | "0" | "no" => Ok(false.into()),
            _ => Err("problem-type"),
        },
        Kind::Date => Day::parse(text).map(|d| d.to_string().into()).ok_or("problem-date"),
        Kind::Phone => Phone::parse(text).map(|p| p.to_string().into()).map_err(|_| "problem-phone-shape"),
        Kind::PersonalNumber => PersonalNumber::parse(text, check)
            .map(|n| n.as_str().into())
            .map_err(crate::words::NumberError::key),
        Kind::Unit => {
            text.parse::<UnitCode>().map(|c| c.as_str().to_owned().into()).map_err(|_| "problem-unit")
        }
        Kind::Attachment => {
            text.parse::<BlobId>().map(|b| b.as_str().to_owned().into()).map_err(|_| "problem-file-unknown")
        }
        Kind::Text(_) | Kind::LongText(_) | Kind::Choice(_) | Kind::Choices(_) => Ok(text.into()),
    }
}
