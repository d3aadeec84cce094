//! A form drawn: its groups, fields, rows and tables with what is typed, what is wrong and what is known.

use super::fill::Filled;
use super::place;
use crate::components::{
    Choice, ErrorSummary, Field, FormFile, FormItem, FormRow, FormRows, FormSet, FormView, Unasked,
};
use crate::show;
use app::World;
use domain::packs::{Form, FormPart, Kind, Text, What, form_rows};
use domain::words::{Day, Phone};
use lang::{Lang, Words};
use serde_json::Value;
use std::collections::BTreeSet;

/// Most choices that are shown beside each other; more are a list that opens.
const BESIDE: usize = 4;
/// Most columns of a table; wider rows stand for themselves.
const COLUMNS: usize = 7;

/// What a form is drawn from.
pub struct Drawing<'a> {
    /// The reader's words.
    pub words: &'static Words,
    /// Where places are found.
    pub world: &'a World,
    /// Today.
    pub today: Day,
    /// What the names of its fields begin with.
    pub prefix: &'static str,
    /// What is asked.
    pub form: &'a Form,
    /// What is typed.
    pub filled: &'a Filled,
    /// What is wrong.
    pub errors: &'a ErrorSummary,
}

/// A drawing under way: with what it is asked of every part.
struct Pen<'a> {
    of: &'a Drawing<'a>,
    data: Value,
    asking: BTreeSet<String>,
}

impl Drawing<'_> {
    /// The form as the page shows it.
    pub fn view(&self) -> FormView {
        let data = Value::Object(self.filled.data.clone());
        let pen = Pen { of: self, data, asking: self.form.asking() };
        let mut sets: Vec<FormSet> = self.form.groups.iter().map(|group| pen.group(group)).collect();
        if let (Some(last), true) = (sets.last_mut(), !self.filled.known.is_empty()) {
            let proposed = self.filled.known.iter().map(|known| {
                let value = format!("{}{}", self.prefix, known.pointer);
                FormItem::Unasked(Unasked { name: "proposed".to_owned(), value })
            });
            last.items.extend(proposed);
        }
        let refresh = (!pen.asking.is_empty()).then(|| self.words.say("form-refresh"));
        FormView { id: self.prefix, sets, refresh }
    }
}

