//! Ledgers of boxes: how they stand here, what comes of them, and what goes back to a box that lost its own.

use super::{Sender, were_home};
use crate::nodes::trouble::Trouble;
use crate::nodes::wire::{
    CarriedSecret, GAP, Push, Pushed, Restore, Restored, SignedHead, Standing, Stands, TRY_AGAIN, UnitStands,
    carried, carried_secrets, uncarried,
};
use crate::nodes::{head_of, held};
use crate::{App, AppError};
use domain::dossier::Event;
use domain::identity::Account;
use domain::ledger::{Digest, Entry};
use domain::nodes::{Admitted, FaultCause, PublicKey, Rejected, admit};
use domain::units::Unit;
use domain::words::UnitId;
use std::collections::{BTreeMap, BTreeSet};
use store::{Copy, Loaded, Outcome, Reads, Secret, StoreError, Writes};

/// Most ledgers that a box may name.
const MOST_LEDGERS: usize = 500;
/// Most entries and bytes in one answer.
const MOST_ENTRIES: u32 = 2_000;
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Most entries, and most passwords, of one batch that is taken: four times of what a box sends.
const MOST_PUSHED: usize = 2_000;
/// Of how many ledgers of a box it is told at once that less is here than was signed for.
const MOST_TOLD: usize = 5;
/// How often a decision is made anew that somebody else's commit overtook.
const TRIES: usize = 3;

/// Why a batch isn't taken.
enum Unfit {
    /// The rules refuse it.
    Rejected(Rejected),
    /// Something before it is missing.
    Gap,
    /// The ledger went on since hashes were looked up.
    Moved,
}

impl App {
    /// How the box's ledgers stand here; those that it doesn't know of yet among them.
    pub(super) async fn serve_standing(&self, sender: &Sender, ask: Standing) -> Result<Stands, Trouble> {
        if ask.heads.len() > MOST_LEDGERS {
            return Err(Trouble::of(FaultCause::Unreadable, None, "too many ledgers"));
        }
        self.clock_apart(sender, ask.at).await;
        let mut named: BTreeMap<UnitId, (u64, u64)> =
            sender.units().into_iter().map(|unit| (unit, (0, 0))).collect();
        named.extend(ask.heads.iter().map(|head| (head.unit.clone(), (head.seq, head.sent))));
        let node = sender.id;
        let stand = self.inner.store.read(move |r| {
            let (mut behind, were) = (Vec::new(), were_home(r, node)?);
            let one = |(unit, (seq, sent)): (UnitId, (u64, u64))| -> Result<UnitStands, StoreError> {
                let home = r.home(&unit)?;
                let yours = home.as_ref().is_some_and(|home| home.node == node);
                // How ledgers stand that never were its own is nothing to a box.
                let known = yours || were.contains(&unit);
                let (last, hash) = if known { head_of(r, &unit)? } else { (0, Digest::ZERO) };
                if sent > last {
                    behind.push((unit.clone(), format!("entry {sent} was signed for, {last} is here")));
                }
                let at = |seq: u64| if known && seq > 0 { r.entry_hash(&unit, seq) } else { Ok(None) };
                let (at_yours, at_sent) = (at(seq)?, at(sent)?);
                let epoch = home.filter(|_| known).map_or(0, |home| home.epoch);
                Ok(UnitStands { yours, epoch, at_yours, at_sent, seq: last, hash, unit })
            };
            let units = named.into_iter().map(one).collect::<Result<Vec<_>, _>>()?;
            Ok((units, behind))
        });
        let (units, behind) = stand.await.map_err(AppError::from)?;
        for (unit, detail) in behind.into_iter().take(MOST_TOLD) {
            self.node_report(Some(node), (FaultCause::SetBack, Some(unit)), &detail).await;
        }
        self.box_seen(sender, &ask, &units).await;
        Ok(Stands { at: self.now(), units })
    }

