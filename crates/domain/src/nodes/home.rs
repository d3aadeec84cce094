//! The home of a unit: the node that writes its ledger.

use crate::records::{Body, RecordKind};
use crate::words::{Day, Moment, NodeId};
use serde::{Deserialize, Serialize};

/// How many days a replaced home keeps away from numbers that the one before may have given.
const APART_DAYS: i64 = 30;
/// How many numbers a day each home has to itself then.
const APART: u32 = 1_000;
/// So many homes in a row keep apart; numbers of dossiers have four digits.
const HOMES: u32 = 9;

/// Behind this number a successor begins while the unit before it may be giving numbers on another machine:
/// more than a unit gives in a day.
const BESIDE: u32 = 5_000;

/// What is known here of the numbers of a unit that gives, or gave, them under the same agency identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// All of them: its ledger is written here, or is here to its last word.
    Known,
    /// Its machine hasn't written its last word, as far as it is known here: it may be cut off, and go on.
    Open,
    /// It wrote its last word on this day, and what it gave until then isn't all here.
    Closed(Day),
}

impl Before {
    /// The last number of a day that counts as taken, where `last` is the last one that is known here.
    pub fn last_number(self, day: Day, last: u32) -> u32 {
        let apart = match self {
            Self::Known => false,
            Self::Open => true,
            // The clocks of two machines may show two days.
            Self::Closed(on) => day <= on.plus(1),
        };
        if apart { last.max(BESIDE) } else { last }
    }
}

/// What this program is among the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Me {
    /// Which node.
    pub node: NodeId,
    /// Whether it is the province's centre.
    pub centre: bool,
}

/// The node that writes a unit's ledger from this entry on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Which node.
    pub node: NodeId,
    /// How many homes the unit has had with this one.
    pub epoch: u32,
    /// Since when.
    pub since: Moment,
    /// Behind this number it begins on that day, where the numbers that were known then reached into its own.
    #[serde(default, skip_serializing_if = "is_none")]
    pub floor: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
const fn is_none(floor: &u32) -> bool {
    *floor == 0
}

impl Body for Home {
    const KIND: RecordKind = RecordKind::Home;
}

impl Home {
    /// The key of the only record of its kind that a unit has.
    pub const KEY: &'static str = "home";

    /// The next home of a unit: its epoch is one higher.
    pub fn next(before: Option<&Self>, node: NodeId, since: Moment) -> Self {
        Self { node, epoch: before.map_or(0, |h| h.epoch) + 1, since, floor: 0 }
    }

    /// The same, where `last` is the last number that is known of its first day: a home before it that gave
    /// more of them than each has to itself may have given the next ones too.
    pub fn above(self, last: u32) -> Self {
        let beyond = self.epoch > 1 && last >= self.begins();
        Self { floor: if beyond { (last / APART + 1) * APART } else { 0 }, ..self }
    }

    /// Behind which number it begins while it keeps apart. A first home follows the centre, whose numbers are
    /// all known.
    const fn begins(&self) -> u32 {
        self.epoch.saturating_sub(1) % HOMES * APART
    }

    /// Whether a unit's ledger is written here. A unit that never got a home lives at the centre; where no
    /// nodes were ever set up, everything lives here.
    pub fn lives_at(home: Option<&Self>, me: Option<&Me>) -> bool {
        match (me, home) {
            (None, _) => true,
            (Some(me), Some(home)) => home.node == me.node,
            (Some(me), None) => me.centre,
        }
    }

    /// The last dossier number of a day that counts as taken, where `last` is the last one on the ledger. A
    /// home that was replaced may have given numbers that nobody else knows of: for a while the next one
    /// begins higher up.
    pub fn last_number(home: Option<&Self>, day: Day, last: u32) -> u32 {
        let Some(home) = home else { return last };
        // The new box's clock may still show the day before.
        let days = day.days_since(home.since.day());
        let begins = if (-1..=APART_DAYS).contains(&days) { home.begins() } else { 0 };
        let floor = if (-1..=1).contains(&days) { home.floor } else { 0 };
        last.max(begins).max(floor)
    }
}
