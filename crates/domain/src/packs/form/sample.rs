//! Invented answers to a form, so that what reads answers can be tried before anybody gave one.

use super::{Form, FormPart, Kind, What};
use serde_json::{Map, Value, json};

/// How a form is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Only what must be filled.
    Least,
    /// All of it: the first choices, yes.
    All,
    /// All of it: the last choices, no, and rows as many as fit on a page.
    Other,
}

impl Filling {
    /// Every way.
    pub const EVERY: [Self; 3] = [Self::All, Self::Least, Self::Other];
}

/// A form filled in a way, without regard to conditions.
pub fn form_sample(schema: &Value, filling: Filling) -> Map<String, Value> {
    of_parts(Form::of(schema).parts(), filling)
}

fn of_parts<'a>(parts: impl Iterator<Item = &'a FormPart>, filling: Filling) -> Map<String, Value> {
    let asked = parts.filter(|part| filling != Filling::Least || part.required);
    asked.filter_map(|part| Some((part.name.clone(), of_part(part, filling)?))).collect()
}

fn of_part(part: &FormPart, filling: Filling) -> Option<Value> {
    match &part.what {
        What::Field(kind) => of_kind(kind, &part.label.vi, filling),
        What::Group(parts) => Some(Value::Object(of_parts(parts.iter(), filling))),
        What::Repeat { parts, least, most, .. } => {
            let rows = match filling {
                Filling::Least => *least,
                Filling::All => 2.clamp(*least, *most),
                Filling::Other => 12.clamp(*least, *most),
            };
            let row = match parts.as_slice() {
                [one] if one.name.is_empty() => of_part(one, filling)?,
                parts => Value::Object(of_parts(parts.iter(), filling)),
            };
            Some(Value::Array(vec![row; rows]))
        }
    }
}

fn of_kind(kind: &Kind, label: &str, filling: Filling) -> Option<Value> {
    let usual = filling != Filling::Other;
    let pick = |of: &[(String, super::Text)]| {
        let found = if usual { of.first() } else { of.last() };
        found.map(|(value, _)| value.clone())
    };
    Some(match kind {
        Kind::Text(most) | Kind::LongText(most) => json!(label.chars().take(*most).collect::<String>()),
        Kind::Date => json!("2025-08-15"),
        Kind::Integer => json!(2),
        Kind::Number => json!(2.5),
        Kind::Money => json!(1_250_000),
        Kind::Boolean => json!(usual),
        Kind::Choice(of) => json!(pick(of)?),
        Kind::Choices(of) => json!([pick(of)?]),
        Kind::Phone => json!("0912345678"),
        Kind::PersonalNumber => json!("000190123456"),
        Kind::Unit => json!("15085"),
        Kind::Attachment => return None,
    })
}
