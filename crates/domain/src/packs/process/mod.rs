//! A process: the steps a dossier goes through and the acts offered at each. Data, written as TOML.

mod act;
mod check;
mod effect;
mod part;
#[cfg(test)]
mod tests;

pub use act::{ActDef, ActKind, Change, Counted, Effect, Join, Open, Units};
pub(super) use check::{process_wrongs, shortest_hours};
pub use effect::RecordChange;
pub use part::Part;

use super::pack::{Fault, Source};
use crate::identity::Role;
use crate::words::{PartName, StepId};
use serde::{Deserialize, Deserializer, Serialize};

/// The step at which nothing is left to do; every process ends there.
pub const END: &str = "end";
/// Office hours of a day, where a pack counts in days (as internal processes by ISO 9001 do).
pub const HOURS_A_DAY: u32 = 8;

/// A word in the three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

/// A place where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// What people call it.
    pub title: Text,
    /// Who works here.
    pub role: Role,
    /// How many working hours it should take; packs write `norm = { hours = 4 }` or `norm = { days = 2 }`.
    #[serde(default, alias = "norm", deserialize_with = "norm", skip_serializing_if = "Option::is_none")]
    pub norm_hours: Option<u32>,
    /// The form that is filled here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<PartName>,
    /// What to check here, a line each: the officer's checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<Text>,
    /// What may be done here; the first is the usual one.
    #[serde(rename = "act", default)]
    pub acts: Vec<ActDef>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Norm {
    Hours(u32),
    Days(u32),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Hours(u32),
    Unit(Norm),
}

fn norm<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let written = Option::<Written>::deserialize(from)
        .map_err(|_| serde::de::Error::custom("a norm is { hours = 4 } or { days = 2 }"))?;
    Ok(written.map(|written| match written {
        Written::Hours(hours) | Written::Unit(Norm::Hours(hours)) => hours,
        Written::Unit(Norm::Days(days)) => days.saturating_mul(HOURS_A_DAY),
    }))
}

/// Steps, and acts that any step offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Its name.
    pub id: String,
    /// Where a submitted dossier waits to be accepted.
    pub submitted: StepId,
    /// Where a received dossier begins.
    pub entry: StepId,
    /// The steps in their usual order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// Acts that every step offers.
    #[serde(rename = "anytime", default)]
    pub anytime: Vec<ActDef>,
}

impl Process {
    /// Reads a process from TOML and checks it.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let source = Source::new("process.toml", text);
        let process: Self = source.read()?;
        let wrongs = process_wrongs(&process);
        if wrongs.is_empty() { Ok(process) } else { Err(source.faults(wrongs)) }
    }

    /// The step of that name.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == *id)
    }

    /// The acts offered at a step: its own, then those that every step offers.
    pub fn acts_at(&self, step: &StepId) -> impl Iterator<Item = &ActDef> {
        let here = self.step(step);
        let anytime = here.map(|_| &self.anytime).into_iter().flatten();
        here.map(|s| &s.acts).into_iter().flatten().chain(anytime)
    }

    /// The act of that name at a step.
    pub fn act_at(&self, step: &StepId, act: &str) -> Option<&ActDef> {
        self.acts_at(step).find(|a| a.id.as_str() == act)
    }

    /// Every act, with the step that offers it; none for those that every step offers.
    pub fn acts(&self) -> impl Iterator<Item = (Option<&Step>, &ActDef)> {
        let own = self.steps.iter().flat_map(|step| step.acts.iter().map(move |act| (Some(step), act)));
        own.chain(self.anytime.iter().map(|act| (None, act)))
    }

    /// The roles that may do an act at a step: those that it names, else the step's; who leads may always
    /// say whose turn it is.
    pub fn roles_of<'a>(&'a self, step: &StepId, act: &'a ActDef) -> Vec<Role> {
        if act.roles.is_empty() {
            let leads = (act.kind == ActKind::Assign).then_some(Role::Leader);
            self.step(step).map(|s| s.role).into_iter().chain(leads).collect()
        } else {
            act.roles.clone()
        }
    }

    /// Where an act leads; refusing, withdrawing and delivering end the dossier.
    pub fn target<'a>(&'a self, act: &'a ActDef) -> Option<&'a str> {
        match act.kind {
            ActKind::Accept => Some(self.entry.as_str()),
            ActKind::Refuse | ActKind::Withdraw | ActKind::Deliver => Some(END),
            ActKind::Move | ActKind::Approve | ActKind::Open => act.to.as_ref().map(StepId::as_str),
            _ => None,
        }
    }
}
