//! What concerns a box's units in the ledgers of others.
//!
//! What was handed over may be taken back as long as the receiving unit's box wasn't told of it. So before an
//! answer leaves, it is noted that it is told: in the giver's ledger's own unit of work, where taking back is
//! decided too. And what was taken back before that goes along, even where the batch ends between the two.

use super::Sender;
use crate::nodes::head_of;
use crate::nodes::trouble::Trouble;
use crate::nodes::wire::{Excerpt, Pull, Pulled, carried, carried_secrets};
use crate::{App, AppError};
use domain::dossier::Event;
use domain::ledger::Entry;
use domain::nodes::{Carried, FaultCause};
use domain::words::{DossierId, UnitId};
use std::collections::BTreeMap;
use store::{Beside, read};

/// Most entries and bytes in one answer.
const MOST_ENTRIES: usize = 2_000;
const MOST_BYTES: usize = 4 * 1024 * 1024;

impl App {
    /// The next entries that concern the box's units.
    pub(super) async fn serve_pull(&self, sender: &Sender, ask: Pull) -> Result<Pulled, Trouble> {
        let most = usize::try_from(ask.most).unwrap_or(MOST_ENTRIES).clamp(1, MOST_ENTRIES);
        let bytes = usize::try_from(ask.bytes).unwrap_or(MOST_BYTES).clamp(1, MOST_BYTES);
        let awaited = self.awaited_told(sender, ask.awaited, &ask.cursors).await?;
        let (units, cursors) = (sender.units(), ask.cursors);
        self.told_too_much(sender, &cursors).await?;
        let own = units.clone();
        let read = self.inner.store.read(move |r| {
            let (mut excerpts, mut entries, mut size) = (Vec::new(), 0, 0);
            for unit in r.inbox_ledgers(&own, &cursors)? {
                if entries >= most || size >= bytes {
                    break;
                }
                let after = cursors.get(&unit).copied().unwrap_or(0);
                let excerpt = r.excerpt(&unit, &own, after, bytes - size)?;
                entries += excerpt.entries.len();
                size += excerpt.entries.iter().map(|e| e.body().map_or(0, str::len) + 400).sum::<usize>();
                if excerpt.upto > after {
                    excerpts.push(excerpt);
                }
            }
            Ok(excerpts)
        });
        let excerpts = read.await.map_err(AppError::from)?;
        // A ledger may have more than fitted: it is asked again until nothing comes.
        let more = !excerpts.is_empty();
        let given = self.told(&excerpts, &units).await?;
        let mut excerpts: Vec<Excerpt> = excerpts.into_iter().map(carry).collect();
        for entry in self.taken_back(given).await? {
            if let Some(excerpt) = excerpts.iter_mut().find(|e| e.unit == entry.head.ledger)
                && excerpt.entries.iter().all(|told| told.seq != entry.head.seq)
            {
                excerpt.entries.push(Carried::of(&entry));
                excerpt.entries.sort_by_key(|told| told.seq);
            }
        }
        excerpts.extend(awaited);
        Ok(Pulled { excerpts, more })
    }

    /// A box that was told more of the province's ledger than is here knows a centre that was set back: a
    /// person must hear of it.
    async fn told_too_much(&self, sender: &Sender, cursors: &BTreeMap<UnitId, u64>) -> Result<(), AppError> {
        let province = self.province();
        let Some(told) = cursors.get(&province).copied() else { return Ok(()) };
        let of = province.clone();
        let (last, _) = self.inner.store.read(move |r| head_of(r, &of)).await?;
        if told > last {
            let detail = format!("entry {told} was told, {last} is here");
            self.node_report(Some(sender.id), (FaultCause::SetBack, Some(province)), &detail).await;
        }
        Ok(())
    }

    /// Notes that the box is told what was handed over to its units: from now on nobody takes it back. Says
    /// which dossiers these are, and up to which entry the answer tells of them.
    async fn told(
        &self,
        excerpts: &[read::Excerpt],
        units: &[UnitId],
    ) -> Result<BTreeMap<(UnitId, DossierId), u64>, AppError> {
        let mut given = BTreeMap::new();
        for excerpt in excerpts {
            let mut readers: BTreeMap<UnitId, u64> = BTreeMap::new();
            for entry in &excerpt.entries {
                let Some((id, to)) = handed_over(entry) else { continue };
                if units.contains(&to) {
                    readers.insert(to, entry.head.seq);
                    given.insert((excerpt.unit.clone(), id), entry.head.seq);
                }
            }
            let served = |(reader, upto): (UnitId, u64)| Beside::Served { reader, upto };
            let beside: Vec<Beside> = readers.into_iter().map(served).collect();
            if !beside.is_empty() {
                self.inner.store.put_beside(excerpt.unit.clone(), beside).await?;
            }
        }
        Ok(given)
    }

    /// The entries by which what was handed over was taken back. What happened to it after that is nothing to
    /// the box.
    async fn taken_back(&self, given: BTreeMap<(UnitId, DossierId), u64>) -> Result<Vec<Entry>, AppError> {
        let read = self.inner.store.read(move |r| {
            let mut found = Vec::new();
            for ((unit, id), told) in given {
                let next = r.dossier_history(id)?.into_iter();
                let next = next.filter(|e| e.head.ledger == unit && e.head.seq > told);
                let next = next.min_by_key(|e| e.head.seq);
                found.extend(next.filter(|e| e.head.kind == "recalled"));
            }
            Ok(found)
        });
        Ok(read.await?)
    }
}

/// Which dossier an entry hands over, and to whom.
fn handed_over(entry: &Entry) -> Option<(DossierId, UnitId)> {
    let head = &entry.head;
    if head.subject.kind != "dossier" || head.kind != "handed-over" {
        return None;
    }
    match Event::read(&head.kind, head.body_version, entry.body()?) {
        Ok((Event::HandedOver(e), _)) => Some((head.subject.id.parse().ok()?, e.to.unit)),
        _ => None,
    }
}

fn carry(excerpt: read::Excerpt) -> Excerpt {
    let read::Excerpt { unit, entries, upto, secrets } = excerpt;
    Excerpt { unit, entries: carried(&entries), upto, secrets: carried_secrets(secrets) }
}
