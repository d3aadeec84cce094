//! What administrators do about second factors: take away what somebody lost, and, for the province, say who
//! must have one. Both on record.

use super::own::newer;
use super::set::{SecondView, Set};
use crate::error::Problem;
use crate::people::place;
use crate::{App, AppError};
use domain::identity::second::{SecondFactor, SecondReset};
use domain::identity::{Actor, Place, Right, may};
use domain::records::{Body as _, RecordKind};
use domain::words::PersonId;
use store::{Beside, Loaded, Outcome, Reads, RecordChange, Writes};

impl App {
    /// Which second factors a person has whose account the actor manages.
    pub async fn second_of(&self, actor: &Actor, person: PersonId) -> Result<SecondView, AppError> {
        let account = self.person(actor, person).await?;
        if !may(actor, Right::PeopleManage, &place(&account)) {
            return Err(AppError::Forbidden);
        }
        let factor = self.inner.store.read(move |r| r.factor(person)).await?;
        Ok(Set::of(factor.as_ref())?.view())
    }

    /// Takes all second factors of a person away; sessions end. Nobody does it for oneself.
    pub async fn second_reset(&self, actor: &Actor, person: PersonId) -> Result<(), AppError> {
        if person == actor.person {
            return Err(AppError::invalid("person", "problem-own-account"));
        }
        let account = self.managed(actor, person).await?;
        let (now, stamp) = (self.now(), self.stamp(self.now(), actor));
        let body = SecondReset { person, at: now }.text().map_err(AppError::fault)?;
        let (kind, key) = (RecordKind::SecondReset, person.to_string());
        let record = RecordChange { stamp, kind, key, body };
        let reads = Reads { factor: Some(person), ..Reads::of(account.unit) };
        let decide = move |loaded: &Loaded| {
            let changed = newer(loaded.factor.as_ref().map(|factor| factor.changed), now);
            let none = Set::default().factor(person, 0, changed)?;
            let beside = vec![Beside::FactorSet(none), Beside::SessionsEnded(person)];
            Ok::<_, AppError>(Writes { beside, records: vec![record.clone()], ..Writes::default() })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Whether the actor says who must have a second factor: the centre's administrator, for the province.
    pub fn rules_second(&self, actor: &Actor) -> bool {
        let province = self.province();
        may(actor, Right::PeopleManage, &Place { unit: province.clone(), province })
    }

    /// Says who must have a second factor.
    pub async fn second_rule_set(&self, actor: &Actor, rule: &SecondFactor) -> Result<(), AppError> {
        let province = self.province();
        if !self.rules_second(actor) {
            return Err(AppError::Forbidden);
        }
        let faults = rule.faults();
        if !faults.is_empty() {
            let problems = faults.into_iter().map(|f| Problem::new(f.field(), f.key()));
            return Err(AppError::Invalid(problems.collect()));
        }
        let body = rule.text().map_err(AppError::fault)?;
        let (kind, key) = (RecordKind::SecondFactor, SecondFactor::KEY.to_owned());
        let change = RecordChange { stamp: self.stamp(self.now(), actor), kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(province) };
        let decide = move |loaded: &Loaded| match loaded.record(kind, &key) {
            Some(known) if known.body == change.body => Err(()),
            _ => Ok(Writes { records: vec![change.clone()], ..Writes::default() }),
        };
        self.inner.store.submit(reads, decide).await?;
        Ok(())
    }
}
