//! `motcua verify`: everything once more, from the ledgers. Reads only, so the office may be running.

use super::{Talk, bar};
use crate::config::PlaceArgs;
use crate::{place, wire};
use anyhow::Result;
use std::process::ExitCode;
use store::verify::Report;

/// Checks an office; fails on any difference.
pub fn run(args: &PlaceArgs, talk: Talk) -> Result<ExitCode> {
    let at = place::to_read(args, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let files = !at.dir.as_os_str().is_empty();
    let bar = bar(0, talk.words.say("cli-verifying"));
    let report = store::verify::verify(at, &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    counts(&report, talk)?;
    if !files {
        talk.say_with("cli-verify-no-files", &[])?;
    }
    differences(&report)?;
    if report.clean() {
        talk.say_with("cli-verify-clean", &[])?;
        return Ok(ExitCode::SUCCESS);
    }
    talk.say_with("cli-verify-differs", &[("count", report.difference_count.to_string().into())])?;
    Ok(ExitCode::FAILURE)
}

/// Prints how much was looked at.
pub fn counts(report: &Report, talk: Talk) -> Result<()> {
    let rows = [
        ("cli-count-ledgers", report.ledgers),
        ("cli-count-entries", report.entries),
        ("cli-count-erased", report.erased),
        ("cli-count-dossiers", report.dossiers),
        ("cli-count-tallies", report.tallies),
        ("cli-count-accounts", report.accounts),
        ("cli-count-procedures", report.procedures),
        ("cli-count-records", report.records),
        ("cli-count-moved", report.moved),
        ("cli-count-in-transit", report.in_transit),
        ("cli-count-children", report.children),
        ("cli-count-children-asked", report.children_asked),
        ("cli-count-children-untold", report.children_untold),
        ("cli-count-notices", report.notices),
        ("cli-count-blobs", report.blobs),
    ];
    for (key, n) in rows {
        Talk::line(&format!("{:>10}  {}", n, talk.words.say(key)))?;
    }
    Ok(())
}

/// Prints each difference.
pub fn differences(report: &Report) -> Result<()> {
    report.differences.iter().try_for_each(|difference| Talk::line(&format!("! {difference}")))
}
