//! What is left between parents and children: after a crash between two ledgers, or where the other unit's
//! database couldn't be written then.

use crate::dossier::Settled;
use crate::{App, AppError};

/// Most parents that are looked at in one turn.
const MOST: u32 = 500;

impl App {
    /// Takes in children that were asked for and aren't there, and notes ends that parents don't know. One
    /// that can't be settled doesn't keep the others waiting.
    pub async fn children_tick(&self) -> Result<Settled, AppError> {
        let parents = self.inner.store.read(|r| r.unsettled(MOST)).await?;
        let mut done = Settled::default();
        for parent in parents {
            match self.children_settle(parent).await {
                Ok(settled) => done = done.and(settled),
                Err(error) => {
                    tracing::warn!(dossier = %parent, %error, "a dossier's children can't be settled yet");
                }
            }
        }
        Ok(done)
    }
}
