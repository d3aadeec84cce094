//! Procedures as they were published.

use super::Reader;
use crate::db::{Row, params};
use crate::error::StoreError;
use domain::words::{Moment, ProcedureCode, UnitId};

/// A published procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which procedure.
    pub code: ProcedureCode,
    /// Which revision of it.
    pub revision: String,
    /// When it was published last.
    pub at: Moment,
    /// [`domain::packs::Definition`] as JSON.
    pub body: String,
}

const SELECT: &str = "select p.code, p.revision, p.at, e.body from procedure p \
     join entry e on e.unit = p.unit and e.seq = p.seq where p.unit = $1";

fn published(row: &Row<'_>) -> Result<Published, StoreError> {
    Ok(Published { code: row.word(0)?, revision: row.string(1)?, at: row.moment(2)?, body: row.string(3)? })
}

impl Reader<'_> {
    /// Everything that runs in a publishing unit, by code.
    pub fn procedures(&self, unit: &UnitId) -> Result<Vec<Published>, StoreError> {
        let sql = format!("{SELECT} and p.current = 1 order by p.code");
        self.db.all(&sql, params![unit], published)
    }

    /// Every revision of a procedure in a publishing unit, in the order of publication.
    pub fn procedure_versions(
        &self,
        unit: &UnitId,
        code: &ProcedureCode,
    ) -> Result<Vec<Published>, StoreError> {
        let sql = format!("{SELECT} and p.code = $2 order by p.seq");
        self.db.all(&sql, params![unit, code.as_str()], published)
    }

    /// The units that publish something.
    pub fn publishing_units(&self) -> Result<Vec<UnitId>, StoreError> {
        self.db.all("select distinct unit from procedure order by unit", &[], |r| r.word(0))
    }

    /// The revision of a procedure that runs.
    pub fn procedure(&self, unit: &UnitId, code: &ProcedureCode) -> Result<Option<Published>, StoreError> {
        let sql = format!("{SELECT} and p.code = $2 and p.current = 1");
        self.db.first(&sql, params![unit, code.as_str()], published)
    }

    /// A revision that a dossier keeps. A revision is the digest of what it says, so whichever unit published
    /// it says the same.
    pub fn procedure_revision(
        &self,
        code: &ProcedureCode,
        revision: &str,
    ) -> Result<Option<Published>, StoreError> {
        let sql = "select p.code, p.revision, p.at, e.body from procedure p \
                   join entry e on e.unit = p.unit and e.seq = p.seq \
                   where p.code = $1 and p.revision = $2 order by p.unit limit 1";
        self.db.first(sql, params![code.as_str(), revision], published)
    }
}
