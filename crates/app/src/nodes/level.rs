//! A box: one ledger of its own, made level with the centre's. What is to be done follows from where both stand.

use super::round::{Round, RoundError};
use super::talk::Talk;
use super::wire::{
    EARLY, GAP, Head, Push, Pushed, Restore, Restored, SignedHead, Strays, UnitStands, carried,
    carried_secrets, uncarried, uncarried_secrets,
};
use super::{head_of, held};
use crate::{App, AppError};
use domain::ledger::{Chain, ChainFault, Digest, Entry};
use domain::words::UnitId;
use std::convert::Infallible;
use std::sync::PoisonError;
use store::{Beside, Copy, Loaded, Outcome, Reads, Secret, StoreError, Writes};

/// About how many bytes of entries go in one letter, before they are packed: a slow line resumes cheaply.
const BATCH_BYTES: usize = 256 * 1024;
/// Most entries of one letter.
const MOST_ENTRIES: u32 = 500;
/// Most letters about one ledger in a round, so that others get their turn.
const MOST_BATCHES: usize = 40;
/// What the box says of a ledger that forked; the centre's fault has the same name.
const FORK: &str = "fork";

/// Where a ledger stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    head: (u64, Digest),
    /// Whether it is an excerpt only.
    excerpt: bool,
    /// Our entry under the number of the centre's last one.
    at_theirs: Option<Digest>,
    /// Our entry under the number up to which we believe that the centre has it.
    at_sent: Option<Digest>,
    /// The epoch of the home that we know.
    epoch: u32,
}

/// What is to be done about a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Nothing.
    Level,
    /// Something was written meanwhile: look again.
    Again,
    /// The centre has less: bring what is behind this entry.
    Push(u64),
    /// The centre has more: take what is behind this entry; where it says so, in place of what is here.
    Restore(u64, bool),
    /// Both have what the other hasn't.
    Fork,
    /// Another node is the home now.
    Leave,
    /// The centre doesn't know that this is our ledger: it was set back. A person must look.
    Unknown,
}

/// Decides from where both stand. `asked` is what we said of it in the question.
fn plan(own: &Own, asked: Option<&Head>, there: &UnitStands) -> Plan {
    if !there.yours {
        return match own {
            _ if own.excerpt || own.head.0 == 0 => Plan::Level,
            _ if there.epoch > own.epoch => Plan::Leave,
            _ => Plan::Unknown,
        };
    }
    if own.excerpt {
        return Plan::Restore(0, true);
    }
    let theirs = (there.seq, there.hash);
    if own.head == theirs {
        return Plan::Level;
    }
    if own.head.0 > there.seq {
        let behind = there.seq == 0 || own.at_theirs == Some(there.hash);
        return if behind { Plan::Push(there.seq) } else { Plan::Fork };
    }
    if own.head.0 == 0 {
        return Plan::Restore(0, false);
    }
    match asked {
        Some(asked) if (asked.seq, asked.hash) == own.head => match there.at_yours {
            Some(hash) if hash == own.head.1 => Plan::Restore(own.head.0, false),
            _ => Plan::Fork,
        },
        _ => Plan::Again,
    }
}

impl App {
    /// Makes one ledger level; says whether it waits for what others must bring first.
    pub(super) async fn level_one(
        &self,
        talk: &mut Talk<'_>,
        asked: Option<&Head>,
        there: &UnitStands,
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let unit = &there.unit;
        let own = self.own(unit, there.seq, asked.map_or(0, |head| head.sent)).await?;
        let refuse = |code: &str| {
            let (code, text) = (code.to_owned(), unit.to_string());
            Err(RoundError::Refused { code, text })
        };
        match plan(&own, asked, there) {
            Plan::Level => {
                if there.yours && asked.is_some_and(|head| head.sent < own.head.0) {
                    self.sent(talk, unit, own.head.0).await?;
                }
                Ok(false)
            }
            Plan::Again => {
                round.more = true;
                Ok(false)
            }
            Plan::Push(after) => self.push(talk, unit, after, round).await,
            Plan::Restore(after, anew) => self.restore(talk, unit, (after, anew), round).await,
            Plan::Fork => {
                self.strays(talk, unit, common(&own, asked, there), own.epoch, round).await?;
                refuse(FORK)
            }
            Plan::Leave => {
                self.strays(talk, unit, common(&own, asked, there), own.epoch, round).await?;
                self.leave(unit, own.head).await?;
                round.more = true;
                Ok(false)
            }
            Plan::Unknown => refuse("home-unknown"),
        }
    }

