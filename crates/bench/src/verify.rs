//! Everything once more, from the ledgers: how long `verify` takes for a million entries.

use crate::archive::{Archive, Fate};
use crate::figure::{Figure, rounded};
use crate::office::Office;
use crate::told::Told;
use anyhow::bail;
use std::time::Instant;

/// So many finished dossiers have a million entries, of four each.
pub const fn dossiers(told: &Told) -> usize {
    if told.quick { 12_000 } else { 250_000 }
}

/// Fills a place and measures.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    let mut archive = Archive::of(Office::open(told.place("archive")).await?)?;
    archive.grow(dossiers(told), Fate::Delivered).await?;
    crate::psql::settle(told, "archive")?;
    measure(told, &archive)
}

/// Verifies what is there.
pub fn measure(told: &Told, archive: &Archive) -> anyhow::Result<()> {
    let begun = Instant::now();
    let report = tokio::task::block_in_place(|| app::verify(told.place("archive"), &mut |_, _| {}))?;
    let seconds = begun.elapsed().as_secs_f64();
    if !report.clean() {
        bail!("verify found {} differences: {:?}", report.difference_count, report.differences.first());
    }
    let per_million = seconds * 1e6 / f64::from(u32::try_from(report.entries)?);
    let dossiers = archive.dossiers;
    let figure = |what| Figure::of(told, what).with("part", "verify").with("dossiers", dossiers);
    figure("verify, entries").with("value", report.entries).print();
    figure("verify").with("value", rounded(seconds)).with("unit", " s").print();
    figure("verify, for a million entries").with("value", rounded(per_million)).with("unit", " s").print();
    Ok(())
}
