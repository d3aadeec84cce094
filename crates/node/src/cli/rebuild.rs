//! `motcua rebuild`: what follows from the ledgers, made anew. The office must be stopped.

use super::{Talk, bar, verify};
use crate::config::PlaceArgs;
use crate::{place, wire};
use anyhow::{Result, anyhow};
use std::process::ExitCode;
use store::StoreError;

/// Rebuilds; fails when an entry itself doesn't verify.
pub fn run(args: &PlaceArgs, talk: Talk) -> Result<ExitCode> {
    let at = place::to_read(args, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let bar = bar(0, talk.words.say("cli-rebuilding"));
    let report = store::verify::rebuild(at.clone(), &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let report = match report {
        Err(StoreError::InUse) => {
            return Err(anyhow!(talk.words.say_one("cli-in-use", "dir", at.to_string())));
        }
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
