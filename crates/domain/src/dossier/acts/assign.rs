//! Assign: somebody takes a dossier on, or a leader gives it to a colleague. It says whose turn it is and
//! bars nobody else who works at the step: in a small office the one who is there acts. Law gives it no
//! meaning of its own; the control sheet (form 05 of Circular 01/2018/TT-VPCP) shows who had the dossier.

use super::super::{Dossier, Refusal, RefusalCode};
use crate::identity::Role;
use crate::packs::Process;
use crate::words::{DossierId, PersonId};
use serde::{Deserialize, Serialize};

/// A person who may get a dossier, as of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// What the person does today in the dossier's unit, for somebody or not; empty for strangers.
    pub roles: Vec<Role>,
}

/// To whom, by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assign {
    /// Who gets it.
    pub to: Colleague,
    /// Who says so.
    pub by: PersonId,
    /// Whether that person leads: others only take for themselves.
    pub leads: bool,
}

/// `assigned`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// Who has it now.
    pub person: PersonId,
    /// That person's name on the day.
    pub name: String,
}

impl Assigned {
    fn to(colleague: &Colleague) -> Self {
        Self { person: colleague.person, name: colleague.name.clone() }
    }
}

/// Decides.
pub fn decide(process: &Process, dossier: &Dossier, c: &Assign) -> Result<Assigned, Refusal> {
    let step = process.step(&dossier.step).ok_or(RefusalCode::NotHere)?;
    if c.to.person != c.by && !c.leads {
        return Err(RefusalCode::AssignNotYours.into());
    }
    if !c.to.roles.contains(&step.role) {
        return Err(Refusal::with(RefusalCode::AssigneeRole, "name", &c.to.name));
    }
    if dossier.assignee == Some(c.to.person) {
        return Err(Refusal::with(RefusalCode::AssignedAlready, "name", &c.to.name));
    }
    Ok(Assigned::to(&c.to))
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, e: &Assigned) {
    dossier.assignee = Some(e.person);
}

/// Deals out what one person had to those who take over: each dossier to who works at its step, the most
/// urgent first, always to the one who got least so far. Where nobody of them works at a step, nothing is
/// dealt out and the step is named.
pub fn spread(
    mut work: Vec<(&Dossier, &Process)>,
    heirs: &[Colleague],
) -> Result<Vec<(DossierId, Assigned)>, Refusal> {
    work.sort_by_key(|(d, _)| (d.wanted_by(), d.id()));
    let mut load: Vec<(usize, &Colleague)> = heirs.iter().map(|heir| (0, heir)).collect();
    let mut dealt = Vec::with_capacity(work.len());
    for (dossier, process) in work {
        let role = process.step(&dossier.step).map(|s| s.role);
        let fit = load.iter_mut().filter(|(_, heir)| role.is_some_and(|r| heir.roles.contains(&r)));
        let Some((n, heir)) = fit.min_by_key(|(n, _)| *n) else {
            return Err(Refusal::with(RefusalCode::HeirMissing, "step", &dossier.step));
        };
        *n += 1;
        dealt.push((dossier.id(), Assigned::to(heir)));
    }
    Ok(dealt)
}
