//! What a decision sees: as it is on disk, with what its batch decided before it laid over.

use super::group::Group;
use super::telling;
use crate::db::{Db, params};
use crate::draft;
use crate::error::StoreError;
use crate::project::{account, dossier, record};
use crate::read::{SETTING_OF_UNIT, beside};
use crate::work::{Loaded, Reads};
use domain::nodes::{Before, Home};
use domain::records::RecordKind;
use domain::units::Closed;
use domain::words::UnitId;

/// Everything that was named.
pub(super) fn load(db: &Db, group: &mut Group, reads: &Reads) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    if reads.taking_over.is_some() || reads.assigned_to.is_some() || reads.served.is_some() {
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
            let theirs = group.known.number(db, unit, day)?;
            last = last.max(Home::last_number(group.known.home(db, unit)?.as_ref(), day, theirs));
            last = before(db, group, unit)?.last_number(day, last);
        }
        last = Home::last_number(group.known.home(db, &reads.unit)?.as_ref(), day, last);
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
    loaded.head = group.known.head(db, &reads.unit)?;
    loaded.home = group.known.home(db, &reads.unit)?;
    loaded.here = group.known.here(db, &reads.unit)?;
    for person in &reads.persons {
        let sql = format!("select {} from account where person = $1 order by version", account::COLUMNS);
        loaded.persons.extend(db.first(&sql, params![*person], account::read)?);
    }
    if let Some(reader) = &reads.served {
        served(db, reads, reader, &mut loaded)?;
    }
    beside_it(db, reads, &mut loaded)?;
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

/// What stands beside the ledger.
fn beside_it(db: &Db, reads: &Reads, loaded: &mut Loaded) -> Result<(), StoreError> {
    if let Some(asked) = &reads.telling {
        loaded.telling = telling::load(db, &reads.unit, asked)?;
    }
    if let Some(digest) = &reads.step {
        let sql = format!("select {} from step where digest = $1 and unit = $2", beside::STEP);
        loaded.step = db.first(&sql, params![digest, &reads.unit], beside::step)?;
    }
    if let Some(person) = reads.factor {
        let sql = format!("select {} from factor where person = $1 and unit = $2", beside::FACTOR);
        loaded.factor = db.first(&sql, params![person, &reads.unit], beside::factor)?;
    }
    for (scope, key, since) in &reads.attempts {
        let sql = "select count(*) from attempt where unit = $1 and scope = $2 and key = $3 and at >= $4";
        let count = db.number(sql, params![&reads.unit, scope, key, *since])?;
        loaded.attempts.push(u64::try_from(count).map_err(StoreError::unreadable("a count"))?);
    }
    if let Some(id) = &reads.draft {
        loaded.draft = draft::get(db, &reads.unit, id)?;
    }
    if let Some(key) = &reads.setting {
        loaded.setting = db.first(SETTING_OF_UNIT, params![&reads.unit, key], |r| r.string(0))?;
    }
    Ok(())
}

/// What is known here of the numbers of a unit that another one follows.
fn before(db: &Db, group: &mut Group, unit: &UnitId) -> Result<Before, StoreError> {
    // One that never had a home of its own wrote at the centre, before there were any, or not at all.
    if group.known.here(db, unit)? || group.known.home(db, unit)?.is_none() {
        return Ok(Before::Known);
    }
    let whole = group.known.me(db)?.is_some_and(|me| me.centre);
    let last_word = record::get(db, unit, RecordKind::Territory, Closed::KEY)?;
    Ok(match last_word {
        None => Before::Open,
        Some(_) if whole => Before::Known,
        Some(record) => Before::Closed(record.at.day()),
    })
}

/// How far a unit's node was served this ledger, and where the wanted dossier's last entry stands.
fn served(db: &Db, reads: &Reads, reader: &UnitId, loaded: &mut Loaded) -> Result<(), StoreError> {
    let sql = "select upto from fetched where unit = $1 and reader = $2";
    let upto = db.first(sql, params![&reads.unit, reader], |r| r.count(0))?;
    loaded.served = upto.unwrap_or(0);
    if let Some(id) = reads.dossier {
        let sql = "select seq from entry where subject = $1 and subject_kind = 'dossier' and unit = $2 \
                   order by version desc limit 1";
        loaded.dossier_seq = db.first(sql, params![id, &reads.unit], |r| r.count(0))?.unwrap_or(0);
    }
    Ok(())
}
