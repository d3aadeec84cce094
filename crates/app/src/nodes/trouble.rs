//! What the centre doesn't take: the box gets an answer, and the province's administrators a record, once a
//! minute at most for each node, unit and cause, and once an hour while it goes on and on.

use super::wire::{EARLY, FULL, No, TRY_AGAIN};
use crate::{App, AppError};
use domain::nodes::{FaultCause, NodeFault, Rejected};
use domain::records::{Body as _, RecordKind};
use domain::words::{Moment, NodeId, UnitId};
use std::collections::HashMap;
use std::sync::PoisonError;
use store::{Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

/// How often the same is put on record.
const APART_MILLIS: i64 = 60_000;
/// How often at least, while it goes on.
const MOST_APART_MILLIS: i64 = 60 * 60_000;

/// Why a letter isn't answered as it wished.
#[derive(Debug)]
pub(super) struct Trouble {
    /// Whose letter, where that is known.
    pub node: Option<NodeId>,
    /// What the box is told.
    pub no: No,
    /// What goes on record: the cause, and of which unit.
    pub fault: Option<(FaultCause, Option<UnitId>)>,
    /// Whether nobody knows who wrote it: whoever tries keys and tokens is slowed down.
    pub stranger: bool,
}

impl Trouble {
    /// Something that administrators hear of.
    pub fn of(cause: FaultCause, unit: Option<&UnitId>, text: impl Into<String>) -> Self {
        let no = No { error: cause.as_str().to_owned(), text: text.into() };
        Self { node: None, no, fault: Some((cause, unit.cloned())), stranger: false }
    }

    /// Something that is nobody's fault.
    pub fn plain(code: &str, text: impl Into<String>) -> Self {
        let no = No { error: code.to_owned(), text: text.into() };
        Self { node: None, no, fault: None, stranger: false }
    }

    /// The same, of a letter of this node.
    #[must_use]
    pub fn by(self, node: NodeId) -> Self {
        Self { node: Some(node), ..self }
    }

    /// The same, of a letter whose writer isn't known by then. A box that was cut off is known, and what
    /// fails here is nobody's guess.
    #[must_use]
    pub fn stranger(self) -> Self {
        let known = |cause: FaultCause| matches!(cause, FaultCause::Revoked | FaultCause::Version);
        let stranger = self.fault.as_ref().is_some_and(|(cause, _)| !known(*cause));
        Self { stranger, ..self }
    }

    /// What entries are refused for.
    pub fn rejected(unit: &UnitId, rejected: Rejected) -> Self {
        Self::of(rejected.cause, Some(unit), rejected.detail)
    }
}

impl From<AppError> for Trouble {
    /// The centre's own trouble: the box comes again.
    fn from(error: AppError) -> Self {
        if let AppError::Full = error {
            tracing::error!("the disk is full: what communes' machines send is not taken");
            return Self::plain(FULL, error.to_string());
        }
        tracing::warn!(%error, "a node's letter waits");
        Self::plain(TRY_AGAIN, error.code())
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            // It fits as soon as what another box has is here.
            StoreError::Unadmitted { early: true, .. } => Self::plain(EARLY, error.to_string()),
            StoreError::Unadmitted { ref unit, .. } => {
                Self::of(FaultCause::NotAllowed, Some(unit), error.to_string())
            }
            other => AppError::from(other).into(),
        }
    }
}

/// What was put on record when.
#[derive(Debug, Default)]
pub(super) struct Reports(HashMap<String, Report>);

/// What was put on record of one node, unit and cause.
#[derive(Debug)]
struct Report {
    last: Moment,
    /// What came since.
    unsaid: u32,
    /// How long it is only counted: longer and longer while it goes on, as whoever writes letters without an
    /// end shall not fill the ledger.
    apart: i64,
}

impl Reports {
    /// How often to count this time; none while the last record is fresh.
    fn due(&mut self, key: &str, now: Moment) -> Option<u32> {
        let never = || Report { last: Moment::from_millis(i64::MIN), unsaid: 0, apart: APART_MILLIS };
        let report = self.0.entry(key.to_owned()).or_insert_with(never);
        report.unsaid = report.unsaid.saturating_add(1);
        let passed = now.millis().saturating_sub(report.last.millis());
        if (0..report.apart).contains(&passed) {
            return None;
        }
        let goes_on = (0..report.apart.saturating_mul(2)).contains(&passed);
        report.apart = if goes_on { (report.apart * 2).min(MOST_APART_MILLIS) } else { APART_MILLIS };
        report.last = now;
        Some(std::mem::take(&mut report.unsaid))
    }
}

impl App {
    /// Puts on record what was refused. That this fails stands in the log, and changes no answer.
    pub(super) async fn node_report(
        &self,
        node: Option<NodeId>,
        fault: (FaultCause, Option<UnitId>),
        detail: &str,
    ) {
        let (cause, unit) = fault;
        // A unit that a letter names and nobody knows would make records without end.
        let unit = unit.filter(|u| self.world().units.get(u).is_some());
        let (key, now) = (NodeFault::key(node, unit.as_ref(), cause), self.now());
        let due = self.inner.nodes.reports.lock().unwrap_or_else(PoisonError::into_inner).due(&key, now);
        let Some(times) = due else { return };
        tracing::warn!(cause = cause.as_str(), ?node, detail, "something of a node was refused");
        let detail = detail.chars().take(300).collect();
        let fault = NodeFault { node, unit, cause, detail, first: now, last: now, times, settled: None };
        if let Err(error) = self.node_fault_put(key, fault).await {
            tracing::error!(%error, "a fault of a node isn't on record");
        }
    }

    async fn node_fault_put(&self, key: String, fault: NodeFault) -> Result<(), AppError> {
        let stamp = self.system_stamp("nodes");
        let reads =
            Reads { records: vec![(RecordKind::NodeFault, key.clone())], ..Reads::of(self.province()) };
        let run = move |loaded: &Loaded| -> Result<Writes, serde_json::Error> {
            let before = loaded.record(RecordKind::NodeFault, &key);
            let before = before.map(domain::records::Record::read::<NodeFault>).transpose()?;
            // What was counted since the last record is one record.
            let unsaid = fault.times.saturating_sub(1);
            let after = NodeFault::again(before, NodeFault { times: 1, ..fault.clone() });
            let after = NodeFault { times: after.times.saturating_add(unsaid), ..after };
            let (stamp, kind, key) = (stamp.clone(), RecordKind::NodeFault, key.clone());
            let records = vec![RecordChange { stamp, kind, key, body: after.text()? }];
            Ok(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(error) => Err(AppError::fault(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reports;
    use domain::words::Moment;

    #[test]
    fn the_same_is_said_once_a_minute_and_counted_meanwhile() {
        let (mut reports, at) = (Reports::default(), |seconds: i64| Moment::from_millis(seconds * 1_000));
        assert_eq!(reports.due("a", at(0)), Some(1));
        assert_eq!(reports.due("a", at(1)), None);
        assert_eq!(reports.due("a", at(59)), None);
        assert_eq!(reports.due("b", at(59)), Some(1));
        assert_eq!(reports.due("a", at(60)), Some(3));
        assert_eq!(reports.due("a", at(179)), None, "what goes on is said more and more seldom");
        assert_eq!(reports.due("a", at(180)), Some(2));
        assert_eq!(reports.due("a", at(180 + 480)), Some(1), "after a while of silence it is news again");
        assert_eq!(reports.due("a", at(720)), Some(1));
        assert_eq!(reports.due("a", at(10)), Some(1), "a clock that was set back silences nothing");
    }
}
