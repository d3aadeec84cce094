//! What an act writes into registers, worked out from what is known.

use super::{Change, Effect};
use crate::packs::condition::ConditionFault;
use crate::words::PartName;
use serde_json::{Map, Value};

/// A change of a register that an act brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// Which register.
    pub register: PartName,
    /// What is done there.
    pub change: Change,
    /// Which record; none for a new one.
    pub number: Option<String>,
    /// What each field gets.
    pub fields: Map<String, Value>,
}

impl Effect {
    /// What it changes, with `known` for the names that its expressions use; none where its condition doesn't
    /// hold.
    pub fn evaluate(
        &self,
        known: &dyn Fn(&str) -> Option<Value>,
    ) -> Result<Option<RecordChange>, ConditionFault> {
        if let Some(when) = &self.when
            && !when.holds(known)?
        {
            return Ok(None);
        }
        let number = self.number.as_ref().map(|n| n.evaluate(known)).transpose()?;
        let number = number.map(|n| n.as_str().map_or_else(|| n.to_string(), str::to_owned));
        let mut fields = Map::new();
        for (name, value) in &self.fields {
            match value.evaluate(known) {
                // What wasn't filled in is not written.
                Err(ConditionFault::NoField(_)) | Ok(Value::Null) => {}
                Ok(Value::String(text)) if text.is_empty() => {}
                value => {
                    fields.insert(name.clone(), value?);
                }
            }
        }
        Ok(Some(RecordChange { register: self.register.clone(), change: self.change, number, fields }))
    }
}