    /// Takes a batch of a box's own ledger, whole or not at all.
    pub(super) async fn serve_push(&self, sender: &Sender, ask: Push) -> Result<Pushed, Trouble> {
        let Push { unit, entries, secrets, head } = ask;
        if !sender.writes(&unit) {
            let formerly = sender.node.units.contains(&unit);
            let cause = if formerly { FaultCause::OlderEpoch } else { FaultCause::NotTheirs };
            return Err(Trouble::of(cause, Some(&unit), "entries of a ledger that lives elsewhere"));
        }
        if entries.len() > MOST_PUSHED || secrets.len() > MOST_PUSHED {
            return Err(Trouble::of(FaultCause::Unreadable, Some(&unit), "too many entries"));
        }
        let entries = uncarried(&unit, entries)
            .map_err(|error| Trouble::of(FaultCause::Unreadable, Some(&unit), error.to_string()))?;
        let claimed = (head.seq, head.hash);
        let last = entries.last().map_or(claimed, |e| (e.head.seq, e.hash));
        let signed = sender.node.key.is_some_and(|key| head.holds(&key));
        if !signed || head.unit != unit || last != claimed {
            return Err(Trouble::of(FaultCause::Altered, Some(&unit), "the head isn't the last entry's"));
        }
        self.others_kept(&unit, &entries)?;
        let secrets = self.own_secrets(&unit, secrets, &entries).await?;
        let copy =
            Copy { entries, whole: true, at: self.now(), proof: head.proof(), secrets, ..Copy::default() };
        let changes = held(&copy.entries);
        self.admit(sender, &unit, copy, claimed).await?;
        if changes {
            self.reload().await?;
        }
        let at = unit.clone();
        let head = self.inner.store.read(move |r| head_of(r, &at)).await.map_err(AppError::from)?;
        Ok(Pushed { head: SignedHead::of(self.signer(), &unit, head, self.now()) })
    }

    /// What only who knows every unit can see: that a code isn't another unit's, and that nobody is sent to
    /// another unit but by a reorganisation. Sending people is the province's.
    fn others_kept(&self, unit: &UnitId, entries: &[Entry]) -> Result<(), Trouble> {
        let world = self.world();
        for entry in entries {
            let (head, Some(body)) = (&entry.head, entry.body()) else { continue };
            let what = match (head.subject.kind.as_str(), head.kind.as_str()) {
                ("dossier", "received" | "submitted") => {
                    let filing = match Event::read(&head.kind, head.body_version, body) {
                        Ok((Event::Received(e), _)) => e.filing,
                        Ok((Event::Submitted(e), _)) => e.filing,
                        // What can't be read is refused where it is decided.
                        _ => continue,
                    };
                    let agency = Some(filing.code.agency());
                    let owns = |u: &Unit| u.id != *unit && world.agency(&u.id) == agency;
                    let foreign = world.agency(unit) != agency && world.units.iter().any(owns);
                    foreign.then_some("a code of another unit")
                }
                ("account", _) => {
                    let to = serde_json::from_str::<Account>(body).ok().and_then(|a| a.moved_to);
                    let lasts = world.units.get(unit).is_some_and(|u| u.exists_on(head.at.day()));
                    let follows =
                        |to: &UnitId| world.units.predecessors(to).iter().any(|(u, _)| u.id == *unit);
                    to.is_some_and(|to| lasts && !follows(&to)).then_some("a person sent to another unit")
                }
                _ => None,
            };
            if let Some(what) = what {
                let detail = format!("entry {}: {what}", head.seq);
                return Err(Trouble::of(FaultCause::NotAllowed, Some(unit), detail));
            }
        }
        Ok(())
    }

    /// Decides on a batch where nothing can come in between, and takes it.
    async fn admit(
        &self,
        sender: &Sender,
        unit: &UnitId,
        copy: Copy,
        claimed: (u64, Digest),
    ) -> Result<(), Trouble> {
        for _ in 0..TRIES {
            let (upto, known) = self.hashes(unit, &copy.entries).await?;
            let (node, of, copy) = (sender.id, unit.clone(), copy.clone());
            let run = move |loaded: &Loaded| {
                let overlaps = copy.entries.first().is_some_and(|e| e.head.seq <= loaded.head.0);
                if overlaps && loaded.head.0 != upto {
                    return Err(Unfit::Moved);
                }
                let known = |seq: u64| known.get(&seq).copied();
                let batch = copy.entries.clone();
                match admit(node, &of, loaded.home.as_ref(), loaded.head, known, batch) {
                    // Passwords alone, of a box whose ledger is the one that is here.
                    Ok(Admitted::Known) if copy.entries.is_empty() && loaded.head == claimed => {
                        Ok(Writes { copy: Some(copy.clone()), ..Writes::default() })
                    }
                    Ok(Admitted::Known) => Ok(Writes::default()),
                    Ok(Admitted::Gap) => Err(Unfit::Gap),
                    Ok(Admitted::Next(entries)) => {
                        let copy = Some(Copy { entries, ..copy.clone() });
                        Ok(Writes { copy, ..Writes::default() })
                    }
                    Err(rejected) => Err(Unfit::Rejected(rejected)),
                }
            };
            match self.inner.store.submit(Reads::of(unit.clone()), run).await? {
                Outcome::Done { .. } => return Ok(()),
                Outcome::Refused(Unfit::Rejected(rejected)) => return Err(Trouble::rejected(unit, rejected)),
                Outcome::Refused(Unfit::Gap) => return Err(Trouble::plain(GAP, unit.to_string())),
                Outcome::Refused(Unfit::Moved) => {}
            }
        }
        Err(Trouble::plain(TRY_AGAIN, unit.to_string()))
    }

