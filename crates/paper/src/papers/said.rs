//! What a form was filled with, as people read it: choices by their words, days and amounts as written.

use super::own::word;
use crate::say;
use domain::packs::{Form, FormPart, Kind, Text, What};
use domain::words::Day;
use lang::Words;
use serde::Serialize;
use serde_json::{Map, Value};

/// The name of a unit by its code.
pub type Names<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Lines under one heading.
#[derive(Serialize)]
pub(super) struct Group {
    title: String,
    lines: Vec<Line>,
}

/// A field with its label.
#[derive(Serialize)]
struct Line {
    label: String,
    value: String,
}

/// The form's data with every value as a text, in the data's own shape.
pub(super) fn said(form: &Form, data: &Map<String, Value>, words: &Words, names: Names<'_>) -> Value {
    let parts = form.parts().filter_map(|part| {
        let value = data.get(&part.name)?;
        Some((part.name.clone(), of_part(part, value, words, names)?))
    });
    Value::Object(parts.collect())
}

fn of_part(part: &FormPart, value: &Value, words: &Words, names: Names<'_>) -> Option<Value> {
    let object = |parts: &[FormPart], value: &Value| {
        let fields = parts
            .iter()
            .filter_map(|p| Some((p.name.clone(), of_part(p, value.get(&p.name)?, words, names)?)));
        Value::Object(fields.collect())
    };
    match &part.what {
        What::Field(kind) => text(kind, value, words, names).map(Value::String),
        What::Group(parts) => Some(object(parts, value)),
        What::Repeat { parts, .. } => {
            let rows = value.as_array()?.iter().map(|row| match parts.as_slice() {
                // Rows of one value have no name.
                [one] if one.name.is_empty() => of_part(one, row, words, names).unwrap_or_default(),
                parts => object(parts, row),
            });
            Some(rows.collect())
        }
    }
}

/// A value as people read it.
fn text(kind: &Kind, value: &Value, words: &Words, names: Names<'_>) -> Option<String> {
    let plain = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let chosen = |of: &[(String, Text)], value: &str| {
        let found = of.iter().find(|(v, _)| v == value);
        found.map_or_else(|| value.to_owned(), |(_, said)| word(said, words).to_owned())
    };
    let said = match kind {
        Kind::Date => Day::parse(value.as_str()?).map_or_else(plain, |day| say::day(day, words)),
        Kind::Money => value.as_i64().map_or_else(plain, |n| words.money(n)),
        Kind::Boolean => words.say(if value.as_bool()? { "yes" } else { "no" }),
        Kind::Choice(of) => chosen(of, value.as_str()?),
        Kind::Choices(of) => {
            let several = value.as_array()?.iter().filter_map(Value::as_str);
            several.map(|v| chosen(of, v)).collect::<Vec<_>>().join(", ")
        }
        Kind::Unit => names(value.as_str()?).unwrap_or_else(plain),
        Kind::Attachment => return None,
        // A number may be a year: it stands as it was typed.
        Kind::Integer
        | Kind::Number
        | Kind::Text(_)
        | Kind::LongText(_)
        | Kind::Phone
        | Kind::PersonalNumber => plain(),
    };
    (!said.is_empty()).then_some(said)
}

/// All that was filled, heading by heading; rows follow each other.
pub(super) fn groups(form: &Form, data: &Map<String, Value>, words: &Words, names: Names<'_>) -> Vec<Group> {
    let data = Value::Object(data.clone());
    let filled = form.groups.iter().map(|group| {
        let mut lines = Vec::new();
        collect(&group.parts, &data, words, names, &mut lines);
        Group { title: group.title.as_ref().map(|t| word(t, words).to_owned()).unwrap_or_default(), lines }
    });
    filled.filter(|group| !group.lines.is_empty()).collect()
}

fn collect(parts: &[FormPart], at: &Value, words: &Words, names: Names<'_>, lines: &mut Vec<Line>) {
    for part in parts {
        let Some(value) = (if part.name.is_empty() { Some(at) } else { at.get(&part.name) }) else {
            continue;
        };
        match &part.what {
            What::Field(kind) => {
                let label = word(&part.label, words).to_owned();
                lines.extend(text(kind, value, words, names).map(|value| Line { label, value }));
            }
            What::Group(parts) => collect(parts, value, words, names, lines),
            What::Repeat { parts, .. } => {
                for row in value.as_array().into_iter().flatten() {
                    collect(parts, row, words, names, lines);
                }
            }
        }
    }
}
