//! What a request is asked for once it is known what it says: documents, fees and further procedures whose
//! conditions hold.
//!
//! A condition that can't be answered is the pack's fault and keeps nobody from the counter: the document is
//! asked for, the amount and the further procedure are not, and the fault is told.

use super::{Filing, known_of_filing};
use crate::packs::Definition;
use crate::packs::catalogue::DocumentAsked;
use crate::packs::condition::Condition;
use crate::packs::pack::With;

/// What a request is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The documents that it must bring.
    pub documents: Vec<&'a DocumentAsked>,
    /// What it costs, in đồng.
    pub fee_vnd: i64,
    /// The procedures that begin together with it.
    pub with: Vec<&'a With>,
    /// Conditions that could not be answered, each with why.
    pub faults: Vec<String>,
}

/// What a filing is asked for under a procedure.
pub fn asked<'a>(definition: &'a Definition, filing: &Filing) -> Asked<'a> {
    let known = |name: &str| known_of_filing(filing, name);
    let mut faults = Vec::new();
    let mut holds = |when: Option<&Condition>, otherwise: bool| {
        let Some(when) = when else { return true };
        when.holds(&known).unwrap_or_else(|fault| {
            faults.push(format!("{}: {fault}", when.source()));
            otherwise
        })
    };
    let documents = definition.facts.documents.iter().filter(|d| holds(d.when.as_ref(), true)).collect();
    let fees = definition.fees.iter().filter(|f| f.when.is_some() && f.is_asked(filing.channel));
    let further = fees.filter(|f| holds(f.when.as_ref(), false)).map(|f| f.amount_vnd);
    let fee_vnd = further.fold(definition.fee_vnd(filing.channel), i64::saturating_add);
    let with = definition.with.iter().filter(|w| holds(w.when.as_ref(), false)).collect();
    Asked { documents, fee_vnd, with, faults }
}
