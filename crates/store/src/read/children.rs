//! What is left between parents and children.

use super::Reader;
use crate::db::params;
use crate::error::StoreError;
use domain::words::DossierId;

impl Reader<'_> {
    /// Dossiers that wait to hear from other children than those that are open: one wasn't taken in yet, or
    /// ended without its parent knowing.
    pub fn unsettled(&self, limit: u32) -> Result<Vec<DossierId>, StoreError> {
        let sql = "select id from dossier where children > 0 and moved_to is null and children <> \
                   (select count(*) from dossier child where child.parent = dossier.id \
                   and child.moved_to is null and child.ended_at is null) order by id limit $1";
        self.db.all(sql, params![limit], |r| r.word(0))
    }
}
