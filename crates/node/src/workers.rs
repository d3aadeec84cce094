//! What happens beside requests: notices leave, deadlines are watched, reorganisations are carried out on
//! their day, what is no longer needed is dropped, and everything stops when it is told to.

use crate::spool::Spool;
use anyhow::Result;
use app::App;
use app::jobs::Ticked;
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
/// How often deadlines are looked at.
const CLOCK_EVERY: Duration = Duration::from_mins(1);
/// Pruning begins soon after the start, since an office may be switched off every night.
const PRUNE_FIRST: Duration = Duration::from_mins(1);
const PRUNE_EVERY: Duration = Duration::from_hours(24);
/// How often it is looked whether a reorganisation has come to its day.
const TERRITORY_EVERY: Duration = Duration::from_mins(1);
/// How long an idempotency key is remembered.
const KEYS_MINUTES: i64 = 7 * 24 * 60;

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

/// Hands notices over, woken by what is written.
pub async fn notices(app: App, spool: Spool, stop: Stop) {
    let Ok(mut commits) = app.store().commits() else { return };
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        commits.mark_unchanged();
        match app.outbox_drain(&spool).await {
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

/// Carries out reorganisations on their day, and finishes what was interrupted when the node stopped.
pub async fn territory(app: App, stop: Stop) {
    let told = stop.clone();
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    loop {
        let told = told.clone();
        let go_on: Tell = Arc::new(move |_| if told.is_told() { Break(()) } else { Continue(()) });
        match app.territory_run(Pace::default(), go_on).await {
            Ok((done, _)) if done.of == 0 => {}
            Ok((done, _)) => {
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
        match app.clock_tick().await {
            Ok(done) if done == Ticked::default() => {}
            Ok(done) => tracing::info!(lapsed = done.lapsed, reminded = done.reminded, "time passed"),
            Err(error) => tracing::warn!(%error, "deadlines could not be looked at"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(CLOCK_EVERY) => {}
        }
    }
}

/// Drops old idempotency keys, attempts and sessions, once a day.
pub async fn prune(app: App, stop: Stop) {
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    let mut wait = PRUNE_FIRST;
    loop {
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(wait) => {}
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
        let prune = Beside::Prune { before: now.plus_minutes(-KEYS_MINUTES), now };
        app.store().put_beside(unit.clone(), vec![prune]).await?;
    }
    Ok(())
}
