//! Clients side by side: each asks again as soon as it was answered.

use crate::figure::Times;
use crate::told::Told;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Counts of clients that every part measures.
pub const CLIENTS: [usize; 3] = [1, 16, 64];

/// When it counts.
#[derive(Clone, Copy)]
pub struct Window {
    from: Instant,
    to: Instant,
}

impl Window {
    /// Begins to warm up now.
    pub fn begin(told: &Told) -> Self {
        let from = Instant::now() + told.warm();
        Self { from, to: from + told.span() }
    }

    /// Whether it is over.
    pub fn over(self) -> bool {
        Instant::now() >= self.to
    }

    /// The time of something that began then and ends now, where that counts.
    pub fn time(self, begun: Instant) -> Option<Duration> {
        let now = Instant::now();
        (self.from <= now && now < self.to).then(|| now - begun)
    }

    /// How long it counted, where it may have ended early.
    pub fn wall(self) -> Duration {
        Instant::now().min(self.to).saturating_duration_since(self.from)
    }
}

/// Lets so many clients ask until the time is over, or until there is nothing left to ask. `ask` is told the
/// client and how often it asked before; it says whether there was something to ask.
pub async fn drive<F, A>(told: &Told, clients: usize, ask: F) -> anyhow::Result<Times>
where
    F: Fn(usize, usize) -> A + Send + Sync + 'static,
    A: Future<Output = anyhow::Result<bool>> + Send,
{
    let (ask, window, mut running) = (Arc::new(ask), Window::begin(told), JoinSet::new());
    for client in 0..clients {
        let ask = Arc::clone(&ask);
        running.spawn(async move {
            let (mut times, mut n) = (Vec::new(), 0);
            while !window.over() {
                let begun = Instant::now();
                if !ask(client, n).await? {
                    break;
                }
                times.extend(window.time(begun));
                n += 1;
            }
            anyhow::Ok(times)
        });
    }
    let mut each = Vec::new();
    while let Some(times) = running.join_next().await {
        each.extend(times??);
    }
    Ok(Times { each, wall: window.wall() })
}
