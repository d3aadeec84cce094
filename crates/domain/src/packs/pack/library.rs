//! Several packs side by side: each folder is one, and they may depend on each other.

use super::fault::{Fault, FaultCode, Wrong};
use super::read::{Files, Known};
use super::source::Source;
use super::{COMMON, Pack};
use crate::packs::catalogue::Procedure;
use crate::packs::{Definition, Process};
use crate::words::{PartName, ProcedureCode};
use std::collections::{BTreeMap, BTreeSet};

/// Packs, each read against those that it depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    packs: Vec<Pack>,
    processes: BTreeMap<PartName, Process>,
}

impl Library {
    /// Reads packs from files whose first folder is the pack's, over those that are known already; of the
    /// same id, the new one counts. Faults name files with that folder.
    pub fn read(
        files: &Files,
        over: &Self,
        catalogue: &dyn Fn(&ProcedureCode) -> Option<Procedure>,
    ) -> Result<Self, Vec<Fault>> {
        let mut waiting: BTreeMap<&str, Files> = BTreeMap::new();
        for (path, text) in files {
            if let Some((folder, rest)) = path.split_once('/') {
                waiting.entry(folder).or_default().insert(rest.to_owned(), text.clone());
            }
        }
        let ids: BTreeSet<String> = waiting.values().filter_map(named).collect();
        let mut packs: Vec<Pack> =
            over.packs.iter().filter(|p| !ids.contains(p.manifest.id.as_str())).cloned().collect();
        let mut faults = Vec::new();
        while !waiting.is_empty() {
            // What waits for nothing that still waits is next; where all wait for each other, any is.
            let still: BTreeSet<String> = waiting.values().filter_map(named).collect();
            let ready = |files: &Files| depends(files).iter().all(|d| !still.contains(d));
            let next = waiting.iter().find(|(_, files)| ready(files)).or_else(|| waiting.iter().next());
            let Some(folder) = next.map(|(folder, _)| *folder) else { break };
            let files = waiting.remove(folder).unwrap_or_default();
            match Pack::read(&files, Known { catalogue, packs: &packs }) {
                Ok(pack) => packs.push(pack),
                Err(more) => faults.extend(more.into_iter().map(|mut f| {
                    f.file = format!("{folder}/{}", f.file);
                    f
                })),
            }
        }
        faults.extend(twice(&packs));
        if faults.is_empty() { Ok(Self::of(packs)) } else { Err(faults) }
    }

    fn of(packs: Vec<Pack>) -> Self {
        let processes = Known { catalogue: &|_| None, packs: &packs }.processes();
        Self { packs, processes }
    }

    /// The packs.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// The packs whose folders stand in these files, each with its folder.
    pub fn in_folders<'a>(&'a self, files: &'a Files) -> Vec<(&'a str, &'a Pack)> {
        let folders = files.keys().filter_map(|path| path.strip_suffix("/pack.toml"));
        let found = |folder: &'a str| {
            let manifest: toml::Table = files.get(&format!("{folder}/pack.toml"))?.parse().ok()?;
            Some((folder, self.pack(manifest.get("id")?.as_str()?)?))
        };
        folders.filter_map(found).collect()
    }

    /// The pack of that name.
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs.iter().find(|p| p.manifest.id.as_str() == id)
    }

    /// The process of every procedure that no pack speaks of.
    pub fn common(&self) -> Option<&Process> {
        self.processes.iter().find(|(id, _)| id.as_str() == COMMON).map(|(_, process)| process)
    }

    /// A procedure of the catalogue as it runs: as its pack says, else by the common process.
    pub fn define(&self, facts: Procedure, common: &Process) -> Definition {
        let pack = self.packs.iter().find(|p| p.procedures.contains_key(&facts.code));
        let said = pack.and_then(|p| p.define(&facts.code, Some(facts.clone()), &self.processes));
        said.unwrap_or_else(|| Definition::plain(facts, common.clone()))
    }

    /// The procedures that packs give whole: those without a row in the catalogue.
    pub fn local<'a>(
        &'a self,
        catalogue: &'a dyn Fn(&ProcedureCode) -> Option<Procedure>,
    ) -> impl Iterator<Item = Definition> + 'a {
        let codes = self.packs.iter().flat_map(|p| p.procedures.keys());
        codes.filter(|code| catalogue(code).is_none()).filter_map(|code| self.define_local(code))
    }

    /// A procedure that a pack gives whole, without a row of the catalogue.
    pub fn define_local(&self, code: &ProcedureCode) -> Option<Definition> {
        self.packs.iter().find_map(|pack| pack.define(code, None, &self.processes))
    }
}

/// The id in a pack's manifest, whether or not the rest of it is in order.
fn named(files: &Files) -> Option<String> {
    manifest(files)?.get("id")?.as_str().map(str::to_owned)
}

fn depends(files: &Files) -> Vec<String> {
    let table = manifest(files);
    let list = table.as_ref().and_then(|t| t.get("depends")).and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(|d| d.as_str().map(str::to_owned)).collect()
}

fn manifest(files: &Files) -> Option<toml::Table> {
    files.get("pack.toml")?.parse().ok()
}

/// Procedures and registers of which two packs speak.
fn twice(packs: &[Pack]) -> Vec<Fault> {
    let mut seen: BTreeMap<&ProcedureCode, &PartName> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut registers: BTreeMap<&PartName, &PartName> = BTreeMap::new();
    for pack in packs {
        for name in pack.registers.keys() {
            if let Some(other) = registers.insert(name, &pack.manifest.id) {
                let file = format!("{}/registers/{name}.toml", pack.manifest.id);
                let wrong = Wrong::new("", FaultCode::RegisterTwice).with("name", name).with("other", other);
                faults.push(Source::new(&file, "").fault_at(0, wrong));
            }
        }
        for code in pack.procedures.keys() {
            if let Some(other) = seen.insert(code, &pack.manifest.id) {
                let file = format!("{}/procedures/{code}.toml", pack.manifest.id);
                let wrong = Wrong::new("", FaultCode::ProcedureTwice).with("name", code).with("other", other);
                faults.push(Source::new(&file, "").fault_at(0, wrong));
            }
        }
    }
    faults
}
