//! Stories: `tests/<story>.toml`. Who does what on which day, and what must come of it. They are played in
//! memory through the same decisions that an office makes, under its calendar and hours.

mod came;
mod children;
#[cfg(test)]
mod family_tests;
mod play;
#[cfg(test)]
mod tests;

pub use came::{Came, differences};
pub use play::{Played, play, refusal_code};

use crate::dossier::HandOver;
use crate::identity::Role;
use crate::words::{CaseCode, Channel, Day, Moment, ProcedureCode, UnitCode};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A story.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The file, by its path in the pack.
    pub file: String,
    /// The file's text, for the lines of what went otherwise.
    pub text: String,
    /// What it tells.
    pub told: Told,
}

/// What a story tells.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What it is about, in Vietnamese.
    pub title: String,
    /// The procedure that is asked for where an entry names no other.
    pub procedure: ProcedureCode,
    /// What happens, one after another.
    #[serde(rename = "do")]
    pub scenes: Vec<Scene>,
}

/// Something that happens, and what must come of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// When: `2025-08-15T09:00`, Viet Nam time.
    #[serde(deserialize_with = "moment")]
    pub at: Moment,
    /// In which role somebody does it; the system where nothing is said.
    #[serde(default)]
    pub who: Option<Role>,
    /// In which unit, by its code, where that isn't the one that has the dossier.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// Which of the story's dossiers.
    #[serde(default = "first")]
    pub dossier: String,
    /// Which child of one of the story's dossiers, where it isn't that dossier itself.
    #[serde(default)]
    pub child: Option<ChildRef>,
    /// Somebody hands in at the counter or by post.
    #[serde(default)]
    pub receive: Option<HandIn>,
    /// Somebody hands in online.
    #[serde(default)]
    pub submit: Option<HandIn>,
    /// An act, by its id.
    #[serde(default)]
    pub act: Option<String>,
    /// What the act is filled with.
    #[serde(default)]
    pub fields: ActFields,
    /// The system closes what was never completed.
    #[serde(default)]
    pub lapse: bool,
    /// What must come of it.
    #[serde(default)]
    pub expect: Expect,
}

fn first() -> String {
    "1".to_owned()
}

fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
    let text = String::deserialize(from)?;
    Moment::parse(&text).ok_or_else(|| serde::de::Error::custom("a moment is written 2025-08-15T09:00"))
}

fn moment_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Moment>, D::Error> {
    moment(from).map(Some)
}

/// Which child. Of several that fit, the first.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildRef {
    /// Of which of the story's dossiers.
    #[serde(default = "first")]
    pub of: String,
    /// The one in this unit.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// The one that follows this procedure.
    #[serde(default)]
    pub procedure: Option<ProcedureCode>,
    /// The so-many-th of those that fit, from 0.
    #[serde(default)]
    pub index: usize,
}

/// What is handed in.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// What is asked for, where that isn't the story's procedure.
    #[serde(default)]
    pub procedure: Option<ProcedureCode>,
    /// How it comes.
    #[serde(default)]
    pub channel: Channel,
    /// Which case.
    #[serde(default)]
    pub case: Option<CaseCode>,
    /// Who asks.
    #[serde(default)]
    pub applicant: String,
    /// What the form is filled with.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// The papers handed in, one original each.
    #[serde(default)]
    pub documents: Vec<String>,
    /// The procedures that are wanted together with it; all that hold, where nothing is said.
    #[serde(default)]
    pub with: Option<Vec<ProcedureCode>>,
}

/// What an act is filled with.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActFields {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// What is missing.
    #[serde(default)]
    pub items: Vec<String>,
    /// Đồng.
    #[serde(default)]
    pub amount_vnd: i64,
    /// The new day.
    #[serde(default)]
    pub until: Option<Day>,
    /// The result's number.
    #[serde(default)]
    pub number: String,
    /// What is decided.
    #[serde(default)]
    pub summary: String,
    /// Who takes the result.
    #[serde(default)]
    pub receiver: String,
    /// How.
    #[serde(default)]
    pub way: HandOver,
    /// Papers that came later.
    #[serde(default)]
    pub documents: Vec<String>,
    /// The applicant's name as it should read.
    #[serde(default)]
    pub applicant: Option<String>,
    /// What the act's own form is filled with.
    #[serde(default)]
    pub answers: Map<String, Value>,
    /// The procedure's form as it was completed, whole: resume.
    #[serde(default)]
    pub data: Option<Map<String, Value>>,
}

/// What must come of it. What isn't named may be as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Where the dossier stands.
    #[serde(default)]
    pub step: Option<String>,
    /// Where it stands in the eyes of the law.
    #[serde(default)]
    pub stage: Option<String>,
    /// What is promised.
    #[serde(default, deserialize_with = "moment_or_none")]
    pub due: Option<Moment>,
    /// Whether the promise is kept: `running`, `overdue`, `on-time`, `late`.
    #[serde(default)]
    pub punctuality: Option<String>,
    /// Why it is refused: the refusal's code, `not-offered`, or `form:` with the field.
    #[serde(default)]
    pub refused: Option<String>,
    /// The acts that are offered afterwards, by role.
    #[serde(default)]
    pub offered: BTreeMap<Role, Vec<String>>,
    /// The papers that are printed.
    #[serde(default)]
    pub papers: Option<Vec<String>>,
    /// The documents that are asked for.
    #[serde(default)]
    pub documents: Option<Vec<String>>,
    /// What is asked for it, in đồng.
    #[serde(default)]
    pub fee_vnd: Option<i64>,
    /// The procedures that begin together with it.
    #[serde(default)]
    pub with: Option<Vec<ProcedureCode>>,
    /// What registers get.
    #[serde(default)]
    pub records: Option<Vec<ExpectedRecord>>,
    /// All its children, in the order in which they were asked for.
    #[serde(default)]
    pub children: Option<Vec<ExpectedChild>>,
}

/// How a child stands. What isn't named may be as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedChild {
    /// The unit that is asked.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// The procedure that it follows.
    #[serde(default)]
    pub procedure: Option<ProcedureCode>,
    /// Where it stands in the eyes of the law.
    #[serde(default)]
    pub stage: Option<String>,
    /// The step at which it stands.
    #[serde(default)]
    pub step: Option<String>,
    /// By when an answer is asked for.
    #[serde(default, deserialize_with = "moment_or_none")]
    pub due: Option<Moment>,
}

/// What a register gets.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRecord {
    /// Which register.
    pub register: String,
    /// What is done there.
    #[serde(default)]
    pub change: super::Change,
    /// Values that it must have; others may be there.
    #[serde(default)]
    pub fields: Map<String, Value>,
}
