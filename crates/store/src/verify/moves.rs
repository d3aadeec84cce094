//! Dossiers that go from ledger to ledger: every take-over answers one hand-over, with the dossier as it was
//! handed over, and no hand-over is answered twice.

use super::Report;
use crate::error::StoreError;
use crate::project::dossier::state_text;
use domain::dossier::{Dossier, Event};
use domain::ledger::{Digest, commitment};
use domain::words::{DossierId, UnitId};
use std::collections::{HashMap, HashSet};

/// One hand-over: the dossier, and its version after it.
type Key = (DossierId, u32);

/// What a ledger says about a hand-over.
#[derive(PartialEq, Eq)]
struct Side {
    from: UnitId,
    to: UnitId,
    state: Digest,
}

/// Hand-overs and take-overs whose other half hasn't been met yet.
#[derive(Default)]
pub(super) struct Moves {
    given: HashMap<Key, Side>,
    taken: HashMap<Key, Side>,
    done: HashSet<Key>,
    lost: HashSet<String>,
}

fn digest(d: &Dossier) -> Result<Digest, StoreError> {
    Ok(commitment(&[0; 16], &state_text(d)?))
}

impl Moves {
    /// A dossier that can't be replayed in some ledger: its other halves stay without an answer.
    pub(super) fn lose(&mut self, dossier: &str) {
        self.lost.insert(dossier.to_owned());
    }

    /// Notes what an event says. `after` is the state that it leads to.
    pub(super) fn note(
        &mut self,
        event: &Event,
        after: &Dossier,
        here: &UnitId,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        match event {
            Event::HandedOver(e) => {
                let side = Side { from: here.clone(), to: e.to.unit.clone(), state: digest(after)? };
                self.meet((after.id(), after.version), side, true, report);
            }
            Event::TakenOver(e) => {
                let side = Side { from: e.from.clone(), to: here.clone(), state: digest(&e.dossier)? };
                self.meet((after.id(), e.dossier.version), side, false, report);
            }
            // Nothing happens on the way: what is called back was handed over by the entry before.
            Event::Recalled(_) => self.take_back((after.id(), after.version.saturating_sub(1)), report),
            _ => {}
        }
        Ok(())
    }

    fn meet(&mut self, key: Key, side: Side, given: bool, report: &mut Report) {
        let (mine, theirs) =
            if given { (&mut self.given, &mut self.taken) } else { (&mut self.taken, &mut self.given) };
        if self.done.contains(&key) || mine.contains_key(&key) {
            report.differs(|| format!("dossier {}, version {}: handed or taken over twice", key.0, key.1));
            return;
        }
        match theirs.remove(&key) {
            Some(other) => {
                if other != side {
                    report.differs(|| format!("dossier {}: taken over other than it was handed over", key.0));
                }
                report.moved += 1;
                self.done.insert(key);
            }
            None => {
                mine.insert(key, side);
            }
        }
    }

    /// A hand-over was called back: it has no other half, and may have none.
    fn take_back(&mut self, key: Key, report: &mut Report) {
        if self.given.remove(&key).is_none() {
            report.differs(|| format!("dossier {}, version {}: called back from nowhere", key.0, key.1));
        }
        self.done.insert(key);
    }

    /// Everything was walked: what is left has no other half here.
    pub(super) fn end(self, units: &HashSet<UnitId>, report: &mut Report) {
        let known = |key: &Key| !self.lost.contains(&key.0.to_string());
        let waiting = self.given.keys().filter(|key| known(key)).count();
        report.in_transit = u64::try_from(waiting).unwrap_or(u64::MAX);
        // A ledger that isn't here may live on another node, where the hand-over stands.
        for (key, side) in self.taken.iter().filter(|(key, s)| known(key) && units.contains(&s.from)) {
            report.differs(|| {
                let (from, to) = (&side.from, &side.to);
                format!("dossier {}: taken over by {to}, but {from} never handed it over", key.0)
            });
        }
    }
}
