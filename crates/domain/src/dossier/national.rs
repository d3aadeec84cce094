//! The ten states of the national portal, derived from ours and never the other way round. A dossier that
//! waits for papers is reported as waiting for papers, not as finished.

use super::{Dossier, Stage};

/// A state of the national portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalState(u8);

impl NationalState {
    /// The state of a stage.
    pub const fn of(stage: Stage) -> Self {
        Self(match stage {
            Stage::Submitted => 1,
            Stage::Received => 2,
            Stage::Declined => 3,
            // Another office's turn is no business of the person's: it is being worked on.
            Stage::Processing | Stage::AwaitingAnswers => 4,
            Stage::AwaitingDocuments => 5,
            Stage::AwaitingPayment => 6,
            Stage::Withdrawn => 7,
            Stage::Stopped | Stage::Lapsed => 8,
            Stage::Resolved => 9,
            Stage::Delivered => 10,
        })
    }

    /// 1 to 10.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl Dossier {
    /// What the national portal is told.
    pub const fn national(&self) -> NationalState {
        NationalState::of(self.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::{NationalState, Stage};

    #[test]
    fn each_stage_has_a_state_and_all_ten_are_reached() {
        let mut all: Vec<u8> = Stage::ALL.into_iter().map(|s| NationalState::of(s).number()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all, (1..=10).collect::<Vec<_>>());
    }
}
