//! Whether a form has a field that a condition or a register names.

use serde_json::Value;

/// The names of fields at one level of a schema, also in its conditional parts.
pub fn names<'a>(root: &'a Value, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
    let mut found = Vec::new();
    collect(root, schema, 0, &mut found);
    found
}

/// How deep conditional parts and references are followed.
const DEEPEST: usize = 8;

fn collect<'a>(root: &'a Value, schema: &'a Value, depth: usize, found: &mut Vec<(&'a str, &'a Value)>) {
    if depth > DEEPEST {
        return;
    }
    if let Some(at) = schema.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix('#'))
        && let Some(there) = root.pointer(at)
    {
        collect(root, there, depth + 1, found);
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        found.extend(properties.iter().map(|(name, inner)| (name.as_str(), inner)));
    }
    for part in ["then", "else", "if"] {
        if let Some(inner) = schema.get(part) {
            collect(root, inner, depth + 1, found);
        }
    }
    for part in ["allOf", "anyOf", "oneOf"] {
        for inner in schema.get(part).and_then(Value::as_array).into_iter().flatten() {
            collect(root, inner, depth + 1, found);
        }
    }
}

/// The first part of a dotted path that the form doesn't have, with the names that it has there.
pub fn missing<'a>(form: &'a Value, path: &str) -> Option<(String, Vec<&'a str>)> {
    let mut at: Vec<&Value> = vec![form];
    for part in path.split('.') {
        let all: Vec<(&str, &Value)> = at.iter().flat_map(|schema| names(form, schema)).collect();
        if all.is_empty() {
            // Not an object whose fields are known: anything may stand there.
            return None;
        }
        let next: Vec<&Value> =
            all.iter().filter(|(name, _)| *name == part).map(|(_, schema)| *schema).collect();
        if next.is_empty() {
            return Some((part.to_owned(), all.into_iter().map(|(name, _)| name).collect()));
        }
        at = next;
    }
    None
}
