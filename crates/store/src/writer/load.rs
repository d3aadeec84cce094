//! What a decision sees, read inside the transaction that will write.

use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::{account, dossier, record, series};
use crate::work::{Loaded, Reads};

/// The answer to an earlier, equal request.
pub(super) fn replayed(db: &Db, reads: &Reads) -> Result<Option<String>, StoreError> {
    let Some(key) = &reads.idempotency else { return Ok(None) };
    let sql = "select digest, answer from idempotency where unit = $1 and scope = $2 and key = $3";
    let found =
        db.first(sql, params![&reads.unit, &key.scope, &key.key], |r| Ok((r.digest(0)?, r.string(1)?)))?;
    match found {
        Some((digest, _)) if digest != key.digest => Err(StoreError::KeyReused),
        found => Ok(found.map(|(_, answer)| answer)),
    }
}

/// Everything that was named.
pub(super) fn load(db: &Db, reads: &Reads) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    if let Some(id) = reads.dossier {
        loaded.dossier = if reads.taking_over {
            dossier::newest(db, id)?
        } else {
            let sql = "select state from dossier where id = $1 and unit = $2";
            db.first(sql, params![id, &reads.unit], |r| dossier::state_of(r.text(0)?))?
        };
    }
    if let Some(day) = reads.number_on {
        let mut last = series::last(db, &reads.unit, day)?;
        for unit in &reads.numbers_of {
            last = last.max(series::last(db, unit, day)?);
        }
        loaded.next_number = last.saturating_add(1);
    }
    if let Some(person) = reads.account {
        let sql = format!("select {} from account where person = $1 and unit = $2", account::COLUMNS);
        loaded.account = db.first(&sql, params![person, &reads.unit], account::read)?;
    }
    if let Some(login) = &reads.login {
        let taken = db.first("select person from account where login = $1", params![login], |r| r.word(0))?;
        loaded.login_taken = taken.is_some_and(|person| Some(person) != reads.account);
    }
    for (kind, key) in &reads.records {
        loaded.records.extend(record::get(db, &reads.unit, *kind, key)?);
    }
    for kind in &reads.record_kinds {
        loaded.records.extend(record::under(db, &reads.unit, *kind, "")?);
    }
    if reads.people {
        let sql = format!("select {} from account where unit = $1 order by login", account::COLUMNS);
        loaded.people = db.all(&sql, params![&reads.unit], account::read)?;
    }
    if let Some(person) = reads.assigned_to {
        let sql = "select state from dossier where unit = $1 and assignee = $2 and open = 1 \
                   order by sort_at, id";
        loaded.dossiers = db.all(sql, params![&reads.unit, person], |r| dossier::state_of(r.text(0)?))?;
    }
    Ok(loaded)
}
