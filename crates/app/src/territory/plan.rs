//! A reorganisation laid over what is known: who ends, and where each matter goes.

use crate::error::Problem;
use crate::{App, AppError, World};
use domain::identity::Place;
use domain::units::reorganise::{Fault, Reorganisation};
use domain::units::{Destiny, Matter};
use domain::words::{Day, ProcedureCode, UnitId};
use std::collections::HashMap;
use std::sync::Arc;

/// Where everything goes.
pub(crate) struct Plan {
    /// The world after it.
    pub world: Arc<World>,
    /// The first day of the new order.
    pub day: Day,
    /// The legal act.
    pub act: String,
    /// The key of its record.
    pub key: String,
    /// Units that end and keep a ledger here.
    pub ending: Vec<UnitId>,
    /// What each procedure that something is open of is about.
    pub matters: HashMap<ProcedureCode, Matter>,
}

/// Faults of a file as the problems of a request, each with its line.
pub(crate) fn problems(faults: &[Fault]) -> AppError {
    let problem = |f: &Fault| {
        let problem = Problem::new(format!("lines.{}", f.line), f.kind.key());
        problem.with("line", f.line).with("what", &f.what).with("other", &f.other)
    };
    AppError::Invalid(faults.iter().map(problem).collect())
}

impl Plan {
    /// Where a unit stands on the day.
    pub(crate) fn place(&self, unit: &UnitId) -> Place {
        Place { unit: unit.clone(), province: self.world.province_of(unit) }
    }

    /// Where a dossier of a unit goes.
    pub(crate) fn destiny(&self, unit: &UnitId, procedure: &ProcedureCode) -> Destiny {
        let matter = self.matters.get(procedure).copied().unwrap_or(Matter::Person);
        self.world.units.destiny(unit, matter, self.day)
    }

    /// Which rule sends it there, as the entry says it.
    pub(crate) fn rule(&self, from: &UnitId, to: &UnitId) -> &'static str {
        let links = self.world.units.successions_from(from);
        links.iter().find(|l| l.to == *to).map_or("succession", |l| l.relation.as_str())
    }

    /// The unit that keeps what a unit leaves: the file or the rule says it; else the first successor, else
    /// the province.
    pub(crate) fn keeper(&self, unit: &UnitId) -> Place {
        let units = &self.world.units;
        let first = || units.descendants(unit, self.day).into_iter().next();
        let province = || self.world.province_of(unit);
        self.place(&units.keeper(unit, self.day).or_else(first).unwrap_or_else(province))
    }
}

impl App {
    /// Lays a file that was read over a world; keeps those of the ending units that have a ledger here.
    pub(crate) async fn plan(
        &self,
        world: Arc<World>,
        day: Day,
        act: String,
        key: String,
        ending: Vec<UnitId>,
    ) -> Result<Plan, AppError> {
        let read = self.inner.store.read(move |r| {
            let mut here = Vec::new();
            let mut open: HashMap<ProcedureCode, String> = HashMap::new();
            for unit in ending {
                if r.head(&unit)?.is_none() {
                    continue;
                }
                open.extend(r.open_in(&unit)?.into_iter().map(|d| (d.procedure, d.revision)));
                here.push(unit);
            }
            Ok((here, open))
        });
        let (ending, open) = read.await?;
        let mut matters = HashMap::new();
        for (code, revision) in open {
            // A procedure that nobody published here tells nothing: then a dossier follows its person.
            let matter = match self.definition(&code, &revision).await {
                Ok(definition) => world.matter(&definition.facts),
                Err(AppError::NotFound) => Matter::Person,
                Err(fault) => return Err(fault),
            };
            matters.insert(code, matter);
        }
        Ok(Plan { world, day, act, key, ending, matters })
    }

    /// Reads and checks a file; every fault is named with its line.
    pub(crate) fn territory_file(&self, text: &str) -> Result<(Reorganisation, World), Vec<Fault>> {
        let file = Reorganisation::parse(text)?;
        let world = self.world();
        let faults = file.check(&world.units, self.now().day());
        if !faults.is_empty() {
            return Err(faults);
        }
        let after = world.units.apply(&file);
        Ok((file, world.with_units(after)))
    }
}
