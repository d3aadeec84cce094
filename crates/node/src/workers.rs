//! What happens beside requests: notices leave, deadlines are watched, reorganisations are carried out on
//! their day, what is no longer needed is dropped, what other processes changed is read anew, other nodes
//! are spoken to, and everything stops when it is told to. Of several processes on one database one at a
//! time does each job.

mod between;
mod line;
mod search;

pub use between::between;
pub use line::line;
pub use search::search;

use anyhow::Result;
use app::App;
use app::dossier::Settled;
use app::jobs::Ticked;
use app::telling::Transport;
use app::territory::{Pace, Tell};
use domain::units::Tier;
use std::ops::ControlFlow::{Break, Continue};
use std::sync::Arc;
use std::time::Duration;
use store::Beside;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::sleep;

/// How often waiting notices are looked for when nothing is written.
const NOTICES_EVERY: Duration = Duration::from_secs(30);
/// How long writing is let go on before its notices are sent together.
const NOTICES_GATHER: Duration = Duration::from_millis(500);
/// How long notices under way are waited for at the end.
const NOTICES_GRACE: Duration = Duration::from_secs(10);
/// How often deadlines are looked at.
const CLOCK_EVERY: Duration = Duration::from_mins(1);
/// Pruning begins soon after the start, since an office may be switched off every night.
const PRUNE_FIRST: Duration = Duration::from_mins(1);
const PRUNE_EVERY: Duration = Duration::from_hours(24);
/// How often it is looked whether a day came on which something begins to run.
const DAY_EVERY: Duration = Duration::from_mins(1);
/// How often it is looked whether a reorganisation has come to its day.
const TERRITORY_EVERY: Duration = Duration::from_mins(1);
/// How long an idempotency key is remembered.
const KEYS_MINUTES: i64 = 7 * 24 * 60;
/// How long a part of a file is kept that nobody adds to.
const PARTS_MINUTES: i64 = 7 * 24 * 60;

/// How long it rests before what other processes changed is read once more, after that failed.
const ELSEWHERE_AGAIN: Duration = Duration::from_secs(1);

/// Tells everybody when to stop.
#[derive(Clone)]
pub struct Stop {
    told: watch::Receiver<bool>,
}

impl Stop {
    /// Stops on Ctrl-C and when the system asks the program to end.
    pub fn on_signal() -> Result<Self> {
        let (tell, told) = watch::channel(false);
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tell.send_replace(true);
        });
        Ok(Self { told })
    }

    /// Whether it is time to stop.
    pub fn is_told(&self) -> bool {
        *self.told.borrow()
    }

    /// Waits until it is time to stop.
    pub async fn stopped(mut self) {
        // A teller that is gone tells nothing more: that too is the end.
        let _ = self.told.wait_for(|told| *told).await;
    }
}

/// Whether this process does the job now. Who can't find out leaves it to the others.
async fn our_turn(app: &App, job: &'static str) -> bool {
    match app.store().turn_of(job).await {
        Ok(ours) => ours,
        Err(error) => {
            tracing::warn!(job, %error, "whose turn it is could not be found out");
            false
        }
    }
}

/// Reads hours, units and procedures anew when another process changed them.
pub async fn elsewhere(app: App, stop: Stop) {
    let mut changed = app.store().elsewhere();
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        tokio::select! {
            () = &mut stopped => return,
            news = changed.changed() => if news.is_err() { return },
            // What was published ahead begins to run in every process, on its day.
            () = sleep(DAY_EVERY) => {
                if let Err(error) = app.day_turned().await {
                    tracing::warn!(%error, "what begins to run today could not be read");
                }
                continue;
            }
        }
        while let Err(error) = app.reload().await {
            tracing::warn!(%error, "what another process changed could not be read");
            tokio::select! {
                () = &mut stopped => return,
                () = sleep(ELSEWHERE_AGAIN) => {}
            }
        }
    }
}

