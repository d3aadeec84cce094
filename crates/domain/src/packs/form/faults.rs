//! What data gets wrong: the schema's own rules, then what a schema can't say.

use super::{FORM_DEPTH, FORM_ROWS, Form, FormPart, Kind, TEXT_CHARS, What};
use crate::words::{Day, NumberCheck, NumberError, PersonalNumber, Phone, UnitCode};
use serde_json::{Map, Value};

/// Most unknown fields that are told at once.
const UNKNOWN: usize = 20;
/// Most characters of an unknown field's place that are told.
const POINTER_CHARS: usize = 120;

/// Something in the data that the form doesn't allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// Where, as a JSON pointer; empty for the whole.
    pub pointer: String,
    /// The message key.
    pub key: &'static str,
    /// Facts for the message.
    pub facts: Vec<(&'static str, String)>,
}

impl FormFault {
    fn new(pointer: impl Into<String>, key: &'static str) -> Self {
        Self { pointer: pointer.into(), key, facts: Vec::new() }
    }

    /// A field that the form doesn't have.
    pub(super) fn unknown(pointer: &str) -> Self {
        let short: String = pointer.chars().take(POINTER_CHARS).collect();
        Self { facts: vec![("name", short.clone())], ..Self::new(short, "problem-unknown-field") }
    }

    fn most(mut self, most: usize) -> Self {
        self.facts.push(("most", most.to_string()));
        self
    }
}

/// Whether a value fits a schema; a broken schema fits nothing.
pub fn fits(schema: &Value, value: &Value) -> bool {
    jsonschema::options().build(schema).is_ok_and(|validator| validator.is_valid(value))
}

/// A form made ready to check data: putting the schema's rules together costs far more than using them.
#[derive(Debug)]
pub struct FormCheck {
    rules: Option<jsonschema::Validator>,
    form: Form,
    /// Whether it takes fields that it doesn't name.
    open: bool,
}

impl FormCheck {
    /// Makes a form ready. One that is itself broken is found out by what it checks.
    pub fn of(schema: &Value) -> Self {
        let rules = jsonschema::options().should_validate_formats(true).build(schema).ok();
        let open = ["additionalProperties", "patternProperties"].iter().any(|key| schema.get(key).is_some());
        let form = Form::of(schema);
        Self { rules, open: open || form.groups.is_empty(), form }
    }

    /// The form that people see.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// All that the data gets wrong, by place. Hostile values are found before the schema looks at them. A
    /// form that is itself broken is one fault of the whole.
    pub fn faults(&self, data: &Map<String, Value>) -> Vec<FormFault> {
        let mut faults = Vec::new();
        for (name, value) in data {
            hostile(value, &format!("/{}", escaped(name)), 1, &mut faults);
        }
        if !faults.is_empty() {
            return faults;
        }
        let Some(rules) = &self.rules else { return vec![FormFault::new("", "problem-form-broken")] };
        let data = Value::Object(data.clone());
        faults.extend(rules.iter_errors(&data).map(|e| fault(&e)));
        if !self.open {
            let mut found = Vec::new();
            unknown(self.form.parts(), "", &data, &mut found);
            faults.extend(found.into_iter().take(UNKNOWN));
        }
        missing(self.form.parts(), "", &data, &mut faults);
        faults.sort_by(|a, b| (&a.pointer, a.key).cmp(&(&b.pointer, b.key)));
        faults.dedup();
        faults
    }
}

/// All that the data gets wrong, as [`FormCheck::faults`] finds it.
pub fn faults(schema: &Value, data: &Map<String, Value>) -> Vec<FormFault> {
    FormCheck::of(schema).faults(data)
}

/// Values that no form asks for: too deep, too many, too long, unseen characters, markup.
fn hostile(value: &Value, at: &str, depth: usize, faults: &mut Vec<FormFault>) {
    match value {
        Value::Array(_) | Value::Object(_) if depth > FORM_DEPTH => {
            faults.push(FormFault::new(at, "problem-too-deep").most(FORM_DEPTH));
        }
        Value::Array(items) if items.len() > FORM_ROWS => {
            faults.push(FormFault::new(at, "problem-too-many-items").most(FORM_ROWS));
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                hostile(item, &format!("{at}/{n}"), depth + 1, faults);
            }
        }
        Value::Object(map) => {
            for (name, inner) in map {
                hostile(inner, &format!("{at}/{}", escaped(name)), depth + 1, faults);
            }
        }
        Value::String(text) if text.chars().count() > TEXT_CHARS * 4 => {
            faults.push(FormFault::new(at, "problem-too-long").most(TEXT_CHARS));
        }
        Value::String(text) if markup(text) => faults.push(FormFault::new(at, "problem-markup")),
        _ => {}
    }
}

