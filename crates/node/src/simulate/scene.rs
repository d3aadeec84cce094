//! What is done, when and by whom: the plan of a unit's life.

use super::staff::Staff;
use domain::words::{CaseCode, Channel, Day, Moment};

/// Something that somebody does, or that time does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Takes it in at the counter.
    Receive,
    /// Sends it in online.
    Submit,
    /// Accepts what came online.
    Accept,
    /// Doesn't accept what came online.
    Decline,
    /// Sends it to be signed.
    Forward,
    /// Asks for what is missing.
    Supplement,
    /// Asks for a payment.
    Charge,
    /// What was asked for has come.
    Resume,
    /// Refuses it after examination.
    Refuse,
    /// Sends it back to be examined once more.
    SendBack,
    /// Promises that day instead, with an apology.
    Extend(Day),
    /// Decides and signs.
    Approve,
    /// Hands the result over; electronically or not.
    Deliver(bool),
    /// Takes it back at the person's request.
    Withdraw,
    /// The clock looks at what became due: nobody's deed.
    Tick,
}

/// A deed in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// When.
    pub at: Moment,
    /// Which dossier, by its number in the unit's life.
    pub dossier: usize,
    /// Who, by the place on the staff.
    pub post: usize,
    /// What.
    pub deed: Deed,
}

/// What is asked for with a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What, by its place on the menu.
    pub offer: usize,
    /// How.
    pub channel: Channel,
    /// Which case.
    pub case: Option<CaseCode>,
}

/// Everything that happens in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Who works there.
    pub staff: Staff,
    /// The dossiers.
    pub wishes: Vec<Wish>,
    /// What happens, in order.
    pub scenes: Vec<Scene>,
}
