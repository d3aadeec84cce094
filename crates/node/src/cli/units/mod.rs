//! `motcua units …`: territory as of a day, from the tables that are built in.

mod census;
mod show;

use super::Talk;
use crate::clock::SystemClock;
use crate::config::{UnitsCommand, UnitsDay};
use crate::wire;
use anyhow::{Result, anyhow};
use app::Clock as _;
use domain::words::Day;
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
        UnitsCommand::Check { on, json } => census::check(units, day(&on, talk)?, json, talk),
    }
}

/// The day that was asked for, or today.
fn day(asked: &UnitsDay, talk: Talk) -> Result<Day> {
    match &asked.on {
        None => Ok(SystemClock.now().day()),
        Some(text) => {
            Day::parse(text).ok_or_else(|| anyhow!(talk.words.say_one("cli-units-day", "day", text.as_str())))
        }
    }
}

/// A value for programs.
fn print_json(value: &serde_json::Value) -> Result<()> {
    Talk::line(&serde_json::to_string_pretty(value)?)
}
