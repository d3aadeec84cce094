//! Checking a chain, entry by entry, with constant memory.

use super::{Digest, Entry};
use crate::words::UnitId;
use sha2::{Digest as _, Sha256};

/// Why a ledger does not verify, at which number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// A number is missing or stands twice.
    #[error("ledger {ledger}: expected entry {expected}, found {found}")]
    Gap {
        /// The ledger.
        ledger: UnitId,
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// An entry isn't chained to the one before.
    #[error("ledger {ledger}: entry {seq} is not chained to the one before it")]
    Broken {
        /// The ledger.
        ledger: UnitId,
        /// The entry.
        seq: u64,
    },
    /// An entry's content doesn't agree with its hash.
    #[error("ledger {ledger}: entry {seq} was changed after it was written")]
    Altered {
        /// The ledger.
        ledger: UnitId,
        /// The entry.
        seq: u64,
    },
}

/// One digest over where ledgers stand, in the order given: of the lines `unit number hash`. Two stores with
/// the same one hold the same entries.
pub fn standing<'a>(heads: impl IntoIterator<Item = (&'a UnitId, u64, Digest)>) -> Digest {
    let mut hasher = Sha256::new();
    for (unit, seq, hash) in heads {
        hasher.update(format!("{unit} {seq} {hash}\n"));
    }
    Digest(hasher.finalize().into())
}

/// A walk along one ledger.
#[derive(Clone, Debug)]
pub struct Chain {
    ledger: UnitId,
    seq: u64,
    head: Digest,
}

impl Chain {
    /// At the beginning of `ledger`.
    pub fn new(ledger: UnitId) -> Self {
        Self { ledger, seq: 0, head: Digest::ZERO }
    }

    /// Behind an entry whose number and hash are known.
    pub fn after(ledger: UnitId, seq: u64, head: Digest) -> Self {
        Self { ledger, seq, head }
    }

    /// Takes the next entry, or says what is wrong with it.
    pub fn step(&mut self, entry: &Entry) -> Result<(), ChainFault> {
        self.follow(entry, entry.sound())
    }

    /// The same for an entry of which it is known whether it is [sound](Entry::sound).
    pub fn follow(&mut self, entry: &Entry, sound: bool) -> Result<(), ChainFault> {
        let (ledger, seq) = (self.ledger.clone(), entry.head.seq);
        if entry.head.ledger != self.ledger || seq != self.seq + 1 {
            return Err(ChainFault::Gap { ledger, expected: self.seq + 1, found: seq });
        }
        if entry.prev != self.head {
            return Err(ChainFault::Broken { ledger, seq });
        }
        if !sound {
            return Err(ChainFault::Altered { ledger, seq });
        }
        self.seq = seq;
        self.head = entry.hash;
        Ok(())
    }

    /// Number and hash of the last entry taken.
    pub fn head(&self) -> (u64, Digest) {
        (self.seq, self.head)
    }
}
