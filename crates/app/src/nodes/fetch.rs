//! A box: what concerns its units in the ledgers of others, ledger by ledger, until there is no more.

use super::held;
use super::round::{Round, RoundError};
use super::talk::Talk;
use super::wire::{Excerpt, Pull, uncarried, uncarried_secrets};
use crate::{App, AppError};
use domain::ledger::Entry;
use domain::nodes::{Home, Me};
use domain::records::RecordKind;
use domain::words::{DossierId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use store::{Copy, Loaded, Outcome, Reads, StoreError, Writes};

/// Most entries, and about how many bytes, of one answer.
const MOST_ENTRIES: u32 = 500;
const BATCH_BYTES: u32 = 256 * 1024;
/// Most answers in a round, so that own entries and files get their turn.
const MOST_BATCHES: usize = 40;

impl App {
    /// Fetches all of it, and says whether anything came.
    pub(super) async fn excerpts_fetch(
        &self,
        talk: &mut Talk<'_>,
        me: Me,
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let (before, mut changes) = (round.pulled, false);
        let mut ended = Ok(true);
        // Once a round is enough: what is asked for by name is little.
        let mut awaited = self.children_awaited(me).await?;
        for _ in 0..MOST_BATCHES {
            let awaited = std::mem::take(&mut awaited);
            ended = self.excerpts_fetch_some(talk, me, awaited, round, &mut changes).await;
            if !matches!(ended, Ok(true)) {
                break;
            }
        }
        // What came counts also where the line was cut behind it.
        if changes {
            self.reload().await?;
        }
        round.more |= ended?;
        Ok(round.pulled > before)
    }

    /// One answer; says whether to ask again.
    async fn excerpts_fetch_some(
        &self,
        talk: &mut Talk<'_>,
        me: Me,
        awaited: BTreeMap<DossierId, u32>,
        round: &mut Round,
        changes: &mut bool,
    ) -> Result<bool, RoundError> {
        let mirrored = self.inner.store.read(|r| r.mirrored());
        let mirrored = mirrored.await?;
        let whole: BTreeSet<UnitId> = mirrored.iter().filter(|m| m.whole).map(|m| m.unit.clone()).collect();
        let cursors: BTreeMap<UnitId, u64> = mirrored.into_iter().map(|m| (m.unit, m.seq)).collect();
        let (most, bytes) = (MOST_ENTRIES, BATCH_BYTES);
        let pulled = talk.ask(&Pull { cursors: cursors.clone(), awaited, most, bytes }).await?;
        let mut progress = false;
        for excerpt in pulled.excerpts {
            if whole.contains(&excerpt.unit) {
                continue;
            }
            let unit = excerpt.unit.clone();
            let Some(taken) = self.excerpt_take(me, excerpt).await? else { continue };
            progress |= taken.upto > cursors.get(&unit).copied().unwrap_or(0);
            *changes |= taken.changes;
            round.pulled += taken.entries;
        }
        Ok(pulled.more && progress)
    }

    /// Takes what came of one ledger, whole or not at all; none where something must come first.
    async fn excerpt_take(&self, me: Me, excerpt: Excerpt) -> Result<Option<Taken>, RoundError> {
        let Excerpt { unit, entries, upto, secrets } = excerpt;
        let mut entries =
            uncarried(&unit, entries).map_err(|_| RoundError::Answer("an entry that isn't well formed"))?;
        if !entries.iter().all(Entry::sound) {
            return Err(RoundError::Answer("an entry that doesn't agree with its hash"));
        }
        // That a ledger is ours counts from when we have it whole, which is another way.
        entries.retain(|entry| !is_home_of(entry, me));
        let taken =
            Taken { upto, changes: held(&entries), entries: u64::try_from(entries.len()).unwrap_or(0) };
        let (at, secrets) = (self.now(), uncarried_secrets(secrets));
        let copy = Copy { entries, upto, at, secrets, ..Copy::default() };
        let run =
            move |_: &Loaded| Ok::<_, Infallible>(Writes { copy: Some(copy.clone()), ..Writes::default() });
        match self.inner.store.submit(Reads::of(unit.clone()), run).await {
            Ok(Outcome::Done { .. }) => Ok(Some(taken)),
            Ok(Outcome::Refused(never)) => match never {},
            Err(StoreError::Unadmitted { early: true, .. }) => Ok(None),
            // One ledger that can't be taken holds up no other; it stays where it is until somebody looks.
            Err(error @ StoreError::Unadmitted { .. }) => {
                tracing::error!(%unit, error = %error, "what the centre sent of a ledger can't be taken");
                Ok(None)
            }
            Err(error) => Err(AppError::from(error).into()),
        }
    }
}

/// What was taken of a ledger.
struct Taken {
    upto: u64,
    entries: u64,
    changes: bool,
}

/// Whether an entry says that this node is the ledger's home.
fn is_home_of(entry: &Entry, me: Me) -> bool {
    let home = |body| serde_json::from_str::<Home>(body).is_ok_and(|home| home.node == me.node);
    entry.head.subject.kind == RecordKind::Home.as_str() && entry.body().is_some_and(home)
}
