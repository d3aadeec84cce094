//! What may be delegated to whom. Each rule says its reason; none can be set aside by a page.

use super::{Account, Actor, Delegation, Revoked, Role};
use crate::words::{Day, Moment};

/// Longest substitution: who is away for longer is replaced by an appointment.
pub const LONGEST_DAYS: i64 = 366;

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which roles.
    pub roles: Vec<Role>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Why.
    pub reason: String,
    /// The paper that says so.
    pub act: String,
}

/// Why a delegation can't be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DelegationFault {
    /// Only the person, or a leader who is one in the own right, names a substitute: a substitute would
    /// otherwise pass on what was only lent.
    NotYours,
    /// The substitute is another open account of the same unit: who acts answers to that unit.
    Substitute,
    /// No role is named.
    Roles,
    /// Only reception, specialist and leader are lent. Administration and the province's watch go with the
    /// post: who hands out accounts is named in an account, on record, by another administrator.
    NotLendable,
    /// The principal doesn't hold the role by an own assignment during all of the time.
    NotHeld,
    /// The substitute holds the role anyway; nothing would be given.
    HeldAnyway,
    /// Who hands out accounts doesn't sign for somebody: one person could make the officer and the decision.
    AdministratorSigns,
    /// It must begin today or later: what was done before doesn't become allowed afterwards.
    Past,
    /// It must end, on or after its first day and within a year.
    Ends,
    /// A reason must be given.
    Reason,
    /// Signing for somebody needs a paper with number and day.
    Act,
    /// Another substitute holds one of the roles for this person during that time: one signs, not two.
    Overlap,
    /// It has ended already.
    Over,
}

impl DelegationFault {
    /// Every fault, so that tests can look for its words.
    pub const ALL: [Self; 13] = [
        Self::NotYours,
        Self::Substitute,
        Self::Roles,
        Self::NotLendable,
        Self::NotHeld,
        Self::HeldAnyway,
        Self::AdministratorSigns,
        Self::Past,
        Self::Ends,
        Self::Reason,
        Self::Act,
        Self::Overlap,
        Self::Over,
    ];

    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotYours => "problem-delegation-not-yours",
            Self::Substitute => "problem-delegation-substitute",
            Self::Roles => "problem-delegation-roles",
            Self::NotLendable => "problem-delegation-not-lendable",
            Self::NotHeld => "problem-delegation-not-held",
            Self::HeldAnyway => "problem-delegation-held-anyway",
            Self::AdministratorSigns => "problem-delegation-administrator-signs",
            Self::Past => "problem-delegation-past",
            Self::Ends => "problem-delegation-ends",
            Self::Reason => "problem-delegation-reason",
            Self::Act => "problem-delegation-act",
            Self::Overlap => "problem-delegation-overlap",
            Self::Over => "problem-delegation-over",
        }
    }

    /// The field that the person should look at.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NotYours | Self::Over => "principal",
            Self::Substitute | Self::AdministratorSigns => "substitute",
            Self::Roles | Self::NotLendable | Self::NotHeld | Self::HeldAnyway | Self::Overlap => "roles",
            Self::Past => "from",
            Self::Ends => "to",
            Self::Reason => "reason",
            Self::Act => "act",
        }
    }
}

impl Role {
    /// Whether somebody else may hold the role for a while.
    pub const fn lendable(self) -> bool {
        matches!(self, Self::Reception | Self::Specialist | Self::Leader)
    }
}

/// Decides whether `principal` may be stood in for as asked. `given` are the delegations that the principal
/// gave before. Names everything that is wrong, in the order of the page.
pub fn give(
    giver: &Actor,
    principal: &Account,
    substitute: &Account,
    given: &[Delegation],
    asked: Asked,
    today: Day,
) -> Result<Delegation, Vec<DelegationFault>> {
    let mut faults = Vec::new();
    let mut check = |wrong: bool, fault| {
        if wrong {
            faults.push(fault);
        }
    };
    let (from, to) = (asked.from, asked.to);
    let ends = from <= to && to.days_since(from) < LONGEST_DAYS;
    let leads = giver.owns(Role::Leader) && giver.unit == principal.unit;
    check(giver.person != principal.person && !leads, DelegationFault::NotYours);
    let fits = substitute.open
        && principal.open
        && substitute.person != principal.person
        && substitute.unit == principal.unit;
    check(!fits, DelegationFault::Substitute);
    let signs = asked.roles.contains(&Role::Leader);
    let hands_out = substitute.roles.contains(&Role::Administrator)
        || substitute.assignments.iter().any(|a| a.roles.contains(&Role::Administrator));
    check(signs && hands_out, DelegationFault::AdministratorSigns);
    check(asked.roles.is_empty(), DelegationFault::Roles);
    check(!asked.roles.iter().all(|r| r.lendable()), DelegationFault::NotLendable);
    if ends {
        let through = |who: &Account, role: &Role| who.holds_through(*role, from, to);
        check(!asked.roles.iter().all(|r| through(principal, r)), DelegationFault::NotHeld);
        check(asked.roles.iter().any(|r| through(substitute, r)), DelegationFault::HeldAnyway);
    }
    let another = |d: &Delegation| {
        d.principal == principal.person
            && d.lasts(today)
            && d.from <= to
            && from <= d.to
            && d.roles.iter().any(|r| asked.roles.contains(r))
    };
    check(given.iter().any(another), DelegationFault::Overlap);
    check(from < today, DelegationFault::Past);
    check(!ends, DelegationFault::Ends);
    check(asked.reason.trim().chars().count() < 2, DelegationFault::Reason);
    check(signs && asked.act.trim().is_empty(), DelegationFault::Act);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Delegation {
        principal: principal.person,
        substitute: substitute.person,
        roles: asked.roles,
        from,
        to,
        reason: asked.reason.trim().to_owned(),
        act: asked.act.trim().to_owned(),
        revoked: None,
    })
}

/// Takes a substitution back. Both persons may, a leader, and who looks after the accounts: it only ever
/// takes away.
pub fn revoke(
    actor: &Actor,
    delegation: &Delegation,
    at: Moment,
    reason: &str,
) -> Result<Delegation, DelegationFault> {
    let concerned = [delegation.principal, delegation.substitute].contains(&actor.person);
    if !concerned && !actor.owns(Role::Leader) && !actor.owns(Role::Administrator) {
        return Err(DelegationFault::NotYours);
    }
    if !delegation.lasts(at.day()) {
        return Err(DelegationFault::Over);
    }
    let revoked = Some(Revoked { at, by: actor.person, reason: reason.trim().to_owned() });
    Ok(Delegation { revoked, ..delegation.clone() })
}
