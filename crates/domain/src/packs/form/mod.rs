//! Forms: a JSON Schema 2020-12 with hints. The same file draws the parts, reads what is typed and checks it,
//! on the page, at the counter and in the API.
//!
//! Hints: `x-label`, `x-help` (words), `x-order` (a number), `x-group` (a heading in words), `x-when` (a
//! condition over `data`, the whole form, and `here`, the object around), `x-required` (needed where shown),
//! `x-widget` (how it is asked), `x-choices` (words of the values), `x-unit` (what stands behind a number),
//! `x-known` (where a value is known from).
//! Values are named by JSON pointers: `/children/0/name`.

mod build;
mod faults;
mod known;
mod read;
mod sample;
#[cfg(test)]
mod tests;
mod typed;

pub use faults::{FormCheck, FormFault, faults as form_data_faults, fits as form_fits, markup};
pub use known::Origin;
pub use read::{Typed, form_read};
pub use sample::{Filling, form_sample};
pub use typed::{form_part_at, form_rows, form_tidy, form_typed, form_values};

use super::Text;
use super::condition::{Condition, ConditionFault};
use serde_json::Value;
use std::collections::BTreeSet;

/// How deep forms and their data may nest.
pub const FORM_DEPTH: usize = 6;
/// Most rows of a part that repeats.
pub const FORM_ROWS: usize = 200;
/// Most characters of a text for which the form says nothing.
pub const TEXT_CHARS: usize = 2_000;

/// A form as people see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Its groups, in order; the first may have no heading.
    pub groups: Vec<FormGroup>,
}

/// Parts under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormGroup {
    /// The heading.
    pub title: Option<Text>,
    /// What stands there, in order.
    pub parts: Vec<FormPart>,
}

/// Something in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPart {
    /// Its name in the object around.
    pub name: String,
    /// Where its value stands, below the object of the nearest part that repeats: `/mother/name`.
    pub pointer: String,
    /// What people call it.
    pub label: Text,
    /// What helps to fill it.
    pub help: Option<Text>,
    /// What stands behind a number: `m²`.
    pub unit: Option<Text>,
    /// When it is asked; always, where nothing is said.
    pub shown: Vec<Shown>,
    /// Whether it must be filled where it is asked.
    pub required: bool,
    /// Where its value may be known from.
    pub known: Option<Origin>,
    /// What it is.
    pub what: What,
}

/// What a part of a form is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// One value.
    Field(Kind),
    /// Several values that belong together.
    Group(Vec<FormPart>),
    /// The same parts, row by row.
    Repeat {
        /// The parts of a row; their pointers begin at the row.
        parts: Vec<FormPart>,
        /// Fewest rows.
        least: usize,
        /// Most rows.
        most: usize,
        /// Whether it is drawn as a table.
        table: bool,
    },
}

/// How one value is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A line of text, with the most characters.
    Text(usize),
    /// Several lines.
    LongText(usize),
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Number,
    /// Đồng.
    Money,
    /// Yes or no.
    Boolean,
    /// One of several: value and word.
    Choice(Vec<(String, Text)>),
    /// Several of several: value and word.
    Choices(Vec<(String, Text)>),
    /// A telephone number.
    Phone,
    /// A personal identification number.
    PersonalNumber,
    /// A province or commune, by its code.
    Unit,
    /// A scan, by the digest of its content.
    Attachment,
}

/// When a part is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// When a condition holds.
    When(Condition),
    /// When the object around fits a schema (`if`), or doesn't (`else`).
    If {
        /// The schema of `if`.
        schema: Value,
        /// Whether it is to fit.
        fits: bool,
    },
}

impl Form {
    /// The form of a schema. What the schema says wrongly is left out: the check of packs finds it.
    pub fn of(schema: &Value) -> Self {
        build::form(schema)
    }

    /// The names on which some part's being asked hangs: when one of them changes, the form may.
    pub fn asking(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for part in self.parts() {
            part.asking(&mut names);
        }
        names
    }

    /// Every part that stands at the top, in order.
    pub fn parts(&self) -> impl Iterator<Item = &FormPart> + Clone {
        self.groups.iter().flat_map(|g| &g.parts)
    }
}

impl FormPart {
    /// Whether it is asked where it stands, at `pointer` in the form's data. A row that isn't there yet has
    /// no answers.
    pub fn is_asked(&self, data: &Value, pointer: &str) -> Result<bool, ConditionFault> {
        if self.shown.is_empty() {
            return Ok(true);
        }
        let around = pointer.rsplit_once('/').map_or("", |(before, _)| before);
        let empty = Value::Object(serde_json::Map::new());
        self.is_shown(data, data.pointer(around).unwrap_or(&empty))
    }

    fn asking(&self, names: &mut BTreeSet<String>) {
        for shown in &self.shown {
            shown.asking(names);
        }
        if let What::Group(parts) | What::Repeat { parts, .. } = &self.what {
            for part in parts {
                part.asking(names);
            }
        }
    }

    /// Whether it is asked, with the form's data and the object around it.
    pub fn is_shown(&self, data: &Value, here: &Value) -> Result<bool, ConditionFault> {
        self.shown.iter().try_fold(true, |so_far, shown| Ok(so_far && shown.holds(data, here)?))
    }
}

impl Shown {
    fn asking(&self, names: &mut BTreeSet<String>) {
        match self {
            Self::When(condition) => {
                let paths = ["data", "here"].into_iter().flat_map(|root| condition.paths(root));
                names.extend(paths.flat_map(|p| p.split('.').map(str::to_owned).collect::<Vec<_>>()));
            }
            Self::If { schema, .. } => named(schema, names),
        }
    }

    fn holds(&self, data: &Value, here: &Value) -> Result<bool, ConditionFault> {
        match self {
            Self::When(condition) => {
                match condition.evaluate_over(&[("data", data), ("here", here)]) {
                    // What isn't answered yet doesn't hold: pages ask while people fill them.
                    Err(ConditionFault::NoField(_)) => Ok(false),
                    other => other?.as_bool().ok_or(ConditionFault::NotBoolean),
                }
            }
            Self::If { schema, fits } => Ok(faults::fits(schema, here) == *fits),
        }
    }
}

/// The properties that a schema speaks of.
fn named(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                names.extend(properties.keys().cloned());
            }
            let required = map.get("required").and_then(Value::as_array).into_iter().flatten();
            names.extend(required.filter_map(Value::as_str).map(str::to_owned));
            map.values().for_each(|inner| named(inner, names));
        }
        Value::Array(items) => items.iter().for_each(|inner| named(inner, names)),
        _ => {}
    }
}
