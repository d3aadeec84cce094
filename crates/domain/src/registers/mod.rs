//! Registers: lists that results feed. A record is made and changed by dossiers only, a correction too, and
//! each version says which dossier and act made it. A record is one of the unit's [`crate::records`]: whole
//! in each entry, the newest counts, its entries are its history.
//!
//! Law: periods count from the day after the act and end with the day of the same number (Civil Code 2015
//! art. 147–148).

mod policy;
mod renewal;
mod standing;
#[cfg(test)]
mod tests;
mod write;

pub use policy::{register_scope, workers};
pub use renewal::Renewal;
pub use standing::Standing;
pub use write::{Book, Writing, wanted, write};

use crate::dossier::DossierCode;
use crate::packs::Change;
use crate::packs::pack::{NumberPart, Register};
use crate::records::{Body, RecordKind};
use crate::words::{Day, DossierId, PartName, PersonalNumber, Phone, ProcedureCode, StepId, TaxCode, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A record of a register, as one of its versions has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Which register.
    pub register: PartName,
    /// Its number, as people read it.
    pub number: String,
    /// The year in which its number counts, where numbers begin anew each year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// Its place in the series: 1, 2, 3, … without gaps.
    pub sequence: u32,
    /// What it says.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub fields: Map<String, Value>,
    /// Since when it holds.
    pub from: Day,
    /// The last day on which it holds; for ever where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The day on which it was ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Day>,
    /// Who asked for it.
    pub holder: Holder,
    /// What this version did.
    pub change: Change,
    /// What made this version.
    pub made_by: MadeBy,
    /// The province that its unit belonged to then.
    pub province: UnitId,
}

/// Who asked for a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name.
    pub name: String,
    /// Personal identification number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_number: Option<PersonalNumber>,
    /// Tax code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<TaxCode>,
    /// Telephone: who is reminded before it runs out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

/// The dossier and act that made a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBy {
    /// The dossier.
    pub dossier: DossierId,
    /// Its code.
    pub code: DossierCode,
    /// What it asks for.
    pub procedure: ProcedureCode,
    /// The revision that it keeps, which says what the register was like.
    pub revision: String,
    /// The act.
    pub act: StepId,
}

impl Body for Registered {
    const KIND: RecordKind = RecordKind::Register;
}

/// What a dossier keeps of a record that it made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRef {
    /// Which register.
    pub register: PartName,
    /// The record's number.
    pub number: String,
    /// What was done there.
    #[serde(default)]
    pub change: Change,
}

impl RecordRef {
    /// The record's key among the unit's records.
    pub fn key(&self) -> String {
        key(&self.register, &self.number)
    }
}

/// A record's key among the unit's records: `births/0012/2025-15085`.
pub fn key(register: &PartName, number: &str) -> String {
    format!("{register}/{number}")
}

/// Where the numbers of a register stand in their order: `births/2025/`; `births/-/` where they never begin
/// anew.
pub fn series(register: &PartName, year: Option<i16>) -> String {
    year.map_or_else(|| format!("{register}/-/"), |year| format!("{register}/{year}/"))
}

/// The year in which a register's numbers count on a day.
pub fn year_of(register: &Register, day: Day) -> Option<i16> {
    let yearly = register.number_parts().is_some_and(|parts| parts.contains(&NumberPart::Year));
    yearly.then(|| day.0.year())
}

impl Registered {
    /// Its key among the unit's records.
    pub fn key(&self) -> String {
        key(&self.register, &self.number)
    }

    /// Its place among the records of all registers, in the order of numbers: `births/2025/0000000012`.
    pub fn place(&self) -> String {
        format!("{}{:010}", series(&self.register, self.year), self.sequence)
    }

    /// The number at the end of such a place.
    pub fn sequence_of(place: &str) -> Option<u32> {
        place.rsplit('/').next()?.parse().ok()
    }

    /// The words by which a search finds it: its number, who asked for it, and every text it says.
    pub fn words(&self) -> String {
        let mut words = vec![self.number.clone(), self.holder.name.clone()];
        words.extend(self.holder.personal_number.as_ref().map(|n| n.as_str().to_owned()));
        words.extend(self.holder.tax_code.as_ref().map(|n| n.as_str().to_owned()));
        self.fields.values().for_each(|value| texts(value, &mut words));
        crate::words::fold(&words.join(" "))
    }
}

fn texts(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => words.push(text.clone()),
        Value::Number(number) => words.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, words)),
        Value::Object(map) => map.values().for_each(|inner| texts(inner, words)),
        Value::Null | Value::Bool(_) => {}
    }
}
