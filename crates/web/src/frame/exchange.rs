//! What web processes of one office tell each other, so that limits hold for all of them together.

use super::Web;
use app::{App, LONGEST_BYTES};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// How often counts are told.
const EVERY: Duration = Duration::from_secs(1);
/// Most texts that are told at a time.
const TEXTS: usize = 64;
/// How a text of ours begins.
const TOPIC: &str = "asked\n";

/// The exchange of one process with the others.
pub struct Exchange {
    app: App,
    limits: Arc<super::Limits>,
}

impl Exchange {
    /// The exchange of a site.
    pub fn of(web: &Web) -> Self {
        Self { app: web.app.clone(), limits: Arc::clone(&web.limits) }
    }

    /// Tells and hears, as long as the office runs.
    pub async fn run(self) {
        if !self.app.store().shared() {
            return;
        }
        let mut told = self.app.store().told();
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = ticks.tick() => self.tell(),
                heard = told.recv() => match heard {
                    Ok(heard) => {
                        if let Some(text) = heard.text.strip_prefix(TOPIC) {
                            self.limits.hear(&heard.from, text);
                        }
                    }
                    // Counts are whole each time: a later one makes up for those that were missed.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                },
            }
        }
    }

    fn tell(&self) {
        for text in self.limits.untold(self.app.now(), LONGEST_BYTES - TOPIC.len(), TEXTS) {
            self.app.store().tell(format!("{TOPIC}{text}"));
        }
    }
}
