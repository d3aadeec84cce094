//! From what is typed, pointer by pointer, to the data of a form.

use super::{Form, FormFault, FormPart, Kind, What};
use crate::words::{BlobId, Day, NumberCheck, PersonalNumber, Phone, UnitCode};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is typed: text by JSON pointer. A choice of several has its pointer several times.
pub type Typed<'a> = [(&'a str, &'a str)];

/// Reads what is typed. Empty fields are left out; what isn't asked under the other answers is not kept; what
/// is no value of its field is kept as typed and told, so that a page can show both.
pub fn form_read(form: &Form, typed: &Typed<'_>, check: NumberCheck) -> (Map<String, Value>, Vec<FormFault>) {
    let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (pointer, text) in typed {
        by.entry(pointer).or_default().push(text);
    }
    let mut reader = Reader { typed: by, check, used: BTreeSet::new(), faults: Vec::new() };
    let mut data = Value::Object(Map::new());
    // Twice: the first reading tells what the conditions of the second ask for.
    for _ in 0..2 {
        reader.faults.clear();
        let known = data.clone();
        let mut object = Map::new();
        reader.object(form.parts(), "", &known, &mut object);
        data = Value::Object(object);
    }
    let unknown: Vec<String> =
        reader.typed.keys().filter(|p| !reader.used.contains(**p)).map(|p| (*p).to_owned()).collect();
    let mut faults = reader.faults;
    faults.extend(unknown.into_iter().map(|pointer| {
        let name = pointer.clone();
        FormFault { pointer, key: "problem-unknown-field", facts: vec![("name", name)] }
    }));
    let data = match data {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    (data, faults)
}

struct Reader<'a> {
    typed: BTreeMap<&'a str, Vec<&'a str>>,
    check: NumberCheck,
    used: BTreeSet<&'a str>,
    faults: Vec<FormFault>,
}

impl Reader<'_> {
    /// Reads the parts of an object that stands at `at`.
    fn object<'p>(
        &mut self,
        parts: impl Iterator<Item = &'p FormPart>,
        at: &str,
        data: &Value,
        into: &mut Map<String, Value>,
    ) {
        for part in parts {
            let pointer = format!("{at}{}", part.pointer);
            let around = pointer.rsplit_once('/').map_or("", |(before, _)| before);
            let here = data.pointer(around).unwrap_or(&Value::Null);
            // A condition that fails is the pack's fault: the part is then asked, and nothing is lost.
            let shown = part.is_shown(data, here).unwrap_or(true);
            if let Some(value) = self.part(part, &pointer, at, data).filter(|_| shown) {
                into.insert(part.name.clone(), value);
            }
        }
    }

    fn part(&mut self, part: &FormPart, pointer: &str, at: &str, data: &Value) -> Option<Value> {
        match &part.what {
            What::Field(kind) => self.field(kind, pointer),
            What::Group(parts) => {
                let mut inner = Map::new();
                self.object(parts.iter(), at, data, &mut inner);
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            What::Repeat { parts, most, .. } => self.rows(parts, *most, pointer, data),
        }
    }

    fn rows(&mut self, parts: &[FormPart], most: usize, pointer: &str, data: &Value) -> Option<Value> {
        let mut rows = Vec::new();
        let numbers: BTreeSet<usize> = self.typed.keys().filter_map(|typed| row_of(typed, pointer)).collect();
        if numbers.len() > most || numbers.iter().any(|n| *n >= super::FORM_ROWS) {
            let facts = vec![("most", most.to_string())];
            self.faults.push(FormFault { pointer: pointer.to_owned(), key: "problem-too-many-items", facts });
        }
        // Rows may have gaps where a person took one out; they close here.
        for n in numbers.into_iter().take(most) {
            let at = format!("{pointer}/{n}");
            match parts {
                [only] if only.pointer.is_empty() => rows.extend(self.part(only, &at, &at, data)),
                parts => {
                    let mut row = Map::new();
                    self.object(parts.iter(), &at, data, &mut row);
                    if !row.is_empty() {
                        rows.push(Value::Object(row));
                    }
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

/// The row that a pointer leads into, below the pointer of the rows.
fn row_of(typed: &str, rows: &str) -> Option<usize> {
    let rest = typed.strip_prefix(rows)?.strip_prefix('/')?;
    rest.split('/').next()?.parse().ok()
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
            .map_err(|_| "problem-personal-number-length"),
        Kind::Unit => {
            text.parse::<UnitCode>().map(|c| c.as_str().to_owned().into()).map_err(|_| "problem-unit")
        }
        Kind::Attachment => {
            text.parse::<BlobId>().map(|b| b.as_str().to_owned().into()).map_err(|_| "problem-file-unknown")
        }
        Kind::Text(_) | Kind::LongText(_) | Kind::Choice(_) | Kind::Choices(_) => Ok(text.into()),
    }
}
