//! `cargo xtask bench`: how fast the finished program is, on each engine. Each part runs in a process of its
//! own (`crates/bench`, built for release) and prints its figures; here they are kept by part and engine
//! under `bench/results`, and one page is made of all that is kept. Never a test; nothing passes or fails by
//! time.

mod page;
mod parts;
mod results;
mod targets;

use crate::postgres::Server;
use anyhow::{Context as _, bail};
use parts::{PARTS, Part};
use results::Results;
use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The engines, in the order in which they are measured.
const ENGINES: [&str; 2] = ["sqlite", "postgres"];
/// Where the engines' files lie meanwhile: a disk, not memory, and open to the server's own user.
const SCRATCH: &str = "/var/tmp/motcua-bench";
/// What the server is told: durable, and with the memory that a small server would be given.
pub const SETTINGS: [&str; 5] = [
    "fsync=on",
    "synchronous_commit=on",
    "shared_buffers=1GB",
    "max_wal_size=8GB",
    "checkpoint_timeout=15min",
];

/// Measures the parts that are named, or all.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    if args.iter().any(|a| a == "--list") {
        for part in &PARTS {
            println!("{:10} {}", part.name, part.about);
        }
        return Ok(());
    }
    if args.iter().any(|a| a == "--page") {
        return page::write();
    }
    let quick = args.iter().any(|a| a == "--quick");
    let named: Vec<&str> = args.iter().map(String::as_str).filter(|a| *a != "--quick").collect();
    if let Some(unknown) = named.iter().find(|n| !PARTS.iter().any(|p| p.name == **n)) {
        bail!("no part is called {unknown:?}: cargo xtask bench --list");
    }
    let chosen: Vec<&Part> = PARTS.iter().filter(|p| named.is_empty() || named.contains(&p.name)).collect();
    crate::cargo(&["build", "--release", "--locked", "--package", "bench", "--package", "node"])?;
    let folder = PathBuf::from(SCRATCH);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let server = Server::start_in(folder.clone(), &SETTINGS)?.context("PostgreSQL is missing")?;
    for part in &chosen {
        // Reading measures it on the way.
        if part.name == "verify" && chosen.iter().any(|p| p.name == "read") {
            continue;
        }
        for engine in ENGINES {
            let begun = Instant::now();
            println!("== {} on {engine}", part.name);
            measure(part, engine, &server, &folder, quick)?;
            println!("== {} on {engine} done in {:.0} s", part.name, begun.elapsed().as_secs_f64());
        }
    }
    drop(server);
    if quick {
        println!("tried with small counts: nothing is kept");
        return Ok(());
    }
    page::write()
}

/// Runs one part on one engine in a place of its own, which is gone afterwards.
fn measure(part: &Part, engine: &str, server: &Server, folder: &Path, quick: bool) -> anyhow::Result<()> {
    let dir = folder.join(format!("{}-{engine}", part.name));
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let database = format!("bench_{}", part.name);
    let release = target().join("release");
    let mut command = Command::new(release.join("bench"));
    command.arg(part.name).arg("--dir").arg(&dir).arg("--motcua").arg(release.join("motcua"));
    command.arg("--pgbench").arg(server.path_of("pgbench"));
    if engine == "postgres" {
        server.create(&database)?;
        command.args(["--db", &server.url(&database)]);
    }
    if quick {
        command.arg("--quick");
    }
    let figures = figures(&mut command);
    if engine == "postgres" {
        server.remove(&database)?;
    }
    fs::remove_dir_all(&dir)?;
    let figures = figures?;
    if quick {
        return Ok(());
    }
    for name in PARTS.iter().map(|p| p.name) {
        let own: Vec<Value> = figures.iter().filter(|f| f["part"] == name).cloned().collect();
        if !own.is_empty() {
            Results::of_today(own).keep(name, engine)?;
        }
    }
    Ok(())
}

/// The lines that a part prints.
fn figures(command: &mut Command) -> anyhow::Result<Vec<Value>> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().context("the measuring program can't be started")?;
    let stdout = child.stdout.take().context("no output")?;
    let mut figures = Vec::new();
    for line in BufReader::new(stdout).lines() {
        figures.push(serde_json::from_str(&line?).context("a figure")?);
    }
    if !child.wait()?.success() {
        bail!("a part failed");
    }
    Ok(figures)
}

/// Where cargo builds.
fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR");
    let target = named.map_or_else(|| crate::tree::root().join("target"), PathBuf::from);
    std::path::absolute(&target).unwrap_or(target)
}
