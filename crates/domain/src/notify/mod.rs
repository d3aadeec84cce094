//! Who is told what. The law asks that the person is told when a dossier is accepted, when something is
//! missing, when a date moves, when the result is ready, when money is due (Decree 61/2018/NĐ-CP art. 17,
//! 19.9, 20.4), and when another unit goes on with it.
//!
//! How they are told is here too: the channels and their order ([`plan`](plan())), what a text message
//! weighs ([`sms`]), when a provider is left alone ([`breaker`]), how far a message is ([`Delivery`]).

pub mod breaker;
mod channel;
mod delivery;
mod plan;
pub mod sms;
mod wished;

pub use channel::Channel;
pub use delivery::Delivery;
pub use plan::{Attempt, CODE, Contact, Quiet, Settings, Wish, plan, required, unwanted};
pub use wished::{MOST_BROWSERS, Wished};

use crate::dossier::{Dossier, Event};
use crate::identity::Role;
use crate::records::RecordKind;
use crate::registers::Renewal;
use crate::reminders::{Level, Reminder};
use crate::words::{Moment, PersonId, UnitId};
use serde::{Deserialize, Serialize};

/// A message that somebody must get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which message: `notice-<kind>`.
    pub kind: String,
    /// The dossier's code.
    pub code: String,
    /// The telephone, in normal form; empty where officers are told.
    pub phone: String,
    /// The due date that the message names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The officers who are told, where it isn't the person who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officers: Option<Officers>,
    /// An amount that the message names, in đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_vnd: Option<i64>,
    /// The unit that the message names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// Officers who are told something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officers {
    /// The unit they work for.
    pub unit: UnitId,
    /// The role that is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The one who took the dossier on, where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// The message that a record asks for: a reminder leaves the house too.
pub fn recorded(kind: RecordKind, body: &str) -> Option<Notice> {
    match kind {
        RecordKind::Reminder => reminded(body),
        RecordKind::Renewal => renewed(body),
        _ => None,
    }
}

/// A record runs out: its holder is told, or, where no telephone is known, the unit.
fn renewed(body: &str) -> Option<Notice> {
    let renewal: Renewal = serde_json::from_str(body).ok()?;
    let Renewal { unit, role, phone, number, until, .. } = renewal;
    let officers = role.map(|role| Officers { unit: unit.clone(), role: Some(role), person: None });
    Some(Notice {
        kind: "renewal".to_owned(),
        code: number,
        phone,
        due: Some(Moment::at(until, 23, 59)),
        officers,
        amount_vnd: None,
        unit: Some(unit),
    })
}

fn reminded(body: &str) -> Option<Notice> {
    let reminder: Reminder = serde_json::from_str(body).ok()?;
    let Reminder { unit, role, person, .. } = reminder;
    let officers = (reminder.level != Level::Warned).then_some(Officers { unit, role, person });
    Some(Notice {
        kind: format!("reminder-{}", reminder.level.as_str()),
        code: reminder.code.to_string(),
        phone: reminder.phone,
        due: Some(reminder.wanted),
        officers,
        amount_vnd: None,
        unit: None,
    })
}

/// The message that an event asks for, if the person left a telephone.
pub fn notice(event: &Event, after: &Dossier) -> Option<Notice> {
    let kind = match event {
        Event::Received(_) | Event::Accepted(_) => "accepted",
        Event::SupplementAsked(_) => "supplement",
        Event::PaymentAsked(_) => "payment",
        Event::Extended(_) => "extended",
        Event::Refused(_) => "refused",
        Event::Lapsed(_) => "lapsed",
        Event::Recounted(_) => "recounted",
        Event::Approved(_) => "ready",
        // What is decided waits there from now on; what isn't, is worked on there.
        Event::TakenOver(_) if after.outcome.is_some() => "result-there",
        Event::TakenOver(_) => "taken-over",
        _ => return None,
    };
    // What offices ask of each other, the person isn't told of piece by piece.
    let phone = after.filing.applicant.phone.as_ref().filter(|_| !after.internal)?;
    let amount_vnd = match event {
        Event::PaymentAsked(e) => Some(e.amount_vnd),
        _ => None,
    };
    Some(Notice {
        kind: kind.to_owned(),
        code: after.filing.code.to_string(),
        phone: phone.as_str().to_owned(),
        due: after.due(),
        officers: None,
        amount_vnd,
        unit: matches!(event, Event::TakenOver(_)).then(|| after.place().unit),
    })
}
