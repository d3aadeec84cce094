//! Records as they are now.

use super::Reader;
use crate::db::params;
use crate::error::StoreError;
use crate::project::record::{COLUMNS, get, read, under};
use domain::records::{Record, RecordKind};
use domain::words::{Moment, UnitId};

const WITHOUT: &str = "from record where kind = $1 and unit = $2 and body not like $3";

impl Reader<'_> {
    /// One record of a unit.
    pub fn record(&self, unit: &UnitId, kind: RecordKind, key: &str) -> Result<Option<Record>, StoreError> {
        get(self.db, unit, kind, key)
    }

    /// A unit's records of a kind whose keys begin with `prefix`, by key. Whether the reader may see them is
    /// for the caller to ask of the unit.
    pub fn records_under(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        prefix: &str,
    ) -> Result<Vec<Record>, StoreError> {
        under(self.db, unit, kind, prefix)
    }

    /// How many records these are.
    pub fn records_count(&self, unit: &UnitId, kind: RecordKind, prefix: &str) -> Result<u64, StoreError> {
        let end = format!("{prefix}\u{ffff}");
        let sql = "select count(*) from record where unit = $1 and kind = $2 and key >= $3 and key < $4";
        let n = self.db.number(sql, params![unit, kind.as_str(), prefix, &end])?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// A unit's records of a kind whose text doesn't hold `mark`, those set last first, not more than
    /// `limit`. Whether the reader may see them is for the caller to ask of the unit.
    pub fn records_without(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        mark: &str,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let sql = format!("select {COLUMNS} {WITHOUT} order by at desc, key desc limit $4");
        self.db.all(&sql, params![kind.as_str(), unit, &format!("%{mark}%"), limit], read)
    }

    /// How many those are in all.
    pub fn records_without_count(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        mark: &str,
    ) -> Result<u64, StoreError> {
        let sql = format!("select count(*) {WITHOUT}");
        let n = self.db.number(&sql, params![kind.as_str(), unit, &format!("%{mark}%")])?;
        Ok(u64::try_from(n).unwrap_or(0))
    }

    /// What citizens did since a moment that waits in the province's ledger, the oldest first: nobody took
    /// it up yet.
    pub fn acts_waiting(
        &self,
        province: &UnitId,
        since: Moment,
        most: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from record where kind = 'sent-act' and unit = $1 and at >= $2 \
             and not exists (select 1 from record taken where taken.kind = 'sent-taken' \
             and taken.key = record.key) order by at, key limit $3"
        );
        self.db.all(&sql, params![province, since, most], read)
    }

    /// Every record of a kind, by unit and the time at which it was set.
    pub fn records(&self, kind: RecordKind) -> Result<Vec<Record>, StoreError> {
        let sql = format!("select {COLUMNS} from record where kind = $1 order by unit, at, key");
        self.db.all(&sql, params![kind.as_str()], read)
    }

    /// A unit's records of a kind, those set last first, not more than `limit`. Whether the reader may see
    /// them is for the caller to ask of the unit.
    pub fn records_of(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        before: Option<Moment>,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from record where kind = $1 and unit = $2 and at < $3 \
             order by at desc, key desc limit $4"
        );
        let before = before.map_or(i64::MAX, Moment::millis);
        self.db.all(&sql, params![kind.as_str(), unit, before, limit], read)
    }
}
