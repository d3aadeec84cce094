//! What the values of a form get wrong that only the office can see: a place that isn't there today, a
//! person's number that nobody can have, a file that wasn't brought.

use crate::App;
use crate::error::Problem;
use domain::dossier::Attachment;
use domain::packs::{Form, Kind, form_values};
use domain::words::{NumberError, PersonalNumber};
use serde_json::{Map, Value};

impl App {
    /// All of it, by field; `files` are those that came with the request.
    pub(crate) fn values_wrong(
        &self,
        name: &str,
        form: &Form,
        data: &Map<String, Value>,
        files: &[&Attachment],
    ) -> Vec<Problem> {
        let (world, today, numbers) = (self.world(), self.now().day(), self.numbers());
        let data = Value::Object(data.clone());
        let wrong = |kind: &Kind, text: &str| match kind {
            Kind::Unit if world.unit_at(text, today).is_none() => Some("problem-unit"),
            Kind::PersonalNumber => PersonalNumber::parse(text, numbers).err().map(NumberError::key),
            Kind::Attachment if files.iter().all(|f| f.blob.as_str() != text) => Some("problem-file-unknown"),
            _ => None,
        };
        let problem = |(pointer, kind, value): (String, &Kind, &Value)| {
            let key = wrong(kind, value.as_str()?)?;
            Some(Problem::new(format!("{name}{}", pointer.replace('/', ".")), key))
        };
        form_values(form, &data).into_iter().filter_map(problem).collect()
    }
}
