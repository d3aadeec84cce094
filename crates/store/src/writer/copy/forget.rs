//! Dropping what is here of a ledger that is written elsewhere, to take it anew.

use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::account;
use domain::words::{PersonId, UnitId};

/// Tables whose rows follow from the ledger's entries, say how far the copy is, or answer for what was
/// dropped.
const TABLES: [&str; 15] = [
    "entry",
    "dossier",
    "tally",
    "series",
    "procedure",
    "rated",
    "record",
    "outbox",
    "inbox",
    "mirror",
    "sent",
    "fetched",
    "wanted",
    "account",
    "idempotency",
];

/// Drops all of it. A person whose account stands in another ledger as well is again what that one says.
pub(super) fn all(db: &Db, unit: &UnitId) -> Result<(), StoreError> {
    let people =
        db.all("select person from account where unit = $1", params![unit], |r| r.word::<PersonId>(0))?;
    for table in TABLES {
        db.run(&format!("delete from {table} where unit = $1"), params![unit])?;
    }
    for person in people {
        let sql = "select body from entry where subject = $1 and subject_kind = 'account' \
                   and body is not null order by version desc limit 1";
        if let Some(body) = db.first(sql, params![person], |r| r.string(0))? {
            account::put(db, &account::parse(&body)?)?;
        } else {
            db.run("delete from credential where unit = $1 and person = $2", params![unit, person])?;
            db.run("delete from factor where unit = $1 and person = $2", params![unit, person])?;
            db.run("delete from session where unit = $1 and person = $2", params![unit, person])?;
        }
    }
    Ok(())
}
