//! `motcua pack`: for those who write packs. Only `publish` touches an office.

mod check;
mod diff;
mod draw;
mod folder;
mod publish;
mod test;

use super::Talk;
use crate::config::PackCommand;
use anyhow::Result;
use std::process::ExitCode;

/// Does what is asked of packs.
pub async fn run(command: &PackCommand, talk: Talk) -> Result<ExitCode> {
    match command {
        PackCommand::Check { dirs } => check::run(dirs, talk),
        PackCommand::Draw(args) => draw::run(args, talk),
        PackCommand::Diff { old, new } => diff::run(old, new, talk),
        PackCommand::Publish { dirs, place } => publish::run(dirs, place, talk).await,
        PackCommand::Test { dirs } => test::run(dirs, talk),
    }
}