/// Hands notices over, woken by what is written.
pub async fn notices(app: App, out: Arc<dyn Transport>, stop: Stop) {
    let Ok(mut commits) = app.store().commits() else { return };
    let stopped = stop.clone().stopped();
    tokio::pin!(stopped);
    loop {
        commits.mark_unchanged();
        let drain =
            async { if our_turn(&app, "notices").await { app.outbox_drain(&*out).await } else { Ok(0) } };
        let drained = tokio::select! {
            drained = drain => drained,
            // What is on its way to a slow provider is claimed, and tried again when the claim ends.
            () = late(stop.clone()) => return,
        };
        match drained {
            Ok(0) => {}
            // There may be more than one batch.
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "notices could not be handed over"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(NOTICES_EVERY) => {}
            changed = commits.changed() => {
                if changed.is_err() {
                    return;
                }
                sleep(NOTICES_GATHER).await;
            }
        }
    }
}

/// Waits until it was time to stop some time ago.
async fn late(stop: Stop) {
    stop.stopped().await;
    sleep(NOTICES_GRACE).await;
}

/// Carries out reorganisations on their day, and finishes what was interrupted when the node stopped.
pub async fn territory(app: App, stop: Stop) {
    let told = stop.clone();
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        let told = told.clone();
        let go_on: Tell = Arc::new(move |_| if told.is_told() { Break(()) } else { Continue(()) });
        let run = if our_turn(&app, "territory").await {
            app.territory_run(Pace::default(), go_on).await.map(Some)
        } else {
            Ok(None)
        };
        match run {
            Ok(None) => {}
            Ok(Some((done, _))) if done.of == 0 => {}
            Ok(Some((done, _))) => {
                tracing::info!(
                    units = done.units,
                    of = done.of,
                    dossiers = done.dossiers,
                    "units are closed"
                );
            }
            Err(error) => tracing::warn!(%error, "a reorganisation could not be carried out"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(TERRITORY_EVERY) => {}
        }
    }
}

/// Looks once a minute at what time does: waiting that ends, reminders that are due.
pub async fn clock(app: App, stop: Stop) {
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        let ticked =
            if our_turn(&app, "clock").await { app.clock_tick().await } else { Ok(Ticked::default()) };
        match ticked {
            Ok(done) if done == Ticked::default() => {}
            Ok(done) => tracing::info!(
                lapsed = done.lapsed,
                reminded = done.reminded,
                revised = done.revised,
                "time passed"
            ),
            Err(error) => tracing::warn!(%error, "deadlines could not be looked at"),
        }
        match if our_turn(&app, "clock").await { app.ratings_gather().await } else { Ok(0) } {
            Ok(0) => {}
            Ok(batches) => tracing::info!(batches, "ratings are in the ledgers"),
            Err(error) => tracing::warn!(%error, "ratings could not be written"),
        }
        // What a stop between two ledgers left over comes first after the start, and then rarely.
        match if our_turn(&app, "clock").await { app.children_tick().await } else { Ok(Settled::default()) } {
            Ok(done) if done == Settled::default() => {}
            Ok(done) => {
                tracing::info!(received = done.received, reported = done.reported, "children settled");
            }
            Err(error) => tracing::warn!(%error, "children could not be looked at"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(CLOCK_EVERY) => {}
        }
    }
}

/// Drops old idempotency keys, attempts, sessions and parts of files, once a day.
pub async fn prune(app: App, stop: Stop) {
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    let mut wait = PRUNE_FIRST;
    loop {
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(wait) => {}
        }
        if !our_turn(&app, "prune").await {
            continue;
        }
        match prune_once(&app).await {
            Ok(()) => tracing::info!("old keys, attempts and sessions are dropped"),
            Err(error) => tracing::warn!(%error, "old keys could not be dropped"),
        }
        wait = PRUNE_EVERY;
    }
}

async fn prune_once(app: &App) -> Result<()> {
    let now = app.now();
    let province = &app.province();
    let world = app.world();
    let communes = world.units.on(Tier::Commune, now.day()).filter(|u| world.province_of(&u.id) == *province);
    for unit in std::iter::once(province).chain(communes.map(|u| &u.id)) {
        let before = now.plus_minutes(-KEYS_MINUTES);
        loop {
            app.store().put_beside(unit.clone(), vec![Beside::Prune { before, now }]).await?;
            let of = unit.clone();
            if !app.store().read(move |r| r.deliveries_to_prune(&of, before, now)).await? {
                break;
            }
        }
    }
    // A part that nobody added to for a week is of a file that nobody brings any more.
    app.store().blob_parts_drop(now.plus_minutes(-PARTS_MINUTES)).await?;
    Ok(())
}
