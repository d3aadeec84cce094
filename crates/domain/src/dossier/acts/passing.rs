//! Passing a dossier on to another unit, back to the unit that took it in, or calling it back: what people
//! do, where a reorganisation does it by rule. No process of a pack names these acts: every dossier can be
//! sent to the unit that is competent (Decree 118/2025/NĐ-CP: a person files at any one-stop counter of the
//! province), and its result comes back to where it was filed.

use super::super::{Dossier, HandOverReason, HandedOver, Refusal, RefusalCode};
use super::{hand_over, reason};
use crate::identity::{Actor, Place, Right, Role, may};
use crate::packs::Process;

/// A way to pass a dossier on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// To the unit that is competent.
    Send,
    /// Back to the unit that took it in.
    Return,
    /// Back from its way to another unit.
    Recall,
}

impl Passing {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Send, Self::Return, Self::Recall];

    /// The name in URLs and message keys (`passing-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Return => "return",
            Self::Recall => "recall",
        }
    }

    /// The way of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == text)
    }
}

/// Whether the dossier stands where it can be passed on so, whoever wants it.
pub fn stands(passing: Passing, dossier: &Dossier) -> Result<(), Refusal> {
    let refused = match (passing, &dossier.moved_to) {
        (Passing::Recall, Some(_)) => return Ok(()),
        (Passing::Recall, None) => RefusalCode::NotInTransit,
        (_, Some(_)) => RefusalCode::InTransit,
        _ if dossier.stage.ended() => RefusalCode::Ended,
        // What is decided has nobody left to whom the decision could belong.
        (Passing::Send, None) if dossier.outcome.is_some() => RefusalCode::NotHere,
        (Passing::Return, None) if dossier.place().unit == dossier.filing.unit => RefusalCode::SameUnit,
        _ => return Ok(()),
    };
    Err(refused.into())
}

/// Whether it is this person's to pass on so: who works where it stands; reception, while nobody worked on
/// it; and once it is decided anybody who has a step in the process, as nothing is left to decide.
pub fn theirs(passing: Passing, actor: &Actor, process: &Process, dossier: &Dossier) -> bool {
    let place = dossier.place();
    if actor.unit != place.unit || !may(actor, Right::DossierAct, &place) {
        return false;
    }
    works_at(actor, process, dossier)
        || match passing {
            Passing::Send => takes_in(actor, process, dossier),
            Passing::Return => {
                dossier.outcome.is_some() && process.steps.iter().any(|step| actor.is(step.role))
            }
            Passing::Recall => actor.is(Role::Reception),
        }
}

fn works_at(actor: &Actor, process: &Process, dossier: &Dossier) -> bool {
    process.step(&dossier.step).is_some_and(|step| actor.is(step.role))
}

/// Whether reception looks at a dossier on which nobody worked yet.
fn takes_in(actor: &Actor, process: &Process, dossier: &Dossier) -> bool {
    let begins = dossier.step == process.submitted || dossier.step == process.entry;
    begins && actor.is(Role::Reception)
}

/// Decides to send it to the unit that is competent. Who worked on it says why it isn't this one.
pub fn send(
    actor: &Actor,
    process: &Process,
    dossier: &Dossier,
    to: Place,
    why: &str,
) -> Result<HandedOver, Refusal> {
    stands(Passing::Send, dossier)?;
    if !takes_in(actor, process, dossier) {
        reason(why)?;
    }
    send_on(dossier, to)
}

/// The same for whoever took it in or called it back in this very moment.
pub fn send_on(dossier: &Dossier, to: Place) -> Result<HandedOver, Refusal> {
    stands(Passing::Send, dossier)?;
    hand_over::decide(dossier, to, HandOverReason::Competence {}, false)
}

/// Decides to hand it back to the unit that took it in. Before the decision it is said why.
pub fn give_back(dossier: &Dossier, why: &str) -> Result<HandedOver, Refusal> {
    stands(Passing::Return, dossier)?;
    let filing = &dossier.filing;
    let to = Place { unit: filing.unit.clone(), province: filing.province.clone() };
    hand_over::decide(dossier, to, HandOverReason::Return { reason: why.to_owned() }, false)
}
