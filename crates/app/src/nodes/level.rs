//! A box: one ledger of its own, made level with the centre's. What is to be done follows from where both
//! stand.

mod plan;

use super::round::{Round, RoundError};
use super::talk::Talk;
use super::wire::{
    EARLY, GAP, Head, Push, Pushed, Restore, Restored, SignedHead, Strays, StraysTaken, UnitStands, carried,
    carried_secrets, uncarried, uncarried_secrets,
};
use super::{head_of, held};
use crate::{App, AppError};
use domain::ledger::{Chain, ChainFault, Digest, Entry};
use domain::words::UnitId;
use plan::{Own, Plan, common, plan};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::PoisonError;
use store::{Beside, Copy, Loaded, Outcome, Reads, Secret, StoreError, Writes};

/// About how many bytes of entries go in one letter, before they are packed: a slow line resumes cheaply.
const BATCH_BYTES: usize = 256 * 1024;
/// Most entries of one letter.
const MOST_ENTRIES: u32 = 500;
/// Most passwords of one letter.
const MOST_SECRETS: usize = 1_000;
/// Most letters about one ledger in a round, so that others get their turn.
const MOST_BATCHES: usize = 40;
/// What the box says of a ledger that forked; the centre's fault has the same name.
const FORK: &str = "fork";

impl App {
    /// Makes one ledger level; says whether it waits for what others must bring first.
    pub(super) async fn ledger_level(
        &self,
        talk: &mut Talk<'_>,
        asked: Option<&Head>,
        there: &UnitStands,
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let unit = &there.unit;
        let own = self.ledger_own(unit, there.seq, asked.map_or(0, |head| head.sent)).await?;
        let refuse = |code: &str| {
            let (code, text) = (code.to_owned(), unit.to_string());
            Err(RoundError::Refused { code, text })
        };
        match plan(&own, asked, there) {
            Plan::Level => {
                if there.yours && asked.is_some_and(|head| head.sent != own.head.0) {
                    self.ledger_confirm(talk, unit, own.head.0).await?;
                }
                if there.yours {
                    self.ledger_secrets(talk, unit, own.head).await?;
                }
                Ok(false)
            }
            Plan::Again => {
                round.more = true;
                Ok(false)
            }
            Plan::Push(after) => self.ledger_push(talk, unit, after, round).await,
            Plan::Restore(after, anew) => self.ledger_restore(talk, unit, (after, anew), round).await,
            Plan::Fork => {
                self.ledger_strays(talk, unit, common(&own, asked, there), own.epoch, round).await?;
                refuse(FORK)
            }
            Plan::Leave => {
                self.ledger_strays(talk, unit, common(&own, asked, there), own.epoch, round).await?;
                self.ledger_leave(unit, own.head).await?;
                round.more = true;
                Ok(false)
            }
            Plan::Unknown => refuse("home-unknown"),
        }
    }

    async fn ledger_own(&self, unit: &UnitId, theirs: u64, sent: u64) -> Result<Own, RoundError> {
        let unit = unit.clone();
        let read = self.inner.store.read(move |r| {
            let hash = |seq: u64| if seq == 0 { Ok(None) } else { r.entry_hash(&unit, seq) };
            Ok(Own {
                head: head_of(r, &unit)?,
                excerpt: r.mirrored()?.iter().any(|m| m.unit == unit && !m.whole),
                at_theirs: hash(theirs)?,
                at_sent: hash(sent)?,
                epoch: r.home(&unit)?.map_or(0, |home| home.epoch),
            })
        });
        Ok(read.await?)
    }

    /// Brings what the centre lacks; says whether what is next waits for what others must bring first. Two
    /// ledgers of one box may wait for each other entry by entry, so what stands before such an entry goes
    /// alone.
    async fn ledger_push(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        mut after: u64,
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let mut most = MOST_ENTRIES;
        for _ in 0..MOST_BATCHES {
            let (entries, secrets) = self.ledger_batch(unit, after, most).await?;
            let Some(last) = entries.last().map(|e| (e.head.seq, e.hash)) else { return Ok(false) };
            let head = SignedHead::of(self.signer(), unit, last, self.now());
            let (unit, secrets) = (unit.clone(), carried_secrets(secrets));
            let push = Push { unit: unit.clone(), entries: carried(&entries), secrets, head };
            match talk.ask(&push).await {
                Ok(Pushed { head }) => self.ledger_sent(talk, &unit, head).await?,
                Err(RoundError::Refused { code, .. }) if code == GAP => {
                    round.more = true;
                    return Ok(false);
                }
                Err(RoundError::Refused { code, .. }) if code == EARLY => {
                    if entries.len() < 2 {
                        return Ok(true);
                    }
                    most = u32::try_from(entries.len() / 2).unwrap_or(1);
                    continue;
                }
                Err(error) => return Err(error),
            }
            after = last.0;
            round.pushed += u64::try_from(entries.len()).unwrap_or(0);
        }
        round.more = true;
        Ok(false)
    }

