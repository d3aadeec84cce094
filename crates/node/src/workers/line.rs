//! A box's exchange with its centre: round after round while there is something, a look now and then when
//! everything is level, patience while the line is cut.

use super::{Stop, our_turn};
use crate::clock::OsChance;
use crate::line::{Https, LEVEL, Pace, REFUSED};
use app::App;
use app::nodes::{LineError, Round, RoundError};
use std::time::Duration;
use tokio::time::sleep;

/// How long writing is let go on before it is sent together.
const GATHER: Duration = Duration::from_millis(300);

/// How the last round went.
#[derive(Debug, PartialEq, Eq)]
enum Went {
    /// Something was carried: there may be more.
    Busy,
    /// Nothing was left to carry.
    Level,
    /// Another process of this box speaks to the centre.
    Elsewhere,
    /// The line is cut, for this long at least.
    Cut(Duration),
    /// The centre refuses, or this box itself is at fault.
    Refused,
}

/// Exchanges, woken by what is written while the line is up. A round that carried nothing writes nothing
/// itself (once a minute, that it was), so it doesn't wake itself for ever.
pub async fn line(app: App, line: Https, stop: Stop) {
    let Ok(mut commits) = app.store().commits() else { return };
    let stopped = stop.stopped();
    tokio::pin!(stopped);
    let mut log = Log::default();
    loop {
        commits.mark_unchanged();
        // A round may be dropped anywhere: each of its steps commits by itself.
        let went = tokio::select! {
            () = &mut stopped => return,
            went = round(&app, &line, &mut log) => went,
        };
        let rest = match went {
            Went::Busy => GATHER,
            Went::Level | Went::Elsewhere => LEVEL,
            Went::Cut(rest) => rest,
            Went::Refused => REFUSED,
        };
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(rest) => {}
            changed = commits.changed(), if went == Went::Level => {
                if changed.is_err() {
                    return;
                }
                sleep(GATHER).await;
            }
        }
    }
}

async fn round(app: &App, line: &Https, log: &mut Log) -> Went {
    if !our_turn(app, "line").await {
        return Went::Elsewhere;
    }
    loop {
        match app.round(line).await {
            Ok(round) => {
                log.up();
                if !round.more {
                    return if is_quiet(&round) { Went::Level } else { Went::Busy };
                }
            }
            Err(error) => return log.down(&error),
        }
    }
}

fn is_quiet(round: &Round) -> bool {
    round.pushed == 0 && round.pulled == 0 && round.files_sent == 0 && round.files_fetched == 0
}

/// What is logged of the line: when it changes, and not at every try.
#[derive(Default)]
struct Log {
    pace: Pace,
    said: String,
}

impl Log {
    fn up(&mut self) {
        self.pace.up();
        if !self.said.is_empty() {
            tracing::info!("the line to the centre is up");
            self.said.clear();
        }
    }

    fn down(&mut self, error: &RoundError) -> Went {
        match error {
            RoundError::Line(LineError::Away(_)) | RoundError::Answer(_) => {
                self.once("cut", || tracing::info!(%error, "the line to the centre is cut"));
                Went::Cut(self.pace.cut(&OsChance))
            }
            RoundError::App(_) => {
                self.once(&error.to_string(), || tracing::warn!(%error, "a round broke off on this side"));
                Went::Refused
            }
            RoundError::Line(LineError::Refused { .. })
            | RoundError::Refused { .. }
            | RoundError::NotEnrolled => {
                self.once(&error.to_string(), || tracing::warn!(%error, "the centre refuses this node"));
                Went::Refused
            }
        }
    }

    fn once(&mut self, what: &str, say: impl FnOnce()) {
        if self.said != what {
            what.clone_into(&mut self.said);
            say();
        }
    }
}
