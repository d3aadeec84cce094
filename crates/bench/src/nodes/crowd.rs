//! Eight o'clock: the province's lines are back, and every box calls at the same moment.

use super::centre::Centre;
use super::commune::Commune;
use super::value;
use crate::told::Told;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tokio::time::interval;

/// Dossiers that wait in each box.
const EACH: usize = 10;

/// Measures how long each waits until the centre has what it brought, and what that costs the centre.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    let boxes = if told.quick { 12 } else { 166 };
    let centre = Centre::serve(told, "crowd", boxes).await?;
    let mut communes = Vec::new();
    for n in 0..boxes {
        let commune = Commune::enrolled(&centre, &told.dir.join(format!("box-{n}")), n).await?;
        let now = commune.app.now();
        for dossier in 0..EACH {
            commune.receive(n * EACH + dossier, now, Vec::new()).await?;
        }
        communes.push(commune);
    }
    let before = centre.served.megabytes("VmRSS");
    let (waits, peak) = come_back(&centre, communes).await?;
    let seconds = |at: usize| waits.get(at).map_or(0.0, Duration::as_secs_f64);
    let figure = |what: &str, x, unit| {
        let what = format!("boxes that come back at once: {what}");
        value(told, &what, x, unit).with("boxes", boxes).print();
    };
    figure("how many", f64::from(u32::try_from(waits.len())?), "");
    figure("the wait in the middle", seconds(waits.len() / 2), " s");
    figure("the longest wait", seconds(waits.len().saturating_sub(1)), " s");
    figure("the centre's memory before, resident", before, " MB");
    figure("the centre's memory at its peak, resident", peak, " MB");
    Ok(())
}

/// Lets all of them send at the same moment; how long each waited, the shortest first, and the most memory
/// that the centre held meanwhile, in megabytes.
async fn come_back(centre: &Centre, communes: Vec<Commune>) -> anyhow::Result<(Vec<Duration>, f64)> {
    let (together, mut sending) = (Arc::new(Barrier::new(communes.len())), JoinSet::new());
    for commune in communes {
        let together = Arc::clone(&together);
        sending.spawn(async move {
            together.wait().await;
            let begun = Instant::now();
            commune.send().await?;
            anyhow::Ok(begun.elapsed())
        });
    }
    let (mut waits, mut peak) = (Vec::new(), 0.0_f64);
    let mut look = interval(Duration::from_millis(20));
    loop {
        tokio::select! {
            ended = sending.join_next() => match ended {
                Some(wait) => waits.push(wait??),
                None => break,
            },
            _ = look.tick() => peak = peak.max(centre.served.megabytes("VmRSS")),
        }
    }
    waits.sort_unstable();
    Ok((waits, peak))
}
