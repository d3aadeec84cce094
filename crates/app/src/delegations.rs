//! Substitution: who acts for whom, from when to when; named and taken back on record.

use crate::dossier::text;
use crate::error::Problem;
use crate::{App, AppError, Once, key_of};
use domain::dossier::Colleague;
use domain::identity::{self, Account, Actor, Asked, Delegation, DelegationFault, Right, Role, Scope, may};
use domain::records::{Body, Record, RecordKind};
use domain::words::{Day, PersonId, UnitId};
use std::collections::BTreeMap;
use store::read::Reader;
use store::{Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

/// Most characters of a reason, and of a paper's name.
pub(crate) const TEXT: usize = 500;

/// A substitution as typed.
#[derive(Clone, Debug, Default)]
pub struct DelegationInput {
    /// Whose roles; empty for the own.
    pub principal: String,
    /// Who acts in the meantime: a person's id.
    pub substitute: String,
    /// Roles by name.
    pub roles: Vec<String>,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Why.
    pub reason: String,
    /// The paper that says so.
    pub act: String,
}

/// A substitution with the names of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// Its key among the unit's records.
    pub key: String,
    /// What it says.
    pub delegation: Delegation,
    /// For whom.
    pub principal: String,
    /// Who acts.
    pub substitute: String,
    /// Who took it back.
    pub revoked_by: Option<String>,
}

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

/// The delegations that were loaded, by key.
pub(crate) fn loaded_given(loaded: &Loaded) -> Result<Vec<(String, Delegation)>, AppError> {
    loaded.records_as::<Delegation>().map_err(AppError::fault)
}

fn named(records: &[Record], people: &[Account]) -> Result<Vec<Substitution>, StoreError> {
    let names: BTreeMap<PersonId, &str> = people.iter().map(|a| (a.person, a.name.as_str())).collect();
    let name = |p: PersonId| names.get(&p).map_or_else(|| p.to_string(), |n| (*n).to_owned());
    let mut all = Vec::with_capacity(records.len());
    for record in records {
        let delegation = shape(record)?;
        all.push(Substitution {
            key: record.key.clone(),
            principal: name(delegation.principal),
            substitute: name(delegation.substitute),
            revoked_by: delegation.revoked.as_ref().map(|r| name(r.by)),
            delegation,
        });
    }
    // What lasts longest stands first.
    all.sort_by(|a, b| (b.delegation.to, &b.key).cmp(&(a.delegation.to, &a.key)));
    Ok(all)
}

fn told(faults: Vec<DelegationFault>) -> AppError {
    AppError::Invalid(faults.into_iter().map(|f| Problem::new(f.field(), f.key())).collect())
}

struct Typed {
    principal: PersonId,
    substitute: PersonId,
    asked: Asked,
}

