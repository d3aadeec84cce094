//! How long a person waits for a paper: the receipt as an office prints it, in a process apart.

use crate::figure::{Figure, Times, rounded};
use crate::told::Told;
use anyhow::Context as _;
use app::{Press, World, papers};
use lang::Lang;
use std::time::{Duration, Instant};

/// How many receipts.
const RECEIPTS: usize = 200;

/// Measures the first receipt of a fresh process, then many, each of another person.
pub fn run(told: &Told) -> anyhow::Result<()> {
    let world = World::built_in()?;
    let common = world.packs.pack("one-stop").context("the common pack")?;
    let tries = papers::tries(common, &world.packs, &world, Lang::Vi)?;
    let receipt = tries.into_iter().find(|(name, _)| name.as_str() == "bm01-receipt");
    let mut sheet = receipt.context("the receipt")?.1;
    let press = Press::apart(told.motcua.clone(), vec!["press".into()]);
    let mut print = |person: usize| -> anyhow::Result<(Duration, usize)> {
        if let Some(name) = sheet.data.pointer_mut("/person/name") {
            *name = format!("Lê Thị Ánh {person}").into();
        }
        let began = Instant::now();
        let bytes = press.print(&sheet)?;
        Ok((began.elapsed(), bytes.len()))
    };
    let (first, bytes) = print(0)?;
    let began = Instant::now();
    let each = (1..=RECEIPTS).map(|n| Ok(print(n)?.0)).collect::<anyhow::Result<Vec<_>>>()?;
    let times = Times { each, wall: began.elapsed() };
    let first = first.as_secs_f64() * 1_000.0;
    let what = "a receipt as PDF/A, the first of a process";
    Figure::of(told, what).with("value", rounded(first)).with("unit", " ms").with("bytes", bytes).print();
    Figure::of(told, "a receipt as PDF/A, one after another").times(&times).print();
    Ok(())
}
