//! `motcua verify`: everything once more, from the ledgers. Reads only, so the office may be running.

use super::{Talk, bar};
use crate::config::VerifyArgs;
use crate::wire::{is_office, shown};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::verify::Report;

/// Checks a folder; fails on any difference.
pub fn run(args: &VerifyArgs, talk: Talk) -> Result<ExitCode> {
    let dir = folder(args, talk)?;
    if !is_office(&dir) {
        bail!(talk.words.say_one("cli-no-office", "dir", shown(&dir)));
    }
    let bar = bar(0, talk.words.say("cli-verifying"));
    let report = store::verify::verify(&dir, &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    counts(&report, talk)?;
    differences(&report)?;
    if report.clean() {
        talk.say_with("cli-verify-clean", &[])?;
        return Ok(ExitCode::SUCCESS);
    }
    talk.say_with("cli-verify-differs", &[("count", report.difference_count.to_string().into())])?;
    Ok(ExitCode::FAILURE)
}

fn folder(args: &VerifyArgs, talk: Talk) -> Result<PathBuf> {
    let Some(url) = &args.db else { return Ok(args.dir.clone().unwrap_or_default()) };
    let path = match url.split_once("://") {
        Some(("sqlite", path)) => path,
        Some((scheme, _)) => bail!(talk.words.say_one("cli-db-scheme", "scheme", scheme)),
        None => url,
    };
    let path = Path::new(path);
    let inside = path.file_name().is_some_and(|name| name == "motcua.db");
    let folder = if inside { path.parent().unwrap_or(Path::new("")) } else { path };
    Ok(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
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
