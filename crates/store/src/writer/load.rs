//! What a decision sees: as it is on disk, with what its batch decided before it laid over.

use super::group::Group;
use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::{account, dossier, record};
use crate::work::{Loaded, Reads};

/// Everything that was named.
pub(super) fn load(db: &Db, group: &mut Group, reads: &Reads) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    if reads.taking_over.is_some() || reads.assigned_to.is_some() {
        // Rows of dossiers are looked through: what waits must be among them.
        group.flush(db)?;
    }
    if let Some(id) = reads.dossier {
        loaded.dossier = match &reads.taking_over {
            Some(giver) => dossier::given(db, giver, &reads.unit, id)?,
            None => group.known.take(db, &reads.unit, id)?,
        };
    }
    if let Some(day) = reads.number_on {
        let mut last = group.known.number(db, &reads.unit, day)?;
        for unit in &reads.numbers_of {
            last = last.max(group.known.number(db, unit, day)?);
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
    for series in &reads.series {
        loaded.last.push((series.clone(), record::last(db, &reads.unit, series)?));
    }
    if reads.people {
        let sql = format!("select {} from account where unit = $1 order by login", account::COLUMNS);
        loaded.people = db.all(&sql, params![&reads.unit], account::read)?;
    }
    if let Some(person) = reads.assigned_to {
        // What is open lies with its own unit; the index is by where rows lie.
        let sql = "select state from dossier where keeper = $1 and unit = $1 and assignee = $2 and open = 1 \
                   order by sort_at, id";
        loaded.dossiers = db.all(sql, params![&reads.unit, person], |r| dossier::state_of(r.text(0)?))?;
    }
    Ok(loaded)
}