    async fn own(&self, unit: &UnitId, theirs: u64, sent: u64) -> Result<Own, RoundError> {
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

    /// Brings what the centre lacks.
    async fn push(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        mut after: u64,
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        for _ in 0..MOST_BATCHES {
            let (entries, secrets) = self.batch(unit, after).await?;
            let Some(last) = entries.last().map(|e| (e.head.seq, e.hash)) else { return Ok(false) };
            let head = SignedHead::of(self.signer(), unit, last, self.now());
            let (unit, secrets) = (unit.clone(), carried_secrets(secrets));
            let push = Push { unit: unit.clone(), entries: carried(&entries), secrets, head };
            match talk.ask(&push).await {
                Ok(Pushed { head }) => self.pushed(talk, &unit, head).await?,
                Err(RoundError::Refused { code, .. }) if code == GAP => {
                    round.more = true;
                    return Ok(false);
                }
                Err(RoundError::Refused { code, .. }) if code == EARLY => return Ok(true),
                Err(error) => return Err(error),
            }
            after = last.0;
            round.pushed += u64::try_from(entries.len()).unwrap_or(0);
        }
        round.more = true;
        Ok(false)
    }

    /// The next entries, with the passwords that were set since the centre got the last ones.
    async fn batch(&self, unit: &UnitId, after: u64) -> Result<(Vec<Entry>, Vec<Secret>), RoundError> {
        let unit = unit.clone();
        let read = self.inner.store.read(move |r| {
            let entries = r.entries_batch(&unit, after, MOST_ENTRIES, BATCH_BYTES)?;
            let since = r.sent()?.into_iter().find(|s| s.unit == unit).map(|s| s.at);
            let mut secrets = if entries.is_empty() { Vec::new() } else { r.secrets_of(&unit)? };
            secrets.retain(|secret| {
                let person = secret.person.to_string();
                let comes = entries.iter().any(|e| e.head.subject.id == person);
                comes || since.is_none_or(|since| secret.changed >= since)
            });
            Ok((entries, secrets))
        });
        Ok(read.await?)
    }

    /// Keeps what the centre signed, if it is what we have: then nobody can say later that it never came.
    async fn pushed(&self, talk: &Talk<'_>, unit: &UnitId, head: SignedHead) -> Result<(), RoundError> {
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
    async fn sent(&self, talk: &mut Talk<'_>, unit: &UnitId, after: u64) -> Result<(), RoundError> {
        let Restored { head, .. } = talk.ask(&Restore { unit: unit.clone(), after, bytes: 1 }).await?;
        self.pushed(talk, unit, head).await
    }

    /// Takes our own ledger from the centre, batch by batch.
    async fn restore(
        &self,
        talk: &mut Talk<'_>,
        unit: &UnitId,
        (mut after, mut anew): (u64, bool),
        round: &mut Round,
    ) -> Result<bool, RoundError> {
        let (mut changes, mut ended) = (false, Ok(Step::More));
        for _ in 0..MOST_BATCHES {
            ended = self.restore_some(talk, unit, (&mut after, &mut anew), round, &mut changes).await;
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

    async fn restore_some(
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
        if !self.take_whole(unit, *after, copy).await? {
            return Ok(Step::Early);
        }
        (*after, *anew) = (last.0, false);
        *changes |= holds;
        round.pulled += count;
        if last == (head.seq, head.hash) {
            self.pushed(talk, unit, head).await?;
            return Ok(Step::Done);
        }
        Ok(Step::More)
    }

    /// Takes a batch of our own ledger; says no where something of others must come first.
    async fn take_whole(&self, unit: &UnitId, after: u64, copy: Copy) -> Result<bool, RoundError> {
        let of = unit.clone();
        let run = move |loaded: &Loaded| -> Result<Writes, ChainFault> {
            let (seq, hash) = if copy.anew { (0, Digest::ZERO) } else { loaded.head };
            let mut chain = Chain::after(of.clone(), seq, hash);
            copy.entries.iter().try_for_each(|entry| chain.step(entry))?;
            Ok(Writes { copy: Some(copy.clone()), ..Writes::default() })
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
    async fn strays(
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
            && self.has(unit, seq, hash).await?
        {
            after = seq.max(common);
        }
        loop {
            let (of, from) = (unit.clone(), after);
            let read = self.inner.store.read(move |r| r.entries_batch(&of, from, MOST_ENTRIES, BATCH_BYTES));
            let entries = read.await?;
            let Some(last) = entries.last().map(|e| (e.head.seq, e.hash)) else { return Ok(()) };
            let strays = Strays { unit: unit.clone(), epoch, entries: carried(&entries) };
            let taken = talk.ask(&strays).await?.taken;
            round.pushed += u64::from(taken);
            after = last.0;
            let mut line = self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner);
            line.strayed.insert(unit.clone(), last);
        }
    }

    async fn has(&self, unit: &UnitId, seq: u64, hash: Digest) -> Result<bool, RoundError> {
        let unit = unit.clone();
        Ok(self.inner.store.read(move |r| r.entry_hash(&unit, seq)).await? == Some(hash))
    }

    /// Stops being a unit's home: its ledger goes, and what concerns our other units comes back as an excerpt,
    /// with the record that names its new home. Everything that only we had lies before a person by now; what
    /// was written in this moment is looked at again.
    async fn leave(&self, unit: &UnitId, head: (u64, Digest)) -> Result<(), RoundError> {
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

/// Up to which entry both have the same for sure. Where that isn't known the centre sorts out what it has.
fn common(own: &Own, asked: Option<&Head>, there: &UnitStands) -> u64 {
    match (own.at_sent, there.at_sent) {
        (Some(ours), Some(theirs)) if ours == theirs => asked.map_or(0, |head| head.sent),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Own, Plan, common, plan};
    use crate::nodes::wire::{Head, UnitStands};
    use domain::ledger::Digest;
    use domain::words::UnitId;

    fn unit() -> UnitId {
        "15085@2025-07-01".parse().unwrap()
    }

    fn own(seq: u64, hash: u8) -> Own {
        let (head, at_theirs, at_sent) = ((seq, Digest([hash; 32])), None, None);
        Own { head, excerpt: false, at_theirs, at_sent, epoch: 1 }
    }

    fn asked(seq: u64, hash: u8) -> Head {
        Head { unit: unit(), seq, hash: Digest([hash; 32]), sent: 2 }
    }

    fn there(seq: u64, hash: u8, at_yours: Option<u8>) -> UnitStands {
        let at_yours = at_yours.map(|hash| Digest([hash; 32]));
        let hash = Digest([hash; 32]);
        UnitStands { unit: unit(), yours: true, epoch: 1, seq, hash, at_yours, at_sent: None }
    }

    #[test]
    fn what_is_done_follows_from_where_both_stand() {
        let at = |at_theirs: u8, own: Own| Own { at_theirs: Some(Digest([at_theirs; 32])), ..own };
        for (own, asked, there, done) in [
            (own(5, 5), asked(5, 5), there(5, 5, Some(5)), Plan::Level),
            (at(3, own(5, 5)), asked(5, 5), there(3, 3, None), Plan::Push(3)),
            (own(5, 5), asked(5, 5), there(0, 0, None), Plan::Push(0)),
            (at(9, own(5, 5)), asked(5, 5), there(3, 3, None), Plan::Fork),
            (own(5, 5), asked(5, 5), there(7, 7, Some(5)), Plan::Restore(5, false)),
            (own(5, 5), asked(5, 5), there(7, 7, Some(9)), Plan::Fork),
            (own(5, 5), asked(5, 5), there(5, 9, Some(9)), Plan::Fork),
            (own(6, 6), asked(5, 5), there(7, 7, Some(5)), Plan::Again),
            (own(0, 0), asked(0, 0), there(7, 7, None), Plan::Restore(0, false)),
            (Own { excerpt: true, ..own(6, 6) }, asked(0, 0), there(7, 7, None), Plan::Restore(0, true)),
        ] {
            assert_eq!(plan(&own, Some(&asked), &there), done, "{own:?} {there:?}");
        }
    }

    #[test]
    fn a_ledger_is_left_only_for_a_home_that_came_after_us() {
        let gone = |epoch| UnitStands { yours: false, epoch, ..there(7, 7, None) };
        let mine = own(5, 5);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(2)), Plan::Leave);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(1)), Plan::Unknown);
        assert_eq!(plan(&mine, Some(&asked(5, 5)), &gone(0)), Plan::Unknown);
        let excerpt = Own { excerpt: true, ..mine };
        assert_eq!(plan(&excerpt, None, &gone(2)), Plan::Level);
    }

    #[test]
    fn strays_begin_behind_what_both_surely_have() {
        let sent = |hash: u8| Some(Digest([hash; 32]));
        let mine = Own { at_sent: sent(2), ..own(5, 5) };
        let agrees = UnitStands { at_sent: sent(2), ..there(7, 7, None) };
        let differs = UnitStands { at_sent: sent(3), ..there(7, 7, None) };
        assert_eq!(common(&mine, Some(&asked(5, 5)), &agrees), 2);
        assert_eq!(common(&mine, Some(&asked(5, 5)), &differs), 0);
        assert_eq!(common(&own(5, 5), Some(&asked(5, 5)), &agrees), 0);
    }
}
