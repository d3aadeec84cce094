//! What becomes of a dossier, and how often.

use crate::invented::chance::Chance;

/// What becomes of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Came online, waits to be accepted.
    Submitted,
    /// Came online, was not accepted.
    Declined,
    /// Received a short while ago.
    Fresh,
    /// On the specialist's desk, due within hours.
    DueSoon,
    /// On the specialist's desk, past its due date.
    Late,
    /// Waits for the leader.
    ToSign,
    /// Waits for the leader, past its due date.
    ToSignLate,
    /// The leader sent it back to the desk.
    SentBack,
    /// Waits for papers.
    AwaitingDocuments,
    /// The same, and the time to bring them ends soon.
    Lapsing,
    /// Nothing came: closed.
    Lapsed,
    /// Waits for a payment.
    AwaitingPayment,
    /// The papers came; the time runs anew.
    Resumed,
    /// A new date was promised.
    Extended,
    /// Decided; the result waits.
    Resolved,
    /// The same, decided late.
    ResolvedLate,
    /// Handed over.
    Delivered,
    /// The same, decided late.
    DeliveredLate,
    /// Handed over after papers were asked for.
    DeliveredSupplemented,
    /// Handed over after a payment.
    DeliveredPaid,
    /// Handed over after a new date was promised.
    DeliveredExtended,
    /// Refused after examination.
    Stopped,
    /// Taken back by the person.
    Withdrawn,
}

/// Fates with how often each must be met in a unit that is shown, and how often it comes in a thousand.
const FATES: [(Fate, usize, i64); 23] = [
    (Fate::Delivered, 1, 690),
    (Fate::Fresh, 8, 40),
    (Fate::DueSoon, 6, 20),
    (Fate::Late, 4, 8),
    (Fate::ToSign, 6, 30),
    (Fate::Submitted, 4, 15),
    (Fate::Resolved, 6, 45),
    (Fate::AwaitingDocuments, 3, 12),
    (Fate::Lapsing, 1, 3),
    (Fate::Lapsed, 1, 6),
    (Fate::AwaitingPayment, 2, 4),
    (Fate::Withdrawn, 1, 12),
    (Fate::Stopped, 1, 10),
    (Fate::Declined, 1, 8),
    (Fate::ToSignLate, 1, 3),
    (Fate::SentBack, 1, 4),
    (Fate::Resumed, 1, 4),
    (Fate::Extended, 2, 3),
    (Fate::ResolvedLate, 1, 3),
    (Fate::DeliveredLate, 1, 22),
    (Fate::DeliveredSupplemented, 1, 40),
    (Fate::DeliveredPaid, 1, 15),
    (Fate::DeliveredExtended, 1, 12),
];

/// The fates of `count` dossiers of a unit; where a unit is shown, everything can be met.
pub fn fates(count: usize, shown: bool, chance: &mut Chance) -> Vec<Fate> {
    let rounds = if shown { FATES.iter().map(|(_, n, _)| *n).max().unwrap_or(0) } else { 0 };
    let met = (0..rounds).flat_map(|r| FATES.iter().filter(move |(_, n, _)| *n > r).map(|(f, _, _)| *f));
    let mut fates: Vec<Fate> = met.take(count).collect();
    let weights = FATES.map(|(fate, _, weight)| (fate, weight));
    while fates.len() < count {
        fates.push(chance.weighed(&weights).unwrap_or(Fate::Delivered));
    }
    fates
}

/// Procedures with their shares.
type Shares = &'static [(&'static str, i64)];

/// What people ask a commune for, by rough shares: certified copies and signatures, civil status, then the
/// rest.
const USUAL: Shares = &[
    ("2.000815", 26),
    ("2.000884", 10),
    ("2.001035", 4),
    ("1.001193", 12),
    ("1.004873", 11),
    ("1.000656", 6),
    ("1.000894", 5),
    ("2.000635", 6),
    ("2.002516", 2),
    ("1.004859", 3),
    ("1.004884", 2),
    ("1.001776", 4),
    ("1.001731", 2),
    ("1.001653", 2),
    ("1.010803", 1),
    ("1.012753", 3),
    ("1.012796", 1),
];
/// Those that take long enough for something to happen on the way.
const LONGER: Shares = &[
    ("1.000656", 3),
    ("1.004873", 3),
    ("1.004859", 2),
    ("1.004884", 2),
    ("1.001776", 3),
    ("1.001653", 1),
    ("1.012753", 2),
    ("1.012796", 1),
];
/// Those for which a new date can be promised.
const LONGEST: Shares = &[("1.001776", 4), ("1.012753", 3), ("1.012796", 3), ("1.010803", 1)];
/// Land: money is due.
const LAND: Shares = &[("1.012753", 3), ("1.012796", 1)];
/// What comes online.
const ONLINE: Shares =
    &[("1.001193", 4), ("1.004873", 4), ("2.000635", 3), ("1.000656", 2), ("1.000894", 1), ("1.001776", 1)];

impl Fate {
    /// What was asked for.
    pub fn procedures(self) -> Shares {
        match self {
            Self::Submitted | Self::Declined => ONLINE,
            Self::AwaitingPayment | Self::DeliveredPaid => LAND,
            Self::Extended | Self::DeliveredExtended => LONGEST,
            Self::SentBack
            | Self::AwaitingDocuments
            | Self::Lapsing
            | Self::Lapsed
            | Self::Resumed
            | Self::DeliveredSupplemented
            | Self::Stopped
            | Self::Withdrawn => LONGER,
            _ => USUAL,
        }
    }
}
