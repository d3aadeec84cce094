//! A form as a plain list of fields: what pages that draw no groups and no rows show of it.

use super::{Form, FormFault, FormPart, Kind, Text, What, faults};
use serde_json::{Map, Value};

/// How a field is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// One of several: value and word.
    Choice(Vec<(String, Text)>),
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name in the data.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// How it is drawn.
    pub kind: FieldKind,
}

/// The single fields of a form in the order they are asked; those inside groups and rows are left out.
pub fn form_fields(form: &Value) -> Vec<FormField> {
    Form::of(form).groups.into_iter().flat_map(|g| g.parts).filter_map(field).collect()
}

fn field(part: FormPart) -> Option<FormField> {
    let What::Field(kind) = part.what else { return None };
    let kind = match kind {
        Kind::Date => FieldKind::Date,
        Kind::Integer | Kind::Money => FieldKind::Integer,
        Kind::Boolean => FieldKind::Boolean,
        Kind::Choice(choices) => FieldKind::Choice(choices),
        Kind::Choices(_) | Kind::Attachment | Kind::Number => return None,
        Kind::Text(_) | Kind::LongText(_) | Kind::Phone | Kind::PersonalNumber | Kind::Unit => {
            FieldKind::Text
        }
    };
    Some(FormField { name: part.name, label: part.label, kind })
}

/// Typed text as the value that the form expects; empty fields are left out.
pub fn form_value(kind: &FieldKind, typed: &str) -> Option<Value> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    Some(match kind {
        FieldKind::Integer => typed.parse::<i64>().map_or_else(|_| Value::from(typed), Value::from),
        FieldKind::Boolean => Value::from(matches!(typed, "on" | "true" | "1")),
        FieldKind::Date => {
            crate::words::Day::parse(typed).map_or_else(|| typed.into(), |d| d.to_string().into())
        }
        FieldKind::Text | FieldKind::Choice(_) => Value::from(typed),
    })
}

/// All that the data gets wrong, as [`super::form_data_faults`] finds it.
pub fn form_faults(form: &Value, data: &Map<String, Value>) -> Vec<FormFault> {
    faults::faults(form, data)
}
