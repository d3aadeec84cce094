//! Reorganisations on record as the world has them: laid over what is built in, in the order of their days.

use super::{Recorded, ending};
use crate::World;
use crate::world::WorldError;
use domain::records::{Body as _, Record};
use domain::units::Reorganised;
use domain::units::reorganise::Reorganisation;
use std::sync::Arc;
use store::{StoreError, read::Reader};

impl World {
    /// The records that [`World::with_territory`] lays over what is built in.
    pub(crate) fn territory_records(reader: &Reader<'_>) -> Result<Vec<Record>, StoreError> {
        reader.records(Reorganised::KIND)
    }

    /// Lays every reorganisation on record over what is known, the earliest day first.
    pub(crate) fn with_territory(mut self, records: &[Record]) -> Result<Self, WorldError> {
        let broken =
            |key: &str, why: String| WorldError { what: "reorganisation", why: format!("{key}: {why}") };
        let mut files = Vec::with_capacity(records.len());
        for record in records {
            let body: Reorganised = record.read().map_err(|e| broken(&record.key, e.to_string()))?;
            let file = Reorganisation::parse(&body.file)
                .map_err(|faults| broken(&record.key, format!("{} faults", faults.len())))?;
            files.push((record, file));
        }
        files.sort_by(|a, b| (a.1.day, a.0.at, &a.0.key).cmp(&(b.1.day, b.0.at, &b.0.key)));
        for (record, file) in files {
            self.units = Arc::new(self.units.apply(&file));
            self.reorganised.push(Recorded {
                key: record.key.clone(),
                act: file.act.clone(),
                day: file.day,
                at: record.at,
                actor: record.actor.clone(),
                ending: ending(&file, &self.units),
            });
        }
        Ok(self)
    }

    /// A reorganisation on record.
    pub fn recorded(&self, key: &str) -> Option<&Recorded> {
        self.reorganised.iter().find(|r| r.key == key)
    }

    /// Every reorganisation on record, the earliest day first.
    pub fn recorded_all(&self) -> &[Recorded] {
        &self.reorganised
    }
}
