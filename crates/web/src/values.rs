//! How values of forms are read: line by line, in the words of their form.

use crate::components::SummaryRow;
use crate::show;
use domain::packs::{Form, FormPart, Kind, What};
use domain::words::Day;
use lang::Words;
use serde_json::{Map, Value};

/// What a form was filled with, a line each; what isn't there has none.
pub fn form_values(words: &Words, form: &Form, data: &Map<String, Value>) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    lines(words, form.parts(), data, None, &mut rows);
    rows
}

fn lines<'a>(
    words: &Words,
    parts: impl Iterator<Item = &'a FormPart>,
    data: &Map<String, Value>,
    above: Option<&str>,
    rows: &mut Vec<SummaryRow>,
) {
    for part in parts {
        let Some(value) = data.get(&part.name) else { continue };
        let label = show::text(words, &part.label);
        let label = above.map_or_else(|| label.to_owned(), |above| format!("{above} · {label}"));
        match (&part.what, value) {
            (What::Group(inner), Value::Object(data)) => {
                lines(words, inner.iter(), data, Some(&label), rows);
            }
            (What::Repeat { parts, .. }, Value::Array(items)) => {
                let items: Vec<String> = items.iter().map(|item| row(words, parts, item)).collect();
                rows.push(SummaryRow::new(label, items.join("; ")));
            }
            (What::Field(kind), value) => rows.push(SummaryRow::new(label, said(words, kind, value))),
            (_, value) => rows.push(SummaryRow::new(label, plain(words, value))),
        }
    }
}

/// A row of a part that repeats, on one line.
fn row(words: &Words, parts: &[FormPart], item: &Value) -> String {
    let Value::Object(data) = item else { return plain(words, item) };
    let mut rows = Vec::new();
    lines(words, parts.iter(), data, None, &mut rows);
    rows.into_iter().map(|row| row.value).collect::<Vec<_>>().join(", ")
}

/// One value, as its kind is read.
fn said(words: &Words, kind: &Kind, value: &Value) -> String {
    let chosen = |choices: &[(String, domain::packs::Text)], value: &Value| {
        let text = plain(words, value);
        let word = choices.iter().find(|(known, _)| *known == text);
        word.map_or(text, |(_, word)| show::text(words, word).to_owned())
    };
    match (kind, value) {
        (Kind::Date, Value::String(text)) => {
            Day::parse(text).map_or_else(|| text.clone(), |day| show::day(words, day))
        }
        (Kind::Money, value) => value.as_i64().map_or_else(|| plain(words, value), |n| words.money(n)),
        (Kind::Choice(choices), value) => chosen(choices, value),
        (Kind::Choices(choices), Value::Array(values)) => {
            values.iter().map(|value| chosen(choices, value)).collect::<Vec<_>>().join(", ")
        }
        (_, value) => plain(words, value),
    }
}

fn plain(words: &Words, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => words.say(if *yes { "yes" } else { "no" }),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| number.to_string(), |number| words.number(number))
        }
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|i| plain(words, i)).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.values().map(|v| plain(words, v)).collect::<Vec<_>>().join(", "),
    }
}
