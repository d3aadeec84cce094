//! What is wrong with a form: that it isn't a schema, or that a hint says nothing that can be done.

use super::Pack;
use super::check::{condition, field};
use super::fault::{FaultCode, Wrong, nearest};
use crate::packs::condition::Condition;
use crate::packs::form::Origin;
use serde_json::{Map, Value};

/// The ways to ask that `x-widget` names.
const WIDGETS: [&str; 8] =
    ["table", "repeat", "unit", "personal-number", "attachment", "money", "phone", "lines"];
/// The hints.
const HINTS: [&str; 10] = [
    "x-label",
    "x-help",
    "x-order",
    "x-group",
    "x-when",
    "x-required",
    "x-widget",
    "x-choices",
    "x-unit",
    "x-known",
];

/// All that is wrong with a form; paths are JSON pointers.
pub fn wrongs(form: &Value, pack: &Pack) -> Vec<Wrong> {
    let broken = |said: &str| Wrong::new("", FaultCode::FormBroken).with("said", said);
    if let Err(error) = jsonschema::options().should_validate_formats(true).build(form) {
        let at = error.instance_path().to_string();
        return vec![Wrong { path: at, ..broken(&error.to_string()) }];
    }
    if form.get("type").and_then(Value::as_str) != Some("object") {
        return vec![Wrong { path: "/type".to_owned(), ..broken("type") }.propose("\"type\": \"object\"")];
    }
    let mut check = Check { form, pack, wrongs: Vec::new() };
    check.walk(form, "", 0);
    check.wrongs
}

/// How deep a schema is walked; deeper ones are refused by what the data may be.
const DEEPEST: usize = 24;

struct Check<'a> {
    form: &'a Value,
    pack: &'a Pack,
    wrongs: Vec<Wrong>,
}

impl Check<'_> {
    fn walk(&mut self, value: &Value, at: &str, depth: usize) {
        if depth > DEEPEST {
            self.wrongs.push(Wrong::new(at, FaultCode::TooLarge).with("name", at));
            return;
        }
        match value {
            Value::Object(map) => {
                self.hints(map, at);
                self.needed(map, at);
                for (name, inner) in map {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    self.walk(inner, &format!("{at}/{name}"), depth + 1);
                }
            }
            Value::Array(items) => {
                for (n, inner) in items.iter().enumerate() {
                    self.walk(inner, &format!("{at}/{n}"), depth + 1);
                }
            }
            _ => {}
        }
    }

    fn hints(&mut self, schema: &Map<String, Value>, at: &str) {
        // A property may be called anything; hints stand in schemas only.
        if at.ends_with("/properties") || at.ends_with("/$defs") {
            return;
        }
        for name in schema.keys().filter(|n| n.starts_with("x-") && !HINTS.contains(&n.as_str())) {
            let wrong = Wrong::new(format!("{at}/{name}"), FaultCode::UnknownKey).with("name", name);
            self.wrongs.push(wrong.near(nearest(name, HINTS)));
        }
        for hint in ["x-label", "x-help", "x-group", "x-unit"] {
            let Some(words) = schema.get(hint) else { continue };
            self.words(words, &format!("{at}/{hint}"));
        }
        for (value, words) in schema.get("x-choices").and_then(Value::as_object).into_iter().flatten() {
            self.words(words, &format!("{at}/x-choices/{value}"));
        }
        let text = |name: &str| schema.get(name).and_then(Value::as_str);
        if let Some(widget) = text("x-widget").filter(|w| !WIDGETS.contains(w)) {
            let wrong = Wrong::new(format!("{at}/x-widget"), FaultCode::BadValue).with("name", widget);
            self.wrongs.push(wrong.near(nearest(widget, WIDGETS).or_else(|| Some(WIDGETS.join(", ")))));
        }
        if let Some(when) = text("x-when") {
            let (path, names) = (format!("{at}/x-when"), ["data", "here"]);
            condition(&Condition::new(when), &path, &names, Some(self.form), &mut self.wrongs);
        }
        if let Some(known) = text("x-known") {
            self.known(known, &format!("{at}/x-known"));
        }
    }

    fn words(&mut self, words: &Value, at: &str) {
        for lang in ["vi", "en", "fr"] {
            let word = words.get(lang).and_then(Value::as_str).unwrap_or_default();
            if word.trim().is_empty() {
                self.wrongs.push(Wrong::new(at, FaultCode::LanguageMissing).with("name", lang));
            }
        }
    }

    /// What is only asked under a condition can't be needed always: a schema knows nothing of `x-when`.
    fn needed(&mut self, schema: &Map<String, Value>, at: &str) {
        let needed = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for (n, name) in needed.enumerate() {
            let name = name.as_str().unwrap_or_default();
            let property = schema.get("properties").and_then(|p| p.get(name));
            if property.is_some_and(|p| p.get("x-when").is_some()) {
                let wrong = Wrong::new(format!("{at}/required/{n}"), FaultCode::BadValue).with("name", name);
                self.wrongs.push(wrong.propose("\"x-required\": true"));
            }
        }
    }

    fn known(&mut self, known: &str, path: &str) {
        match known.parse::<Origin>() {
            Err(()) => {
                let wrong = Wrong::new(path, FaultCode::BadValue).with("name", known);
                self.wrongs
                    .push(wrong.propose("register:<name>.<field>, dossier:<code>.<field>, identity:name"));
            }
            Ok(Origin::Register { register, field: name }) => match self.pack.registers.get(&register) {
                // Another pack's register is that pack's business.
                None => {}
                Some(found) => field(self.pack.forms.get(&found.form), &name, path, &mut self.wrongs),
            },
            Ok(Origin::Dossier { procedure, field: name }) => {
                let said = self.pack.procedures.get(&procedure);
                let form = said.and_then(|p| self.pack.forms.get(p.form.as_ref()?));
                field(form, &name, path, &mut self.wrongs);
            }
            Ok(Origin::Identity(_)) => {}
        }
    }
}
