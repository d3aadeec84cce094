//! Two tiers: how a province's centre and the boxes of its communes tell each other what they wrote.
//!
//! Reading order: [`Line`] (what carries), `letter` (how a letter is sealed), `wire` (what stands in one),
//! `round`, `talk`, `level`, `fetch` (a box: one exchange, from greeting to files), `serve` (the centre's
//! answers), `enroll` (how a box becomes known), `trouble` (what is refused, and who hears of it), `admin`,
//! `settle` and `stray` (what administrators do about it), `view` and `standing` (what they and everybody see
//! of it), `keys` (receipts), `files`, `named` and `travel` (files, apart from entries), `between` (what was
//! handed to units that live here, and what citizens did to their dossiers at the centre), `awaited`
//! (children of dossiers that were sent on).
//!
//! Invariants: only a unit's home writes its ledger, so there is nothing to merge; boxes call the centre and
//! nobody else; every step commits by itself and looks at what is there, so an exchange may stop anywhere and
//! go on; a batch is taken whole or not at all; nothing that a box alone has is ever dropped silently.

mod admin;
mod awaited;
mod between;
mod enroll;
mod fetch;
mod files;
mod home;
mod keys;
mod letter;
mod level;
mod line;
mod named;
mod note;
mod round;
mod serve;
mod sessions;
mod settle;
mod standing;
mod stray;
mod talk;
mod token;
mod travel;
mod trouble;
mod view;
mod wire;

pub use admin::Invitation;
pub use between::Between;
pub use enroll::{EnrollError, Enrolled};
pub use letter::MOST_BYTES as LETTER_BYTES;
pub use line::{Line, LineError};
pub use round::{Round, RoundError};
pub use serve::LetterAnswer;
pub use standing::{Files, LedgerLine, LineRole, LineStanding, LineState, Refusal, Unsent};
pub use stray::{StrayFile, StrayLook};
pub use view::{FaultLine, NodeLine, NodeState, NodesView, StrayLine, UnitLine};

pub(crate) use between::Why;
pub(crate) use files::Travelling;
pub(crate) use home::Living;

use crate::{App, AppError};
use domain::ledger::{Digest, Entry};
use domain::nodes::{Home, Me};
use domain::words::UnitId;
use std::sync::Mutex;
use store::StoreError;
use store::read::Reader;

/// What an office holds in memory for the exchange. Losing it harms nothing.
#[derive(Default)]
pub(crate) struct Held {
    /// At the centre: who talks.
    sessions: Mutex<sessions::Sessions>,
    /// At the centre: what was put on record lately.
    reports: Mutex<trouble::Reports>,
    /// At the centre: what boxes said of themselves lately.
    seen: Mutex<serve::Seen>,
    /// How this node stands, as it was told last.
    standing: standing::Kept,
    /// At a box: how the line is.
    line: Mutex<note::Note>,
    /// At a box: one exchange at a time.
    turn: tokio::sync::Mutex<()>,
}

impl App {
    /// What this program is among the nodes; none where no nodes were ever set up.
    pub(crate) async fn nodes_me(&self) -> Result<Option<Me>, AppError> {
        let me = self.inner.store.read(|r| r.me());
        Ok(me.await?)
    }

    /// A setting of the node. They all stand beside the ledger of the province that it was set up for.
    async fn node_setting(&self, key: &'static str) -> Result<Option<String>, AppError> {
        Ok(self.inner.store.read(move |r| r.meta(key)).await?)
    }
}

/// Where a ledger stands; 0 before its first entry.
fn head_of(r: &Reader<'_>, unit: &UnitId) -> Result<(u64, Digest), StoreError> {
    Ok(r.head(unit)?.unwrap_or((0, Digest::ZERO)))
}

/// Whether entries change what an office holds in memory: anything but cases and people.
fn held(entries: &[Entry]) -> bool {
    entries.iter().any(|e| !matches!(e.head.subject.kind.as_str(), "dossier" | "account"))
}

/// The units whose ledgers a node writes, by id.
fn units_of(r: &Reader<'_>, me: Me) -> Result<Vec<(UnitId, Home)>, StoreError> {
    let mut units = r.homes()?;
    units.retain(|(_, home)| home.node == me.node);
    units.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(units)
}
