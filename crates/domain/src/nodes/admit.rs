//! What is taken from another node: a batch of entries behind the last one that is known, whole or not at
//! all.

use super::{FaultCause, Home};
use crate::dossier::Event;
use crate::identity::Account;
use crate::ledger::{Chain, ChainFault, Digest, Entry};
use crate::records::RecordKind;
use crate::words::{NodeId, UnitId};

/// What of a batch is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// Nothing: all of it was known.
    Known,
    /// These entries, next in the chain.
    Next(Vec<Entry>),
    /// It begins behind what is known: what lies between is missing.
    Gap,
}

/// Why a batch is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", cause.as_str())]
pub struct Rejected {
    /// Why.
    pub cause: FaultCause,
    /// Where, for support.
    pub detail: String,
}

fn reject(cause: FaultCause, detail: impl Into<String>) -> Rejected {
    Rejected { cause, detail: detail.into() }
}

/// Looks at a batch that a node sends of a unit's ledger. `head` is the last entry that is known, `home` who
/// writes the ledger as far as it is known, `known` the hash of an entry that is known already.
pub fn admit(
    sender: NodeId,
    unit: &UnitId,
    home: Option<&Home>,
    head: (u64, Digest),
    known: impl Fn(u64) -> Option<Digest>,
    batch: Vec<Entry>,
) -> Result<Admitted, Rejected> {
    let home = home.ok_or_else(|| reject(FaultCause::NotTheirs, format!("{unit} lives at the centre")))?;
    if home.node != sender {
        let detail = format!("{unit} lives at node {} since epoch {}", home.node, home.epoch);
        return Err(reject(FaultCause::OlderEpoch, detail));
    }
    let Some(first) = batch.first().map(|e| e.head.seq) else { return Ok(Admitted::Known) };
    if first > head.0 + 1 {
        return Ok(Admitted::Gap);
    }
    let (old, new): (Vec<Entry>, Vec<Entry>) = batch.into_iter().partition(|e| e.head.seq <= head.0);
    for entry in &old {
        if known(entry.head.seq) != Some(entry.hash) {
            return Err(reject(FaultCause::Fork, format!("{unit}, entry {}", entry.head.seq)));
        }
    }
    if new.is_empty() {
        return Ok(Admitted::Known);
    }
    let mut chain = Chain::after(unit.clone(), head.0, head.1);
    for entry in &new {
        chain.step(entry).map_err(|fault| misfit(&fault))?;
        allowed(unit, entry)?;
    }
    Ok(Admitted::Next(new))
}

fn misfit(fault: &ChainFault) -> Rejected {
    let cause = match fault {
        ChainFault::Broken { .. } => FaultCause::Fork,
        ChainFault::Gap { .. } | ChainFault::Altered { .. } => FaultCause::Altered,
    };
    reject(cause, fault.to_string())
}

/// Whether a unit's own node may write such an entry, and whether its body reads as it says.
fn allowed(unit: &UnitId, entry: &Entry) -> Result<(), Rejected> {
    let head = &entry.head;
    let place = || format!("{unit}, entry {} ({})", head.seq, head.kind);
    let unreadable = |_| reject(FaultCause::Unreadable, place());
    match head.subject.kind.as_str() {
        "dossier" => match entry.body() {
            Some(body) => Event::read(&head.kind, head.body_version, body)
                .map(|_| ())
                .map_err(|_| reject(FaultCause::Unreadable, place())),
            None => Ok(()),
        },
        "account" => {
            let Some(body) = entry.body() else { return Ok(()) };
            let account: Account = serde_json::from_str(body).map_err(unreadable)?;
            let theirs = account.unit == *unit && account.person.to_string() == head.subject.id;
            // Who publishes and who watches the province are the province's to name.
            let provincial = account.roles.iter().chain(account.assignments.iter().flat_map(|a| &a.roles));
            let province = provincial.into_iter().any(|r| *r == crate::identity::Role::Province);
            if theirs && !province { Ok(()) } else { Err(reject(FaultCause::NotAllowed, place())) }
        }
        "procedure" => Err(reject(FaultCause::NotAllowed, place())),
        other => match RecordKind::parse(other) {
            // A newer neighbour may know kinds that we don't: they are kept and passed on.
            None => Ok(()),
            Some(kind) if provincial(kind) => Err(reject(FaultCause::NotAllowed, place())),
            Some(kind) => match entry.body().map(|body| kind.reads(body)) {
                Some(false) => Err(reject(FaultCause::Unreadable, place())),
                Some(true) | None => Ok(()),
            },
        },
    }
}

/// Whether only the province writes such a record.
const fn provincial(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Calendar
            | RecordKind::Reorganisation
            | RecordKind::Pack
            | RecordKind::Citizen
            | RecordKind::Wish
            | RecordKind::SentAct
            // People rate at the centre alone; a box that says otherwise isn't believed.
            | RecordKind::Rating
            | RecordKind::SecondFactor
            | RecordKind::Home
            | RecordKind::Node
            | RecordKind::NodeFault
            | RecordKind::Stray
    )
}
