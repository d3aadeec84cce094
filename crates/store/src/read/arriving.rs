//! What is on its way to another unit, and hasn't arrived.

use super::Reader;
use crate::db::params;
use crate::error::StoreError;
use crate::project::account;
use domain::identity::Account;
use domain::words::{DossierId, Moment, UnitId};

/// A dossier on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving {
    /// Which.
    pub id: DossierId,
    /// The unit that gave it away.
    pub from: UnitId,
    /// The unit that takes it over.
    pub to: UnitId,
    /// When it was given away.
    pub at: Moment,
}

impl Reader<'_> {
    /// Dossiers that were handed over since a moment and that nobody has taken over yet, the oldest first;
    /// `after` is where the page before ended.
    pub fn arriving(
        &self,
        since: Moment,
        after: Option<(Moment, DossierId, UnitId)>,
        most: u32,
    ) -> Result<Vec<Arriving>, StoreError> {
        // A row that was handed over stays behind for ever: asked for by when, only what is new is looked at.
        let begins = "select id, unit, moved_to, updated_at from dossier where moved_to is not null \
                      and updated_at >= $1 and not exists (select 1 from dossier later \
                      where later.id = dossier.id and later.version > dossier.version)";
        let ends = "order by updated_at, id, unit limit $2";
        let read = |r: &crate::db::Row<'_>| {
            Ok(Arriving { id: r.word(0)?, from: r.word(1)?, to: r.word(2)?, at: r.moment(3)? })
        };
        let Some((at, id, unit)) = after else {
            return self.db.all(&format!("{begins} {ends}"), params![since, most], read);
        };
        let on = "and (updated_at > $3 or (updated_at = $3 and (id > $4 or (id = $4 and unit > $5))))";
        self.db.all(&format!("{begins} {on} {ends}"), params![since, most, at, id, &unit], read)
    }

    /// Accounts that were handed over and that nobody has taken over yet.
    pub fn people_moving(&self, most: u32) -> Result<Vec<Account>, StoreError> {
        let columns = account::COLUMNS;
        let sql = format!(
            "select {columns} from account where moved_to is not null order by moved_to, person limit $1"
        );
        self.db.all(&sql, params![most], account::read)
    }
}
