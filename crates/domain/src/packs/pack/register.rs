//! `registers/<name>.toml`: a list that results feed. Records are made and changed by dossiers only.

use super::fault::{FaultCode, Wrong};
use crate::identity::Role;
use crate::packs::Text;
use crate::packs::condition::Condition;
use crate::words::PartName;
use serde::{Deserialize, Serialize};

/// A register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// What people call it.
    pub title: Text,
    /// The form whose fields a record has.
    pub form: PartName,
    /// How records are numbered: `{seq:04}/{year}-{unit}`; numbers begin anew each year where it names one.
    pub number: String,
    /// How long a record holds; for ever where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// How many days before the end somebody is reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<u32>,
    /// The fields that everybody may see, on the page that a certificate's QR code opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub public: Vec<String>,
    /// Of these the fields by which everybody finds a record without having its certificate, and which that
    /// shows; nobody finds one where nothing is said. No field that says something about a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<String>,
    /// The roles that see whole records, besides those who work on its dossiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen_by: Vec<Role>,
}

/// How long a record holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// So many days from its beginning.
    Days(u32),
    /// So many months.
    Months(u32),
    /// So many years.
    Years(u32),
    /// Until the day that an expression over the record's fields gives.
    Until(Condition),
}

/// A piece of a number pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberPart {
    /// As it stands.
    Text(String),
    /// The running number, with at least so many digits.
    Sequence(usize),
    /// The year.
    Year,
    /// The unit's code.
    Unit,
}

impl Register {
    /// The pieces of its number pattern; none where it isn't one.
    pub fn number_parts(&self) -> Option<Vec<NumberPart>> {
        let mut parts = Vec::new();
        let mut rest = self.number.as_str();
        while let Some((text, behind)) = rest.split_once('{') {
            if !text.is_empty() {
                parts.push(NumberPart::Text(text.to_owned()));
            }
            let (name, after) = behind.split_once('}')?;
            parts.push(match name {
                "year" => NumberPart::Year,
                "unit" => NumberPart::Unit,
                "seq" => NumberPart::Sequence(1),
                other => NumberPart::Sequence(other.strip_prefix("seq:0")?.parse().ok().filter(|n| *n <= 9)?),
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(NumberPart::Text(rest.to_owned()));
        }
        let counted = parts.iter().filter(|p| matches!(p, NumberPart::Sequence(_))).count() == 1;
        counted.then_some(parts)
    }

    /// The number of a record.
    pub fn number(&self, sequence: u64, year: i16, unit: &str) -> Option<String> {
        let part = |part: NumberPart| match part {
            NumberPart::Text(text) => text,
            NumberPart::Sequence(digits) => format!("{sequence:0digits$}"),
            NumberPart::Year => year.to_string(),
            NumberPart::Unit => unit.to_owned(),
        };
        self.number_parts().map(|parts| parts.into_iter().map(part).collect())
    }

    /// What is wrong with it alone.
    pub(super) fn wrongs(&self) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if self.number_parts().is_none() {
            let wrong = Wrong::new("number", FaultCode::BadValue).with("name", &self.number);
            wrongs.push(wrong.propose("{seq:04}/{year}-{unit}"));
        }
        wrongs
    }
}
