//! Substitution: who is absent names, in writing and for a time, who acts in the meantime.
//!
//! Three things always hold, whatever stands in the records: nobody gets by delegation what the principal
//! does not hold by an own assignment on that very day; so what was received is never passed on; and it ends
//! with the last day, with a revocation, or when either account closes or moves away.
//!
//! Law: Decree 30/2020/NĐ-CP art. 13 par. 3 (in writing, limited in time and matter, never passed on).

use super::{Account, Actor, Role};
use crate::records::{Body, RecordKind};
use crate::words::{Day, Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a delegation was ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Somebody acts for somebody, from a day to a day. A record of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Whose roles they are.
    pub principal: PersonId,
    /// Who acts in the meantime.
    pub substitute: PersonId,
    /// Which roles.
    pub roles: Vec<Role>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Why: leave, a journey, illness.
    pub reason: String,
    /// The paper that says so: number and day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub act: String,
    /// How it was ended before its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revoked>,
}

impl Body for Delegation {
    const KIND: RecordKind = RecordKind::Delegation;
}

impl Delegation {
    /// The key of a record: the substitute first, so that what somebody may do is found at once.
    pub fn key(substitute: PersonId, id: Uuid) -> String {
        format!("{}{id}", Self::keys_of(substitute))
    }

    /// How the keys of a substitute's records begin.
    pub fn keys_of(substitute: PersonId) -> String {
        format!("{substitute}.")
    }

    /// Whether it is meant to hold on a day: from the first midnight to the last one.
    pub fn holds(&self, day: Day) -> bool {
        self.revoked.is_none() && self.from <= day && day <= self.to
    }

    /// Whether it holds today or will hold later.
    pub fn lasts(&self, today: Day) -> bool {
        self.revoked.is_none() && today <= self.to
    }
}

/// A role in force, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Power {
    /// The role.
    pub role: Role,
    /// The person for whom it is held; none for an own role.
    pub principal: Option<PersonId>,
}

/// For whom somebody acts today, in which roles, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// For whom.
    pub principal: PersonId,
    /// That person's name.
    pub name: String,
    /// In which roles; none of them is the substitute's own.
    pub roles: Vec<Role>,
    /// The last day.
    pub to: Day,
}

/// What a person may do on a day: own roles, and those held for others. `delegations` are the unit's,
/// `people` its accounts; who isn't among them can't have delegated anything.
pub fn powers(account: &Account, delegations: &[Delegation], people: &[Account], day: Day) -> Vec<Power> {
    let own = account.roles_on(day);
    let mut powers: Vec<Power> = own.iter().map(|role| Power { role: *role, principal: None }).collect();
    for stand_in in standing_in(account, delegations, people, day) {
        for role in stand_in.roles {
            let power = Power { role, principal: Some(stand_in.principal) };
            if !powers.contains(&power) {
                powers.push(power);
            }
        }
    }
    powers
}

fn standing_in(account: &Account, delegations: &[Delegation], people: &[Account], day: Day) -> Vec<StandIn> {
    if !account.open {
        return Vec::new();
    }
    let own = account.roles_on(day);
    // Who hands out accounts signs for nobody.
    let barred = |r: Role| r == Role::Leader && own.contains(&Role::Administrator);
    let held = |d: &Delegation| {
        let principal = people.iter().find(|p| p.person == d.principal && p.unit == account.unit)?;
        let theirs = principal.roles_on(day);
        let lent = |r: &&Role| theirs.contains(r) && !own.contains(r) && r.lendable() && !barred(**r);
        let roles: Vec<Role> = d.roles.iter().filter(lent).copied().collect();
        let stand_in = StandIn { principal: d.principal, name: principal.name.clone(), roles, to: d.to };
        (!stand_in.roles.is_empty()).then_some(stand_in)
    };
    let mine =
        |d: &&Delegation| d.substitute == account.person && d.principal != account.person && d.holds(day);
    delegations.iter().filter(mine).filter_map(held).collect()
}

/// The actor that an account lets act on a day.
pub fn actor(account: &Account, delegations: &[Delegation], people: &[Account], day: Day) -> Actor {
    let standing_in = standing_in(account, delegations, people, day);
    let mut roles = account.roles_on(day);
    for role in standing_in.iter().flat_map(|s| &s.roles) {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    Actor {
        person: account.person,
        name: account.name.clone(),
        unit: account.unit.clone(),
        province: account.province.clone(),
        roles,
        standing_in,
    }
}

#[cfg(test)]
mod tests;
