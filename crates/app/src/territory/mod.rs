//! Units change, and everything that is under way goes along: told beforehand (`report`), done so that it may
//! stop anywhere and go on (`apply`, `unit`), and decided by a person where no rule tells (`waiting`).
//!
//! What the new order is stands in `domain::units`; here it is carried out. A reorganisation is a record of
//! the node's province. From its day on the world is as it says, and each unit that ends is emptied: open
//! dossiers and people go where they belong, its last record says who keeps what is left. Every step looks at
//! what is still there to do, so doing it again does only the rest.

mod apply;
mod each;
mod people;
mod plan;
mod recorded;
mod report;
mod standing;
mod unit;
mod waiting;

pub use apply::{Applied, Pace, Progress, Tell};
pub use report::{
    DecisionLine, Dues, LapsingLine, MissingRole, MoveLine, PersonLine, QueueLine, Report, SeriesLine,
};
pub use standing::Standing;
pub use waiting::{Decide, Decided, Waiting, WaitingQuery};

use domain::units::Units;
use domain::units::reorganise::Reorganisation;
use domain::words::{Day, Moment, UnitId};
use std::collections::HashSet;
use tokio::sync::Mutex;

/// A reorganisation on record, ready to be carried out.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The key of its record.
    pub key: String,
    /// The legal act.
    pub act: String,
    /// The first day of the new order.
    pub day: Day,
    /// When it was put on record.
    pub at: Moment,
    /// By whom.
    pub actor: String,
    /// The units that end, in order of id.
    pub ending: Vec<UnitId>,
}

/// Reorganisations that are carried out to the end, by the keys of their records. Whoever holds it carries
/// out: never two at a time.
#[derive(Default)]
pub(crate) struct Turn(pub(crate) Mutex<HashSet<String>>);

/// The units that end by a file, as the territory after it knows them.
pub(crate) fn ending(file: &Reorganisation, after: &Units) -> Vec<UnitId> {
    let last = file.day.plus(-1);
    let of_code = |code| after.at(code, last).filter(|u| u.to == Some(last)).map(|u| u.id.clone());
    let mut ids: Vec<UnitId> = file.touched().into_iter().filter_map(of_code).collect();
    ids.sort();
    ids.dedup();
    ids
}
