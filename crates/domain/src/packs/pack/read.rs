//! From files to a pack.

use super::check;
use super::fault::{Fault, FaultCode, Wrong, nearest};
use super::guide::Guide;
use super::overlay::{Overlay, OverlaySaid};
use super::procedure::PackProcedure;
use super::source::Source;
use super::{Manifest, Pack, Register};
use crate::packs::Process;
use crate::packs::catalogue::Procedure;
use crate::packs::story::Story;
use crate::words::{PartName, ProcedureCode};
use serde_json::Value;
use std::collections::BTreeMap;

/// The files of a pack: text by path.
pub type Files = BTreeMap<String, String>;

/// Most bytes of a file.
const FILE_BYTES: usize = 256 * 1024;
/// Most files.
const FILES: usize = 1_000;
/// The folders that a pack may have.
const FOLDERS: [&str; 7] = ["procedures", "forms", "registers", "papers", "guide", "overlays", "tests"];

/// What a pack is read against.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The national catalogue.
    pub catalogue: &'a dyn Fn(&ProcedureCode) -> Option<Procedure>,
    /// The packs that are there already.
    pub packs: &'a [Pack],
}

impl Known<'_> {
    /// The processes that packs give to others.
    pub fn processes(&self) -> BTreeMap<PartName, Process> {
        let given = self.packs.iter().filter_map(|p| Some((p.manifest.id.clone(), p.process.clone()?)));
        given.collect()
    }
}

impl Pack {
    /// Reads a pack and checks it; all that is wrong is told at once.
    pub fn read(files: &Files, known: Known<'_>) -> Result<Self, Vec<Fault>> {
        let mut faults = sizes(files);
        let manifest = files.get("pack.toml").map(|text| Source::new("pack.toml", text).read::<Manifest>());
        let manifest = match manifest {
            Some(Ok(manifest)) => manifest,
            Some(Err(broken)) => return Err(faults.into_iter().chain(broken).collect()),
            None => {
                let wrong = Wrong::new("", FaultCode::ManifestMissing);
                return Err(vec![Source::new("pack.toml", "").fault_at(0, wrong)]);
            }
        };
        let mut pack = Self {
            manifest,
            process: None,
            procedures: BTreeMap::new(),
            forms: BTreeMap::new(),
            registers: BTreeMap::new(),
            papers: BTreeMap::new(),
            guides: Vec::new(),
            overlays: Vec::new(),
            stories: Vec::new(),
        };
        for (path, text) in files {
            if let Err(more) = pack.take(path, text) {
                faults.extend(more);
            }
        }
        // What can't be read may be what another file names: only a pack that reads whole is checked further.
        if faults.is_empty() {
            faults = check::faults(&pack, files, known);
        }
        faults.sort();
        faults.dedup();
        if faults.is_empty() { Ok(pack) } else { Err(faults) }
    }

    fn take(&mut self, path: &str, text: &str) -> Result<(), Vec<Fault>> {
        let source = Source::new(path, text);
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["pack.toml" | "README.md"] => {}
            ["tests", file] if file.strip_suffix(".toml").is_some() => {
                let told = source.read()?;
                self.stories.push(Story { file: path.to_owned(), text: text.to_owned(), told });
            }
            ["process.toml"] => self.process = Some(source.read::<Process>()?),
            ["procedures", file] if file.strip_suffix(".toml").is_some() => {
                let said: PackProcedure = source.read()?;
                if *file != format!("{}.toml", said.code) {
                    let wrong = Wrong::new("code", FaultCode::FileName).with("name", &said.code);
                    return Err(source.faults(vec![wrong.propose(format!("{}.toml", said.code))]));
                }
                self.procedures.insert(said.code.clone(), said);
            }
            ["forms", file] if file.strip_suffix(".schema.json").is_some() => {
                let form: Value = source.read_json()?;
                self.forms.insert(name(source, file, ".schema.json")?, form);
            }
            ["registers", file] if file.strip_suffix(".toml").is_some() => {
                let register: Register = source.read()?;
                self.registers.insert(name(source, file, ".toml")?, register);
            }
            ["papers", file] if file.strip_suffix(".typ").is_some() => {
                self.papers.insert(name(source, file, ".typ")?, text.to_owned());
            }
            ["guide", file] if file.strip_suffix(".md").is_some() => {
                self.guides.push(Guide::read(name(source, file, ".md")?, path, text)?);
            }
            ["overlays", unit, file] if file.strip_suffix(".toml").is_some() => {
                let said: OverlaySaid = source.read()?;
                let stem = file.strip_suffix(".toml").unwrap_or(file);
                let bad = || vec![source.fault_at(0, Wrong::new("", FaultCode::FileName).with("name", path))];
                let unit = unit.parse().map_err(|_| bad())?;
                let procedure = stem.parse().map_err(|_| bad())?;
                self.overlays.push(Overlay { unit, procedure, said });
            }
            _ => {
                let first = parts.first().copied().unwrap_or_default();
                let wrong = Wrong::new("", FaultCode::UnknownFile).with("name", path);
                return Err(vec![source.fault_at(0, wrong.near(nearest(first, FOLDERS)))]);
            }
        }
        Ok(())
    }
}

fn name(source: Source<'_>, file: &str, end: &str) -> Result<PartName, Vec<Fault>> {
    let stem = file.strip_suffix(end).unwrap_or(file);
    let wrong = || Wrong::new("", FaultCode::FileName).with("name", file);
    stem.parse()
        .map_err(|_| vec![source.fault_at(0, wrong().propose(stem.to_lowercase().replace([' ', '_'], "-")))])
}

fn sizes(files: &Files) -> Vec<Fault> {
    let large = |name: &str, text: &str| {
        let wrong = Wrong::new("", FaultCode::TooLarge).with("name", name);
        Source::new(name, text).fault_at(0, wrong)
    };
    let mut faults: Vec<Fault> =
        files.iter().filter(|(_, text)| text.len() > FILE_BYTES).map(|(name, _)| large(name, "")).collect();
    if files.len() > FILES {
        faults.push(large("pack.toml", ""));
    }
    faults
}
