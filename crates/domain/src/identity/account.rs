//! A person's account, and what the person does in the unit from when to when.

use super::{Actor, Place, Role};
use crate::words::{Day, PersonId, UnitId};
use serde::{Deserialize, Serialize};

/// Roles that hold from a day, by an act: an appointment, a secondment, a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// What the person does.
    pub roles: Vec<Role>,
    /// The first day.
    pub from: Day,
    /// The last day; none while nobody has ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// The paper that says so: number and day.
    pub act: String,
}

impl Assignment {
    /// Whether it holds on a day: from the first midnight to the last one.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Why an assignment can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignmentFault {
    /// No role, or one that the unit can't give.
    Roles,
    /// It ends before it begins, or is over already.
    Ends,
    /// The paper that says so must be named.
    Act,
}

impl AssignmentFault {
    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Roles => "problem-roles",
            Self::Ends => "problem-assignment-ends",
            Self::Act => "problem-assignment-act",
        }
    }

    /// The field that the person should look at.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Roles => "dated_roles",
            Self::Ends => "to",
            Self::Act => "act",
        }
    }
}

impl Assignment {
    /// Everything that is wrong with it, in the order of the page. It may begin in the past: an appointment
    /// is often written down after its first day, and gives nothing for the days before.
    pub fn faults(&self, place: &Place, today: Day) -> Vec<AssignmentFault> {
        let roles = !self.roles.is_empty() && self.roles.iter().all(|r| r.fits(place));
        let ends = self.to.is_none_or(|to| self.from <= to && today <= to);
        let found = [
            (!roles, AssignmentFault::Roles),
            (!ends, AssignmentFault::Ends),
            (self.act.trim().is_empty(), AssignmentFault::Act),
        ];
        found.into_iter().filter_map(|(wrong, fault)| wrong.then_some(fault)).collect()
    }
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
    /// Roles in the unit that hold until somebody changes them.
    pub roles: Vec<Role>,
    /// Roles that hold from a day to a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
    /// Whether signing in is allowed.
    pub open: bool,
    /// Version of this account, counted from 1.
    pub version: u32,
    /// The unit that the person goes to and that hasn't taken the account over yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<UnitId>,
}

impl Account {
    /// Whether the person may sign in: the account is open and not on its way to another unit.
    pub const fn may_sign_in(&self) -> bool {
        self.open && self.moved_to.is_none()
    }

    /// What the person does on a day by assignments of the own. A closed account does nothing.
    pub fn roles_on(&self, day: Day) -> Vec<Role> {
        if !self.open {
            return Vec::new();
        }
        let mut roles = self.roles.clone();
        for role in self.assignments.iter().filter(|a| a.holds(day)).flat_map(|a| &a.roles) {
            if !roles.contains(role) {
                roles.push(*role);
            }
        }
        roles
    }

    /// Whether the person holds a role on every day from one to another.
    pub fn holds_through(&self, role: Role, from: Day, to: Day) -> bool {
        let mut day = from;
        while day <= to {
            if !self.roles_on(day).contains(&role) {
                return false;
            }
            day = day.plus(1);
        }
        true
    }

    /// The actor that the own assignments make on a day. [`super::actor`] adds what is held for others.
    pub fn actor(&self, day: Day) -> Actor {
        super::actor(self, &[], &[], day)
    }
}
