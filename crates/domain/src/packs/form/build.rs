//! From a schema to the form that people see.

use super::{FORM_DEPTH, FORM_ROWS, Form, FormGroup, FormPart, Kind, Shown, TEXT_CHARS, Text, What};
use crate::packs::condition::Condition;
use serde_json::Value;

/// Words of a hint; in one language for all where it is a plain text.
pub(super) fn words(value: Option<&Value>, fallback: &str) -> Text {
    let plain = value.and_then(Value::as_str).unwrap_or(fallback);
    let word =
        |lang: &str| value.and_then(|v| v.get(lang)).and_then(Value::as_str).unwrap_or(plain).to_owned();
    Text { vi: word("vi"), en: word("en"), fr: word("fr") }
}

/// The form of a schema.
pub(super) fn form(schema: &Value) -> Form {
    let parts = Builder { root: schema }.parts(schema, "", &[], 0);
    let mut groups: Vec<FormGroup> = Vec::new();
    for (title, part) in parts {
        match groups.iter_mut().find(|g| g.title == title) {
            Some(group) => group.parts.push(part),
            None => groups.push(FormGroup { title, parts: vec![part] }),
        }
    }
    Form { groups }
}

struct Builder<'a> {
    root: &'a Value,
}

/// A property of an object, as a branch of its schema gives it.
struct Property<'a> {
    name: &'a str,
    schema: &'a Value,
    shown: Vec<Shown>,
    required: bool,
}

impl<'a> Builder<'a> {
    /// The parts of an object, each with its heading.
    fn parts(
        &self,
        object: &'a Value,
        at: &str,
        shown: &[Shown],
        depth: usize,
    ) -> Vec<(Option<Text>, FormPart)> {
        let mut found = Vec::new();
        if depth < FORM_DEPTH {
            self.properties(object, shown, 0, &mut found);
        }
        let order = |p: &Property<'_>| {
            let hint = p.schema.get("x-order").or_else(|| self.resolved(p.schema).get("x-order"));
            hint.and_then(Value::as_f64).unwrap_or(f64::MAX)
        };
        found.sort_by(|a, b| order(a).total_cmp(&order(b)));
        found.into_iter().map(|p| self.part(p, at, depth)).collect()
    }

    /// The properties of an object: its own, then those of its conditional parts.
    fn properties(&self, schema: &'a Value, shown: &[Shown], depth: usize, found: &mut Vec<Property<'a>>) {
        if depth > FORM_DEPTH {
            return;
        }
        let schema = self.resolved(schema);
        let needed: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let required = needed.contains(&name.as_str());
            // A branch may only add to what is known of a property; the first that says its kind counts.
            match found.iter_mut().find(|p| p.name == name) {
                Some(known) => known.required |= required && known.shown == shown,
                None => found.push(Property { name, schema: property, shown: shown.to_vec(), required }),
            }
        }
        for name in needed {
            if let Some(known) = found.iter_mut().find(|p| p.name == name && p.shown == shown) {
                known.required = true;
            }
        }
        for (branch, fits) in [("then", true), ("else", false)] {
            if let (Some(asked), Some(inner)) = (schema.get("if"), schema.get(branch)) {
                let mut shown = shown.to_vec();
                shown.push(Shown::If { schema: asked.clone(), fits });
                self.properties(inner, &shown, depth + 1, found);
            }
        }
        for inner in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.properties(inner, shown, depth + 1, found);
        }
    }

    /// A schema with its reference followed, where it is one inside the file.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let at = schema.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix('#'));
        at.and_then(|at| self.root.pointer(at)).unwrap_or(schema)
    }

    fn part(&self, p: Property<'a>, at: &str, depth: usize) -> (Option<Text>, FormPart) {
        let (said, schema) = (p.schema, self.resolved(p.schema));
        // What stands beside a reference counts before what it refers to.
        let hint = |name: &str| said.get(name).or_else(|| schema.get(name));
        let pointer = format!("{at}/{}", p.name.replace('~', "~0").replace('/', "~1"));
        let mut shown = p.shown;
        if let Some(when) = hint("x-when").and_then(Value::as_str) {
            shown.push(Shown::When(Condition::new(when)));
        }
        let what = match schema.get("type").and_then(Value::as_str) {
            Some("object") => What::Group(self.inner(schema, &pointer, depth)),
            Some("array") => self.several(schema, hint("x-widget"), depth),
            _ => What::Field(kind(schema, hint("x-widget").and_then(Value::as_str))),
        };
        let part = FormPart {
            name: p.name.to_owned(),
            pointer,
            label: words(hint("x-label"), p.name),
            help: hint("x-help").map(|h| words(Some(h), "")),
            unit: hint("x-unit").map(|h| words(Some(h), "")),
            shown,
            required: p.required || hint("x-required").and_then(Value::as_bool) == Some(true),
            known: hint("x-known").and_then(Value::as_str).and_then(|k| k.parse().ok()),
            what,
        };
        (hint("x-group").map(|g| words(Some(g), "")), part)
    }

    fn inner(&self, schema: &'a Value, at: &str, depth: usize) -> Vec<FormPart> {
        self.parts(schema, at, &[], depth + 1).into_iter().map(|(_, part)| part).collect()
    }

    fn several(&self, schema: &'a Value, widget: Option<&Value>, depth: usize) -> What {
        let items = schema.get("items").map(|items| self.resolved(items));
        let limit =
            |name: &str| schema.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let Some(items) = items else { return What::Field(Kind::Text(TEXT_CHARS)) };
        if let Kind::Choice(choices) = kind(items, None) {
            return What::Field(Kind::Choices(choices));
        }
        let parts = if items.get("type").and_then(Value::as_str) == Some("object") {
            self.inner(items, "", depth)
        } else {
            let own = Property { name: "", schema: items, shown: Vec::new(), required: true };
            let (_, part) = self.part(own, "", depth + 1);
            vec![FormPart { pointer: String::new(), ..part }]
        };
        What::Repeat {
            parts,
            least: limit("minItems").unwrap_or(0),
            most: limit("maxItems").unwrap_or(FORM_ROWS).min(FORM_ROWS),
            table: widget.and_then(Value::as_str) == Some("table"),
        }
    }
}

/// How a value is asked.
pub(super) fn kind(schema: &Value, widget: Option<&str>) -> Kind {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let word = |v: &str| (v.to_owned(), words(schema.get("x-choices").and_then(|c| c.get(v)), v));
        return Kind::Choice(values.iter().filter_map(Value::as_str).map(word).collect());
    }
    let most = schema.get("maxLength").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let most = most.unwrap_or(TEXT_CHARS);
    let named = |name: &str| schema.get(name).and_then(Value::as_str);
    match (widget, named("type"), named("format")) {
        (Some("money"), ..) => Kind::Money,
        (Some("phone"), ..) => Kind::Phone,
        (Some("personal-number"), ..) => Kind::PersonalNumber,
        (Some("unit"), ..) => Kind::Unit,
        (Some("attachment"), ..) => Kind::Attachment,
        (Some("lines"), ..) => Kind::LongText(most),
        (_, Some("integer"), _) => Kind::Integer,
        (_, Some("number"), _) => Kind::Number,
        (_, Some("boolean"), _) => Kind::Boolean,
        (_, _, Some("date")) => Kind::Date,
        _ => Kind::Text(most),
    }
}
