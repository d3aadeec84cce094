//! What every node knows from its data: units as of a day, holidays, office hours, agency identifiers, the
//! packs.

use domain::calendar::{Calendar, Hours, Office};
use domain::packs::search::Synonyms;
use domain::packs::{Overlay, Process};
use domain::units::{Unit, Units};
use domain::words::{Day, UnitCode, UnitId};
use std::collections::HashMap;

macro_rules! data {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../", $path))
    };
}

/// Data that can't be used; the text says which and why.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {why}")]
pub struct WorldError {
    /// Which data.
    pub what: &'static str,
    /// What the reader says.
    pub why: String,
}

fn broken<E: std::fmt::Display>(what: &'static str) -> impl FnOnce(E) -> WorldError {
    move |e| WorldError { what, why: e.to_string() }
}

/// Units, calendar, hours, identifiers, packs.
#[derive(Clone)]
pub struct World {
    /// Provinces, communes and what they came from.
    pub units: Units,
    /// The process of every procedure that has none of its own.
    pub process: Process,
    /// What packs say about single procedures, with their forms.
    pub overlays: Vec<(Overlay, Option<serde_json::Value>)>,
    /// Everyday words.
    pub synonyms: Synonyms,
    /// The hours of a unit that says nothing of its own.
    usual: Hours,
    agencies: HashMap<&'static str, &'static str>,
}

impl World {
    /// Reads the data that is built in.
    pub fn built_in() -> Result<Self, WorldError> {
        let units = Units::parse(
            data!("data/units.csv"),
            data!("data/units_before.csv"),
            data!("data/successions.csv"),
        );
        let faults = |what| move |faults: Vec<String>| WorldError { what, why: faults.join("; ") };
        let birth = data!("packs/civil-status/procedures/1.001193.toml");
        let birth = Overlay::parse(birth).map_err(faults("packs/civil-status"))?;
        let form = serde_json::from_str(data!("packs/civil-status/forms/birth.schema.json"));
        let calendar = Calendar::parse(data!("data/calendar.csv")).map_err(broken("data/calendar.csv"))?;
        let rows = data!("data/agencies.csv").lines().skip(1);
        Ok(Self {
            units: units.map_err(broken("data/units.csv"))?,
            usual: Hours::of(Office::default(), calendar),
            process: Process::parse(data!("packs/one-stop/process.toml"))
                .map_err(faults("packs/one-stop"))?,
            overlays: vec![(birth, Some(form.map_err(broken("packs/civil-status/forms"))?))],
            synonyms: Synonyms::parse(data!("data/synonyms.csv")).map_err(broken("data/synonyms.csv"))?,
            agencies: rows.filter_map(agency).collect(),
        })
    }

    /// The national catalogue that is built in, one JSON object a line.
    pub const fn catalogue_lines() -> &'static str {
        data!("data/procedures.jsonl")
    }

    /// The unit that has a code on a day.
    pub fn unit_at(&self, code: &str, day: Day) -> Option<&Unit> {
        code.parse::<UnitCode>().ok().and_then(|code| self.units.at(&code, day))
    }

    /// The agency identifier that begins the codes of a unit's dossiers.
    pub fn agency(&self, unit: &UnitId) -> Option<&str> {
        self.agencies.get(unit.code()).copied()
    }

    /// When a unit is open.
    pub fn hours(&self, _unit: &UnitId) -> &Hours {
        &self.usual
    }

    /// A unit's full name, or its code where it isn't known.
    pub fn unit_name(&self, unit: &UnitId) -> String {
        self.units.get(unit).map_or_else(|| unit.code().to_owned(), |u| u.full_name.clone())
    }

    /// The province a unit belongs to: itself, for a province.
    pub fn province_of(&self, unit: &UnitId) -> UnitId {
        self.units.province_of(unit).map_or_else(|| unit.clone(), |p| p.id.clone())
    }
}

fn agency(row: &'static str) -> Option<(&'static str, &'static str)> {
    let mut cells = row.trim_end().split(',');
    Some((cells.next()?, cells.next()?))
}
