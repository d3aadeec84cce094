//! What is left between parents and children: after a crash between two ledgers, or where the other unit's
//! database couldn't be written then.

use crate::dossier::Settled;
use crate::{App, AppError};

/// How many parents are looked up at a time.
const MOST: u32 = 500;

impl App {
    /// Takes in children that were asked for and aren't there, and notes ends that parents don't know. One
    /// that can't be settled doesn't keep the others waiting.
    pub async fn children_tick(&self) -> Result<Settled, AppError> {
        let (mut done, mut after) = (Settled::default(), None);
        loop {
            let from = after.take();
            let parents = self.inner.store.read(move |r| r.unsettled(from, MOST)).await?;
            // What waits for other nodes stays on the list: the next page is looked at as well.
            after = parents.last().copied();
            for parent in parents {
                match self.children_settle(parent).await {
                    Ok(settled) => done = done.and(settled),
                    Err(error) => {
                        let waits = "a dossier's children can't be settled yet";
                        tracing::warn!(dossier = %parent, %error, "{waits}");
                    }
                }
            }
            if after.is_none() {
                return Ok(done);
            }
        }
    }
}
