//! Forms: a JSON Schema 2020-12 of a flat object, with hints (`x-label`, `x-order`, `x-choices`). The same
//! file draws the fields and checks what is typed, at the counter and in the API.

use super::Text;
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

/// Something in the data that the form doesn't allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// The field's name, empty for the whole.
    pub field: String,
    /// The message key.
    pub key: &'static str,
    /// Facts for the message.
    pub facts: Vec<(&'static str, String)>,
}

fn text_of(value: Option<&Value>, fallback: &str) -> Text {
    let word = |lang: &str| {
        let found = value.and_then(|v| v.get(lang)).and_then(Value::as_str);
        found.unwrap_or(fallback).to_owned()
    };
    Text { vi: word("vi"), en: word("en"), fr: word("fr") }
}

fn kind_of(schema: &Value) -> FieldKind {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let word = |v: &str| (v.to_owned(), text_of(schema.get("x-choices").and_then(|c| c.get(v)), v));
        return FieldKind::Choice(values.iter().filter_map(Value::as_str).map(word).collect());
    }
    match (schema.get("type").and_then(Value::as_str), schema.get("format").and_then(Value::as_str)) {
        (Some("integer"), _) => FieldKind::Integer,
        (Some("boolean"), _) => FieldKind::Boolean,
        (_, Some("date")) => FieldKind::Date,
        _ => FieldKind::Text,
    }
}

/// The fields of a form in the order they are asked.
pub fn form_fields(form: &Value) -> Vec<FormField> {
    let Some(properties) = form.get("properties").and_then(Value::as_object) else { return Vec::new() };
    let order = |schema: &Value| schema.get("x-order").and_then(Value::as_i64).unwrap_or(i64::MAX);
    let mut fields: Vec<_> = properties.iter().collect();
    fields.sort_by_key(|(_, schema)| order(schema));
    let field = |(name, schema): (&String, &Value)| FormField {
        name: name.clone(),
        label: text_of(schema.get("x-label"), name),
        kind: kind_of(schema),
    };
    fields.into_iter().map(field).collect()
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

/// All that the data gets wrong. A form that is itself broken is one fault of the whole.
pub fn form_faults(form: &Value, data: &Map<String, Value>) -> Vec<FormFault> {
    let Ok(validator) = jsonschema::options().should_validate_formats(true).build(form) else {
        return vec![FormFault { field: String::new(), key: "problem-form-broken", facts: Vec::new() }];
    };
    let data = Value::Object(data.clone());
    validator.iter_errors(&data).map(|e| fault(&e)).collect()
}

fn fault(error: &jsonschema::ValidationError<'_>) -> FormFault {
    use jsonschema::error::ValidationErrorKind as Kind;
    let path = error.instance_path().to_string();
    let field = path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
    let (key, facts) = match error.kind() {
        Kind::MaxLength { limit } => ("problem-too-long", vec![("most", limit.to_string())]),
        Kind::Enum { .. } => ("problem-choice", Vec::new()),
        Kind::Format { .. } => ("problem-date", Vec::new()),
        Kind::Type { .. } => ("problem-type", Vec::new()),
        Kind::Minimum { .. } | Kind::Maximum { .. } => ("problem-range", Vec::new()),
        Kind::Required { .. } => ("problem-required", Vec::new()),
        _ => ("problem-value", Vec::new()),
    };
    FormFault { field, key, facts }
}

#[cfg(test)]
mod tests {
    use super::{FieldKind, form_faults, form_fields, form_value};
    use serde_json::{Value, json};

    fn birth() -> Value {
        serde_json::from_str(include_str!("../../../../packs/civil-status/forms/birth.schema.json")).unwrap()
    }

    #[test]
    fn fields_come_in_order_with_their_words() {
        let fields = form_fields(&birth());
        assert_eq!(fields[0].name, "child_name");
        assert_eq!(fields[1].kind, FieldKind::Date);
        assert!(matches!(&fields[2].kind, FieldKind::Choice(c) if c.len() == 2));
    }

    #[test]
    fn wrong_values_name_their_field() {
        let data = json!({"born_on": "hôm qua", "sex": "x", "copies_wanted": "nhiều"});
        let faults = form_faults(&birth(), data.as_object().unwrap());
        let mut fields: Vec<&str> = faults.iter().map(|f| f.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["born_on", "copies_wanted", "sex"]);
        assert!(form_faults(&birth(), &serde_json::Map::new()).is_empty());
    }

    #[test]
    fn typed_days_become_iso_days() {
        assert_eq!(form_value(&FieldKind::Date, "15/08/2025"), Some(json!("2025-08-15")));
        assert_eq!(form_value(&FieldKind::Text, "  "), None);
    }
}
