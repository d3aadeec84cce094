//! The one table of rights.

use super::{Actor, Own, Place, Role};
use crate::words::UnitId;

/// What a route or use case needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// Open to everyone: search, tracking, published rates, sign-in.
    Public,
    /// Open to a citizen who is signed in: own dossiers, own wishes. No role gives it.
    Citizen,
    /// Open to every signed-in person: sign out, the start page.
    SignedIn,
    /// Take in a dossier.
    DossierReceive,
    /// Read dossiers, their history and attachments.
    DossierRead,
    /// Do something to a dossier; the process then says which role may do what at which step.
    DossierAct,
    /// Read registers; each then says which roles ([`crate::registers::register_scope`]).
    RegisterRead,
    /// Count the unit's promises anew after days off became known.
    DossierRecount,
    /// Read the unit's board.
    BoardRead,
    /// See the unit's people.
    PeopleRead,
    /// Open, change and close accounts.
    PeopleManage,
    /// Set the unit's office hours and its closures.
    HoursManage,
    /// Publish lines of the calendar for the province.
    CalendarPublish,
    /// Carry out reorganisations of units, and decide which unit takes a dossier over.
    TerritoryManage,
    /// Name a substitute, or take a substitution back; rules then say who for whom ([`super::give`]).
    Delegate,
    /// Hand a person's whole worklist to others.
    WorkHandOver,
    /// Invite, revoke and look after the communes' own machines.
    NodesManage,
    /// Apply online for somebody else, who confirms it with a code.
    ApplyForOthers,
}

impl Right {
    /// Every right, for tests that go through all of them.
    pub const ALL: [Self; 18] = [
        Self::Public,
        Self::Citizen,
        Self::SignedIn,
        Self::DossierReceive,
        Self::DossierRead,
        Self::DossierAct,
        Self::RegisterRead,
        Self::DossierRecount,
        Self::BoardRead,
        Self::PeopleRead,
        Self::PeopleManage,
        Self::HoursManage,
        Self::CalendarPublish,
        Self::TerritoryManage,
        Self::Delegate,
        Self::WorkHandOver,
        Self::NodesManage,
        Self::ApplyForOthers,
    ];

    /// The roles that give it, anywhere.
    pub fn roles(self) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| self.reach(*role) != Reach::Nothing).collect()
    }

    /// What a role gives: nothing, the own unit, or the whole province.
    const fn reach(self, role: Role) -> Reach {
        use Reach::{Nothing, Province, Unit};
        match (self, role) {
            (
                Self::DossierRead
                | Self::RegisterRead
                | Self::BoardRead
                | Self::PeopleRead
                | Self::TerritoryManage
                | Self::NodesManage,
                Role::Province,
            ) => Province,
            (Self::DossierRead | Self::RegisterRead, Role::Administrator)
            | (Self::DossierRead | Self::RegisterRead | Self::BoardRead, Role::Intermediary) => Nothing,
            (Self::Public | Self::SignedIn | Self::DossierRead | Self::RegisterRead | Self::BoardRead, _)
            | (Self::DossierReceive, Role::Reception)
            | (Self::ApplyForOthers, Role::Intermediary)
            | (Self::DossierAct, Role::Reception | Role::Specialist | Role::Leader)
            | (
                Self::PeopleRead | Self::HoursManage | Self::WorkHandOver,
                Role::Leader | Role::Administrator,
            )
            | (Self::DossierRecount, Role::Leader)
            | (Self::CalendarPublish, Role::Province)
            | (Self::PeopleManage, Role::Administrator)
            | (Self::Delegate, Role::Reception | Role::Specialist | Role::Leader | Role::Administrator) => {
                Unit
            }
            _ => Nothing,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Nothing,
    Unit,
    Province,
}

/// What an actor sees under a right: the filter of every list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Nothing.
    Nobody,
    /// One unit.
    Unit(UnitId),
    /// A province and all its communes.
    Province(UnitId),
    /// What is a citizen's own, wherever it lies ([`crate::dossier::owns`]).
    Own(Box<Own>),
}

impl Scope {
    /// Whether a thing at `place` lies inside.
    pub fn holds(&self, place: &Place) -> bool {
        match self {
            // Where a thing lies says nothing of whose it is.
            Self::Nobody | Self::Own(_) => false,
            Self::Unit(unit) => *unit == place.unit,
            Self::Province(province) => *province == place.province,
        }
    }
}

/// How far `right` reaches for `actor`: the widest that one of the roles gives.
pub fn scope(actor: &Actor, right: Right) -> Scope {
    scope_as(actor, right, &|_| true)
}

/// How far `right` reaches for `actor` through those of the roles that count.
pub fn scope_as(actor: &Actor, right: Right, counts: &dyn Fn(Role) -> bool) -> Scope {
    let roles = actor.roles.iter().filter(|role| counts(**role));
    let reach = roles.map(|r| right.reach(*r)).max().unwrap_or(Reach::Nothing);
    match reach {
        Reach::Nothing => Scope::Nobody,
        Reach::Unit => Scope::Unit(actor.unit.clone()),
        Reach::Province => Scope::Province(actor.province.clone()),
    }
}

/// Whether `actor` holds `right` over a thing at `place`.
pub fn may(actor: &Actor, right: Right, place: &Place) -> bool {
    scope(actor, right).holds(place)
}
