//! What is done between nodes, where it arrived: dossiers that were handed here are taken over, children are
//! taken in, people come with their units.

use super::{Stop, our_turn};
use app::App;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How often it is looked at when nothing is written.
const EVERY: Duration = Duration::from_secs(30);
/// How long writing is let go on before it is looked at: what arrives comes in batches.
const GATHER: Duration = Duration::from_secs(1);

/// Does it, woken by what is written. The job changes nothing where there is nothing to do, so waking itself
/// comes to rest.
pub async fn between(app: App, stop: Stop) {
    let Ok(mut commits) = app.store().commits() else { return };
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        commits.mark_unchanged();
        let began = Instant::now();
        if our_turn(&app, "between").await
            && let Err(error) = app.between_tick().await
        {
            tracing::warn!(%error, "what came from other nodes could not be looked at");
        }
        let took = began.elapsed();
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(EVERY) => {}
            changed = commits.changed() => {
                if changed.is_err() {
                    return;
                }
                // After a large merger there is much to look through: most of the time stays others'.
                tokio::select! {
                    () = &mut stopped => return,
                    () = sleep(GATHER.max(took * 9)) => {}
                }
            }
        }
    }
}
