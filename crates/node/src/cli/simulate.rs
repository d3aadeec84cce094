//! `motcua simulate`: weeks of a whole province, written into an empty database.

use super::Talk;
use crate::config::SimulateArgs;
use crate::simulate::{self, Ask, Fault, Typed};
use crate::workers::Stop;
use crate::{place, wire};
use anyhow::{Context as _, Result};
use lang::Arg;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Where files and keys go, when nobody says.
const FOLDER: &str = "motcua-simulated";

/// Simulates, and prints what came of it.
pub async fn run(args: &SimulateArgs, talk: Talk) -> Result<ExitCode> {
    let world = wire::world()?;
    let typed = Typed {
        province: &args.province,
        days: (&args.from, &args.to),
        counts: (args.communal, args.provincial),
        seed: args.seed,
        pace: i64::from(args.pace),
    };
    let ask = match Ask::read(&typed, &world) {
        Ok(ask) => ask,
        Err(fault) => return refused(talk, &fault),
    };
    let folder = (!args.db.as_deref().is_some_and(names_a_folder)).then_some(Path::new(FOLDER));
    let at = place::of(args.dir.as_deref().or(folder), args.db.as_deref(), talk.words)?;
    if wire::is_office(&at, talk.words)? {
        return refused(talk, &Fault::new("simulate-not-empty").with("place", &at));
    }
    let store = wire::open_store(&at, talk.words)?;
    let stop = Stop::on_signal()?;
    let played = simulate::play(store, &ask, talk, stop).await?;
    if !played.whole {
        return refused(talk, &Fault::new("simulate-stopped").with("place", &at));
    }
    simulate::tables(talk.words, &ask, &played).iter().try_for_each(|line| Talk::line(line))?;
    if let Some(file) = &args.json {
        let json = serde_json::to_vec_pretty(&simulate::json(&ask, &played))?;
        std::fs::write(file, json).with_context(|| wire::shown(file))?;
    }
    let (login, password) = played.watcher;
    talk.say_with(
        "simulate-look",
        &[("login", login.into()), ("password", password.into()), ("place", at.to_string().into())],
    )?;
    Ok(ExitCode::SUCCESS)
}

fn names_a_folder(db: &str) -> bool {
    !db.starts_with("postgres")
}

/// What was asked for can't be done: says why and what to do, and ends with 2.
fn refused(talk: Talk, fault: &Fault) -> Result<ExitCode> {
    let facts: Vec<(&str, Arg<'_>)> = fault.facts.iter().map(|(name, v)| (*name, v.into())).collect();
    writeln!(io::stderr().lock(), "motcua: {}", talk.words.say_with(fault.key, &facts))?;
    Ok(ExitCode::from(2))
}
