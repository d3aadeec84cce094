//! Counts by unit, day, procedure and measure.

use crate::db::{Db, params};
use crate::error::StoreError;
use domain::dossier::{Dossier, Event};
use domain::indicators::{Measure, counted};
use domain::words::{Day, Moment, ProcedureCode, UnitId};

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyRow {
    /// Whose.
    pub unit: UnitId,
    /// That unit's province.
    pub province: UnitId,
    /// On which day.
    pub day: Day,
    /// Of which procedure.
    pub procedure: ProcedureCode,
    /// Of what.
    pub measure: Measure,
    /// How many.
    pub n: u64,
}

/// What one event adds, each with 1.
pub(crate) fn of(event: &Event, at: Moment, after: &Dossier) -> Vec<TallyRow> {
    let (day, measures) = counted(event, at, after);
    let place = after.place();
    let row = |measure| TallyRow {
        unit: place.unit.clone(),
        province: place.province.clone(),
        day,
        procedure: after.filing.procedure.clone(),
        measure,
        n: 1,
    };
    measures.into_iter().map(row).collect()
}

/// Adds to counts, each another one.
pub(crate) fn add_all<'a>(db: &Db, counts: impl Iterator<Item = &'a TallyRow>) -> Result<(), StoreError> {
    let values = |r: &'a TallyRow| {
        params![&r.unit, &r.province, r.day, r.procedure.as_str(), r.measure.as_str(), r.n].to_vec()
    };
    db.run_all(
        "insert into tally (unit, province, day, procedure, measure, n) values ($1, $2, $3, $4, $5, $6) \
         on conflict (unit, day, procedure, measure) do update set n = tally.n + excluded.n",
        &counts.map(values).collect::<Vec<_>>(),
    )
}
