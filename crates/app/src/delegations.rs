//! Substitution: who acts for whom, from when to when; named and taken back on record.

use crate::{App, AppError};
use domain::dossier::Colleague;
use domain::identity::{self, Account, Delegation, Scope};
use domain::records::{Body, Record, RecordKind};
use domain::words::{Day, UnitId};
use store::StoreError;
use store::read::Reader;

fn shape(record: &Record) -> Result<Delegation, StoreError> {
    record.read().map_err(StoreError::unreadable("a delegation"))
}

/// What a person received that holds on a day, with the accounts of those whose roles they are.
pub(crate) fn received(
    r: &Reader<'_>,
    account: &Account,
    day: Day,
) -> Result<(Vec<Delegation>, Vec<Account>), StoreError> {
    let prefix = Delegation::keys_of(account.person);
    let records = r.records_under(&account.unit, RecordKind::Delegation, &prefix)?;
    let mut given = records.iter().map(shape).collect::<Result<Vec<_>, _>>()?;
    given.retain(|d| d.holds(day));
    let principals = given.iter().map(|d| r.account(d.principal)).collect::<Result<Vec<_>, _>>()?;
    Ok((given, principals.into_iter().flatten().collect()))
}

/// What each of a unit's people may do on a day, for somebody or not.
pub(crate) fn able(people: &[Account], given: &[Delegation], day: Day) -> Vec<Colleague> {
    let able = |a: &Account| {
        let actor = identity::actor(a, given, people, day);
        Colleague { person: a.person, name: a.name.clone(), roles: actor.roles }
    };
    people.iter().filter(|a| a.open).map(able).collect()
}

impl App {
    /// The unit's people with what they may do today.
    pub(crate) async fn colleagues(&self, unit: UnitId) -> Result<Vec<Colleague>, AppError> {
        let today = self.now().day();
        let found = self.inner.store.read(move |r| {
            let people = r.accounts(&Scope::Unit(unit.clone()))?;
            let records = r.records_under(&unit, Delegation::KIND, "")?;
            let given = records.iter().map(shape).collect::<Result<Vec<_>, _>>()?;
            Ok(able(&people, &given, today))
        });
        Ok(found.await?)
    }
}
