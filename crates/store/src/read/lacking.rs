//! What isn't here yet, counted.

use super::Reader;
use crate::error::StoreError;
use domain::words::UnitId;

/// Files of a unit's ledger that aren't here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Whose ledger names them.
    pub unit: UnitId,
    /// How many.
    pub files: u64,
    /// How large they are together.
    pub bytes: u64,
}

impl Reader<'_> {
    /// How many files aren't here, by the unit whose ledger names them.
    pub fn files_lacking(&self) -> Result<Vec<Lacking>, StoreError> {
        let sql =
            "select unit, count(*), cast(sum(size_bytes) as bigint) from wanted group by unit order by unit";
        self.db.all(sql, &[], |r| Ok(Lacking { unit: r.word(0)?, files: r.count(1)?, bytes: r.count(2)? }))
    }
}
