//! `cargo xtask data [--from DIR]`: makes the compact tables of `data/` out of the collected source files.
//! What each table is, where it comes from and what was changed: `data/SOURCES.md`.

mod catalogue;
mod succession;
mod table;
mod territory;

use anyhow::{Context, Result, bail};
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Makes every table and says how large it has become.
pub fn run(args: &[String]) -> Result<()> {
    let from = match args {
        [] => sources(),
        [flag, dir] if flag == "--from" => PathBuf::from(dir),
        _ => bail!("usage: cargo xtask data [--from DIR]"),
    };
    let to = root().join("data");
    territory::write(&from, &to)?;
    catalogue::write(&from, &to)
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where the source files are unless `--from` says otherwise: beside the project.
fn sources() -> PathBuf {
    root().join("../shared/data")
}

/// Writes one file and reports rows and bytes.
fn save(dir: &Path, name: &str, rows: usize, text: &str) -> Result<()> {
    let path = dir.join(name);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    say(format_args!("{name}: {rows} rows, {} bytes", text.len()))
}

fn say(line: impl Display) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
