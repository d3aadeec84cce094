//! Records of registers: lists with search, single ones, their history.

use super::scope::Where;
use super::{ENTRY_COLUMNS, Reader, entry};
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::record::{COLUMNS, read};
use domain::identity::{Place, Scope};
use domain::ledger::Entry;
use domain::records::{Record, RecordKind};
use domain::registers::Registered;
use domain::words::{Day, PartName, UnitId, fold};

/// Which records of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Of which register.
    pub register: PartName,
    /// Only those that have all these words, with or without diacritics.
    pub text: String,
    /// Only those that hold and whose last day lies between these days, both included.
    pub ends: Option<(Day, Day)>,
}

/// A record of a register, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterRow {
    /// What it says.
    pub registered: Registered,
    /// The unit in whose ledger it stands.
    pub unit: UnitId,
    /// How many versions it has.
    pub version: u32,
    /// In whose scope it lies: its unit's, or the scope of who keeps a closed unit's archive.
    pub kept: Place,
    /// Its place in the order of numbers.
    pub place: String,
}

/// A page of a register, the newest number first.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterPage {
    /// The records.
    pub rows: Vec<RegisterRow>,
    /// Where the next page begins, if there is one; opaque text for links.
    pub next: Option<String>,
}

/// The columns that a row of a list is read from.
pub(super) fn columns() -> String {
    format!("{COLUMNS}, place, keeper, province")
}

pub(super) fn row(r: &Row<'_>) -> Result<RegisterRow, StoreError> {
    let record: Record = read(r)?;
    Ok(RegisterRow {
        registered: record.read().map_err(StoreError::unreadable("a record"))?,
        unit: record.unit,
        version: record.version,
        place: r.string(7)?,
        kept: Place { unit: r.word(8)?, province: r.word(9)? },
    })
}

impl Reader<'_> {
    /// A page of a register.
    pub fn register(
        &self,
        scope: &Scope,
        filter: &RegisterFilter,
        after: Option<&str>,
        limit: u32,
    ) -> Result<RegisterPage, StoreError> {
        let none = RegisterPage { rows: Vec::new(), next: None };
        let Some(mut cond) = Where::kept(scope) else { return Ok(none) };
        cond.and("kind = ?", RecordKind::Register.as_str());
        let (from, to) = (format!("{}/", filter.register), format!("{}/\u{ffff}", filter.register));
        cond.and("place >= ?", from);
        cond.and("place < ?", to);
        cond.plain("place <> ''");
        // Folded text holds letters, digits and spaces only: nothing that `like` would read as a pattern.
        let text = fold(&filter.text);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            cond.and("words like ?", format!("%{word}%"));
        }
        if let Some((first, last)) = filter.ends {
            cond.and("ends >= ?", first);
            cond.and("ends <= ?", last);
        }
        if let Some((place, unit)) = after.and_then(|after| after.split_once('|')) {
            let (place, unit) = (cond.value(place), cond.value(unit));
            cond.plain(&format!("(place < {place} or (place = {place} and unit > {unit}))"));
        }
        // One more than asked tells whether there is a next page.
        let more = cond.value(limit.saturating_add(1));
        let sql = format!(
            "select {} from record where {} order by place desc, unit limit {more}",
            columns(),
            cond.sql()
        );
        let mut rows = self.db.all(&sql, cond.params(), row)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let cut = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| cut).map(|r| format!("{}|{}", r.place, r.unit));
        Ok(RegisterPage { rows, next })
    }

    /// The records of that number that a scope holds: one, unless units number alike.
    pub fn registered(&self, scope: &Scope, key: &str) -> Result<Vec<RegisterRow>, StoreError> {
        let Some(mut cond) = Where::kept(scope) else { return Ok(Vec::new()) };
        cond.and("kind = ?", RecordKind::Register.as_str());
        cond.and("key = ?", key);
        cond.plain("place <> ''");
        let sql = format!("select {} from record where {} order by unit", columns(), cond.sql());
        self.db.all(&sql, cond.params(), row)
    }

    /// One record of a unit, for who has its certificate. Whether more than that may be seen is for the
    /// caller to ask of where it lies.
    pub fn registered_in(&self, unit: &UnitId, key: &str) -> Result<Option<RegisterRow>, StoreError> {
        let sql = format!(
            "select {} from record where unit = $1 and kind = $2 and key = $3 and place <> ''",
            columns()
        );
        self.db.first(&sql, params![unit, RecordKind::Register.as_str(), key], row)
    }

    /// The entries of a record of a unit, in order: its history.
    pub fn record_history(
        &self,
        unit: &UnitId,
        kind: RecordKind,
        key: &str,
    ) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "select {ENTRY_COLUMNS} from entry where subject = $1 and subject_kind = $2 and unit = $3 \
             order by version"
        );
        self.db.all(&sql, params![key, kind.as_str(), unit], entry)
    }
}
