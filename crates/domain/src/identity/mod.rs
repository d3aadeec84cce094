//! Who may do what, where. One table of rights (`rights`) decides acts, and the same table becomes the
//! filter of every list, count, search and export ([`Scope`]): there is no second place to ask.
//!
//! Roles hold from a day to a day ([`Assignment`]); who is absent names a substitute ([`Delegation`]), whose
//! entries then say for whom ([`Who`]).
//!
//! Standards: Decree 118/2025/NĐ-CP art. 11 (officers of the one-stop), DOMAIN facts on roles are data of
//! the unit: a person holds any set of roles in exactly one unit at a time.

mod account;
mod assurance;
mod delegation;
mod give;
mod hand_over;
pub mod moving;
mod own;
mod rights;
pub mod second;
mod who;

pub use account::{Account, Assignment, AssignmentFault};
pub use assurance::{Citizen, CitizenKind, Level, citizen_id};
pub use delegation::{Delegation, Power, Revoked, StandIn, actor, powers};
pub use give::{Asked, DelegationFault, LONGEST_DAYS, give, revoke};
pub use hand_over::{Share, WorklistHandOver};
pub use own::Own;
pub use rights::{Right, Scope, may, scope, scope_as};
pub use who::Who;

use crate::words::{PersonId, UnitId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a person does in the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Takes dossiers in at the counter and hands results out.
    Reception,
    /// Examines dossiers.
    Specialist,
    /// Decides and signs.
    Leader,
    /// Looks after the unit's accounts.
    Administrator,
    /// Watches and supports every commune of the province.
    Province,
    /// Applies online for people who can't do it themselves, with their code: a community digital team, a
    /// post clerk. Sees no dossier and takes none in.
    Intermediary,
}

impl Role {
    /// Every role, in the order people know them.
    pub const ALL: [Self; 6] = [
        Self::Reception,
        Self::Specialist,
        Self::Leader,
        Self::Administrator,
        Self::Province,
        Self::Intermediary,
    ];

    /// Whether a unit can give this role: watching over a province is for the province's own centre.
    pub fn fits(self, unit: &Place) -> bool {
        self != Self::Province || unit.unit == unit.province
    }

    /// The name in data, URLs and message keys (`role-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Specialist => "specialist",
            Self::Leader => "leader",
            Self::Administrator => "administrator",
            Self::Province => "province",
            Self::Intermediary => "intermediary",
        }
    }
}

impl FromStr for Role {
    type Err = crate::words::WordError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|r| r.as_str() == s);
        found.ok_or(crate::words::WordError { what: "role" })
    }
}

/// Who asks: a signed-in person, with the unit and roles that hold right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The person's name, as colleagues read it.
    pub name: String,
    /// The unit the person works for.
    pub unit: UnitId,
    /// The province that the unit belongs to (itself, for the province's own centre).
    pub province: UnitId,
    /// What the person does there today: own roles, and those held for somebody.
    pub roles: Vec<Role>,
    /// For whom the person acts today, in roles that are not the person's own.
    pub standing_in: Vec<StandIn>,
}

impl Actor {
    /// Where the person works.
    pub fn place(&self) -> Place {
        Place { unit: self.unit.clone(), province: self.province.clone() }
    }

    /// Whether the person holds the role, as the own or for somebody.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the role is the person's own: what is held for somebody is not passed on.
    pub fn owns(&self, role: Role) -> bool {
        self.is(role) && !self.standing_in.iter().any(|s| s.roles.contains(&role))
    }

    /// Who acts, where one of these roles is asked for: the person alone, when an own role will do; else for
    /// the one whose role it is. This is the mark that an entry keeps.
    pub fn hand(&self, asked: &[Role]) -> Who {
        let lent = || self.standing_in.iter().find(|s| s.roles.iter().any(|r| asked.contains(r)));
        let own = asked.iter().any(|r| self.owns(*r));
        let stands_for = if own { None } else { lent().map(|s| s.principal) };
        Who::Person { person: self.person, stands_for }
    }

    /// The persons whose work this is today: the own, and that of those the person stands in for.
    pub fn selves(&self) -> Vec<PersonId> {
        let mut selves = vec![self.person];
        for stand_in in &self.standing_in {
            if !selves.contains(&stand_in.principal) {
                selves.push(stand_in.principal);
            }
        }
        selves
    }
}

/// Where a thing belongs, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The owning unit.
    pub unit: UnitId,
    /// That unit's province.
    pub province: UnitId,
}

#[cfg(test)]
mod tests;
