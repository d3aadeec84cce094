//! `motcua units …`: territory as of a day, from the tables that are built in.

mod census;
mod show;

use super::Talk;
use crate::clock::SystemClock;
use crate::config::{UnitsCommand, UnitsDay};
use crate::wire;
use anyhow::{Result, anyhow};
use app::Clock as _;
use domain::units::Units;
use domain::units::reorganise::Reorganisation;
use domain::words::Day;
use paper::say;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Does what was asked for.
pub fn run(command: UnitsCommand, talk: Talk) -> Result<ExitCode> {
    let world = wire::world()?;
    let units = &world.units;
    match command {
        UnitsCommand::Show { unit, on, json } => show::show(units, &unit, day(&on, talk)?, json, talk),
        UnitsCommand::Successors { unit, on, json } => {
            show::successors(units, &unit, day(&on, talk)?, json, talk)
        }
        UnitsCommand::Export { day: asked } => export(units, read_day(&asked, talk)?, talk),
        UnitsCommand::Check { on, json } => census::check(units, day(&on, talk)?, json, talk),
    }
}

/// The day that was asked for, or today.
fn day(asked: &UnitsDay, talk: Talk) -> Result<Day> {
    match &asked.on {
        None => Ok(SystemClock.now().day()),
        Some(text) => read_day(text, talk),
    }
}

fn read_day(text: &str, talk: Talk) -> Result<Day> {
    Day::parse(text).ok_or_else(|| anyhow!(talk.words.say_one("cli-units-day", "day", text)))
}

/// Prints the reorganisation of a day as a file that can be changed and applied.
fn export(units: &Units, day: Day, talk: Talk) -> Result<ExitCode> {
    match Reorganisation::of_day(units, day) {
        Some(file) => {
            write!(io::stdout().lock(), "{}", file.to_csv())?;
            Ok(ExitCode::SUCCESS)
        }
        None => Err(anyhow!(talk.words.say_one("cli-units-no-day", "day", say::day(day, talk.words)))),
    }
}

/// A value for programs.
fn print_json(value: &serde_json::Value) -> Result<()> {
    Talk::line(&serde_json::to_string_pretty(value)?)
}
