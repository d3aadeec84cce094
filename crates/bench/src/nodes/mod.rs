//! Two tiers: what a box and its province need to be level again. The centre is the finished program behind
//! HTTPS; boxes are offices in this process that speak through the real client.

mod apart;
mod centre;
mod commune;
mod crowd;
mod slow;

use crate::figure::{Figure, rounded};
use crate::told::Told;
use std::time::Duration;

/// How long anything here may take: one that hangs is broken off.
const PATIENCE: Duration = Duration::from_mins(20);

/// Measures a box that was a week apart, then a province whose boxes all come back at once.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    tokio::time::timeout(PATIENCE, Box::pin(apart::run(told))).await??;
    tokio::time::timeout(PATIENCE, crowd::run(told)).await?
}

fn value(told: &Told, what: &str, x: f64, unit: &str) -> Figure {
    Figure::of(told, what).with("value", rounded(x)).with("unit", unit)
}

fn megabytes(bytes: u64) -> f64 {
    // Bytes of a measurement are far below what a double holds exactly.
    f64::from(u32::try_from(bytes / 1_000).unwrap_or(u32::MAX)) / 1_000.0
}
