//! What a search follows: where the ledgers stand, and the records of registers that they speak of.

use super::Reader;
use super::register::{RegisterRow, columns, row};
use crate::db::params;
use crate::error::StoreError;
use domain::records::RecordKind;
use domain::words::{PartName, UnitId};

impl Reader<'_> {
    /// Every ledger here with the number of its last entry, by unit.
    pub fn ledger_heads(&self) -> Result<Vec<(UnitId, u64)>, StoreError> {
        let (mut heads, mut last) = (Vec::new(), String::new());
        loop {
            // From one unit to the next, past all its entries.
            let sql = "select unit from entry where unit > $1 order by unit limit 1";
            let next = self.db.first(sql, params![&last], |row| row.word::<UnitId>(0))?;
            let Some(unit) = next else { return Ok(heads) };
            unit.as_str().clone_into(&mut last);
            let seq = self.head(&unit)?.map_or(0, |(seq, _)| seq);
            heads.push((unit, seq));
        }
    }

    /// The keys of records of registers that entries of a ledger between two numbers speak of, each once.
    pub fn registered_between(
        &self,
        unit: &UnitId,
        after: u64,
        up_to: u64,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "select distinct subject from entry \
                   where unit = $1 and seq > $2 and seq <= $3 and subject_kind = $4 order by subject";
        self.db.all(sql, params![unit, after, up_to, RecordKind::Register.as_str()], |r| r.string(0))
    }

    /// A unit's records of a register, in the order of numbers, at most `limit` after a place.
    pub fn registered_after(
        &self,
        unit: &UnitId,
        register: &PartName,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<RegisterRow>, StoreError> {
        let (begin, end) = (format!("{register}/"), format!("{register}/\u{ffff}"));
        let after = after.unwrap_or(&begin);
        let sql = format!(
            "select {} from record where unit = $1 and kind = $2 and place > $3 and place < $4 \
             and place <> '' order by place limit $5",
            columns()
        );
        self.db.all(&sql, params![unit, RecordKind::Register.as_str(), after, &end, limit], row)
    }
}
