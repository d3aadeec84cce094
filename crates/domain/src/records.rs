//! Records: things that a unit keeps on its ledger besides dossiers, accounts and procedures. A record has a
//! kind and a key; each entry carries it whole, and the newest version counts. A new need is a new kind here
//! before it is a new table.
//!
//! Bodies are read for ever: a field that is added gets a default; `testdata/records/<kind>/v1.json` is
//! append-only.

use crate::calendar::{CalendarLines, OfficeFrom, OwnDay};
use crate::checklist::Tick;
use crate::dossier::{SentAct, SentTaken};
use crate::identity::second::{SecondFactor, SecondReset};
use crate::identity::{Citizen, Delegation, WorklistHandOver};
use crate::ledger::canonical_json;
use crate::nodes::{Home, Node, NodeFault, Stray};
use crate::notify::Wished;
use crate::packs::published::PackRecord;
use crate::places::OfficeInfo;
use crate::ratings::Ratings;
use crate::registers::{Registered, Renewal};
use crate::reminders::Reminder;
use crate::units::{Closed, Reorganised};
use crate::words::{Day, Moment, UnitId};
use serde::{Serialize, de::DeserializeOwned};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)*) => {
        /// What a record is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind { $($(#[$doc])* $kind,)* }

        impl RecordKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name in the ledger (an entry's subject kind) and in columns.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// A unit's hours and cut-offs from a day on.
    Office = "office";
    /// A day on which a unit keeps other sessions than its week says.
    LocalDay = "local-day";
    /// Where a unit's office is, how to reach it, what it announces.
    OfficeInfo = "office-info";
    /// Lines that a province adds to the calendar.
    Calendar = "calendar";
    /// A reorganisation of units, by a legal act, effective on a day.
    Reorganisation = "reorganisation";
    /// What a reorganisation did to one unit: closed, with who succeeds it and keeps its archive.
    Territory = "territory";
    /// Powers that one person lends another, from a day to a day.
    Delegation = "delegation";
    /// A worklist that was handed over whole.
    WorklistHandOver = "worklist-hand-over";
    /// Somebody was reminded of something that is due.
    Reminder = "reminder";
    /// A record of a register.
    Register = "register";
    /// Somebody was reminded that a record of a register runs out.
    Renewal = "renewal";
    /// A version of a pack that the province published.
    Pack = "pack";
    /// A line of a checklist was ticked, or the tick taken back.
    Tick = "tick";
    /// A person or business that signs in through the identity provider, on the province's ledger.
    Citizen = "citizen";
    /// How a citizen wants to be told, on the province's ledger.
    Wish = "wish";
    /// What a citizen did to an own dossier whose unit has a machine of its own, on the province's ledger.
    SentAct = "sent-act";
    /// What came of it at that machine.
    SentTaken = "sent-taken";
    /// What people said of a unit up to a day, and which dossiers they rated.
    Rating = "rating";
    /// Who must have a second factor, by the province's word.
    SecondFactor = "second-factor";
    /// Somebody's second factors were taken away by an administrator.
    SecondReset = "second-reset";
    /// The node that writes the unit's ledger.
    Home = "home";
    /// A node that the province knows, or invited.
    Node = "node";
    /// Something that came from a node and was refused.
    NodeFault = "node-fault";
    /// An entry that only a replaced or forked box had.
    Stray = "stray";
}

impl RecordKind {
    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.as_str() == name)
    }

    /// Whether a body reads in this kind's shape.
    pub fn reads(self, body: &str) -> bool {
        fn reads<T: Body>(body: &str) -> bool {
            serde_json::from_str::<T>(body).is_ok()
        }
        match self {
            Self::Office => reads::<OfficeFrom>(body),
            Self::LocalDay => reads::<OwnDay>(body),
            Self::OfficeInfo => reads::<OfficeInfo>(body),
            Self::Calendar => reads::<CalendarLines>(body),
            Self::Reorganisation => reads::<Reorganised>(body),
            Self::Territory => reads::<Closed>(body),
            Self::Delegation => reads::<Delegation>(body),
            Self::WorklistHandOver => reads::<WorklistHandOver>(body),
            Self::Reminder => reads::<Reminder>(body),
            Self::Register => reads::<Registered>(body),
            Self::Renewal => reads::<Renewal>(body),
            Self::Pack => reads::<PackRecord>(body),
            Self::Tick => reads::<Tick>(body),
            Self::Citizen => reads::<Citizen>(body),
            Self::Wish => reads::<Wished>(body),
            Self::SentAct => reads::<SentAct>(body),
            Self::SentTaken => reads::<SentTaken>(body),
            Self::Rating => reads::<Ratings>(body),
            Self::SecondFactor => reads::<SecondFactor>(body),
            Self::SecondReset => reads::<SecondReset>(body),
            Self::Home => reads::<Home>(body),
            Self::Node => reads::<Node>(body),
            Self::NodeFault => reads::<NodeFault>(body),
            Self::Stray => reads::<Stray>(body),
        }
    }

    /// The kind of its entries: each carries the record whole.
    pub fn entry(self) -> String {
        format!("{}-set", self.as_str())
    }
}

/// Version of the bodies that are written today.
pub const BODY_VERSION: u16 = 1;

/// The shape of a kind's body.
pub trait Body: Serialize + DeserializeOwned {
    /// Which kind has this shape.
    const KIND: RecordKind;

    /// As the ledger keeps it: canonical JSON.
    fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_value(self).map(|v| canonical_json(&v))
    }
}

/// The newest version of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose ledger holds it.
    pub unit: UnitId,
    /// What it is.
    pub kind: RecordKind,
    /// Which one, within unit and kind.
    pub key: String,
    /// How many entries it has.
    pub version: u32,
    /// When this version was set.
    pub at: Moment,
    /// By whom, as the entry says it.
    pub actor: String,
    /// Its body as JSON.
    pub body: String,
}

impl Record {
    /// The body in its shape.
    pub fn read<T: Body>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    /// What lists find it by; none for kinds that are only found by their keys.
    pub fn found(&self) -> Option<Found> {
        if self.kind != RecordKind::Register {
            return None;
        }
        let record: Registered = self.read().ok()?;
        Some(Found {
            place: record.place(),
            words: record.words(),
            ends: record.until.filter(|_| record.ended.is_none()),
            province: record.province,
        })
    }
}

/// What lists find a record by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands in the order of its kind.
    pub place: String,
    /// Its words, folded.
    pub words: String,
    /// The last day on which it holds.
    pub ends: Option<Day>,
    /// The province that its unit belonged to when it was set.
    pub province: UnitId,
}

#[cfg(test)]
mod tests {
    use super::RecordKind;

    #[test]
    fn a_kind_is_found_by_its_name() {
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(RecordKind::parse("dossier"), None);
    }
}
