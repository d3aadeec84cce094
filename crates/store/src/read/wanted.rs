//! What time looks through: the units that have dossiers, and what wants attention soon.

use super::scope::Where;
use super::{Cursor, Page, Reader, Sort, WorklistFilter};
use crate::db::{Param, params};
use crate::error::StoreError;
use crate::project::dossier::{COLUMNS, DossierRow};
use domain::identity::Scope;
use domain::records::RecordKind;
use domain::words::{DossierId, Moment, UnitId};
use std::collections::HashSet;

/// How many keys are asked for at a time.
const KEYS: usize = 200;

impl Reader<'_> {
    /// Every unit in whose scope a dossier lies: one step of the index a unit, however many dossiers there
    /// are.
    pub fn units_with_dossiers(&self) -> Result<Vec<UnitId>, StoreError> {
        let (mut units, mut last) = (Vec::<UnitId>::new(), String::new());
        loop {
            let sql = "select keeper from dossier where keeper > $1 order by keeper limit 1";
            let next = self.db.first(sql, params![&last], |row| row.word::<UnitId>(0))?;
            let Some(unit) = next else { return Ok(units) };
            unit.as_str().clone_into(&mut last);
            units.push(unit);
        }
    }

    /// A unit's open dossiers that want attention by a moment, the first first.
    pub fn wanted(
        &self,
        unit: &UnitId,
        by: Moment,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let filter = WorklistFilter { open: true, wanted_by: Some(by), ..WorklistFilter::default() };
        self.worklist(&Scope::Unit(unit.clone()), &filter, Sort::Due, after, limit)
    }

    /// Which of these keys the unit has records under.
    pub fn record_keys(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        keys: &[String],
    ) -> Result<HashSet<String>, StoreError> {
        let mut known = HashSet::new();
        let Some(last) = keys.last() else { return Ok(known) };
        for keys in keys.chunks(KEYS) {
            // Few lengths, so that the statement is known the next time.
            let length = [1, 8, 40].into_iter().find(|length| keys.len() <= *length).unwrap_or(KEYS);
            let places: Vec<String> = (3..).take(length).map(|n| format!("${n}")).collect();
            let sql = format!(
                "select key from record where unit = $1 and kind = $2 and key in ({})",
                places.join(", ")
            );
            let mut params = vec![Param::from(unit), Param::from(kind.as_str())];
            params.extend(keys.iter().chain(std::iter::repeat(last)).take(length).map(Param::from));
            known.extend(self.db.all(&sql, &params, |row| row.string(0))?);
        }
        Ok(known)
    }

    /// The rows of these dossiers that the scope holds, in no order.
    pub fn dossier_rows(&self, scope: &Scope, ids: &[DossierId]) -> Result<Vec<DossierRow>, StoreError> {
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(mut cond) = Where::dossiers(scope) else { return Ok(rows) };
            cond.newest();
            cond.and("id = ?", Param::from(id.to_string()));
            let sql = format!("select {COLUMNS} from dossier where {}", cond.sql());
            rows.extend(self.db.first(&sql, cond.params(), DossierRow::read)?);
        }
        Ok(rows)
    }
}