    /// How far a ledger is, and the hashes of those of the entries that it may have already. They never
    /// change.
    async fn hashes(
        &self,
        unit: &UnitId,
        entries: &[Entry],
    ) -> Result<(u64, BTreeMap<u64, Digest>), AppError> {
        let (unit, seqs) = (unit.clone(), entries.iter().map(|e| e.head.seq).collect::<Vec<_>>());
        let read = self.inner.store.read(move |r| {
            let (upto, _) = head_of(r, &unit)?;
            let mut known = BTreeMap::new();
            for seq in seqs.into_iter().filter(|seq| *seq <= upto) {
                known.extend(r.entry_hash(&unit, seq)?.map(|hash| (seq, hash)));
            }
            Ok((upto, known))
        });
        Ok(read.await?)
    }

    /// Gives a box its own ledger back.
    pub(super) async fn serve_restore(&self, sender: &Sender, ask: Restore) -> Result<Restored, Trouble> {
        let Restore { unit, after, bytes } = ask;
        if !sender.writes(&unit) {
            return Err(Trouble::of(FaultCause::NotTheirs, Some(&unit), "asks for a ledger"));
        }
        let (of, bytes) = (unit.clone(), usize::try_from(bytes).unwrap_or(MOST_BYTES).clamp(1, MOST_BYTES));
        let read = self.inner.store.read(move |r| {
            let entries = r.entries_batch(&of, after, MOST_ENTRIES, bytes)?;
            let head = head_of(r, &of)?;
            // People come with the last entries: only then somebody can work there.
            let last = entries.last().map_or(after, |e| e.head.seq) >= head.0;
            let secrets = if last { r.secrets_of(&of)? } else { Vec::new() };
            Ok((entries, secrets, head))
        });
        let (entries, secrets, head) = read.await.map_err(AppError::from)?;
        let head = SignedHead::of(self.signer(), &unit, head, self.now());
        Ok(Restored { entries: carried(&entries), secrets: carried_secrets(secrets), head })
    }

    /// The passwords that a box may set: of persons of its own unit, and of those whose accounts come along.
    /// What comes from the future counts as set now, or with the last entry, so that it can be changed again.
    async fn own_secrets(
        &self,
        unit: &UnitId,
        secrets: Vec<CarriedSecret>,
        entries: &[Entry],
    ) -> Result<Vec<Secret>, AppError> {
        let of = |e: &&Entry| e.head.subject.kind == "account";
        let along: BTreeSet<String> = entries.iter().filter(of).map(|e| e.head.subject.id.clone()).collect();
        let latest = entries.iter().map(|e| e.head.at).max().unwrap_or_default().max(self.now());
        let unit = unit.clone();
        let read = self.inner.store.read(move |r| {
            let mut own = Vec::new();
            for secret in secrets {
                let theirs = along.contains(&secret.person.to_string())
                    || r.account(secret.person)?.is_some_and(|account| account.unit == unit);
                if theirs {
                    let changed = secret.changed.min(latest);
                    let mut secret = Secret { changed, ..secret.into() };
                    if let Some(factor) = &mut secret.factor {
                        factor.changed = factor.changed.min(latest);
                    }
                    own.push(secret);
                }
            }
            Ok(own)
        });
        Ok(read.await?)
    }

    /// The key with which this node signs.
    pub(in crate::nodes) fn public_key(&self) -> PublicKey {
        PublicKey(self.signer().public_key())
    }
}
