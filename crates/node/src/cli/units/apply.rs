//! `motcua units apply`: a reorganisation, told beforehand or carried out.

use super::super::{Talk, bar};
use crate::clock::SystemClock;
use crate::config::PlaceArgs;
use crate::place;
use crate::wire::{self, shown};
use anyhow::{Context as _, Result, anyhow};
use app::App;
use app::territory::{Progress, Report, Tell};
use domain::units::Units;
use domain::units::reorganise::{Fault, Reorganisation};
use domain::words::UnitId;
use lang::Words;
use paper::say;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// The file is refused and nothing changed.
const REFUSED: u8 = 2;

/// Tells what a file would do, or does it. Interrupted, it goes on when it is run again.
pub async fn run(file: &Path, at: &PlaceArgs, dry_run: bool, talk: Talk) -> Result<ExitCode> {
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let bytes = fs::read(file).with_context(|| shown(file))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!(talk.words.say("reorganise-problem-text")))?;
    let text = Reorganisation::normal(&text);
    let store = if dry_run { wire::open_to_read(&at)? } else { wire::open_store(&at, talk.words)? };
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let report = app.territory_dry_run(None, &text).await?;
    if !report.applicable() {
        refuse(&app, &report, talk)?;
        return Ok(ExitCode::from(REFUSED));
    }
    tell(&app.territory_after(&text), &report, talk)?;
    if dry_run {
        return talk.say_with("cli-territory-nothing-written", &[]).map(|()| ExitCode::SUCCESS);
    }
    carry_out(&app, &text, &report, talk).await
}

async fn carry_out(app: &App, text: &str, report: &Report, talk: Talk) -> Result<ExitCode> {
    let total = report.moving() + u64::try_from(report.people.len())?;
    let progress = bar(total, talk.words.say("cli-territory-carrying-out"));
    let seen = progress.clone();
    let tell: Tell = Arc::new(move |at: Progress| {
        seen.set_position(at.dossiers + at.people);
        ControlFlow::Continue(())
    });
    let applied = app.territory_apply(None, text, tell).await?;
    progress.finish_and_clear();
    if let Some(day) = applied.scheduled {
        talk.say_with("cli-territory-scheduled", &[("day", say::day(day, talk.words).into())])?;
        return Ok(ExitCode::SUCCESS);
    }
    let plain = |n: u64| n.to_string();
    let args = [
        ("units", plain(applied.done.units).into()),
        ("dossiers", plain(applied.done.dossiers).into()),
        ("people", plain(applied.done.people).into()),
    ];
    talk.say_with("cli-territory-done", &args)?;
    Ok(ExitCode::SUCCESS)
}

/// Says each reason with its line.
fn refuse(app: &App, report: &Report, talk: Talk) -> Result<()> {
    report.faults.iter().try_for_each(|f| Talk::line(&fault(f, talk.words)))?;
    for (unit, count) in &report.decided_since {
        let (unit, count) = (app.world().unit_name(unit), count.to_string());
        talk.say_with("problem-decided-since", &[("unit", unit.into()), ("count", count.into())])?;
    }
    talk.say_with("cli-territory-refused", &[])
}

fn fault(f: &Fault, words: &Words) -> String {
    let args = [("what", f.what.as_str().into()), ("other", f.other.as_str().into())];
    let what = words.say_with(f.kind.key(), &args);
    words.say_with("reorganise-line", &[("line", f.line.to_string().into()), ("what", what.into())])
}

/// The report in plain lines: sums first, then what needs a person.
fn tell(after: &Units, report: &Report, talk: Talk) -> Result<()> {
    let words = talk.words;
    let name = |id: &UnitId| after.get(id).map_or_else(|| id.to_string(), |u| u.full_name.clone());
    let day = report.day.map(|day| say::day(day, words)).unwrap_or_default();
    talk.say_with("cli-territory-head", &[("act", (&report.act).into()), ("day", day.into())])?;
    let missing = report.missing.len();
    let ending = report.series.iter().filter(|s| s.goes_on.is_none()).count();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    for (n, key) in [
        (count(report.ending), "cli-territory-ending"),
        (count(report.ending_here), "cli-territory-ending-here"),
        (report.moving(), "cli-territory-moving"),
        (report.moves.iter().map(|m| m.late).sum(), "cli-territory-late"),
        (report.undecided(), "cli-territory-undecided"),
        (report.due.count, "cli-territory-due"),
        (count(report.people.len()), "cli-territory-people"),
        (report.people.iter().map(|p| count(p.dropped.len())).sum(), "cli-territory-dropped"),
        (count(missing), "cli-territory-missing"),
        (report.lapsing.iter().map(|l| l.delegations).sum(), "cli-territory-lapsing"),
        (count(report.series.len() - ending), "cli-territory-series-on"),
        (count(ending), "cli-territory-series-end"),
        (report.notices_waiting, "cli-territory-notices"),
    ] {
        Talk::line(&format!("{n:>10}  {}", words.say(key)))?;
    }
    Talk::line(&words.say_one("cli-territory-checksum", "sum", report.due.checksum.as_str()))?;
    for m in &report.moves {
        let (from, to) = (name(&m.from), name(&m.to));
        Talk::line(&format!("{:>10}  {} {from} → {} {to} ({})", m.dossiers, m.from, m.to, m.rule))?;
    }
    for d in &report.decisions {
        let names: Vec<String> = d.candidates.iter().map(name).collect();
        let unit = name(&d.unit);
        Talk::line(&format!("{:>10}  {} {unit} → ? {}", d.dossiers, d.unit, names.join(" | ")))?;
    }
    Ok(())
}
