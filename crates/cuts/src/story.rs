//! What happened, line by line: a digest over all of it, and the figures.

use domain::ledger::Digest;
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Hears every line as it comes.
pub type Hear = Arc<dyn Fn(&str) + Send + Sync>;

/// How often something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Receptions that were answered with a code.
    pub acknowledged: u64,
    /// Requests that were sent once more.
    pub repeated: u64,
    /// Acts that were done.
    pub acts: u64,
    /// Dossiers and people that were handed to other units.
    pub handed: u64,
    /// Letters that reached the centre.
    pub carried: u64,
    /// Letters and answers that were lost.
    pub lost: u64,
    /// Letters that came twice.
    pub doubled: u64,
    /// Letters that came after others, or long after they were given up.
    pub late: u64,
    /// Machines that died while they wrote.
    pub crashes: u64,
    /// Acts that a full disk refused.
    pub full: u64,
    /// Ledgers that went two ways.
    pub forks: u64,
    /// Acknowledged receptions that wait as strays for a person.
    pub strays: u64,
    /// Acknowledged receptions that only a lost disk had.
    pub lost_with_disks: u64,
    /// Files named by entries that only a lost disk had.
    pub files_lost: u64,
    /// Reorganisations that were carried out.
    pub mergers: u64,
}

impl Figures {
    /// Both together.
    pub fn add(&mut self, other: &Self) {
        let Self { acknowledged, repeated, acts, handed, carried, lost, doubled, late, .. } = other;
        self.acknowledged += acknowledged;
        self.repeated += repeated;
        self.acts += acts;
        self.handed += handed;
        self.carried += carried;
        self.lost += lost;
        self.doubled += doubled;
        self.late += late;
        self.crashes += other.crashes;
        self.full += other.full;
        self.forks += other.forks;
        self.strays += other.strays;
        self.lost_with_disks += other.lost_with_disks;
        self.files_lost += other.files_lost;
        self.mergers += other.mergers;
    }
}

/// The log of one seed. Clones are the same log.
#[derive(Clone)]
pub struct Story(Arc<Mutex<Told>>);

struct Told {
    hasher: Sha256,
    lines: u64,
    figures: Figures,
    hear: Option<Hear>,
}

impl Story {
    /// An empty log; `hear` is told each line.
    pub fn new(hear: Option<Hear>) -> Self {
        let told = Told { hasher: Sha256::new(), lines: 0, figures: Figures::default(), hear };
        Self(Arc::new(Mutex::new(told)))
    }

    /// One more line.
    pub fn tell(&self, line: impl AsRef<str>) {
        let mut told = self.told();
        told.lines += 1;
        let line = format!("{:05} {}", told.lines, line.as_ref());
        told.hasher.update(line.as_bytes());
        told.hasher.update(b"\n");
        if let Some(hear) = &told.hear {
            hear(&line);
        }
    }

    /// Counts something.
    pub fn count(&self, count: impl FnOnce(&mut Figures)) {
        count(&mut self.told().figures);
    }

    /// How often what happened.
    pub fn figures(&self) -> Figures {
        self.told().figures
    }

    /// One digest over all lines so far.
    pub fn digest(&self) -> Digest {
        Digest(self.told().hasher.clone().finalize().into())
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
