//! How notices leave the house, as it is kept beside the ledger: one-time codes, who is handing a notice
//! over, each try, and what providers said of it later.

use domain::ledger::Digest;
use domain::notify::{Delivery, Notice};
use domain::words::Moment;

/// Tries are kept so long, in minutes: more than a year, for figures.
const KEPT_MINUTES: i64 = 400 * 24 * 60;

/// Tries from before that are of no use any more.
pub(crate) const fn kept_since(now: Moment) -> Moment {
    now.plus_minutes(-KEPT_MINUTES)
}

/// What of it a decision needs to see.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The one-time code under that key.
    pub code: Option<String>,
    /// The notice of that id.
    pub notice: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// The code, if one was asked for.
    pub code: Option<Code>,
    /// The notice, if the unit has it.
    pub notice: Option<Pending>,
}

/// A one-time code, without what makes it one: the node's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What the code is made from, together with the key.
    pub seed: Digest,
    /// When it is of no use any more.
    pub expires: Moment,
    /// How often a wrong one was given.
    pub tries: u32,
}

/// How far a notice is in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// When it is due; none where it is done or given up.
    pub next: Option<Moment>,
    /// Whether it is done.
    pub done: bool,
}

/// What is written of it.
#[derive(Clone, Debug)]
pub enum Telling {
    /// A one-time code is wanted: an older one under the same key is of no use any more.
    CodeAsked {
        /// Digest of telephone and purpose.
        key: String,
        /// What it is made from.
        code: Code,
        /// The notice's id.
        id: String,
        /// The message that carries it, with the seed where the code will stand.
        notice: Notice,
        /// When.
        at: Moment,
    },
    /// A wrong code was given.
    CodeTried(String),
    /// The right one was: it works once.
    CodeSpent(String),
    /// Somebody hands a notice over; until then nobody else does.
    NoticeClaimed {
        /// The notice's id.
        id: String,
        /// When others may believe that nobody does any more.
        until: Moment,
    },
    /// A notice waits for an hour at which somebody may be written to.
    NoticeDelayed {
        /// The notice's id.
        id: String,
        /// Until then.
        next: Moment,
    },
    /// Nobody takes a notice: it waits for an administrator.
    NoticeFailed(String),
    /// An administrator wants a notice tried again.
    NoticeAgain {
        /// The notice's id.
        id: String,
        /// From then on.
        at: Moment,
    },
    /// A try.
    Tried(Try),
    /// What a provider says later.
    Heard {
        /// The provider.
        provider: String,
        /// Which message, by its id.
        provider_id: String,
        /// How far it is.
        state: Delivery,
        /// When we heard.
        at: Moment,
    },
}

/// One try to deliver a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// The notice's id.
    pub notice: String,
    /// Its kind.
    pub kind: String,
    /// The channel's name.
    pub channel: String,
    /// The provider.
    pub provider: String,
    /// How far it is.
    pub state: Delivery,
    /// The provider's ids, one for each part.
    pub provider_ids: Vec<String>,
    /// How many parts are paid for.
    pub parts: u32,
    /// What it costs in đồng.
    pub cost_vnd: i64,
    /// When it began.
    pub at: Moment,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// Why it failed, without anything of a person; empty where it didn't.
    pub fault: String,
}
