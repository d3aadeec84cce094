//! What a reorganisation needs to know of a unit: what is open in it, on its way out of it, and what is left.

use super::Reader;
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::dossier::{COLUMNS, DossierRow};
use domain::indicators::Measure;
use domain::records::{Body as _, RecordKind};
use domain::units::Closed;
use domain::words::{Day, DossierId, UnitId};

impl Reader<'_> {
    /// Every unit that keeps a ledger here.
    pub fn ledgers(&self) -> Result<Vec<UnitId>, StoreError> {
        // Hops from unit to unit, instead of walking all entries.
        let sql = "with recursive u(unit) as (select min(unit) from entry union all \
                   select (select min(e.unit) from entry e where e.unit > u.unit) from u \
                   where u.unit is not null) select unit from u where unit is not null";
        self.db.all(sql, &[], |r| r.word(0))
    }

    /// The record that closed a unit.
    pub fn closed(&self, unit: &UnitId) -> Result<Option<Closed>, StoreError> {
        let found = self.record(unit, Closed::KIND, Closed::KEY)?;
        found.map(|r| r.read().map_err(StoreError::unreadable("a closed unit"))).transpose()
    }

    /// What is open in a unit's own ledger, the most urgent first.
    pub fn open_in(&self, unit: &UnitId) -> Result<Vec<DossierRow>, StoreError> {
        let sql =
            format!("select {COLUMNS} from dossier where keeper = $1 and open = 1 order by sort_at, id");
        self.db.all(&sql, params![unit], DossierRow::read)
    }

    /// What a unit handed over and nobody has taken over yet: which dossier, and whose it will be.
    pub fn in_transit(&self, from: &UnitId) -> Result<Vec<(DossierId, UnitId)>, StoreError> {
        let sql = "select id, moved_to from dossier where unit = $1 and moved_to is not null \
                   and not exists (select 1 from dossier later where later.id = dossier.id \
                   and later.version > dossier.version) order by id";
        self.db.all(sql, params![from], |r| Ok((r.word(0)?, r.word(1)?)))
    }

    /// How many dossiers a unit decided or refused from a day on.
    pub fn decided_since(&self, unit: &UnitId, day: Day) -> Result<u64, StoreError> {
        let sql = "select cast(sum(n) as bigint) from tally where unit = $1 and day >= $2 \
                   and measure in ($3, $4)";
        let (on_time, late) = (Measure::OnTime.as_str(), Measure::Late.as_str());
        let n = self.db.number(sql, params![unit, day, on_time, late])?;
        u64::try_from(n).map_err(StoreError::unreadable("a count"))
    }

    /// The last dossier number that a unit gave out, and on which day.
    pub fn last_number(&self, unit: &UnitId) -> Result<Option<(Day, u32)>, StoreError> {
        let sql = "select day, last from series where unit = $1 order by day desc limit 1";
        self.db.first(sql, params![unit], |r| Ok((r.day(0)?, r.small(1)?)))
    }

    /// How many notices of a unit wait to be delivered.
    pub fn notices_waiting(&self, unit: &UnitId) -> Result<u64, StoreError> {
        let sql = "select count(*) from outbox where unit = $1 and next_at is not null";
        let n = self.db.number(sql, params![unit])?;
        u64::try_from(n).map_err(StoreError::unreadable("a count"))
    }

    /// Open dossiers of closed units in a province, the most urgent first: somebody must decide where they
    /// go. `unit` narrows to one closed unit.
    pub fn undecided(
        &self,
        province: &UnitId,
        unit: Option<&UnitId>,
        limit: u32,
    ) -> Result<Vec<DossierRow>, StoreError> {
        let columns: Vec<String> = COLUMNS.split(", ").map(|c| format!("d.{}", c.trim())).collect();
        // Closed units come first: they are few, and each leads to its open dossiers by an index.
        let sql = format!(
            "select {} from record r cross join dossier d where r.kind = $1 and r.key = $2 \
             and d.keeper = r.unit and d.open = 1 and d.province = $3{} order by d.sort_at, d.id limit $4",
            columns.join(", "),
            if unit.is_some() { " and d.keeper = $5" } else { "" }
        );
        let mut params = params![RecordKind::Territory.as_str(), Closed::KEY, province, limit].to_vec();
        params.extend(unit.map(crate::db::Param::from));
        self.db.all(&sql, &params, DossierRow::read)
    }

    /// How many such dossiers each closed unit has.
    pub fn undecided_by_unit(&self, province: &UnitId) -> Result<Vec<(UnitId, u64)>, StoreError> {
        let sql = "select d.keeper, count(*) from record r cross join dossier d where r.kind = $1 \
                   and r.key = $2 and d.keeper = r.unit and d.open = 1 and d.province = $3 \
                   group by d.keeper order by d.keeper";
        let kind = RecordKind::Territory.as_str();
        let read = |r: &Row<'_>| Ok((r.word(0)?, r.count(1)?));
        self.db.all(sql, params![kind, Closed::KEY, province], read)
    }
}
