//! Entries that the centre can't take into the ledger, as they are of a fork or of an older epoch: kept as
//! records, whole, once each, for a person to look at.

use super::Sender;
use crate::nodes::trouble::Trouble;
use crate::nodes::wire::{FileWanted, Strays, StraysTaken};
use crate::{App, AppError};
use domain::dossier::Attachment;
use domain::ledger::Subject;
use domain::nodes::{Carried, FaultCause, Home, Settled, Stray, files};
use domain::records::{Body as _, RecordKind};
use domain::words::{NodeId, UnitId};
use std::collections::BTreeSet;
use store::read::Reader;
use store::{Beside, Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

/// Most entries in one letter.
const MOST: usize = 2_000;
/// Most entries of one ledger that wait for people: years of a commune. Nobody fills the province's ledger.
const MOST_OF_ONE: u64 = 50_000;

impl App {
    /// Takes strays. They are never refused for being old; who never was the unit's home has none.
    pub(super) async fn serve_strays(&self, sender: &Sender, ask: Strays) -> Result<StraysTaken, Trouble> {
        let Strays { unit, epoch, entries } = ask;
        let refuse = |cause, why: &str| Err(Trouble::of(cause, Some(&unit), why));
        if entries.len() > MOST {
            return refuse(FaultCause::Unreadable, "too many entries");
        }
        let sound = |entry: &Carried| entry.clone().entry(&unit).is_ok_and(|entry| entry.sound());
        if !entries.iter().all(sound) {
            return refuse(FaultCause::Altered, "an entry that doesn't agree with its hash");
        }
        let (id, of, province) = (sender.id, unit.clone(), self.province());
        let read = self.inner.store.read(move |r| {
            if !was_home(r, &of, id)? {
                return Ok(None);
            }
            let mut unknown = Vec::new();
            for entry in entries {
                if r.entry_hash(&of, entry.seq)? != Some(entry.hash) {
                    unknown.push(entry);
                }
            }
            let many = r.records_count(&province, RecordKind::Stray, &format!("{of}/"))?;
            Ok(Some((unknown, many)))
        });
        let Some((unknown, many)) = read.await.map_err(AppError::from)? else {
            return refuse(FaultCause::NotTheirs, "entries of a ledger that never was theirs");
        };
        if !unknown.is_empty() && many >= MOST_OF_ONE {
            return refuse(FaultCause::NotAllowed, "more entries of a fork than anybody looks at");
        }
        let taken = u32::try_from(unknown.len()).unwrap_or(u32::MAX);
        let mut wanted = Vec::new();
        if taken > 0 {
            let now = self.now();
            let stray = |entry: Carried| {
                let settled = Stray::reminds(&entry).then(|| Settled::by_itself(now));
                Stray { node: id, unit: unit.clone(), epoch, entry, settled }
            };
            let strays: Vec<Stray> = unknown.into_iter().map(stray).collect();
            wanted = self.strays_files(&strays).await?;
            self.strays_put(strays, &wanted).await?;
            let cause = if sender.writes(&unit) { FaultCause::Fork } else { FaultCause::OlderEpoch };
            let detail = format!("{taken} entries that only this node has");
            self.node_report(Some(id), (cause, Some(unit)), &detail).await;
        }
        let mut listed = Vec::new();
        for Attachment { blob, size_bytes, .. } in wanted {
            let have_bytes = self.inner.store.blob_part_len(blob.clone()).await.map_err(AppError::from)?;
            listed.push(FileWanted { blob, size_bytes, have_bytes, thumbnail: false });
        }
        Ok(StraysTaken { taken, wanted: listed })
    }

    /// Keeps them. The files that they name and that aren't here are wanted by the province, who looks at
    /// them.
    async fn strays_put(&self, strays: Vec<Stray>, files: &[Attachment]) -> Result<(), AppError> {
        let at = self.now();
        let wanted =
            |Attachment { blob, size_bytes, media, .. }| Beside::Wanted { blob, size_bytes, media, at };
        let beside: Vec<Beside> = files.iter().cloned().map(wanted).collect();
        let keys = strays.iter().map(|stray| (RecordKind::Stray, stray.key())).collect();
        let reads = Reads { records: keys, ..Reads::of(self.province()) };
        let change = |stray: &Stray| {
            let (stamp, kind, key) = (self.system_stamp("nodes"), RecordKind::Stray, stray.key());
            Ok(RecordChange { stamp, kind, key, body: stray.text()? })
        };
        let changes: Result<Vec<_>, serde_json::Error> = strays.iter().map(change).collect();
        let changes = changes.map_err(AppError::fault)?;
        let run = move |loaded: &Loaded| {
            let known = |c: &&RecordChange| loaded.record(RecordKind::Stray, &c.key).is_none();
            let records = changes.iter().filter(known).cloned().collect();
            Ok::<_, std::convert::Infallible>(Writes { records, beside: beside.clone(), ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(never) => match never {},
        }
    }

    /// Files that strays name and that aren't here.
    async fn strays_files(&self, strays: &[Stray]) -> Result<Vec<Attachment>, AppError> {
        let mut wanted = Vec::new();
        for stray in strays {
            for file in stray.entry.body.as_deref().map(files::named).unwrap_or_default() {
                if self.inner.store.blob_len(file.blob.clone()).await?.is_none() {
                    wanted.push(file);
                }
            }
        }
        Ok(wanted)
    }
}

/// The units whose home a node is or ever was.
pub(in crate::nodes) fn were_home(r: &Reader<'_>, node: NodeId) -> Result<BTreeSet<UnitId>, StoreError> {
    let subject = Subject { kind: RecordKind::Home.as_str().to_owned(), id: Home::KEY.to_owned() };
    let names = |body: &str| serde_json::from_str::<Home>(body).is_ok_and(|home| home.node == node);
    let named = r.history(&subject)?.into_iter().filter(|e| e.body().is_some_and(names));
    Ok(named.map(|e| e.head.ledger).collect())
}

/// Whether a node is a unit's home, or ever was.
pub(in crate::nodes) fn was_home(r: &Reader<'_>, unit: &UnitId, node: NodeId) -> Result<bool, StoreError> {
    Ok(were_home(r, node)?.contains(unit))
}
