//! Ratings: those that wait, and the batches in the ledgers.

use super::Reader;
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::record::{COLUMNS, read};
use domain::ratings::{Ratings, Waiting};
use domain::records::{Record, RecordKind};
use domain::words::{Day, DossierId, Moment, UnitId};

/// How many entries back a unit's last hand-overs are looked for.
const LAST_ENTRIES: u64 = 2_000;

fn waiting(r: &Row<'_>) -> Result<Waiting, StoreError> {
    let rating = serde_json::from_str(r.text(2)?).map_err(StoreError::unreadable("a rating"))?;
    Ok(Waiting { mark: r.string(0)?, day: r.day(1)?, rating })
}

impl Reader<'_> {
    /// The units for which at least so many ratings of days before that one wait.
    pub fn ratings_ripe(&self, before: Day, fewest: usize) -> Result<Vec<UnitId>, StoreError> {
        let fewest = u64::try_from(fewest).unwrap_or(u64::MAX);
        let sql = "select unit from rating where day < $1 group by unit having count(*) >= $2 order by unit";
        self.db.all(sql, params![before, fewest], |r| r.word(0))
    }

    /// A unit's ratings of days before that one that wait for their batch, by mark: never in the order in
    /// which they came.
    pub fn ratings_waiting(&self, unit: &UnitId, before: Day) -> Result<Vec<Waiting>, StoreError> {
        let sql = "select mark, day, body from rating where unit = $1 and day < $2 order by mark";
        self.db.all(sql, params![unit, before], waiting)
    }

    /// The units that ever had a dossier: the marks of its ratings stand under one of them.
    pub fn dossier_units(&self, id: DossierId) -> Result<Vec<UnitId>, StoreError> {
        self.db.all("select unit from dossier where id = $1", params![id], |r| r.word(0))
    }

    /// Whether a dossier that was served by this unit is rated: the rating waits, or stands in one of these
    /// ledgers.
    pub fn rated(&self, ledgers: &[UnitId], unit: &UnitId, mark: &str) -> Result<bool, StoreError> {
        let sql = "select count(*) from rating where unit = $1 and mark = $2";
        if self.db.number(sql, params![unit, mark])? > 0 {
            return Ok(true);
        }
        self.rated_in(ledgers, mark)
    }

    /// Whether a batch in one of these ledgers names the dossier of this mark.
    pub fn rated_in(&self, ledgers: &[UnitId], mark: &str) -> Result<bool, StoreError> {
        let sql = "select count(*) from rated where unit = $1 and mark = $2";
        for ledger in ledgers {
            if self.db.number(sql, params![ledger, mark])? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A unit's batches of a period, from one of the ledgers in which they may stand.
    pub fn ratings_of(
        &self,
        ledger: &UnitId,
        unit: &UnitId,
        from: Day,
        to: Day,
    ) -> Result<Vec<Record>, StoreError> {
        let keys = Ratings::keys_of(unit);
        let (first, end) = (format!("{keys}{from}"), format!("{keys}{to}\u{ffff}"));
        let sql = format!(
            "select {COLUMNS} from record where unit = $1 and kind = $2 and key >= $3 and key < $4 \
             order by key"
        );
        self.db.all(&sql, params![ledger, RecordKind::Rating.as_str(), &first, &end], read)
    }

    /// Every batch that was written since; none is written before its last day.
    pub fn ratings_since(&self, since: Moment) -> Result<Vec<Record>, StoreError> {
        let sql = format!("select {COLUMNS} from record where kind = $1 and at >= $2 order by unit, key");
        self.db.all(&sql, params![RecordKind::Rating.as_str(), since], read)
    }

    /// The dossiers that a unit handed over last, the newest first.
    pub fn delivered_last(&self, unit: &UnitId, limit: u32) -> Result<Vec<DossierId>, StoreError> {
        let head =
            self.db.number("select coalesce(max(seq), 0) from entry where unit = $1", params![unit])?;
        let from = u64::try_from(head).unwrap_or(0).saturating_sub(LAST_ENTRIES);
        let sql = "select subject from entry where unit = $1 and seq > $2 and kind = 'delivered' \
                   order by seq desc limit $3";
        self.db.all(sql, params![unit, from, limit], |r| r.word(0))
    }
}
