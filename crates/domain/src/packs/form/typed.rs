//! Between data and what is typed: pairs of JSON pointer and text, as a page sends and shows them.

use super::{Form, FormPart, Kind, What};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs with their rows in order: those in which something is filled come first, gaps close, those in which
/// nothing is filled yet come last. So row 1 of what is typed is row 1 of the data that is read from it.
pub fn form_tidy(form: &Form, mut typed: Vec<(String, String)>) -> Vec<(String, String)> {
    for part in form.parts() {
        tidy(part, "", &mut typed);
    }
    typed
}

fn tidy(part: &FormPart, at: &str, typed: &mut Vec<(String, String)>) {
    let pointer = format!("{at}{}", part.pointer);
    match &part.what {
        What::Field(_) => {}
        What::Group(parts) => parts.iter().for_each(|inner| tidy(inner, at, typed)),
        What::Repeat { parts, .. } => {
            let new = order(typed, &pointer);
            for (name, _) in typed.iter_mut() {
                let Some((row, rest)) = row_of(name, &pointer) else { continue };
                if let Some(to) = new.get(&row) {
                    *name = format!("{pointer}/{to}{rest}");
                }
            }
            for row in 0..new.len() {
                for inner in parts {
                    tidy(inner, &format!("{pointer}/{row}"), typed);
                }
            }
        }
    }
}

/// The new number of each row below a pointer.
fn order(typed: &[(String, String)], pointer: &str) -> BTreeMap<usize, usize> {
    let mut filled: BTreeMap<usize, bool> = BTreeMap::new();
    for (name, text) in typed {
        if let Some((row, _)) = row_of(name, pointer) {
            *filled.entry(row).or_default() |= !text.trim().is_empty();
        }
    }
    let of = |wanted: bool| filled.iter().filter(move |(_, is)| **is == wanted).map(|(row, _)| *row);
    of(true).chain(of(false)).enumerate().map(|(new, old)| (old, new)).collect()
}

/// The row into which a pointer leads below the pointer of the rows, and the rest behind it.
pub(super) fn row_of<'t>(typed: &'t str, rows: &str) -> Option<(usize, &'t str)> {
    let rest = typed.strip_prefix(rows)?.strip_prefix('/')?;
    let (row, _) = rest.split_once('/').unwrap_or((rest, ""));
    Some((row.parse().ok()?, rest.get(row.len()..).unwrap_or_default()))
}

/// The field that asks for the value at a pointer.
pub fn form_part_at<'a>(form: &'a Form, pointer: &str) -> Option<&'a FormPart> {
    form.parts().find_map(|part| part_at(part, pointer))
}

fn part_at<'a>(part: &'a FormPart, pointer: &str) -> Option<&'a FormPart> {
    match &part.what {
        What::Field(_) => (part.pointer == pointer).then_some(part),
        What::Group(parts) => parts.iter().find_map(|inner| part_at(inner, pointer)),
        What::Repeat { parts, .. } => {
            let (_, rest) = row_of(pointer, &part.pointer)?;
            parts.iter().find_map(|inner| part_at(inner, rest))
        }
    }
}

/// How many rows below a pointer are typed, filled or not.
pub fn form_rows(typed: &[(String, String)], rows: &str) -> usize {
    typed.iter().filter_map(|(name, _)| row_of(name, rows)).map(|(row, _)| row).collect::<BTreeSet<_>>().len()
}

/// What would be typed to give this data: the way back from [`super::form_read`].
pub fn form_typed(form: &Form, data: &Map<String, Value>) -> Vec<(String, String)> {
    let data = Value::Object(data.clone());
    let pair = |(pointer, _, value): (String, &Kind, &Value)| -> Vec<(String, String)> {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
            other => other.to_string(),
        };
        match value {
            Value::Array(values) => values.iter().map(|v| (pointer.clone(), text(v))).collect(),
            value => vec![(pointer, text(value))],
        }
    };
    form_values(form, &data).into_iter().flat_map(pair).collect()
}

/// Every value of the data that a field of the form asks for: its pointer, how it is asked, what it is.
pub fn form_values<'a>(form: &'a Form, data: &'a Value) -> Vec<(String, &'a Kind, &'a Value)> {
    let mut found = Vec::new();
    for part in form.parts() {
        values(part, "", data, &mut found);
    }
    found
}

fn values<'a>(part: &'a FormPart, at: &str, data: &'a Value, found: &mut Vec<(String, &'a Kind, &'a Value)>) {
    let pointer = format!("{at}{}", part.pointer);
    let Some(value) = data.pointer(&pointer) else { return };
    match &part.what {
        What::Field(kind) => found.push((pointer, kind, value)),
        What::Group(parts) => parts.iter().for_each(|inner| values(inner, at, data, found)),
        What::Repeat { parts, .. } => {
            for row in 0..value.as_array().map_or(0, Vec::len) {
                for inner in parts {
                    values(inner, &format!("{pointer}/{row}"), data, found);
                }
            }
        }
    }
}
