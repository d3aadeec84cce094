//! What is typed into a form, read: the pairs as they are shown again, the data, and what is no value.

use super::known::Proposal;
use super::place::{self, Place};
use crate::brought::Kept;
use crate::components::{Choice, Problem};
use crate::frame::{Fields, Web};
use crate::show;
use domain::dossier::Attachment;
use domain::packs::{Form, FormFault, Kind, What, form_part_at, form_read, form_tidy, form_values};
use lang::Words;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A form with what is typed.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// What is typed, by pointer, its rows in order.
    pub typed: Vec<(String, String)>,
    /// The data that it gives.
    pub data: Map<String, Value>,
    /// What is no value of its field.
    faults: Vec<FormFault>,
    /// Places that may have been meant, by pointer.
    pub(super) places: BTreeMap<String, Vec<Choice>>,
    /// The files that are kept for it.
    pub(super) files: Vec<Attachment>,
    /// What is known and may be proposed.
    pub(super) known: Vec<Proposal>,
}

impl Filled {
    /// Reads the fields of a form whose names begin with `prefix`; `add` and `remove` change its rows.
    pub fn read(web: &Web, form: &Form, prefix: &str, fields: &Fields, kept: &Kept) -> Self {
        Self::knowing(web, form, prefix, (fields, kept), Vec::new())
    }

    /// The same, with what is known put where nothing was proposed before and nothing is typed.
    pub fn knowing(
        web: &Web,
        form: &Form,
        prefix: &str,
        (fields, kept): (&Fields, &Kept),
        known: Vec<Proposal>,
    ) -> Self {
        let mut filled = Self { known, ..Self::default() };
        filled.collect(form, prefix, fields, kept);
        filled.rows(prefix, fields);
        filled.propose(prefix, fields);
        filled.typed = form_tidy(form, std::mem::take(&mut filled.typed));
        filled.places(web, form);
        let pairs: Vec<(&str, &str)> = filled.typed.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        (filled.data, filled.faults) = form_read(form, &pairs, web.app.numbers());
        filled
    }

    fn collect(&mut self, form: &Form, prefix: &str, fields: &Fields, kept: &Kept) {
        for (name, text) in fields.pairs() {
            let Some(pointer) = name.strip_prefix(prefix).filter(|p| p.is_empty() || p.starts_with('/'))
            else {
                continue;
            };
            if pointer.is_empty() || pointer.ends_with("-kept") {
                continue;
            }
            // A place is typed and then chosen under the same name: what was said last counts.
            let place = form_part_at(form, pointer).is_some_and(|p| p.what == What::Field(Kind::Unit));
            if place && !text.trim().is_empty() {
                self.typed.retain(|(p, _)| p != pointer);
            }
            if !place || !self.typed.iter().any(|(p, _)| p == pointer) {
                self.typed.push((pointer.to_owned(), text.clone()));
            }
        }
        for (name, files) in kept {
            let Some(pointer) = name.strip_prefix(prefix).filter(|p| p.starts_with('/')) else { continue };
            // Of several that were sent one after another, the last one is meant.
            if let Some(file) = files.last() {
                self.typed.push((pointer.to_owned(), file.blob.to_string()));
                self.files.push(file.clone());
            }
        }
    }

    fn rows(&mut self, prefix: &str, fields: &Fields) {
        let pointer = |name: &str| fields.get(name).strip_prefix(prefix).map(str::to_owned);
        if let Some(rows) = pointer("add").filter(|p| p.starts_with('/')) {
            // Behind every row that there can be: tidying gives it its place.
            self.typed.push((format!("{rows}/{}", usize::MAX), String::new()));
        }
        if let Some(row) = pointer("remove").filter(|p| p.starts_with('/')) {
            let below = format!("{row}/");
            self.typed.retain(|(p, _)| *p != row && !p.starts_with(&below));
        }
    }

    fn propose(&mut self, prefix: &str, fields: &Fields) {
        for known in &self.known {
            let proposed =
                fields.all("proposed").any(|name| name.strip_prefix(prefix) == Some(known.pointer.as_str()));
            let is = |(pointer, _): &&(String, String)| *pointer == known.pointer;
            let empty = self.typed.iter().filter(is).all(|(_, text)| text.trim().is_empty());
            if !proposed && empty {
                self.typed.retain(|pair| !is(&pair));
                self.typed.push((known.pointer.clone(), known.text.clone()));
            }
        }
    }

    fn places(&mut self, web: &Web, form: &Form) {
        let (world, today) = (web.app.world(), web.app.now().day());
        for (pointer, text) in &mut self.typed {
            let asked = form_part_at(form, pointer).is_some_and(|p| p.what == What::Field(Kind::Unit));
            if !asked || text.trim().is_empty() {
                continue;
            }
            match place::find(&world, text, today) {
                Place::One(code) => *text = code,
                Place::Several(places) => {
                    self.places.insert(pointer.clone(), places);
                }
                Place::Unknown => {}
            }
        }
    }

    /// Whether something typed is no value of its field.
    pub fn is_wrong(&self) -> bool {
        !self.faults.is_empty()
    }

    /// What is wrong, as the page says it.
    pub fn problems(&self, words: &Words, prefix: &str) -> Vec<Problem> {
        let problem = |fault: &FormFault| {
            let several = fault.key == "problem-unit" && self.places.contains_key(&fault.pointer);
            let key = if several { "form-place-several" } else { fault.key };
            Problem {
                field: format!("{prefix}{}", fault.pointer),
                message: show::fact(words, key, &fault.facts),
            }
        };
        self.faults.iter().map(problem).collect()
    }

    /// The files that the data names: what each is called in the form, and the file.
    pub fn attached<'a>(&'a self, form: &'a Form) -> Vec<(&'a domain::packs::Text, &'a Attachment)> {
        let data = Value::Object(self.data.clone());
        let file = |(pointer, kind, value): (String, &Kind, &Value)| {
            let digest = value.as_str().filter(|_| *kind == Kind::Attachment)?;
            let file = self.files.iter().find(|f| f.blob.as_str() == digest)?;
            Some((&form_part_at(form, &pointer)?.label, file))
        };
        form_values(form, &data).into_iter().filter_map(file).collect()
    }
}