    /// The next entries, with the passwords of the accounts among them.
    async fn ledger_batch(
        &self,
        unit: &UnitId,
        after: u64,
        most: u32,
    ) -> Result<(Vec<Entry>, Vec<Secret>), RoundError> {
        let unit = unit.clone();
        let read = self.inner.store.read(move |r| {
            let entries = r.entries_batch(&unit, after, most, BATCH_BYTES)?;
            let of = |e: &&Entry| e.head.subject.kind == "account";
            let along: BTreeSet<&str> =
                entries.iter().filter(of).map(|e| e.head.subject.id.as_str()).collect();
            let mut secrets = if along.is_empty() { Vec::new() } else { r.secrets_of(&unit)? };
            secrets.retain(|secret| along.contains(secret.person.to_string().as_str()));
            Ok((entries, secrets))
        });
        Ok(read.await?)
    }

    /// Brings the passwords of a ledger's people where they aren't those that were brought last: a password
    /// stands beside the ledger, and no entry tells that it was set. Once after each start all of them go.
    async fn ledger_secrets(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        head: (u64, Digest),
    ) -> Result<(), RoundError> {
        let of = unit.clone();
        let secrets = self.inner.store.read(move |r| r.secrets_of(&of)).await?;
        let mark = mark_of(&secrets);
        let brought = {
            let line = self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner);
            line.secrets.get(unit).copied()
        };
        if brought == Some(mark) {
            return Ok(());
        }
        for some in secrets.chunks(MOST_SECRETS) {
            let head = SignedHead::of(self.signer(), unit, head, self.now());
            let secrets = carried_secrets(some.to_vec());
            talk.ask(&Push { unit: unit.clone(), entries: Vec::new(), secrets, head }).await?;
        }
        let mut line = self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.secrets.insert(unit.clone(), mark);
        Ok(())
    }

    /// Keeps what the centre signed, if it is what we have: then nobody can say later that it never came.
    async fn ledger_sent(&self, talk: &Talk<'_>, unit: &UnitId, head: SignedHead) -> Result<(), RoundError> {
        let (of, seq) = (unit.clone(), head.seq);
        let ours = self.inner.store.read(move |r| r.entry_hash(&of, seq)).await?;
        if head.unit != *unit || !head.holds(talk.centre()) || ours != Some(head.hash) {
            return Err(RoundError::Answer("a head that isn't ours"));
        }
        let (hash, at, proof) = (head.hash, self.now(), head.proof());
        let sent = Beside::Sent { seq, hash, at, proof };
        Ok(self.inner.store.put_beside(unit.clone(), vec![sent]).await?)
    }

    /// The centre has everything and our note of it is older, as an answer was lost or a disk set back: asks
    /// for its signed head.
    async fn ledger_confirm(&self, talk: &mut Talk<'_>, unit: &UnitId, after: u64) -> Result<(), RoundError> {
        let Restored { head, .. } = talk.ask(&Restore { unit: unit.clone(), after, bytes: 1 }).await?;
        self.ledger_sent(talk, unit, head).await
    }

    /// Takes our own ledger from the centre, batch by batch.
    async fn ledger_restore(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        (mut after, mut anew): (u64, bool),
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let (mut changes, mut ended) = (false, Ok(Step::More));
        for _ in 0..MOST_BATCHES {
            ended = self.ledger_restore_some(talk, unit, (&mut after, &mut anew), round, &mut changes).await;
            if !matches!(ended, Ok(Step::More)) {
                break;
            }
        }
        // What came counts also where the line was cut behind it.
        if changes {
            self.reload().await?;
        }
        let ended = ended?;
        round.more |= ended == Step::More;
        Ok(ended == Step::Early)
    }

    async fn ledger_restore_some(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        (after, anew): (&mut u64, &mut bool),
        round: &mut Round,
        changes: &mut bool,
    ) -> Result<Step, RoundError> {
        let bytes = u32::try_from(BATCH_BYTES).unwrap_or(u32::MAX);
        let Restored { entries, secrets, head } =
            talk.ask(&Restore { unit: unit.clone(), after: *after, bytes }).await?;
        if head.unit != *unit || !head.holds(talk.centre()) {
            return Err(RoundError::Answer("a head that the centre didn't sign"));
        }
        let entries = uncarried(unit, entries).map_err(|_| RoundError::Answer("an entry that isn't one"))?;
        let Some(last) = entries.last().map(|e| (e.head.seq, e.hash)) else { return Ok(Step::Done) };
        let (holds, count) = (held(&entries), u64::try_from(entries.len()).unwrap_or(0));
        let copy = Copy {
            entries,
            whole: true,
            anew: *anew,
            at: self.now(),
            proof: head.proof(),
            secrets: uncarried_secrets(secrets),
            ..Copy::default()
        };
        // As long as entries are missing that the centre has, nothing is written here that would fork.
        let target = Beside::Sent { seq: head.seq, hash: head.hash, at: self.now(), proof: head.proof() };
        if !self.ledger_take(unit, *after, copy, target).await? {
            return Ok(Step::Early);
        }
        (*after, *anew) = (last.0, false);
        *changes |= holds;
        round.pulled += count;
        if last == (head.seq, head.hash) {
            self.ledger_sent(talk, unit, head).await?;
            return Ok(Step::Done);
        }
        Ok(Step::More)
    }

    /// Takes a batch of our own ledger; says no where something of others must come first.
    async fn ledger_take(
        &self,
        unit: &UnitId,
        after: u64,
        copy: Copy,
        target: Beside,
    ) -> Result<bool, RoundError> {
        let of = unit.clone();
        let run = move |loaded: &Loaded| -> Result<Writes, ChainFault> {
            let (seq, hash) = if copy.anew { (0, Digest::ZERO) } else { loaded.head };
            let mut chain = Chain::after(of.clone(), seq, hash);
            copy.entries.iter().try_for_each(|entry| chain.step(entry))?;
            Ok(Writes { copy: Some(copy.clone()), beside: vec![target.clone()], ..Writes::default() })
        };
        match self.inner.store.submit(Reads::of(unit.clone()), run).await {
            Ok(Outcome::Done { .. }) => Ok(true),
            Ok(Outcome::Refused(fault)) => {
                tracing::error!(%unit, after, %fault, "our own ledger doesn't go on as the centre says");
                Err(RoundError::Answer("a ledger that doesn't go on from ours"))
            }
            Err(StoreError::Unadmitted { early: true, .. }) => Ok(false),
            Err(error) => Err(AppError::from(error).into()),
        }
    }

    /// Brings entries that only we have before a person. Those that were brought stay where they are.
    async fn ledger_strays(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        common: u64,
        epoch: u32,
        round: &mut Round,
    ) -> Result<(), RoundError> {
        let brought =
            self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner).strayed.get(unit).copied();
        let mut after = common;
        if let Some((seq, hash)) = brought
            && self.ledger_has(unit, seq, hash).await?
        {
            after = seq.max(common);
        }
        loop {
            let (of, from) = (unit.clone(), after);
            let read = self.inner.store.read(move |r| r.entries_batch(&of, from, MOST_ENTRIES, BATCH_BYTES));
            let entries = read.await?;
            let Some(last) = entries.last().map(|e| (e.head.seq, e.hash)) else { return Ok(()) };
            let strays = Strays { unit: unit.clone(), epoch, entries: carried(&entries) };
            let StraysTaken { taken, wanted } = talk.ask(&strays).await?;
            round.pushed += u64::from(taken);
            // This ledger goes: who looks at them needs what they name, and nobody asks for it later.
            self.files_along(talk, &wanted).await?;
            after = last.0;
            let mut line = self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner);
            line.strayed.insert(unit.clone(), last);
        }
    }

    async fn ledger_has(&self, unit: &UnitId, seq: u64, hash: Digest) -> Result<bool, RoundError> {
        let unit = unit.clone();
        Ok(self.inner.store.read(move |r| r.entry_hash(&unit, seq)).await? == Some(hash))
    }

    /// Stops being a unit's home: its ledger goes, and what concerns our other units comes back as an
    /// excerpt, with the record that names its new home. Everything that only we had lies before a person by
    /// now; what was written in this moment is looked at again.
    async fn ledger_leave(&self, unit: &UnitId, head: (u64, Digest)) -> Result<(), RoundError> {
        let at = self.now();
        let run = move |loaded: &Loaded| -> Result<Writes, Infallible> {
            if loaded.head != head {
                return Ok(Writes::default());
            }
            let copy = Copy { anew: true, at, ..Copy::default() };
            Ok(Writes { copy: Some(copy), ..Writes::default() })
        };
        match self.inner.store.submit(Reads::of(unit.clone()), run).await? {
            Outcome::Done { .. } => Ok(self.reload().await?),
            Outcome::Refused(never) => match never {},
        }
    }
}

/// Tells one set of passwords from another.
fn mark_of(secrets: &[Secret]) -> Digest {
    let mut all = Sha256::new();
    for secret in secrets {
        let factor = secret.factor.as_ref().map_or(0, |factor| factor.changed.millis());
        let (person, changed) = (secret.person, secret.changed.millis());
        all.update(format!("{person} {changed} {factor} {}\n", secret.password_hash));
    }
    Digest(all.finalize().into())
}

/// How a batch of our own ledger was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// There is more.
    More,
    /// We have it all.
    Done,
    /// Something of others must come first.
    Early,
}
