//! A pack: a folder of definitions for one field of work, read as texts by their paths. Nothing here reads a
//! disk. A pack with a fault is refused whole; each fault names its file, line and column, and what was
//! probably meant. The format is told in `docs/packs.md`.

mod check;
mod fault;
mod fields;
mod form_check;
mod guide;
mod json;
mod library;
mod manifest;
mod overlay;
mod procedure;
mod read;
mod register;
mod source;
#[cfg(test)]
mod tests;

pub use fault::{Fault, FaultCode};
pub(super) use fault::{Wrong, nearest};
pub use guide::{Guide, GuideHead, GuideKind};
pub use library::Library;
pub use manifest::{Decision, Manifest, PackRef, Running};
pub use overlay::{LocalGuide, LocalStep, Overlay, OverlaySaid};
pub use procedure::{COMMON, CaseSaid, ChannelSaid, FeeRule, PackProcedure, ResultSaid, With};
pub use read::{Files, Known};
pub use register::{NumberPart, Register, Validity};
pub(super) use source::Source;

use super::catalogue::Procedure;
use super::story::Story;
use super::{Definition, Process};
use crate::words::{PartName, ProcedureCode};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A pack without a fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// What it says about itself.
    pub manifest: Manifest,
    /// The process that it gives to other packs, and to its own procedures by its name.
    pub process: Option<Process>,
    /// Procedures by code.
    pub procedures: BTreeMap<ProcedureCode, PackProcedure>,
    /// Forms by name.
    pub forms: BTreeMap<PartName, Value>,
    /// Registers by name.
    pub registers: BTreeMap<PartName, Register>,
    /// Templates of papers by name.
    pub papers: BTreeMap<PartName, String>,
    /// What officers read.
    pub guides: Vec<Guide>,
    /// What units lay over its procedures.
    pub overlays: Vec<Overlay>,
    /// Stories that its procedures must go through as told.
    pub stories: Vec<Story>,
}

impl Pack {
    /// A procedure of this pack as it runs: over its row of the catalogue, or whole. None where the pack says
    /// nothing about it. `processes` are those of the packs that it depends on.
    pub fn define(
        &self,
        code: &ProcedureCode,
        row: Option<Procedure>,
        processes: &BTreeMap<PartName, Process>,
    ) -> Option<Definition> {
        let said = self.procedures.get(code)?;
        let process = self.process_of(said, processes)?;
        let facts = said.facts(row, &self.manifest.title)?;
        let parts = Parts::of(said, &process);
        let registers: BTreeMap<PartName, Register> = pick(&self.registers, &parts.registers);
        let of_registers = registers.values().map(|r| r.form.clone());
        let forms: BTreeSet<PartName> = parts.forms.into_iter().chain(of_registers).collect();
        Some(Definition {
            title: said.title.clone(),
            called: said.called.clone(),
            internal: said.internal,
            limit: said.limit,
            cutoffs: said.cutoffs,
            supplement_days: said.supplement_days.map(|days| days.max(1)),
            form: said.form.as_ref().and_then(|name| self.forms.get(name)).cloned(),
            pack: Some(self.manifest.reference()),
            fees: said.fees.clone(),
            result: said.result.clone(),
            with: said.with.clone(),
            forms: pick(&self.forms, &forms),
            papers: pick(&self.papers, &parts.papers),
            registers,
            guides: self.guides.iter().filter(|g| g.of(code)).cloned().collect(),
            ..Definition::plain(facts, process)
        })
    }

    /// The process of a procedure: its own, or the one that it names.
    fn process_of(&self, said: &PackProcedure, processes: &BTreeMap<PartName, Process>) -> Option<Process> {
        let named = |name: &str| {
            let own = self.process.as_ref().filter(|p| p.id == name);
            own.or_else(|| processes.iter().find(|(id, _)| id.as_str() == name).map(|(_, p)| p))
        };
        let own = said.own_process(named(COMMON));
        own.or_else(|| named(said.process.as_ref().map_or(COMMON, PartName::as_str)).cloned())
    }
}

/// The parts of a pack that a procedure names.
#[derive(Default)]
struct Parts {
    forms: BTreeSet<PartName>,
    papers: BTreeSet<PartName>,
    registers: BTreeSet<PartName>,
}

impl Parts {
    fn of(said: &PackProcedure, process: &Process) -> Self {
        let mut parts = Self::default();
        parts.forms.extend(process.steps.iter().filter_map(|s| s.form.clone()));
        for (_, act) in process.acts() {
            parts.forms.extend(act.form.clone());
            parts.papers.extend(act.paper.clone());
            parts.registers.extend(act.records.iter().map(|r| r.register.clone()));
        }
        if let Some(result) = &said.result {
            parts.papers.extend(result.paper.clone());
            parts.registers.extend(result.register.clone());
        }
        parts
    }
}

fn pick<T: Clone>(from: &BTreeMap<PartName, T>, names: &BTreeSet<PartName>) -> BTreeMap<PartName, T> {
    from.iter().filter(|(name, _)| names.contains(*name)).map(|(n, v)| (n.clone(), v.clone())).collect()
}
