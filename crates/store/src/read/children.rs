//! What is left between parents and children.

use super::Reader;
use crate::db::params;
use crate::error::StoreError;
use domain::words::{DossierId, UnitId};

impl Reader<'_> {
    /// Dossiers that wait to hear from other children than those that are open: one wasn't taken in yet, or
    /// ended without its parent knowing.
    ///
    /// Many of them may wait for what other nodes do: `after` is where the page before ended, so that these
    /// never stand in the way of the others.
    pub fn unsettled(&self, after: Option<DossierId>, limit: u32) -> Result<Vec<DossierId>, StoreError> {
        let sql = "select id from dossier where children > 0 and moved_to is null and children <> \
                   (select count(*) from dossier child where child.parent = dossier.id \
                   and child.moved_to is null and child.ended_at is null) and id > $1 order by id limit $2";
        let after = after.unwrap_or(DossierId(uuid::Uuid::nil()));
        self.db.all(sql, params![after, limit], |r| r.word(0))
    }

    /// Dossiers in a unit's ledger that wait to hear from children: at most so many.
    pub fn waiting_parents(&self, unit: &UnitId, limit: u32) -> Result<Vec<DossierId>, StoreError> {
        let sql = "select id from dossier where unit = $1 and children > 0 and moved_to is null \
                   order by id limit $2";
        self.db.all(sql, params![unit, limit], |r| r.word(0))
    }

    /// Children of the dossiers that stand in a unit's ledger, and the newest version of each that is here.
    pub fn children_of(&self, unit: &UnitId) -> Result<Vec<(DossierId, u32)>, StoreError> {
        let sql = "select child.id, max(child.version) from dossier child \
                   join dossier parent on parent.id = child.parent \
                   where parent.unit = $1 and parent.moved_to is null and child.parent is not null \
                   group by child.id order by child.id";
        self.db.all(sql, params![unit], |r| Ok((r.word(0)?, r.small(1)?)))
    }
}