fn parse(actor: &Actor, input: &DelegationInput) -> Result<Typed, AppError> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, key| problems.push(Problem::new(field, key));
    let principal = match input.principal.trim() {
        "" => Some(actor.person),
        typed => typed.parse().ok(),
    };
    if principal.is_none() {
        wrong("principal", "problem-choice");
    }
    let substitute: Option<PersonId> = input.substitute.trim().parse().ok();
    if substitute.is_none() {
        wrong("substitute", DelegationFault::Substitute.key());
    }
    let roles: Result<Vec<Role>, _> = input.roles.iter().map(|r| r.parse()).collect();
    if roles.is_err() {
        wrong("roles", "problem-choice");
    }
    let (from, to) = (Day::parse(&input.from), Day::parse(&input.to));
    for (field, day) in [("from", from), ("to", to)] {
        if day.is_none() {
            wrong(field, "problem-date");
        }
    }
    let reason = text("reason", &input.reason, TEXT, &mut problems);
    let act = text("act", &input.act, TEXT, &mut problems);
    match (principal, substitute, roles, from, to) {
        (Some(principal), Some(substitute), Ok(roles), Some(from), Some(to)) if problems.is_empty() => {
            Ok(Typed { principal, substitute, asked: Asked { roles, from, to, reason, act } })
        }
        _ => Err(AppError::Invalid(problems)),
    }
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

    /// The substitutions that the actor may see: the own; all of the unit, for who sees its people.
    pub async fn delegations(&self, actor: &Actor) -> Result<Vec<Substitution>, AppError> {
        let place = actor.place();
        if !may(actor, Right::Delegate, &place) {
            return Err(AppError::Forbidden);
        }
        let mut all = self.substitutions(place.unit.clone()).await?;
        if !may(actor, Right::PeopleRead, &place) {
            all.retain(|s| [s.delegation.principal, s.delegation.substitute].contains(&actor.person));
        }
        Ok(all)
    }

    /// The substitutions of a person whom the actor may see.
    pub async fn delegations_of(
        &self,
        actor: &Actor,
        person: PersonId,
    ) -> Result<Vec<Substitution>, AppError> {
        let account = self.person(actor, person).await?;
        let mut all = self.substitutions(account.unit).await?;
        all.retain(|s| [s.delegation.principal, s.delegation.substitute].contains(&person));
        Ok(all)
    }

    async fn substitutions(&self, unit: UnitId) -> Result<Vec<Substitution>, AppError> {
        let found = self.inner.store.read(move |r| {
            let people = r.accounts(&Scope::Unit(unit.clone()))?;
            named(&r.records_under(&unit, Delegation::KIND, "")?, &people)
        });
        Ok(found.await?)
    }

    /// Whom the actor may name as a substitute, and for whom: the unit's people with an open account.
    pub async fn delegation_people(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        let place = actor.place();
        if !may(actor, Right::Delegate, &place) {
            return Err(AppError::Forbidden);
        }
        let mut people = self.inner.store.read(move |r| r.accounts(&Scope::Unit(place.unit.clone()))).await?;
        people.retain(|a| a.open);
        Ok(people)
    }

    /// Names a substitute; answers with the record's key, and whether the answer is an earlier one.
    pub async fn delegation_give(
        &self,
        actor: &Actor,
        input: &DelegationInput,
        once: Option<Once>,
    ) -> Result<(String, bool), AppError> {
        let place = actor.place();
        if !may(actor, Right::Delegate, &place) {
            return Err(AppError::Forbidden);
        }
        let now = self.now();
        let Typed { principal, substitute, asked } = parse(actor, input)?;
        let (key, stamp) = (Delegation::key(substitute, self.uuid(now)), self.stamp(now, actor));
        let reads = Reads {
            people: true,
            record_kinds: vec![Delegation::KIND],
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(place.unit)
        };
        let giver = actor.clone();
        let run = move |loaded: &Loaded| {
            let find = |person| loaded.people.iter().find(|a| a.person == person);
            let unknown = |field| AppError::invalid(field, DelegationFault::Substitute.key());
            let principal = find(principal).ok_or_else(|| unknown("principal"))?;
            let substitute = find(substitute).ok_or_else(|| unknown("substitute"))?;
            let given: Vec<Delegation> = loaded_given(loaded)?.into_iter().map(|(_, d)| d).collect();
            let made = identity::give(&giver, principal, substitute, &given, asked.clone(), now.day());
            let body = made.map_err(told)?.text().map_err(AppError::fault)?;
            let (stamp, kind) = (stamp.clone(), Delegation::KIND);
            let records = vec![RecordChange { stamp, kind, key: key.clone(), body }];
            Ok(Writes { records, answer: key.clone(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { answer, replayed } => Ok((answer, replayed)),
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Takes a substitution back; it holds no longer from this moment on.
    pub async fn delegation_revoke(&self, actor: &Actor, key: &str, reason: &str) -> Result<(), AppError> {
        let place = actor.place();
        if !may(actor, Right::Delegate, &place) {
            return Err(AppError::Forbidden);
        }
        let mut problems = Vec::new();
        let reason = text("reason", reason, TEXT, &mut problems);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let seen = self.delegations(actor).await?.into_iter().any(|s| s.key == key);
        if !seen {
            return Err(AppError::NotFound);
        }
        let now = self.now();
        let (who, stamp, key) = (actor.clone(), self.stamp(now, actor), key.to_owned());
        let reads = Reads { records: vec![(Delegation::KIND, key.clone())], ..Reads::of(place.unit) };
        let run = move |loaded: &Loaded| {
            let record = loaded.record(Delegation::KIND, &key).ok_or(AppError::NotFound)?;
            let before: Delegation = record.read().map_err(AppError::fault)?;
            let after = identity::revoke(&who, &before, now, &reason).map_err(|f| told(vec![f]))?;
            let body = after.text().map_err(AppError::fault)?;
            let (stamp, kind) = (stamp.clone(), Delegation::KIND);
            let records = vec![RecordChange { stamp, kind, key: key.clone(), body }];
            Ok(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }
}
