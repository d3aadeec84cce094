//! What boxes say of themselves: for the province's picture of its boxes. Kept beside the ledger, and written
//! anew only where it changed, once a minute at most.

use super::Sender;
use crate::App;
use crate::nodes::wire::{Standing, UnitStands, Unsent};
use domain::words::{Moment, NodeId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::PoisonError;
use store::Beside;

/// How often it is written.
const APART_MILLIS: i64 = 60_000;

/// When what a box said was written last.
pub(in crate::nodes) type Seen = HashMap<NodeId, Moment>;

/// A box, as it was seen last. Kept as the setting `node-seen:<node>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct BoxSeen {
    /// When, by the centre's clock, give or take a minute.
    pub at: Moment,
    /// How far its clock was ahead, in milliseconds.
    pub clock_ms: i64,
    /// The version of its program.
    pub program: String,
    /// The last entry of each of its ledgers, as it has them: how many are missing here follows from what is
    /// here by then.
    #[serde(default)]
    pub heads: BTreeMap<UnitId, u64>,
    /// When the oldest of them was written.
    #[serde(default)]
    pub oldest: Option<Moment>,
    /// How many files it lacked.
    #[serde(default)]
    pub files_wanted: u64,
}

impl BoxSeen {
    /// The setting's name.
    pub fn key(node: NodeId) -> String {
        format!("node-seen:{node}")
    }
}

impl App {
    /// Keeps what a box says of itself. That this fails changes no answer.
    pub(super) async fn box_seen(&self, sender: &Sender, said: &Standing, here: &[UnitStands]) {
        let now = self.now();
        {
            let mut seen = self.inner.nodes.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = |last: &Moment| (0..APART_MILLIS).contains(&(now.millis() - last.millis()));
            if seen.get(&sender.id).is_some_and(fresh) {
                return;
            }
            seen.insert(sender.id, now);
        }
        let Unsent { oldest, files_wanted, .. } = said.unsent;
        let theirs = |unit: &UnitStands| {
            let head = said.heads.iter().find(|head| head.unit == unit.unit)?;
            Some((unit.unit.clone(), head.seq))
        };
        let seen = BoxSeen {
            at: now,
            clock_ms: said.at.millis().saturating_sub(now.millis()),
            program: said.program.chars().take(40).collect(),
            heads: here.iter().filter_map(theirs).collect(),
            oldest,
            files_wanted,
        };
        let Ok(value) = serde_json::to_string(&seen) else { return };
        let kept = vec![Beside::Meta { key: BoxSeen::key(sender.id), value }];
        let province = self.settings().province.clone();
        if let Err(error) = self.inner.store.put_beside(province, kept).await {
            tracing::warn!(%error, "what a box said of itself isn't kept");
        }
        self.queues_seen(said, here, now).await;
    }

    /// Keeps how many wait at the box's counters, where nothing newer is known.
    async fn queues_seen(&self, said: &Standing, here: &[UnitStands], now: Moment) {
        let theirs = here.iter().filter(|stands| stands.yours);
        for (unit, queue) in theirs.filter_map(|stands| said.queues.get_key_value(&stands.unit)) {
            if let Err(error) = self.queue_told(unit.clone(), queue.clone().believed(now)).await {
                tracing::warn!(%error, "how many wait at a box's counter isn't kept");
            }
        }
    }
}
