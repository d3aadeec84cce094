//! Lists and lookups. A [`Reader`] sees one moment; every list that belongs to somebody takes a
//! [`domain::identity::Scope`], which becomes SQL in one place (`scope`).

mod arriving;
pub(crate) mod beside;
mod children;
mod dossier;
mod figures;
mod files;
mod lacking;
mod ledger;
mod listed;
mod nodes;
mod people;
mod procedure;
mod ratings;
mod record;
mod register;
pub(crate) mod scope;
mod telling;
mod territory;
mod wanted;
mod worklist;

pub use arriving::Arriving;
pub use beside::{Bearer, Bearing, Waiting};
pub use dossier::Found;
pub(crate) use figures::tally as tally_row;
pub use figures::{OpenCount, UnitRate};
pub use lacking::Lacking;
pub(crate) use ledger::{COLUMNS as ENTRY_COLUMNS, SETTING_OF_UNIT, entry};
pub use nodes::{Excerpt, Mirrored, SentUpTo, WantedFile};
pub use people::Credential;
pub use procedure::Published;
pub use register::{RegisterFilter, RegisterPage, RegisterRow};
pub use telling::{Costs, Failed, ProviderFigures};
pub use worklist::{Counts, Cursor, Page, Sort, Whose, WorklistFilter};

use crate::db::Db;

/// A view of the store as of one moment.
pub struct Reader<'a> {
    pub(crate) db: &'a Db,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(db: &'a Db) -> Self {
        Self { db }
    }
}