impl Pen<'_> {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        show::text(self.of.words, text)
    }

    fn name(&self, pointer: &str) -> String {
        format!("{}{pointer}", self.of.prefix)
    }

    fn error(&self, pointer: &str) -> Option<String> {
        self.of.errors.of(&self.name(pointer))
    }

    fn typed<'t>(&'t self, pointer: &'t str) -> impl Iterator<Item = &'t str> {
        self.of.filled.typed.iter().filter(move |(p, _)| p == pointer).map(|(_, text)| text.as_str())
    }

    fn group(&self, group: &domain::packs::FormGroup) -> FormSet {
        let title = group.title.as_ref().map(|t| self.say(t).to_owned());
        FormSet { id: String::new(), title, hint: None, error: None, items: self.items(&group.parts, "") }
    }

    fn items(&self, parts: &[FormPart], at: &str) -> Vec<FormItem> {
        parts.iter().flat_map(|part| self.part(part, at)).collect()
    }

    /// A part where it stands; what isn't asked is carried along.
    fn part(&self, part: &FormPart, at: &str) -> Vec<FormItem> {
        let pointer = format!("{at}{}", part.pointer);
        if !part.is_asked(&self.data, &pointer).unwrap_or(true) {
            return self.unasked(&pointer);
        }
        let item = match &part.what {
            What::Field(Kind::Attachment) => FormItem::File(self.file(part, &pointer)),
            What::Field(kind) => FormItem::Field(self.field(part, kind, &pointer, None)),
            What::Group(parts) => FormItem::Set(FormSet {
                id: self.name(&pointer),
                title: Some(self.say(&part.label).to_owned()),
                hint: part.help.as_ref().map(|h| self.say(h).to_owned()),
                error: self.error(&pointer),
                items: self.items(parts, at),
            }),
            What::Repeat { parts, least, most, table } => {
                FormItem::Rows(self.rows(part, parts, (*least, *most, *table), &pointer))
            }
        };
        vec![item]
    }

    fn unasked(&self, pointer: &str) -> Vec<FormItem> {
        let below = format!("{pointer}/");
        let inside = |p: &str| p == pointer || p.starts_with(&below);
        let kept = self.of.filled.typed.iter().filter(|(p, text)| inside(p) && !text.trim().is_empty());
        kept.map(|(p, text)| FormItem::Unasked(Unasked { name: self.name(p), value: text.clone() })).collect()
    }

    fn rows(
        &self,
        part: &FormPart,
        parts: &[FormPart],
        (least, most, table): (usize, usize, bool),
        pointer: &str,
    ) -> FormRows {
        let label = self.say(&part.label).to_owned();
        let seen = form_rows(&self.of.filled.typed, pointer);
        // A form that is shown for the first time begins with a row to fill.
        let begins = if self.typed(pointer).next().is_some() { least } else { least.max(1) };
        let count = seen.max(begins).min(most.max(seen));
        let flat = parts.iter().all(|p| matches!(p.what, What::Field(_)) && !p.pointer.is_empty());
        let table = table && flat && parts.len() <= COLUMNS;
        let asked = |p: &&FormPart| {
            (0..count).any(|n| p.is_asked(&self.data, &format!("{pointer}/{n}{}", p.pointer)).unwrap_or(true))
        };
        let columns: Vec<&FormPart> = parts.iter().filter(|p| table && (count == 0 || asked(p))).collect();
        let words = self.of.words;
        let plain = parts.iter().any(|p| p.pointer.is_empty());
        let row = |n: usize| {
            let at = format!("{pointer}/{n}");
            let args = [("name", label.as_str().into()), ("number", (n + 1).into())];
            let title = words.say_with("form-row", &args);
            let items = if table {
                columns.iter().map(|p| self.cell(p, &at, &title)).collect()
            } else {
                self.row_items(parts, &at, &title)
            };
            FormRow { name: self.name(&at), title, plain, items }
        };
        let heads = columns.iter().map(|p| self.say(&p.label).to_owned()).collect();
        FormRows {
            words,
            name: self.name(pointer),
            hint: part.help.as_ref().map(|h| self.say(h).to_owned()),
            error: self.error(pointer),
            optional: !part.required && least == 0,
            heads,
            rows: (0..count).map(row).collect(),
            more: count < most,
            label,
        }
    }

    /// The fields of a row that stands for itself; a row of one plain value carries the row's own name.
    fn row_items(&self, parts: &[FormPart], at: &str, title: &str) -> Vec<FormItem> {
        match parts {
            [only] if only.pointer.is_empty() => match &only.what {
                What::Field(Kind::Attachment) => vec![FormItem::File(self.file(only, at))],
                What::Field(kind) => vec![FormItem::Field(self.field(only, kind, at, Some(title)))],
                _ => self.items(parts, at),
            },
            parts => self.items(parts, at),
        }
    }

    /// A field under the heading of a table: its own label is said only.
    fn cell(&self, part: &FormPart, at: &str, row: &str) -> FormItem {
        let pointer = format!("{at}{}", part.pointer);
        if !part.is_asked(&self.data, &pointer).unwrap_or(true) {
            let mut unasked = self.unasked(&pointer);
            let nothing = || FormItem::Unasked(Unasked { name: self.name(&pointer), value: String::new() });
            return unasked.pop().unwrap_or_else(nothing);
        }
        match &part.what {
            What::Field(Kind::Attachment) => FormItem::File(self.file(part, &pointer)),
            What::Field(kind) => FormItem::Field(self.field(part, kind, &pointer, Some(row))),
            _ => FormItem::Unasked(Unasked { name: self.name(&pointer), value: String::new() }),
        }
    }

    fn file(&self, part: &FormPart, pointer: &str) -> FormFile {
        let of = |digest: &str| self.of.filled.files.iter().find(|f| f.blob.as_str() == digest);
        let kept = self.typed(pointer).filter_map(of);
        FormFile {
            words: self.of.words,
            name: self.name(pointer),
            label: self.say(&part.label).to_owned(),
            hint: part.help.as_ref().map(|h| self.say(h).to_owned()),
            error: self.error(pointer),
            optional: !part.required,
            kept: kept.map(|f| Choice::new(f.blob.to_string(), &f.name)).collect(),
        }
    }

    /// A field; in a row of a table, `row` says which one.
    fn field(&self, part: &FormPart, kind: &Kind, pointer: &str, row: Option<&str>) -> Field {
        let name = self.name(pointer);
        let label = self.say(&part.label);
        let label = match row {
            Some(row) if part.pointer.is_empty() => row.to_owned(),
            Some(row) => format!("{label}, {row}"),
            None => label.to_owned(),
        };
        let last = self.typed(pointer).last().unwrap_or_default().trim();
        let mut field = self.control(part, kind, (&name, label), row.is_some());
        match kind {
            Kind::Choices(_) => {
                for text in self.typed(pointer) {
                    field = field.value(text);
                }
            }
            // A single tick is sent as `1`, whatever way it was said.
            Kind::Boolean if !part.required => {
                field = field.value(if matches!(last, "yes" | "on" | "true" | "1") { "1" } else { "" });
            }
            kind => field = field.value(self.shown(kind, last)),
        }
        if let Some(help) = &part.help {
            let hint = field.hint.take().filter(|_| row.is_none());
            let help = self.say(help);
            field = field.hint(hint.map_or_else(|| help.to_owned(), |hint| format!("{help} {hint}")));
        }
        let known = self.of.filled.known.iter().find(|k| k.pointer == pointer && k.text == last);
        if let Some(known) = known {
            field = field.from(&known.from);
        }
        if row.is_some() && !part.pointer.is_empty() {
            field = field.bare();
        }
        field.optional = !part.required && *kind != Kind::Boolean;
        let suggested = self.of.filled.places.get(pointer).cloned().unwrap_or_default();
        field.error(self.error(pointer)).asking(self.asking.contains(&part.name)).suggesting(suggested)
    }

    fn control(&self, part: &FormPart, kind: &Kind, (name, label): (&str, String), cell: bool) -> Field {
        let words = self.of.words;
        let unit = part.unit.as_ref().map(|u| self.say(u).to_owned());
        match kind {
            Kind::Text(_) | Kind::Attachment => Field::text(words, name, label),
            Kind::LongText(_) => Field::text_area(words, name, label, if cell { 2 } else { 3 }),
            Kind::Date => {
                let field = Field::date(words, name, label);
                if cell { Field { hint: None, ..field } } else { field }
            }
            Kind::Integer | Kind::Number => Field::amount(words, name, label, unit, *kind == Kind::Number),
            Kind::Money => Field::money(words, name, label),
            Kind::Phone => Field::phone(words, name, label),
            Kind::PersonalNumber => Field::personal_number(words, name, label),
            Kind::Unit => {
                let field = Field::place(words, name, label);
                if cell { field } else { field.hint(words.say("form-place-hint")) }
            }
            Kind::Boolean if part.required => {
                let answers = vec![Choice::new("yes", words.say("yes")), Choice::new("no", words.say("no"))];
                self.one_of(name, label, answers, !cell)
            }
            Kind::Boolean => Field::checkbox(words, name, label),
            Kind::Choice(choices) => {
                let beside = !cell && part.required && choices.len() <= BESIDE;
                self.one_of(name, label, self.choices(choices), beside)
            }
            Kind::Choices(choices) => Field::checkboxes(words, name, label, self.choices(choices)),
        }
    }

    fn choices(&self, choices: &[(String, Text)]) -> Vec<Choice> {
        choices.iter().map(|(value, said)| Choice::new(value, self.say(said))).collect()
    }

    fn one_of(&self, name: &str, label: String, choices: Vec<Choice>, beside: bool) -> Field {
        let words = self.of.words;
        if beside {
            return Field::radios(words, name, label, choices);
        }
        let none = Choice::new("", words.say("desk-choose"));
        Field::select(words, name, label, std::iter::once(none).chain(choices).collect())
    }

    /// A value as people write it; what is none stays as it was typed.
    fn shown(&self, kind: &Kind, text: &str) -> String {
        let words = self.of.words;
        let said = match kind {
            Kind::Money => text.parse::<i64>().ok().map(|n| words.number(n)),
            Kind::Date => Day::parse(text).map(|d| show::day(words, d)),
            Kind::Phone => Phone::parse(text).ok().map(|p| p.dialled()),
            Kind::Number if words.lang() != Lang::En => Some(text.replace('.', ",")),
            Kind::Boolean => match text {
                "on" | "true" | "1" => Some("yes".to_owned()),
                "off" | "false" | "0" => Some("no".to_owned()),
                _ => None,
            },
            Kind::Unit if !text.is_empty() => Some(place::named_by(self.of.world, text, self.of.today)),
            _ => None,
        };
        said.unwrap_or_else(|| text.to_owned())
    }
}
