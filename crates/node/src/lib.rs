//! The binary `motcua`: commands, configuration, wiring, workers. Decides nothing.
//!
//! Reading order: `config` (what is asked for), `cli/` (one file a command), `place` (where an office
//! is), `wire` (a place becomes a running office), `http` (serving and stopping), `door` (who comes in),
//! `line` (a box's way to its centre), `workers` (what happens beside requests), `demo/` (an office full of
//! invented people), `simulate/` (a province's first weeks), `invented/` (who they are).
//!
//! Measurements use `clock` and `line` as they are: a box that is measured speaks as a real one does.
//!
//! Invariants: the clock, chance and the environment are read here and nowhere else; nothing personal is
//! logged; a folder is written by one program at a time.

mod channels;
mod cli;
pub mod clock;
mod config;
mod demo;
mod door;
mod files;
mod http;
mod identity;
mod idle;
mod invented;
pub mod line;
mod place;
mod secret;
mod simulate;
mod spool;
mod tls;
mod wire;
mod workers;

use std::process::ExitCode;

/// Does what the command line says.
pub fn run() -> ExitCode {
    cli::run()
}
