//! The papers of packs before anybody needs them: every template is filled from invented dossiers and
//! printed.

use crate::dossier::{SHARED, sheet};
use crate::{World, WorldError};
use domain::packs::Definition;
use domain::packs::pack::{COMMON, Fault, FaultCode, Library, Pack};
use domain::words::{PartName, UnitId};
use lang::{Lang, Words};
use paper::PaperError;
use paper::papers::{Filled, sample};
use press::{Press, Sheet};

/// Where the invented dossiers lie.
const UNIT: &str = "15085@2025-07-01";

/// What is wrong with the papers of a pack; each fault names its file below the pack's folder.
pub fn faults(
    pack: &Pack,
    library: &Library,
    world: &World,
    press: &Press,
) -> Result<Vec<Fault>, WorldError> {
    let tries = tries(pack, library, world, Lang::Vi)?;
    let shared = |name: &PartName| pack.manifest.id.as_str() == COMMON && name.as_str() == SHARED;
    let nobody = |name: &&PartName| !shared(name) && tries.iter().all(|(of, _)| of != *name);
    let mut faults: Vec<Fault> = pack.papers.keys().filter(nobody).map(unused).collect();
    for (_, sheet) in &tries {
        faults.extend(press.print(sheet).err().map(|found| fault(pack.manifest.id.as_str(), found)));
    }
    faults.sort();
    faults.dedup();
    Ok(faults)
}

/// The papers of a pack, each filled in several ways, ready for the press. The law's are filled in a
/// language; what packs print is the State's and Vietnamese.
pub fn tries(
    pack: &Pack,
    library: &Library,
    world: &World,
    lang: Lang,
) -> Result<Vec<(PartName, Sheet)>, WorldError> {
    let broken = |e: PaperError| WorldError { what: "packs", why: e.to_string() };
    let (id, words, own) = (pack.manifest.id.as_str(), Words::of(lang), Words::of(Lang::Vi));
    let definitions = definitions(pack, library, world);
    let mut tries = Vec::new();
    for (name, text) in &pack.papers {
        let mut filled: Vec<Filled> = Vec::new();
        for definition in definitions.iter().filter(|d| d.papers.contains_key(name)) {
            let unit: UnitId = UNIT.parse().map_err(|_| broken(PaperError::History))?;
            filled.extend(sample::of_pack(name, definition, world.hours(&unit), own).map_err(broken)?);
        }
        if id == COMMON {
            filled.extend(law(name, library, world, words).map_err(broken)?);
        }
        tries.extend(filled.iter().map(|f| (name.clone(), sheet(library, id, text, f, "try"))));
    }
    Ok(tries)
}

/// The procedures of a pack, as they run.
fn definitions(pack: &Pack, library: &Library, world: &World) -> Vec<Definition> {
    let defined = pack.procedures.keys().filter_map(|code| match World::catalogue_row(code) {
        Some(row) => Some(library.define(row, &world.process)),
        None => library.define_local(code),
    });
    defined.collect()
}

/// The law's papers of one template.
fn law(name: &PartName, library: &Library, world: &World, words: &Words) -> Result<Vec<Filled>, PaperError> {
    let birth = "1.001193".parse().ok().and_then(|code| World::catalogue_row(&code));
    let (row, unit) = birth.zip(UNIT.parse().ok()).ok_or(PaperError::History)?;
    let definition = library.define(row, &world.process);
    let mut papers = sample::of_law(&definition, world.hours(&unit), words)?;
    papers.retain(|filled| filled.name == name.as_str());
    Ok(papers)
}

fn unused(name: &PartName) -> Fault {
    Fault {
        file: format!("papers/{name}.typ"),
        line: 1,
        column: 1,
        code: FaultCode::PaperUnused,
        facts: vec![("name", name.to_string())],
        proposal: None,
    }
}

fn fault(pack: &str, found: press::Fault) -> Fault {
    let own = found.file.strip_prefix(pack).and_then(|rest| rest.strip_prefix('/'));
    Fault {
        file: own.unwrap_or(&found.file).to_owned(),
        line: found.line.max(1),
        column: found.column.max(1),
        code: FaultCode::PaperBroken,
        facts: vec![("what", found.what)],
        proposal: found.hint,
    }
}
