//! `motcua rebuild`: what follows from the ledgers, made anew. The office must be stopped.

use super::{Talk, bar, verify};
use crate::wire::{is_office, shown};
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use std::process::ExitCode;
use store::StoreError;

/// Rebuilds; fails when an entry itself doesn't verify.
pub fn run(dir: &Path, talk: Talk) -> Result<ExitCode> {
    if !is_office(dir) {
        bail!(talk.words.say_one("cli-no-office", "dir", shown(dir)));
    }
    let bar = bar(0, talk.words.say("cli-rebuilding"));
    let report = store::verify::rebuild(dir, &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let report = match report {
        Err(StoreError::InUse) => return Err(anyhow!(talk.words.say_one("cli-in-use", "dir", shown(dir)))),
        report => report?,
    };
    verify::counts(&report, talk)?;
    verify::differences(&report)?;
    if report.clean() {
        talk.say_with("cli-rebuilt", &[])?;
        return Ok(ExitCode::SUCCESS);
    }
    talk.say_with("cli-rebuilt-differs", &[("count", report.difference_count.to_string().into())])?;
    Ok(ExitCode::FAILURE)
}
