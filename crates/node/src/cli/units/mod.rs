//! `motcua units …`: territory as of a day, and a reorganisation of it.

mod apply;
mod census;
mod show;

use super::Talk;
use crate::clock::SystemClock;
use crate::config::{PlaceArgs, UnitsCommand, UnitsDay};
use crate::{place, wire};
use anyhow::{Result, anyhow};
use app::{Clock as _, World};
use domain::units::Units;
use domain::units::reorganise::Reorganisation;
use domain::words::Day;
use paper::say;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

/// Does what was asked for.
pub async fn run(command: UnitsCommand, talk: Talk) -> Result<ExitCode> {
    match command {
        UnitsCommand::Apply { file, place, dry_run } => apply::run(&file, &place, dry_run, talk).await,
        UnitsCommand::Show { unit, on, json } => {
            let (world, day) = known(&on, talk).await?;
            show::show(&world.units, &unit, day, json, talk)
        }
        UnitsCommand::Successors { unit, on, json } => {
            let (world, day) = known(&on, talk).await?;
            show::successors(&world.units, &unit, day, json, talk)
        }
        UnitsCommand::Export { day: asked, place } => {
            let day = read_day(&asked, talk)?;
            export(&world(place.as_ref(), talk).await?.units, day, talk)
        }
        UnitsCommand::Check { on, json } => {
            let (world, day) = known(&on, talk).await?;
            census::check(&world.units, day, json, talk)
        }
    }
}

/// What is known, and the day that was asked for: today where none is said.
async fn known(asked: &UnitsDay, talk: Talk) -> Result<(Arc<World>, Day)> {
    let day = match &asked.on {
        None => SystemClock.now().day(),
        Some(text) => read_day(text, talk)?,
    };
    Ok((world(asked.place.as_ref(), talk).await?, day))
}

/// What is built in; with an office also the reorganisations on record there.
async fn world(office: Option<&PlaceArgs>, talk: Talk) -> Result<Arc<World>> {
    let Some(office) = office else { return wire::world() };
    let at = place::office(office, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let app = wire::open(wire::open_to_read(&at)?, Arc::new(SystemClock), talk.words).await?;
    Ok(app.world())
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
