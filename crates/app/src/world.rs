//! What every node knows from its data: units as of a day, holidays, office hours, agency identifiers, the
//! packs.

use crate::territory::Recorded;
use domain::calendar::{Calendar, CalendarLines, Hours, Office, OfficeFrom, OwnDay};
use domain::packs::catalogue::Procedure;
use domain::packs::everyday::{Phrases, Synonyms};
use domain::packs::pack::{Files, Library};
use domain::packs::{Definition, Process};
use domain::places::OfficeInfo;
use domain::records::{Record, RecordKind};
use domain::units::{LandFields, Matter, Tier, Unit, Units};
use domain::words::{Day, ProcedureCode, UnitCode, UnitId};
use find::Everyday;
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::sync::Arc;
use store::{StoreError, read::Reader};

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

/// The folder of packs.
#[derive(RustEmbed)]
#[folder = "../../packs"]
struct PackFiles;

/// The packs that are built in.
fn built_in_packs() -> Result<Library, WorldError> {
    let what = "packs";
    let mut files = Files::new();
    // Schemas for editors lie beside the packs.
    for path in PackFiles::iter().filter(|path| !path.starts_with("schemas/")) {
        let file = PackFiles::get(&path).map(|f| f.data.into_owned()).unwrap_or_default();
        files.insert(path.into_owned(), String::from_utf8(file).map_err(broken(what))?);
    }
    let read = Library::read(&files, &Library::default(), &World::catalogue_row);
    read.map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        WorldError { what, why: faults.join("; ") }
    })
}

/// Units, calendar, hours, identifiers, packs.
#[derive(Clone)]
pub struct World {
    /// Provinces, communes and what they came from; shared while nothing on record changes them.
    pub units: Arc<Units>,
    /// The process of every procedure that has none of its own.
    pub process: Process,
    /// The packs that are built in; shared, as nothing changes them.
    pub packs: Arc<Library>,
    /// Everyday words.
    synonyms: Synonyms,
    /// What people call procedures.
    phrases: Arc<Phrases>,
    /// The hours of a unit that says nothing of its own, in a province that doesn't either.
    usual: Hours,
    /// The usual hours under the calendar that a province published.
    provincial: HashMap<UnitId, Hours>,
    /// The hours of units that published some.
    own: HashMap<UnitId, Hours>,
    /// What units say of their offices.
    info: HashMap<UnitId, OfficeInfo>,
    agencies: HashMap<&'static str, &'static str>,
    land_fields: LandFields,
    /// Reorganisations on record, the earliest day first.
    pub(crate) reorganised: Vec<Recorded>,
}

impl World {
    /// Reads the data that is built in.
    pub fn built_in() -> Result<Self, WorldError> {
        let units = Units::parse(
            data!("data/units.csv"),
            data!("data/units_before.csv"),
            data!("data/successions.csv"),
        );
        let packs = built_in_packs()?;
        let process = packs.common().cloned().ok_or_else(|| broken("packs")("no common process"))?;
        let calendar = Calendar::parse(data!("data/calendar.csv")).map_err(broken("data/calendar.csv"))?;
        let rows = data!("data/agencies.csv").lines().skip(1);
        Ok(Self {
            units: Arc::new(units.map_err(broken("data/units.csv"))?),
            usual: Hours::of(Office::default(), calendar),
            provincial: HashMap::new(),
            own: HashMap::new(),
            info: HashMap::new(),
            process,
            packs: Arc::new(packs),
            synonyms: Synonyms::parse(data!("data/synonyms.csv")).map_err(broken("data/synonyms.csv"))?,
            phrases: Arc::new(Phrases::parse(data!("data/phrases.csv")).map_err(broken("data/phrases.csv"))?),
            agencies: rows.filter_map(agency).collect(),
            land_fields: LandFields::parse(data!("data/land_fields.csv"))
                .map_err(broken("data/land_fields.csv"))?,
            reorganised: Vec::new(),
        })
    }

