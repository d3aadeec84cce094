//! Sending an account to another unit: the province's administrators open the first accounts of a unit that
//! works on a machine of its own, and send them there. From then on that unit's administrator looks after
//! them. Passwords and keys go along; roles that the unit can't give are dropped.

use crate::{App, AppError, Once, key_of};
use domain::dossier::{Refusal, RefusalCode};
use domain::identity::{Actor, Place, Role, moving};
use domain::words::{PersonId, UnitId};
use store::{AccountChange, Beside, Loaded, Outcome, Reads, Writes};

/// Where an account stands, for who looks at it from the province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountStands {
    /// The unit that it is on its way to.
    pub moving_to: Option<UnitId>,
    /// Whether it is looked after on another machine: the unit's own.
    pub elsewhere: bool,
}

impl App {
    /// Hands an account over to another unit of the province, where it is taken over; sessions end. Asked for
    /// again with the same key it does nothing more.
    pub async fn person_send(
        &self,
        actor: &Actor,
        person: PersonId,
        to: &UnitId,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        let to = self.sent_to(actor, to)?;
        if person == actor.person {
            return Err(AppError::invalid("person", "problem-own-account"));
        }
        // A request that is repeated after the other unit took the account over has nothing left to do.
        if self.person(actor, person).await?.unit == to.unit {
            return Ok(());
        }
        let account = self.managed(actor, person).await?;
        let stamp = self.stamp(self.now(), actor);
        let idempotency = key_of(once, actor, stamp.at)?;
        let reads = Reads { account: Some(person), idempotency, ..Reads::of(account.unit) };
        let run = move |loaded: &Loaded| {
            let account = loaded.account.as_ref().ok_or(AppError::NotFound)?;
            if account.moved_to.is_some() {
                return Err(Refusal::from(RefusalCode::InTransit).into());
            }
            if !account.open {
                return Err(AppError::invalid("person", "problem-send-closed"));
            }
            if !account.roles.iter().any(|role| role.fits(&to)) {
                return Err(AppError::invalid("roles", "problem-send-roles"));
            }
            let after = moving::handed_over(account, &to);
            let after = after.ok_or_else(|| AppError::invalid("unit", "problem-send-unit"))?;
            let accounts = vec![AccountChange { stamp: stamp.clone(), after }];
            let (beside, answer) = (vec![Beside::SessionsEnded(person)], person.to_string());
            Ok(Writes { accounts, beside, answer, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Where an account stands. Who may not see it doesn't come to ask.
    pub async fn person_stands(&self, actor: &Actor, person: PersonId) -> Result<AccountStands, AppError> {
        let account = self.person(actor, person).await?;
        let elsewhere = !self.lives_here(&account.unit).await?;
        Ok(AccountStands { moving_to: account.moved_to, elsewhere })
    }

    /// Whether the actor may send accounts to other units: only the province's own administrators. A
    /// commune's administrator would otherwise make leaders in other communes.
    pub fn may_send_people(&self, actor: &Actor) -> bool {
        actor.is(Role::Administrator) && actor.unit == actor.province
    }

    /// The units that an account can be sent to, by name.
    pub fn send_targets(&self, actor: &Actor) -> Vec<(UnitId, String)> {
        let (world, today) = (self.world(), self.now().day());
        let theirs = |unit: &UnitId| *unit != actor.unit && world.province_of(unit) == actor.province;
        let communes = world.units.on(domain::units::Tier::Commune, today);
        let units = communes.filter(|u| theirs(&u.id)).map(|u| (u.id.clone(), world.unit_name(&u.id)));
        let mut units: Vec<(UnitId, String)> = units.collect();
        units.sort_by_cached_key(|(_, name)| domain::words::fold(name));
        units
    }

    /// The unit as a place, where it is one that this person may send people to.
    fn sent_to(&self, actor: &Actor, to: &UnitId) -> Result<Place, AppError> {
        if !self.may_send_people(actor) {
            return Err(AppError::Forbidden);
        }
        let (world, today) = (self.world(), self.now().day());
        let exists = world.units.get(to).is_some_and(|u| u.exists_on(today));
        let to = Place { unit: to.clone(), province: world.province_of(to) };
        if !exists || to.province != actor.province || to.unit == actor.unit {
            return Err(AppError::invalid("unit", "problem-send-unit"));
        }
        Ok(to)
    }
}
