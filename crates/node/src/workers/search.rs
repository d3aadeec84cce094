//! The search follows what is written: each process has an index of its own, so each does it itself.

use super::Stop;
use app::App;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// Where the index lies in the office's folder; it may be deleted while the program stands still.
const FOLDER: &str = "find";
/// How often it is looked at when nothing is written: what begins to run on a day is found then.
const EVERY: Duration = Duration::from_mins(1);
/// How long writing is let go on before it is read together.
const GATHER: Duration = Duration::from_secs(2);

/// Lets the search follow, woken by what is written.
pub async fn search(app: App, stop: Stop) {
    let (office, folder) = (app.clone(), app.store().dir().join(FOLDER));
    // Every file of a large index is read there.
    match spawn_blocking(move || office.find_in(&folder)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the search has no folder and is kept in memory"),
        Err(error) => tracing::warn!(%error, "the search has no folder and is kept in memory"),
    }
    let Ok(mut commits) = app.store().commits() else { return };
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        commits.mark_unchanged();
        match app.search_tick().await {
            Ok(0) => {}
            Ok(documents) => tracing::info!(documents, "the search followed"),
            Err(error) => tracing::warn!(%error, "the search could not follow"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(EVERY) => {}
            changed = commits.changed() => {
                if changed.is_err() {
                    return;
                }
                sleep(GATHER).await;
            }
        }
    }
}