    /// The national catalogue that is built in, one JSON object a line.
    pub const fn catalogue_lines() -> &'static str {
        data!("data/procedures.jsonl")
    }

    /// Every procedure that anybody may ask for under what is built in: the catalogue's, and those that packs
    /// give whole.
    pub fn procedures(&self) -> Result<Vec<Arc<Procedure>>, WorldError> {
        Ok(self.definitions()?.into_iter().map(|d| Arc::new(d.facts)).collect())
    }

    /// The same, as they run.
    pub fn definitions(&self) -> Result<Vec<Definition>, WorldError> {
        let rows = Self::catalogue()?.into_iter().map(|row| self.define(row));
        let all = rows.chain(self.packs.local(&Self::catalogue_row));
        Ok(all.filter(|d| !d.internal).collect())
    }

    /// How people talk, for the search.
    pub(crate) fn everyday(&self) -> Everyday {
        Everyday::new(self.synonyms.clone(), data!("data/asking.csv"))
    }

    /// What people call a procedure.
    pub(crate) fn phrases(&self, code: &ProcedureCode) -> &[String] {
        self.phrases.of(code)
    }

    /// The national catalogue that is built in.
    pub fn catalogue() -> Result<Vec<Procedure>, WorldError> {
        let rows = Self::catalogue_lines().lines().map(serde_json::from_str);
        rows.collect::<Result<_, _>>().map_err(broken("data/procedures.jsonl"))
    }

    /// A procedure as it runs under the packs that are built in.
    pub fn define(&self, facts: Procedure) -> Definition {
        self.packs.define(facts, &self.process)
    }

    /// The row of a procedure in the national catalogue that is built in.
    pub fn catalogue_row(code: &ProcedureCode) -> Option<Procedure> {
        let begins = format!("{{\"code\":\"{code}\"");
        let line = Self::catalogue_lines().lines().find(|line| line.starts_with(&begins));
        line.and_then(|line| serde_json::from_str(line).ok())
    }

    /// The same world with other units.
    pub(crate) fn with_units(&self, units: Units) -> Self {
        Self { units: Arc::new(units), ..self.clone() }
    }

    /// The unit that has a code on a day.
    pub fn unit_at(&self, code: &str, day: Day) -> Option<&Unit> {
        code.parse::<UnitCode>().ok().and_then(|code| self.units.at(&code, day))
    }

    /// The agency identifier that begins the codes of a unit's dossiers; an agency's code is its own.
    pub fn agency(&self, unit: &UnitId) -> Option<&str> {
        let own = self.units.get(unit).filter(|u| u.tier == Tier::Agency).map(|u| u.code.as_str());
        own.or_else(|| self.agencies.get(unit.code()).copied())
    }

    /// What a procedure is about: when a unit is divided, its dossiers follow people or land.
    pub fn matter(&self, procedure: &Procedure) -> Matter {
        self.land_fields.matter(&procedure.field_code, &procedure.field)
    }

    /// When a unit is open: as it published, else the usual hours under its province's calendar.
    pub fn hours(&self, unit: &UnitId) -> &Hours {
        self.own.get(unit).unwrap_or_else(|| self.under(unit))
    }

    /// What a unit says of its office; none while it never did.
    pub fn info(&self, unit: &UnitId) -> Option<&OfficeInfo> {
        self.info.get(unit)
    }

    /// The usual hours, for when no unit is named.
    pub const fn usual_hours(&self) -> &Hours {
        &self.usual
    }

    fn under(&self, unit: &UnitId) -> &Hours {
        if self.provincial.is_empty() {
            return &self.usual;
        }
        self.provincial.get(&self.province_of(unit)).unwrap_or(&self.usual)
    }

    /// The records that [`World::with_time`] lays over what is built in.
    pub fn time_records(reader: &Reader<'_>) -> Result<Vec<Record>, StoreError> {
        let kinds = [RecordKind::Calendar, RecordKind::Office, RecordKind::LocalDay, RecordKind::OfficeInfo];
        kinds.into_iter().try_fold(Vec::new(), |mut all, kind| {
            all.extend(reader.records(kind)?);
            Ok(all)
        })
    }

    /// Lays the records of these kinds over what is built in: provinces' calendars, then units' hours.
    pub fn with_time(mut self, records: &[Record]) -> Result<Self, WorldError> {
        let broken = |r: &Record| {
            let (unit, key) = (r.unit.clone(), r.key.clone());
            move |e: serde_json::Error| WorldError { what: "record", why: format!("{unit} {key}: {e}") }
        };
        let mut own: HashMap<UnitId, (Vec<OfficeFrom>, Vec<OwnDay>)> = HashMap::new();
        for record in records {
            match record.kind {
                RecordKind::Calendar => {
                    let lines: CalendarLines = record.read().map_err(broken(record))?;
                    let calendar = lines.over(self.usual.calendar(), record.version);
                    let hours = self.usual.clone().with_calendar(calendar);
                    self.provincial.insert(record.unit.clone(), hours);
                }
                RecordKind::Office => {
                    let office = record.read().map_err(broken(record))?;
                    own.entry(record.unit.clone()).or_default().0.push(office);
                }
                RecordKind::LocalDay => {
                    let day = record.read().map_err(broken(record))?;
                    own.entry(record.unit.clone()).or_default().1.push(day);
                }
                RecordKind::OfficeInfo => {
                    let info = record.read().map_err(broken(record))?;
                    self.info.insert(record.unit.clone(), info);
                }
                _ => {}
            }
        }
        for (unit, (offices, days)) in own {
            let hours = self.under(&unit).clone().published(&offices, &days);
            self.own.insert(unit, hours);
        }
        Ok(self)
    }

    /// Units that gave numbers under this unit's agency identifier before it: its numbers go on from theirs,
    /// even on the day of the change.
    pub fn numbers_before(&self, unit: &UnitId) -> Vec<UnitId> {
        let agency = self.agency(unit);
        let same = |u: &&Unit| u.id != *unit && agency.is_some() && self.agency(&u.id) == agency;
        self.units.predecessors(unit).into_iter().map(|(u, _)| u).filter(same).map(|u| u.id.clone()).collect()
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
