//! Who may do what, where. One table of rights (`rights`) decides acts, and the same table becomes the
//! filter of every list, count, search and export ([`Scope`]): there is no second place to ask.
//!
//! Standards: Decree 118/2025/NĐ-CP art. 11 (officers of the one-stop), DOMAIN facts on roles are data of
//! the unit: a person holds any set of roles in exactly one unit at a time.

mod rights;

pub use rights::{Right, Scope, may, scope};

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
}

impl Role {
    /// Every role, in the order people know them.
    pub const ALL: [Self; 5] =
        [Self::Reception, Self::Specialist, Self::Leader, Self::Administrator, Self::Province];

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
    /// What the person does there.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Where the person works.
    pub fn place(&self) -> Place {
        Place { unit: self.unit.clone(), province: self.province.clone() }
    }

    /// Whether the person holds the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Where a thing belongs, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The owning unit.
    pub unit: UnitId,
    /// That unit's province.
    pub province: UnitId,
}

/// The account of a person: what the ledger keeps of it. Secrets are kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person.
    pub person: PersonId,
    /// The name to sign in with, lower case.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The person's position, as on the door plate.
    pub title: String,
    /// The unit.
    pub unit: UnitId,
    /// The unit's province.
    pub province: UnitId,
    /// Roles in the unit.
    pub roles: Vec<Role>,
    /// Whether signing in is allowed.
    pub open: bool,
    /// Version of this account, counted from 1.
    pub version: u32,
}

impl Account {
    /// The actor that this account lets act.
    pub fn actor(&self) -> Actor {
        Actor {
            person: self.person,
            name: self.name.clone(),
            unit: self.unit.clone(),
            province: self.province.clone(),
            roles: self.roles.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
