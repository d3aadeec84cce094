//! What is asked on the command line: `bench PART --dir DIR [--db URL] [--quick] …`.

use anyhow::{Context as _, bail};
use app::Location;
use std::path::PathBuf;
use std::time::Duration;

/// What is asked.
pub struct Told {
    /// Which part.
    pub part: String,
    /// A folder of our own.
    pub dir: PathBuf,
    /// A PostgreSQL server; SQLite where none is named.
    pub server: Option<String>,
    /// The finished program.
    pub motcua: PathBuf,
    /// PostgreSQL's own measuring program.
    pub pgbench: PathBuf,
    /// Small counts, to try it.
    pub quick: bool,
    /// How many clients, for a profile of one case; every count else.
    pub clients: Option<usize>,
    /// How many seconds one figure is measured, where it is told.
    pub seconds: Option<u64>,
}

impl Told {
    /// Reads the arguments.
    pub fn read(mut args: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let part = args.next().context("which part?")?;
        let (dir, motcua, pgbench) = (PathBuf::new(), PathBuf::from("motcua"), PathBuf::from("pgbench"));
        let mut told =
            Self { part, dir, server: None, motcua, pgbench, quick: false, clients: None, seconds: None };
        while let Some(name) = args.next() {
            let mut value = || args.next().with_context(|| format!("{name} of what?"));
            match name.as_str() {
                "--dir" => told.dir = PathBuf::from(value()?),
                "--db" => told.server = Some(value()?),
                "--motcua" => told.motcua = PathBuf::from(value()?),
                "--pgbench" => told.pgbench = PathBuf::from(value()?),
                "--quick" => told.quick = true,
                "--clients" => told.clients = Some(value()?.parse().context("--clients")?),
                "--seconds" => told.seconds = Some(value()?.parse().context("--seconds")?),
                _ => bail!("unknown: {name}"),
            }
        }
        if told.dir.as_os_str().is_empty() {
            bail!("--dir is missing");
        }
        Ok(told)
    }

    /// What the engine is called in figures.
    pub const fn engine(&self) -> &'static str {
        if self.server.is_some() { "postgres" } else { "sqlite" }
    }

    /// The server's URL with a schema of that name, so that parts don't meet.
    pub fn schema(&self, name: &str) -> Option<String> {
        self.server.as_ref().map(|url| format!("{url}?options=-c%20search_path%3D{name}"))
    }

    /// A place for a store of that name, empty at first.
    pub fn place(&self, name: &str) -> Location {
        Location { dir: self.dir.join(name), server: self.schema(name) }
    }

    /// How long one figure is measured.
    pub const fn span(&self) -> Duration {
        match self.seconds {
            Some(seconds) => Duration::from_secs(seconds),
            None => Duration::from_millis(if self.quick { 500 } else { 4_000 }),
        }
    }

    /// How often what is compared takes its turn.
    pub const fn rounds(&self) -> usize {
        if self.quick { 1 } else { 3 }
    }

    /// How long a figure runs before it counts.
    pub const fn warm(&self) -> Duration {
        Duration::from_millis(if self.quick { 100 } else { 500 })
    }
}
