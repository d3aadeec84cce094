//! Plays seeds from the command line: `cargo xtask simulate-cuts`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to the person who ran it")]

use cuts::report::{Told, run};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let told = match Told::read(std::env::args().skip(1)) {
        Ok(told) => told,
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::from(2);
        }
    };
    let hear: cuts::Hear = Arc::new(|line: &str| println!("{line}"));
    let summary = run(told, &hear);
    summary.lines().iter().for_each(|line| println!("{line}"));
    summary.failures().iter().for_each(|failure| eprintln!("\n{failure}"));
    if summary.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
