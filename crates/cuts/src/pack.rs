//! The minimal catalogue: a matter of people, a matter of land, and one that asks other communes.

use anyhow::{Context as _, anyhow};
use app::World;
use domain::packs::catalogue::Procedure;
use domain::packs::pack::{Files, Library};
use domain::words::ProcedureCode;
use serde_json::{Map, Value};
use std::sync::{Arc, OnceLock};

/// A matter of people.
pub const BIRTH: &str = "1.001193";
/// A matter of land.
pub const LAND: &str = "1.012796";
/// One that asks other communes.
pub const ASKING: &str = "XA-GOC-09";

const FILES: [(&str, &str); 5] = [
    ("asking/pack.toml", include_str!("../pack/pack.toml")),
    ("asking/procedures/XA-GOC-09.toml", include_str!("../pack/procedures/XA-GOC-09.toml")),
    ("asking/procedures/XA-HOI-09.toml", include_str!("../pack/procedures/XA-HOI-09.toml")),
    ("asking/forms/about.schema.json", include_str!("../pack/forms/about.schema.json")),
    ("asking/forms/whom.schema.json", include_str!("../pack/forms/whom.schema.json")),
];

/// What every machine's program knows; read once, as it takes a second.
pub fn world() -> anyhow::Result<Arc<World>> {
    static WORLD: OnceLock<Arc<World>> = OnceLock::new();
    if let Some(world) = WORLD.get() {
        return Ok(Arc::clone(world));
    }
    let mut world = World::built_in()?;
    let files: Files = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let library = Library::read(&files, &world.packs, &World::catalogue_row);
    world.packs = Arc::new(library.map_err(|faults| anyhow!("the simulation's pack: {faults:?}"))?);
    Ok(Arc::clone(WORLD.get_or_init(|| Arc::new(world))))
}

/// The rows that are published.
pub fn procedures(world: &World) -> anyhow::Result<Vec<Procedure>> {
    let mut rows = Vec::new();
    for code in [BIRTH, LAND] {
        let code: ProcedureCode = code.parse()?;
        rows.push(World::catalogue_row(&code).context("a procedure of the catalogue")?);
    }
    rows.extend(world.packs.local(&World::catalogue_row).map(|local| local.facts).filter(ours));
    Ok(rows)
}

fn ours(facts: &Procedure) -> bool {
    ["XA-GOC-09", "XA-HOI-09"].contains(&facts.code.as_str())
}

/// What the form of a procedure can't do without.
pub fn data(procedure: &str) -> Map<String, Value> {
    let fields: &[(&str, &str)] = match procedure {
        BIRTH => &[("child_name", "Vàng Bảo An"), ("born_on", "2026-03-01")],
        ASKING => &[("about", "nhà đất")],
        _ => &[],
    };
    fields.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect()
}
