//! A box that was apart for a week: its line is back, at 256 kbit/s each way.

use super::centre::Centre;
use super::commune::Commune;
use super::slow::Slow;
use super::{megabytes, value};
use crate::office::Seeded;
use crate::told::Told;
use anyhow::bail;
use app::Chance as _;
use domain::words::Moment;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// 256 kbit/s.
const BYTES_A_SECOND: u32 = 32_000;
/// How long it was apart, in minutes.
const APART_MINUTES: i64 = 7 * 24 * 60;
/// How large scans are, in kilobytes: most are a page of a telephone's, some are several, few are large.
const SIZES: [usize; 20] = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 16, 16, 16, 16, 16, 100];

/// Measures how long it is until everything is level.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    let dossiers = if told.quick { 20 } else { 200 };
    let centre = Centre::serve(told, "apart", 1).await?;
    let commune = Commune::enrolled(&centre, &told.dir.join("box"), 0).await?;
    let bytes = work(&commune, dossiers).await?;
    let line = Slow::to(&centre.served.address, BYTES_A_SECOND).await?;
    let commune = Arc::new(commune.through(&centre, &line.address)?);
    let waited = commune.app.standing().await?.unsent;

    let begun = Instant::now();
    let watching = tokio::spawn(sent(Arc::clone(&commune)));
    let files = commune.level().await?;
    let whole = (begun.elapsed(), line.carried());
    let level = watching.await??;
    if files != u64::try_from(dossiers * 2)? {
        bail!("{files} files came, of {}", dossiers * 2);
    }
    let figure = |what: &str, x, unit| {
        value(told, &format!("a box a week apart: {what}"), x, unit).with("dossiers", dossiers).print();
    };
    figure("entries that waited", f64::from(u32::try_from(waited.entries)?), "");
    figure("until all dossiers are level", level.duration_since(begun).as_secs_f64(), " s");
    figure("its files together", megabytes(bytes), " MB");
    figure("until all files are there too", whole.0.as_secs_f64(), " s");
    figure("what went over the line for all of it, both ways", megabytes(whole.1), " MB");
    Ok(())
}

/// A week's work at the box, with nobody to tell: every dossier has two scans and was examined. Says how
/// large the scans are together.
async fn work(commune: &Commune, dossiers: usize) -> anyhow::Result<u64> {
    let (chance, mut bytes) = (Seeded::new(7), 0);
    let back = commune.app.now();
    for n in 0..dossiers {
        let at = moment(back, n, dossiers)?;
        let mut files = Vec::new();
        for name in ["to-khai.pdf", "chung-sinh.pdf"] {
            let kilobytes = SIZES.get((n * 2 + files.len()) % SIZES.len()).copied().unwrap_or(4);
            let mut scan = vec![0; kilobytes * 1_000];
            chance.fill(&mut scan);
            // Of a kind that is taken in, and nothing that packing makes smaller.
            if let Some(magic) = scan.first_chunk_mut() {
                *magic = *b"%PDF-1.7\n";
            }
            if let Some(end) = scan.last_chunk_mut() {
                *end = *b"%%EOF";
            }
            bytes += u64::try_from(scan.len())?;
            files.push(commune.app.upload(&commune.staff.reception, name, scan).await?);
        }
        let received = commune.receive(n, at, files).await?;
        commune.forward(&received, at.plus_minutes(20)).await?;
    }
    Ok(bytes)
}

/// When the `n`-th dossier came, spread over the week.
fn moment(back: Moment, n: usize, of: usize) -> anyhow::Result<Moment> {
    let into = APART_MINUTES * i64::try_from(n)? / i64::try_from(of.max(1))?;
    Ok(back.plus_minutes(into - APART_MINUTES))
}

/// When the centre had every entry.
async fn sent(commune: Arc<Commune>) -> anyhow::Result<Instant> {
    while !commune.is_sent().await? {
        sleep(Duration::from_millis(50)).await;
    }
    Ok(Instant::now())
}
