//! Who sees a register: one policy for lists and for single records.

use crate::identity::{Actor, Right, Role, Scope, scope_as};
use crate::packs::Definition;
use crate::packs::pack::Register;
use crate::words::PartName;
use std::collections::BTreeSet;

/// The roles that work on dossiers that write into a register.
pub fn workers(definition: &Definition, register: &PartName) -> BTreeSet<Role> {
    let process = &definition.process;
    let writes = process.acts().any(|(_, act)| act.records.iter().any(|r| r.register == *register));
    let by_result = definition.result.as_ref().is_some_and(|r| r.register.as_ref() == Some(register));
    if !writes && !by_result {
        return BTreeSet::new();
    }
    let acting = process.steps.iter().flat_map(|step| &step.acts).flat_map(|act| act.roles.iter().copied());
    process.steps.iter().map(|step| step.role).chain(acting).collect()
}

/// What an actor sees of a register: through the roles that work on its dossiers, and those that the register
/// names.
pub fn register_scope(actor: &Actor, register: &Register, workers: &BTreeSet<Role>) -> Scope {
    let sees = |role: Role| workers.contains(&role) || register.seen_by.contains(&role);
    scope_as(actor, Right::RegisterRead, &sees)
}
