//! The data of a form to be read: headings, values, tables; files and places by their names.

use super::place;
use crate::components::{Cell, Column, ColumnKind, Empty, Link, Row, Summary, SummaryRow, Table, TableUse};
use crate::show;
use app::World;
use askama::{Template, filters::HtmlSafe};
use domain::packs::{Form, FormPart, Kind, What};
use domain::words::{Day, Phone};
use lang::{Lang, Words};
use serde_json::Value;
use std::fmt;

/// One block of what a form was filled with.
#[derive(Clone, Debug)]
pub enum Told {
    /// A heading.
    Heading(Heading),
    /// Values.
    Values(Summary),
    /// Rows.
    Rows(Box<Table>),
}

impl HtmlSafe for Told {}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(heading) => fmt::Display::fmt(heading, f),
            Self::Values(summary) => fmt::Display::fmt(summary, f),
            Self::Rows(table) => fmt::Display::fmt(table, f),
        }
    }
}

/// A heading above values.
#[derive(Clone, Debug, Template)]
#[template(source = "<h3>{{ title }}</h3>", ext = "html")]
pub struct Heading {
    title: String,
}

/// What says what a form was filled with.
struct Teller<'a> {
    words: &'static Words,
    world: &'a World,
    day: Day,
    data: &'a Value,
    file: &'a dyn Fn(&str) -> Option<Link>,
    blocks: Vec<Told>,
}

/// The data of a form; `file` finds the file of a digest.
pub fn told(
    words: &'static Words,
    (world, day): (&World, Day),
    form: &Form,
    data: &Value,
    file: &dyn Fn(&str) -> Option<Link>,
) -> Vec<Told> {
    let mut teller = Teller { words, world, day, data, file, blocks: Vec::new() };
    for group in &form.groups {
        let before = teller.blocks.len();
        teller.parts(&group.parts, "", None);
        if let (Some(title), true) = (&group.title, teller.blocks.len() > before) {
            teller
                .blocks
                .insert(before, Told::Heading(Heading { title: show::text(words, title).to_owned() }));
        }
    }
    teller.blocks
}

impl Teller<'_> {
    /// The parts of an object at `at`; `under` is what the object is called.
    fn parts(&mut self, parts: &[FormPart], at: &str, under: Option<&str>) {
        for part in parts {
            let pointer = format!("{at}{}", part.pointer);
            let Some(value) = self.data.pointer(&pointer) else { continue };
            let label = show::text(self.words, &part.label);
            let label = under.map_or_else(|| label.to_owned(), |under| format!("{under} · {label}"));
            match &part.what {
                What::Field(kind) => {
                    let row = self.row(&label, kind, value);
                    self.value(row);
                }
                What::Group(parts) => self.parts(parts, at, Some(&label)),
                What::Repeat { parts, .. } => self.rows(&label, parts, &pointer, value),
            }
        }
    }

    fn value(&mut self, row: SummaryRow) {
        match self.blocks.last_mut() {
            Some(Told::Values(summary)) => summary.rows.push(row),
            _ => self.blocks.push(Told::Values(Summary { rows: vec![row] })),
        }
    }

    fn row(&self, label: &str, kind: &Kind, value: &Value) -> SummaryRow {
        let row = SummaryRow::new(label, self.said(kind, value));
        let file = value.as_str().filter(|_| *kind == Kind::Attachment).and_then(self.file);
        match file {
            Some(link) => {
                let open = Link::new(link.href, self.words.say("form-file-open"));
                SummaryRow { value: link.text, change: Some(open), ..row }
            }
            None => row,
        }
    }

    fn rows(&mut self, label: &str, parts: &[FormPart], pointer: &str, value: &Value) {
        let count = value.as_array().map_or(0, Vec::len);
        if let [FormPart { what: What::Field(kind), .. }] = parts
            && parts.iter().all(|p| p.pointer.is_empty())
        {
            let said = value.as_array().into_iter().flatten().map(|v| self.said(kind, v));
            let said = said.collect::<Vec<_>>().join("; ");
            return self.value(SummaryRow::new(label, said));
        }
        if parts.iter().any(|p| !matches!(p.what, What::Field(_))) {
            for n in 0..count {
                let args = [("name", label.into()), ("number", (n + 1).into())];
                let title = self.words.say_with("form-row", &args);
                self.parts(parts, &format!("{pointer}/{n}"), Some(&title));
            }
            return;
        }
        let table = self.table(label, parts, pointer, count);
        self.blocks.push(Told::Rows(Box::new(table)));
    }

    fn table(&self, label: &str, parts: &[FormPart], pointer: &str, count: usize) -> Table {
        let at = |n: usize, part: &FormPart| self.data.pointer(&format!("{pointer}/{n}{}", part.pointer));
        let filled: Vec<&FormPart> =
            parts.iter().filter(|part| (0..count).any(|n| at(n, part).is_some())).collect();
        let cell = |n: usize, part: &FormPart| match (&part.what, at(n, part)) {
            (What::Field(kind), Some(value)) => {
                let link = value.as_str().filter(|_| *kind == Kind::Attachment).and_then(self.file);
                link.map_or_else(
                    || Cell::Text(self.said(kind, value)),
                    |link| Cell::Open { href: link.href, text: link.text, under: None },
                )
            }
            _ => Cell::Blank,
        };
        let row = |n: usize| Row {
            id: String::new(),
            name: String::new(),
            cells: filled.iter().map(|part| cell(n, part)).collect(),
        };
        let kind = |part: &FormPart| match part.what {
            What::Field(Kind::Money | Kind::Integer | Kind::Number) => ColumnKind::Number,
            _ => ColumnKind::Text,
        };
        Table {
            words: self.words,
            caption: label.to_owned(),
            usage: TableUse::Named,
            columns: filled
                .iter()
                .map(|part| Column::new(kind(part), show::text(self.words, &part.label)))
                .collect(),
            rows: (0..count).map(row).collect(),
            bulk: None,
            paging: None,
            empty: Empty { title: label.to_owned(), text: String::new(), button: None },
        }
    }

    /// A value as people read it.
    fn said(&self, kind: &Kind, value: &Value) -> String {
        let words = self.words;
        let text = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match (kind, value) {
            (Kind::Choice(choices) | Kind::Choices(choices), _) => {
                let word = |value: &Value| {
                    let text = value.as_str().unwrap_or_default();
                    let found = choices.iter().find(|(value, _)| value == text);
                    found.map_or_else(|| text.to_owned(), |(_, said)| show::text(words, said).to_owned())
                };
                match value {
                    Value::Array(values) => values.iter().map(word).collect::<Vec<_>>().join("; "),
                    value => word(value),
                }
            }
            (_, Value::Bool(yes)) => words.say(if *yes { "yes" } else { "no" }),
            (Kind::Money, _) => value.as_i64().map_or_else(text, |n| words.money(n)),
            (Kind::Integer, _) => value.as_i64().map_or_else(text, |n| words.number(n)),
            (Kind::Number, _) if words.lang() != Lang::En => text().replace('.', ","),
            (Kind::Date, _) => Day::parse(&text()).map_or_else(text, |day| show::day(words, day)),
            (Kind::Phone, _) => Phone::parse(&text()).map_or_else(|_| text(), |phone| phone.dialled()),
            (Kind::Unit, _) => place::named_by(self.world, &text(), self.day),
            _ => text(),
        }
    }
}
