//! A box: one exchange with the centre. Greeting, how everything stands, own ledgers, what concerns our
//! units, files. Each step commits by itself and looks at what is there, so a round may be cut anywhere.

use super::line::{Line, LineError};
use super::talk::Talk;
use super::wire::{Head, Standing, Stands, Unsent};
use super::{head_of, units_of};
use crate::{App, AppError};
use domain::nodes::{Me, PublicKey};
use domain::words::UnitId;
use std::collections::{BTreeMap, BTreeSet};
use store::StoreError;
use store::read::Reader;

/// How many bytes of files a round carries before entries get their turn again.
const FILES_BUDGET: u64 = 512 * 1024;

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Entries of ours that the centre took, strays among them.
    pub pushed: u64,
    /// Entries that came.
    pub pulled: u64,
    /// Files that the centre has now.
    pub files_sent: u64,
    /// Files that came.
    pub files_fetched: u64,
    /// Whether there is more to do at once.
    pub more: bool,
}

/// Why a round didn't come to its end. What it did before is done.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// This folder was never enrolled, or is the centre's.
    #[error("this node is not a box that was enrolled")]
    NotEnrolled,
    /// The line failed, or the centre is busy.
    #[error(transparent)]
    Line(#[from] LineError),
    /// The centre says no.
    #[error("the centre refuses ({code}): {text}")]
    Refused {
        /// The code: a fault's cause.
        code: String,
        /// What is meant.
        text: String,
    },
    /// What came back isn't the centre's answer.
    #[error("what came back is not the centre's answer: {0}")]
    Answer(
        /// What is wrong with it.
        &'static str,
    ),
    /// Something here went wrong.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for RoundError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl App {
    /// One exchange with the centre. Only one at a time goes on.
    pub async fn round(&self, line: &dyn Line) -> Result<Round, RoundError> {
        let _one_at_a_time = self.inner.nodes.turn.lock().await;
        let (me, centre) = self.box_of().await?;
        let mut talk = Talk::new(self, line, me.node, centre);
        let ended = self.exchange(&mut talk, me).await;
        if let Err(error) = self.line_noted(&ended, talk.clock_ms()).await {
            tracing::warn!(%error, "how the line is isn't kept");
        }
        ended
    }

    /// What this box is, and whose letters it trusts.
    async fn box_of(&self) -> Result<(Me, PublicKey), RoundError> {
        let me = self.nodes_me().await?.filter(|me| !me.centre).ok_or(RoundError::NotEnrolled)?;
        let key = self.node_setting("node-centre-key").await?;
        let key = key.and_then(|text| text.parse().ok()).ok_or(RoundError::NotEnrolled)?;
        Ok((me, key))
    }

    async fn exchange(&self, talk: &mut Talk<'_>, me: Me) -> Result<Round, RoundError> {
        let mut round = Round::default();
        let (mut refused, mut early) = self.ledgers_level(talk, me, &mut round).await?;
        let mut moved = self.excerpts_fetch(talk, me, &mut round).await? || round.pushed > 0;
        // One ledger of ours may have waited for another, or for what came from others: what was handed over.
        if early && moved {
            let before = round.pushed;
            (refused, early) = self.ledgers_level(talk, me, &mut round).await?;
            moved = round.pushed > before;
        }
        round.more |= early && moved;
        // Files take their time on a slow line: that it is back is seen before.
        if refused.is_none()
            && let Err(error) = self.line_noted(&Ok(round), talk.clock_ms()).await
        {
            tracing::warn!(%error, "how the line is isn't kept");
        }
        let files = self.files_round(talk, FILES_BUDGET).await?;
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        (round.files_sent, round.files_fetched) = (count(files.sent), count(files.fetched));
        round.more |= files.more;
        // One ledger that is refused holds up nothing else; said is it at the end.
        match refused {
            Some(refused) => Err(refused),
            None => Ok(round),
        }
    }

    /// Every ledger of ours, made level with the centre's. Says what the centre refuses, and whether
    /// something waits for what others must bring first.
    async fn ledgers_level(
        &self,
        talk: &mut Talk<'_>,
        me: Me,
        round: &mut Round,
    ) -> Result<(Option<RoundError>, bool), RoundError> {
        let standing = self.standing_here(me).await?;
        let asked: BTreeMap<UnitId, Head> =
            standing.heads.iter().map(|head| (head.unit.clone(), head.clone())).collect();
        let Stands { units, .. } = talk.ask(&standing).await?;
        let (mut refused, mut early) = (None, false);
        for there in units {
            match self.ledger_level(talk, asked.get(&there.unit), &there, round).await {
                Ok(waits) => early |= waits,
                Err(no @ RoundError::Refused { .. }) => refused = refused.or(Some(no)),
                Err(error) => return Err(error),
            }
        }
        Ok((refused, early))
    }

    /// How far everything here is.
    async fn standing_here(&self, me: Me) -> Result<Standing, RoundError> {
        let read = self.inner.store.read(move |r| {
            let heads = heads(r, me)?;
            let mut unsent = Unsent::default();
            for head in &heads {
                unsent.entries += head.seq.saturating_sub(head.sent);
                let oldest = r.first_after(&head.unit, head.sent)?;
                unsent.oldest = [unsent.oldest, oldest].into_iter().flatten().min();
            }
            unsent.files_wanted = r.files_lacking()?.iter().map(|lacking| lacking.files).sum();
            let ours = |unit: &UnitId| heads.iter().any(|head| head.unit == *unit);
            let queues = crate::places::queues(r)?.into_iter().filter(|(unit, _)| ours(unit)).collect();
            Ok((heads, unsent, queues))
        });
        let (heads, unsent, queues) = read.await?;
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Standing { heads, at: self.now(), program, unsent, queues })
    }
}

/// Where the ledgers stand that this box has whole, or writes.
pub(super) fn heads(r: &Reader<'_>, me: Me) -> Result<Vec<Head>, StoreError> {
    let mut own: BTreeSet<UnitId> = units_of(r, me)?.into_iter().map(|(unit, _)| unit).collect();
    for mirror in r.mirrored()? {
        if mirror.whole {
            own.insert(mirror.unit);
        } else {
            own.remove(&mirror.unit);
        }
    }
    let sent: BTreeMap<UnitId, u64> = r.sent()?.into_iter().map(|s| (s.unit, s.seq)).collect();
    let head = |unit: UnitId| {
        let (seq, hash) = head_of(r, &unit)?;
        let sent = sent.get(&unit).copied().unwrap_or(0);
        Ok(Head { unit, seq, hash, sent })
    };
    own.into_iter().map(head).collect()
}
