//! What the centre keeps of what a box says of itself: beside the ledger, under the box's name. It is shown to
//! administrators; nothing is decided by it.

use crate::AppError;
use domain::words::{Moment, NodeId, UnitId};
use serde::{Deserialize, Serialize};
use store::{Beside, Reader, StoreError};

/// How a setting begins that keeps what a box said.
const SEEN: &str = "node-seen:";
/// What nothing else changed is kept anew after this.
const APART_MILLIS: i64 = 60_000;

/// What a box said last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    /// When, by the centre's clock.
    pub at: Moment,
    /// How far its clock is ahead of the centre's; behind where it is negative.
    #[serde(default)]
    pub clock_millis: i64,
    /// The version of its program.
    #[serde(default)]
    pub program: String,
    /// The last entry of each of its ledgers, as it has them.
    #[serde(default)]
    pub heads: Vec<(UnitId, u64)>,
    /// When the oldest entry was written that it hadn't sent.
    #[serde(default)]
    pub oldest: Option<Moment>,
    /// Files that it lacks.
    #[serde(default)]
    pub files_wanted: u64,
}

impl Seen {
    /// Whether it is worth a write after what was kept before: a box that is level speaks every few seconds and
    /// says the same.
    pub(super) fn is_news(&self, before: Option<&Self>) -> bool {
        let Some(before) = before else { return true };
        let apart = self.at.millis().saturating_sub(before.at.millis());
        let level = |seen: &Self| (seen.oldest.is_none(), seen.files_wanted == 0);
        !(0..APART_MILLIS).contains(&apart) || self.program != before.program || level(self) != level(before)
    }
}

/// Keeps what a box said; to be written beside the province's ledger.
pub(super) fn seen(node: NodeId, seen: &Seen) -> Result<Beside, AppError> {
    let value = serde_json::to_string(seen).map_err(AppError::fault)?;
    Ok(Beside::Meta { key: format!("{SEEN}{node}"), value })
}

/// What a box said last, where it ever spoke.
pub(super) fn seen_of(r: &Reader<'_>, node: NodeId) -> Result<Option<Seen>, StoreError> {
    let kept = r.meta(&format!("{SEEN}{node}"))?;
    // What a newer program kept and this one can't read is as if it had said nothing.
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
}

#[cfg(test)]
mod tests {
    use super::Seen;
    use domain::words::Moment;

    #[test]
    fn what_says_nothing_new_is_kept_once_a_minute() {
        let at = |seconds: i64| Seen { at: Moment::from_millis(seconds * 1_000), ..Seen::default() };
        assert!(at(0).is_news(None));
        assert!(!at(5).is_news(Some(&at(0))));
        assert!(at(60).is_news(Some(&at(0))));
        assert!(at(0).is_news(Some(&at(5))), "the clock was set back");
        assert!(Seen { program: "2".to_owned(), ..at(5) }.is_news(Some(&at(0))));
        assert!(Seen { oldest: Some(Moment::from_millis(1)), ..at(5) }.is_news(Some(&at(0))));
    }
}
