//! Whom an entry concerns besides the unit in whose ledger it stands: that is what is carried to other nodes,
//! and nothing else, so that a commune's node holds no other people's data.

use crate::dossier::{Dossier, Event, SentAct};
use crate::identity::Account;
use crate::records::RecordKind;
use crate::words::UnitId;

/// Whom an entry concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Its own unit alone.
    Nobody,
    /// Every unit of the province.
    Everybody,
    /// These units; never its own.
    Units(Vec<UnitId>),
}

impl Audience {
    fn of(here: &UnitId, units: impl IntoIterator<Item = UnitId>) -> Self {
        let mut units: Vec<UnitId> = units.into_iter().filter(|u| u != here).collect();
        units.sort();
        units.dedup();
        if units.is_empty() { Self::Nobody } else { Self::Units(units) }
    }
}

/// Whom an act on a dossier concerns: the unit that took it in, the one it goes to or came from, the one
/// whose dossier asked for it, and those that it asks. `after` is the dossier after the event.
pub fn audience(here: &UnitId, event: &Event, after: &Dossier) -> Audience {
    let mut units = vec![after.filing.unit.clone()];
    units.extend(after.moved_to.iter().map(|to| to.unit.clone()));
    units.extend(after.parent.iter().map(|p| p.unit.clone()));
    match event {
        Event::TakenOver(e) => units.push(e.from.clone()),
        Event::HandedOver(e) => units.push(e.to.unit.clone()),
        // Whoever reads that it was on its way reads as well that it isn't.
        Event::Recalled(e) => units.push(e.from.clone()),
        Event::Opened(e) => units.extend(e.children.iter().map(|c| c.unit.clone())),
        _ => {}
    }
    Audience::of(here, units)
}

/// Whom an account's entry concerns: the unit that the person goes to.
pub fn audience_of_account(here: &UnitId, account: &Account) -> Audience {
    Audience::of(here, account.moved_to.clone())
}

/// Whether a record concerns everybody: what every office works by.
pub const fn for_everybody(kind: RecordKind) -> bool {
    match kind {
        RecordKind::Office
        | RecordKind::LocalDay
        | RecordKind::OfficeInfo
        | RecordKind::Calendar
        | RecordKind::Reorganisation
        | RecordKind::Territory
        | RecordKind::Pack
        | RecordKind::SecondFactor
        | RecordKind::Home
        | RecordKind::Node => true,
        RecordKind::Delegation
        | RecordKind::WorklistHandOver
        | RecordKind::Reminder
        | RecordKind::Register
        | RecordKind::Renewal
        | RecordKind::Tick
        | RecordKind::Citizen
        | RecordKind::Wish
        | RecordKind::SentAct
        | RecordKind::SentTaken
        | RecordKind::Rating
        | RecordKind::SecondReset
        | RecordKind::NodeFault
        | RecordKind::Stray => false,
    }
}

/// Whom a record concerns: everybody, or who is to take up what a citizen did. What came of it needs to be
/// told to nobody but the centre, which has every ledger whole.
pub fn audience_of_record(here: &UnitId, kind: RecordKind, body: Option<&str>) -> Audience {
    if for_everybody(kind) {
        return Audience::Everybody;
    }
    match (kind, body.map(serde_json::from_str::<SentAct>)) {
        (RecordKind::SentAct, Some(Ok(act))) => Audience::of(here, act.readers()),
        _ => Audience::Nobody,
    }
}
