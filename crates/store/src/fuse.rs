//! A fuse: breaks writing off at a chosen place. With it a test lets a process die, or a disk fill up,
//! between any two writes. Offices run without one.

use crate::error::StoreError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a blown fuse stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blown {
    /// The process died: nothing more reaches the disk, and nobody hears of what just did.
    Dead,
    /// The disk is full: writing is refused until the fuse is mended.
    Full,
}

/// Counts steps of writing (statements, commits, files) and fails them from a chosen one on. Clones are the
/// same fuse.
#[derive(Clone, Debug, Default)]
pub struct Fuse(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    done: u64,
    set: Option<(u64, Blown)>,
    blown: bool,
}

impl Fuse {
    /// Lets `steps` more steps happen and none behind them.
    pub fn blow_after(&self, steps: u64, how: Blown) {
        let mut state = self.state();
        state.set = Some((state.done.saturating_add(steps), how));
        state.blown = false;
    }

    /// From now on everything is written again.
    pub fn mend(&self) {
        let mut state = self.state();
        state.set = None;
        state.blown = false;
    }

    /// Whether a step was refused since the fuse was set.
    pub fn blown(&self) -> bool {
        self.state().blown
    }

    /// Whether the process is dead: nobody hears of anything any more.
    pub fn dead(&self) -> bool {
        let state = self.state();
        state.blown && state.set.is_some_and(|(_, how)| how == Blown::Dead)
    }

    /// How many steps were done.
    pub fn steps(&self) -> u64 {
        self.state().done
    }

    /// One step that is about to happen.
    pub(crate) fn step(&self) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some((last, how)) = state.set.filter(|(last, _)| state.done >= *last) else {
            state.done += 1;
            return Ok(());
        };
        tracing::trace!(last, ?how, "the fuse is blown");
        state.blown = true;
        Err(match how {
            Blown::Dead => StoreError::Closed,
            Blown::Full => StoreError::Full,
        })
    }

    /// After something is on disk for good: who died now can't tell anybody. A full disk has nothing to say
    /// about it.
    pub(crate) fn told(&self) -> Result<(), StoreError> {
        let dies = self.state().set.is_some_and(|(_, how)| how == Blown::Dead);
        if dies { self.step() } else { Ok(()) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Blown, Fuse};
    use crate::error::StoreError;

    #[test]
    fn it_blows_where_it_was_told_to_and_can_be_mended() {
        let fuse = Fuse::default();
        assert!(fuse.step().is_ok() && fuse.told().is_ok());
        fuse.blow_after(2, Blown::Full);
        assert!(fuse.step().is_ok() && fuse.step().is_ok() && !fuse.blown());
        assert!(matches!(fuse.step(), Err(StoreError::Full)));
        assert!(fuse.told().is_ok(), "what is written stays told");
        assert!(fuse.blown());
        fuse.mend();
        assert!(fuse.step().is_ok() && !fuse.blown());
        fuse.blow_after(1, Blown::Dead);
        assert!(fuse.step().is_ok());
        assert!(matches!(fuse.told(), Err(StoreError::Closed)));
        assert!(matches!(fuse.step(), Err(StoreError::Closed)) && fuse.dead());
        assert_eq!(fuse.steps(), 5);
    }
}
