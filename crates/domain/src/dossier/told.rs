//! What the person who asked is told of what happened: the course of the dossier in units and steps, what is
//! wanted and why it waits; never which officer had it, nor what offices write for themselves (Circular
//! 01/2018/TT-VPCP art. 16).

use super::{Event, HandOver};
use crate::words::{Moment, StepId, UnitId};

/// One thing that happened, as the person is told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Sent online; by when it is answered.
    Sent {
        /// By when.
        answer_by: Option<Moment>,
    },
    /// Received; what is promised.
    Received {
        /// The due date.
        due: Moment,
    },
    /// Went to another step.
    Step {
        /// Which.
        step: StepId,
    },
    /// Papers were asked for.
    PapersAsked {
        /// Each thing.
        items: Vec<String>,
        /// Why.
        reason: String,
        /// By when.
        until: Option<Moment>,
    },
    /// A payment was asked for.
    PaymentAsked {
        /// Đồng.
        amount_vnd: i64,
        /// For what.
        reason: String,
    },
    /// The person said that it is paid.
    PaymentTold {
        /// The reference.
        reference: String,
    },
    /// What was waited for came; what is promised now.
    GoesOn {
        /// The due date.
        due: Moment,
    },
    /// The due date was moved.
    DueMoved {
        /// The new one.
        due: Moment,
        /// Why.
        reason: String,
    },
    /// Other units were asked, and the clock stands still meanwhile.
    OthersAsked {
        /// Which.
        units: Vec<UnitId>,
        /// The article that stops the clock.
        article: String,
    },
    /// Sent to another unit.
    WentTo {
        /// Which.
        unit: UnitId,
    },
    /// The other unit has it.
    CameTo {
        /// The unit that gave it.
        from: UnitId,
    },
    /// Called back before the other unit had it.
    CalledBack,
    /// Something written wrongly was put right.
    Corrected,
    /// Decided: the result can be collected.
    Decided {
        /// Number of the decision.
        number: String,
        /// What was decided.
        summary: String,
    },
    /// The result was handed over.
    Collected {
        /// How.
        way: HandOver,
    },
    /// Refused.
    Refused {
        /// Why.
        reason: String,
    },
    /// Taken back.
    Withdrawn,
    /// Closed, as nothing came.
    Closed {
        /// By when it should have come.
        until: Moment,
    },
}

impl Told {
    /// The name in message keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Received { .. } => "received",
            Self::Step { .. } => "step",
            Self::PapersAsked { .. } => "papers-asked",
            Self::PaymentAsked { .. } => "payment-asked",
            Self::PaymentTold { .. } => "payment-told",
            Self::GoesOn { .. } => "goes-on",
            Self::DueMoved { .. } => "due-moved",
            Self::OthersAsked { .. } => "others-asked",
            Self::WentTo { .. } => "went-to",
            Self::CameTo { .. } => "came-to",
            Self::CalledBack => "called-back",
            Self::Corrected => "corrected",
            Self::Decided { .. } => "decided",
            Self::Collected { .. } => "collected",
            Self::Refused { .. } => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Closed { .. } => "closed",
        }
    }
}

/// What the person is told of an event; none where it is the office's own matter.
pub fn told(event: &Event) -> Option<Told> {
    Some(match event {
        Event::Submitted(e) => Told::Sent { answer_by: e.answer_by },
        Event::Received(e) => Told::Received { due: e.due.at },
        Event::Accepted(e) => Told::Received { due: e.due.at },
        Event::Moved(e) => Told::Step { step: e.step.clone() },
        Event::SupplementAsked(e) => {
            Told::PapersAsked { items: e.items.clone(), reason: e.reason.clone(), until: e.until }
        }
        Event::PaymentAsked(e) => Told::PaymentAsked { amount_vnd: e.amount_vnd, reason: e.reason.clone() },
        Event::PaymentTold(e) => Told::PaymentTold { reference: e.reference.clone() },
        Event::Resumed(e) => Told::GoesOn { due: e.due.at },
        Event::ChildEnded(e) => Told::GoesOn { due: e.due.as_ref()?.at },
        Event::Extended(e) => Told::DueMoved { due: e.due.at, reason: e.reason.clone() },
        Event::Recounted(e) => Told::DueMoved { due: e.due.at, reason: format!("{} ({})", e.reason, e.act) },
        Event::Opened(e) => Told::OthersAsked {
            article: e.stops_clock.clone()?,
            units: e.children.iter().map(|child| child.unit.clone()).collect(),
        },
        Event::HandedOver(e) => Told::WentTo { unit: e.to.unit.clone() },
        Event::TakenOver(e) => Told::CameTo { from: e.from.clone() },
        Event::Recalled(_) => Told::CalledBack,
        Event::Corrected(_) => Told::Corrected,
        Event::Approved(e) => Told::Decided { number: e.number.clone(), summary: e.summary.clone() },
        Event::Delivered(e) => Told::Collected { way: e.way },
        Event::Refused(e) => Told::Refused { reason: e.reason.clone() },
        Event::Withdrawn(_) => Told::Withdrawn,
        Event::Lapsed(e) => Told::Closed { until: e.until },
        Event::Assigned(_) | Event::Entered(_) | Event::Revised(_) => return None,
    })
}