/// A name as a pointer writes it.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Whether a text is made for a program and not for people: tags, or characters that are not shown.
pub fn markup(text: &str) -> bool {
    let tag =
        |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    text.split('<').skip(1).any(tag)
        || text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Fields of an object, and of what stands in it, that the form doesn't have, asked or not.
fn unknown<'a>(
    parts: impl Iterator<Item = &'a FormPart> + Clone,
    at: &str,
    object: &Value,
    faults: &mut Vec<FormFault>,
) {
    for (name, value) in object.as_object().into_iter().flatten() {
        let here = format!("{at}/{}", escaped(name));
        match parts.clone().find(|part| part.name == *name).map(|part| &part.what) {
            None => faults.push(FormFault::unknown(&here)),
            Some(What::Group(parts)) => unknown(parts.iter(), &here, value, faults),
            Some(What::Repeat { parts, .. }) => {
                for (n, row) in value.as_array().into_iter().flatten().enumerate() {
                    unknown(parts.iter(), &format!("{here}/{n}"), row, faults);
                }
            }
            Some(What::Field(_)) => {}
        }
    }
}

/// What is needed where it is asked, and isn't there; what is too long where the schema says nothing.
fn missing<'a>(
    parts: impl Iterator<Item = &'a FormPart>,
    at: &str,
    data: &Value,
    faults: &mut Vec<FormFault>,
) {
    for part in parts {
        let pointer = format!("{at}{}", part.pointer);
        let around = pointer.rsplit_once('/').map_or("", |(before, _)| before);
        let Some(here) = data.pointer(around) else { continue };
        let Some(value) = data.pointer(&pointer) else {
            if part.required && part.is_shown(data, here) == Ok(true) {
                faults.push(FormFault::new(pointer, "problem-required"));
            }
            continue;
        };
        match (&part.what, value) {
            (What::Group(parts), _) => missing(parts.iter(), at, data, faults),
            (What::Repeat { parts, .. }, Value::Array(rows)) => {
                for n in 0..rows.len() {
                    missing(parts.iter(), &format!("{pointer}/{n}"), data, faults);
                }
            }
            (What::Field(Kind::Text(most) | Kind::LongText(most)), Value::String(text))
                if text.chars().count() > *most =>
            {
                faults.push(FormFault::new(pointer, "problem-too-long").most(*most));
            }
            (What::Field(kind), Value::String(text)) => {
                faults.extend(shape(kind, text).map(|key| FormFault::new(pointer, key)));
            }
            _ => {}
        }
    }
}

/// What a text of a kind gets wrong that needs no clock to be seen; a page that reads it sees the rest.
fn shape(kind: &Kind, text: &str) -> Option<&'static str> {
    let check = NumberCheck { year_now: i16::MAX, invented: true };
    match kind {
        Kind::Phone => Phone::parse(text).err().map(NumberError::key),
        Kind::PersonalNumber => PersonalNumber::parse(text, check).err().map(NumberError::key),
        Kind::Unit => text.parse::<UnitCode>().err().map(|_| "problem-unit"),
        Kind::Date => Day::parse(text).is_none().then_some("problem-date"),
        _ => None,
    }
}

fn fault(error: &jsonschema::ValidationError<'_>) -> FormFault {
    use jsonschema::error::ValidationErrorKind as Kind;
    let mut pointer = error.instance_path().to_string();
    let key = match error.kind() {
        Kind::MaxLength { limit } => {
            let most = usize::try_from(*limit).unwrap_or(usize::MAX);
            return FormFault::new(pointer, "problem-too-long").most(most);
        }
        Kind::MaxItems { limit } => {
            let most = usize::try_from(*limit).unwrap_or(usize::MAX);
            return FormFault::new(pointer, "problem-too-many-items").most(most);
        }
        Kind::Required { property } => {
            // The field that is missing, not the object around it.
            pointer = format!("{pointer}/{}", property.as_str().unwrap_or_default());
            "problem-required"
        }
        Kind::Enum { .. } | Kind::Constant { .. } => "problem-choice",
        Kind::Format { .. } => "problem-date",
        Kind::Type { .. } => "problem-type",
        Kind::Minimum { .. } | Kind::Maximum { .. } => "problem-range",
        Kind::MinItems { .. } => "problem-required",
        _ => "problem-value",
    };
    FormFault::new(pointer, key)
}
