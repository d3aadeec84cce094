//! `cargo xtask <chore>`: everything that is done to this repository, in one language.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to the person who ran it")]

mod bench;
mod cluster;
mod data;
mod debian;
mod postgres;
mod source;
mod test;
mod tidy;
mod tree;

use std::process::{Command, ExitCode};

use anyhow::{Context as _, bail};

const HELP: &str = "\
cargo xtask <chore>

  tidy           check the house rules that no compiler knows; lists every breach as file:line
  test           the whole suite, cheapest first: fmt, tidy, clippy, tests, docs, dependencies
  fmt            format all Rust code
  data [--from DIR]   make the tables under data/ anew from their sources
  bench [PART…] [--quick]   how fast the finished program is, on each engine: prints ratios, writes
                 bench/results and docs/performance.md; --list names the parts, --page only
                 makes the page anew
  simulate-cuts [--seeds N] [--from S] [--log]   a province and its communes on lines, disks and clocks
                 that fail by a seed; prints figures, and how to see a failing seed again
  help           this page";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = args.split_first().map_or(("help", &[] as &[String]), |(chore, rest)| (chore, rest));
    let done = match chore {
        "tidy" => tidy::run(),
        "test" => test::run(),
        "fmt" => cargo(&["fmt", "--all"]).map(|()| ExitCode::SUCCESS),
        "data" => data::run(rest).map(|()| ExitCode::SUCCESS),
        "bench" => bench::run(rest).map(|()| ExitCode::SUCCESS),
        "simulate-cuts" => simulate_cuts(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            eprintln!("no chore is called {unknown:?}\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

/// Plays seeds with a program that is built for speed: it checks much.
fn simulate_cuts(args: &[String]) -> anyhow::Result<ExitCode> {
    let mut command = cargo_command();
    command.args(["run", "--release", "--quiet", "--locked", "--package", "cuts", "--"]).args(args);
    let status = command.status().context("cargo can't be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The cargo that runs us.
fn cargo_command() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(tree::root());
    // What `cargo run` tells us about ourselves would make crates that look at it be built anew.
    let told = std::env::vars_os().map(|(name, _)| name);
    told.filter(|n| ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|t| n.to_string_lossy().starts_with(t)))
        .for_each(|name| {
            command.env_remove(name);
        });
    command
}

/// Runs cargo and fails when it does.
fn cargo(args: &[&str]) -> anyhow::Result<()> {
    let status = cargo_command().args(args).status().context("cargo can't be started")?;
    if !status.success() {
        bail!("cargo {} failed", args.join(" "));
    }
    Ok(())
}
