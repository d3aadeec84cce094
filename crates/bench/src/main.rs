//! Measures the parts that `cargo xtask bench` shows: run as a release binary, on one engine at a time, it
//! prints one JSON object a line.
//!
//! Reading order: `told` (what is asked), `figure` (what is printed), `drive` (clients side by side),
//! `office` (a province's units with their people), then one file a part.
//!
//! Invariants: what is compared is measured in the same run, one after the other; persons are invented;
//! nothing passes or fails by time.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "figures go to whoever started it")]

mod archive;
mod bare;
mod client;
mod drive;
mod figure;
mod http;
mod nodes;
mod office;
mod page;
mod people;
mod pgbench;
mod printed;
mod psql;
mod read;
mod rows;
mod searched;
mod served;
mod simulate;
mod stolen;
mod told;
mod verify;
mod write;

/// As in the program that is measured.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

use anyhow::bail;
use told::Told;

fn main() -> anyhow::Result<()> {
    let told = Told::read(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let before = stolen::Ticks::now();
    match told.part.as_str() {
        "write" => runtime.block_on(write::run(&told))?,
        "read" => runtime.block_on(read::run(&told))?,
        "page" => {
            page::run(&told)?;
            printed::run(&told)?;
        }
        "printed" => printed::run(&told)?,
        "simulate" => simulate::run(&told)?,
        "nodes" => runtime.block_on(nodes::run(&told))?,
        "find" => searched::run(&told)?,
        "verify" => runtime.block_on(verify::run(&told))?,
        part => bail!("no part is called {part:?}"),
    }
    if let Some(percent) = before.zip(stolen::Ticks::now()).and_then(|(a, b)| b.stolen_since(a)) {
        let figure = figure::Figure::of(&told, "processor time that the machine's host took away meanwhile");
        figure.with("value", figure::rounded(percent)).with("unit", " %").print();
    }
    Ok(())
}
