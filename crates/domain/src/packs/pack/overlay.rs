//! `overlays/<unit code>/<procedure>.toml`: steps and guides that a unit lays over a procedure for its own
//! work. What the law gives (its acts, its limits) stays as it is: a unit's step only passes on.

use super::fault::{FaultCode, Wrong, nearest};
use super::guide::{Guide, GuideHead, GuideKind};
use crate::packs::{ActKind, Definition, Process, Step, Text};
use crate::words::{ProcedureCode, StepId, UnitCode};
use serde::Deserialize;

/// What a unit lays over a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Whose it is.
    pub unit: UnitCode,
    /// Over which procedure.
    pub procedure: ProcedureCode,
    /// What it says.
    pub said: OverlaySaid,
}

/// The file of an overlay.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlaySaid {
    /// Further steps.
    #[serde(rename = "local", default)]
    pub steps: Vec<LocalStep>,
    /// Further guides.
    #[serde(rename = "guide", default)]
    pub guides: Vec<LocalGuide>,
}

/// A step of a unit, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalStep {
    /// Every move to this step goes through it first.
    #[serde(default)]
    pub before: Option<StepId>,
    /// The usual move away from this step goes through it.
    #[serde(default)]
    pub after: Option<StepId>,
    /// The step.
    pub step: Step,
}

/// A guide of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalGuide {
    /// To which step; to all where nothing is said.
    #[serde(default)]
    pub step: Option<StepId>,
    /// What kind of text.
    pub kind: GuideKind,
    /// Its heading.
    pub title: Text,
    /// The text, in Markdown.
    pub text: String,
}

impl Overlay {
    /// A procedure with what the unit lays over it: its steps, its guides. None where it doesn't fit.
    pub fn over(&self, definition: &Definition) -> Option<Definition> {
        let mut laid = definition.clone();
        laid.process = self.said.lay(&definition.process).ok()?;
        for (n, guide) in self.said.guides.iter().enumerate() {
            let head = GuideHead {
                procedure: Some(self.procedure.clone()),
                step: guide.step.clone(),
                kind: guide.kind,
                title: guide.title.clone(),
            };
            let name = format!("local-{}-{}", self.unit.as_str().to_lowercase(), n + 1).parse().ok()?;
            laid.guides.push(Guide { name, head, text: guide.text.clone() });
        }
        Some(laid)
    }
}

impl OverlaySaid {
    /// The process with the unit's steps in it.
    pub fn lay(&self, process: &Process) -> Result<Process, Vec<Wrong>> {
        let (mut laid, mut wrongs) = (process.clone(), Vec::new());
        for (n, local) in self.steps.iter().enumerate() {
            let path = format!("local.{n}");
            if let Err(wrong) = local.lay(&mut laid, &path) {
                wrongs.push(wrong);
            }
        }
        for (n, guide) in self.guides.iter().enumerate() {
            if let Some(step) = guide.step.as_ref().filter(|s| laid.step(s).is_none()) {
                wrongs.push(unknown(&laid, format!("guide.{n}.step"), step));
            }
        }
        wrongs.extend(
            super::super::process::process_wrongs(&laid)
                .into_iter()
                .map(|w| Wrong { path: String::new(), ..w }),
        );
        if wrongs.is_empty() { Ok(laid) } else { Err(wrongs) }
    }
}

fn unknown(process: &Process, path: String, step: &StepId) -> Wrong {
    let known = process.steps.iter().map(|s| s.id.as_str());
    Wrong::new(path, FaultCode::UnknownStep).with("name", step).near(nearest(step.as_str(), known))
}

impl LocalStep {
    fn lay(&self, process: &mut Process, path: &str) -> Result<(), Wrong> {
        let (place, name, before) = match (&self.before, &self.after) {
            (Some(step), None) => (step, "before", true),
            (None, Some(step)) => (step, "after", false),
            _ => {
                return Err(Wrong::new(path, FaultCode::MissingKey).with("name", "before / after"));
            }
        };
        let Some(at) = process.steps.iter().position(|s| s.id == *place) else {
            return Err(unknown(process, format!("{path}.{name}"), place));
        };
        if let Some((n, act)) = self.step.acts.iter().enumerate().find(|(_, a)| a.kind != ActKind::Move) {
            let wrong = Wrong::new(format!("{path}.step.act.{n}.kind"), FaultCode::OverlayLaw);
            return Err(wrong.with("name", act.kind.as_str()));
        }
        let mut moved = false;
        for step in &mut process.steps {
            let leaves = !before && step.id == *place;
            for act in step.acts.iter_mut().filter(|a| a.kind == ActKind::Move) {
                if (before && act.to.as_ref() == Some(place)) || (leaves && !moved) {
                    act.to = Some(self.step.id.clone());
                    moved = true;
                }
            }
        }
        if !moved {
            // Only acts of law lead there: a unit's step can't stand in their way.
            return Err(Wrong::new(format!("{path}.{name}"), FaultCode::OverlayLaw).with("name", place));
        }
        process.steps.insert(if before { at } else { at + 1 }, self.step.clone());
        Ok(())
    }
}
