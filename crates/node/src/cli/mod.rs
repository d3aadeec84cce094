//! One file a command. A command says what it does in the person's language and ends with an exit code.

mod catalog;
mod demo;
mod due;
mod init;
mod node;
mod pack;
mod rebuild;
mod receipt;
mod search;
mod serve;
mod simulate;
mod units;
mod verify;

use crate::config::{self, CatalogCommand, Cli, Command, ReceiptCommand};
use anyhow::Result;
use clap::Parser as _;
use indicatif::{ProgressBar, ProgressStyle};
use lang::{Arg, Words};
use std::io::{self, Write as _};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Says things on standard output.
#[derive(Clone, Copy)]
pub struct Talk {
    /// In which language.
    pub words: &'static Words,
}

impl Talk {
    /// A line as it is.
    pub fn line(text: &str) -> Result<()> {
        writeln!(io::stdout().lock(), "{text}")?;
        Ok(())
    }

    /// A message.
    pub fn say_with(self, key: &str, args: &[(&str, Arg<'_>)]) -> Result<()> {
        Self::line(&self.words.say_with(key, args))
    }
}

/// A bar with the time that is left, on a terminal; nothing elsewhere.
pub fn bar(total: u64, what: String) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:32}] {pos}/{len} · {eta}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.with_message(what)
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let talk = Talk { words: Words::of(config::language(cli.lang)) };
    let filter = EnvFilter::new(config::log_filter(cli.log));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(true).init();
    match command(cli.command, talk) {
        Ok(code) => code,
        Err(error) => {
            // When even stderr is gone there is nobody left to tell.
            let _ = writeln!(io::stderr().lock(), "motcua: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(command: Command, talk: Talk) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match command {
        Command::Demo(args) => runtime.block_on(demo::run(&args, talk)),
        Command::Serve(args) => runtime.block_on(serve::run(&args, talk)),
        Command::Init(args) => runtime.block_on(init::run(&args, talk)),
        Command::Simulate(args) => runtime.block_on(simulate::run(&args, talk)),
        Command::Units(command) => runtime.block_on(units::run(command, talk)),
        Command::Verify(args) => verify::run(&args, talk),
        Command::Rebuild(args) => rebuild::run(&args, talk),
        Command::Catalog(CatalogCommand::Import { file, place }) => {
            runtime.block_on(catalog::import(&file, &place, talk))
        }
        Command::Due(args) => runtime.block_on(due::run(&args, talk)),
        Command::Search(args) => search::run(&args, talk),
        Command::Pack(command) => runtime.block_on(pack::run(&command, talk)),
        Command::Press => {
            press::serve(io::BufReader::new(io::stdin()), io::stdout())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Node(command) => runtime.block_on(node::run(command, talk)),
        Command::Receipt(ReceiptCommand::Verify { proof, keys: Some(keys), .. }) => {
            receipt::verify_with(&keys, &proof, talk)
        }
        Command::Receipt(ReceiptCommand::Verify { place, proof, keys: None }) => {
            runtime.block_on(receipt::verify(&place, &proof, talk))
        }
    }
}
