//! `motcua node enroll`: a commune's own machine becomes a node of its province, and fetches what it needs
//! until it is level. Interrupted, the same command goes on where it was.

use super::{Talk, refusal, round_failed};
use crate::clock::{OsChance, SystemClock};
use crate::config::{EnrollArgs, PlaceArgs};
use crate::line::{Address, Https, Pace};
use crate::wire::{self, Facts, shown};
use crate::{place, tls};
use anyhow::{Context as _, Result, anyhow, bail};
use app::nodes::{EnrollError, LineError, RoundError};
use app::{App, Clock as _};
use domain::units::Tier;
use domain::words::UnitId;
use indicatif::{ProgressBar, ProgressStyle};
use lang::Words;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use store::{Location, Store};

/// Enrols, or goes on with it.
pub async fn run(args: &EnrollArgs, talk: Talk) -> Result<ExitCode> {
    let asked = PlaceArgs { dir: Some(args.dir.clone()), db: None, db_ca: None };
    let at = place::office(&asked, talk.words)?;
    Box::pin(into(&at, args, &Facts::default(), talk)).await?;
    talk.say_with("cli-node-level", &[("dir", shown(&at.dir).into())])?;
    Ok(ExitCode::SUCCESS)
}

/// Enrols in a folder. Where nothing else is said the line is the one of `before`.
pub async fn into(at: &Location, args: &EnrollArgs, before: &Facts, talk: Talk) -> Result<()> {
    let authority = args.ca.as_deref().map(|file| tls::authority(file, talk.words)).transpose()?;
    let store = wire::open_store(at, talk.words)?;
    let facts = wire::facts(&store).await?;
    if facts.centre || facts.province.is_some() && facts.node.is_none() {
        bail!(talk.words.say_one("cli-node-taken", "dir", shown(&at.dir)));
    }
    let known = |of: fn(&Facts) -> Option<&String>| of(&facts).or(of(before)).cloned();
    let address = args.province.clone().or_else(|| known(|facts| facts.address.as_ref()));
    let address = address.ok_or_else(|| anyhow!(talk.words.say("cli-node-no-address")))?;
    let unreadable = || anyhow!(talk.words.say_one("cli-line-address", "address", &address));
    let address = Address::parse(&address).ok_or_else(unreadable)?;
    let authority = authority.or_else(|| known(|facts| facts.authority.as_ref()));
    let line = Https::new(address.clone(), authority.as_deref(), talk.words)?;
    if facts.node.is_none() {
        present(&store, &line, args, talk).await?;
    } else {
        talk.say_with("cli-node-goes-on", &[])?;
    }
    let province = wire::facts(&store).await?.province.context("the province is not marked")?;
    wire::mark_line(&store, &province, &address, authority.as_deref()).await?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    fetch(&app, &line, talk).await
}

/// Shows the invitation to the centre, with this machine's new key.
async fn present(store: &Store, line: &Https, args: &EnrollArgs, talk: Talk) -> Result<()> {
    let token = token(args, talk)?;
    // Whose office this will be the centre says; until then no province matters.
    let app = wire::open_as(store.clone(), any_province()?, Arc::new(SystemClock)).await?;
    let enrolled = app.enroll(line, &token).await;
    let told =
        |error: EnrollError| talk.words.say_one("cli-node-not-enrolled", "why", why(&error, talk.words));
    let enrolled = enrolled.map_err(|error| anyhow!(told(error)))?;
    let world = app.world();
    let names: Vec<String> = enrolled.units.iter().map(|unit| world.unit_name(unit)).collect();
    let args = [("province", world.unit_name(&enrolled.province).into()), ("units", names.join(", ").into())];
    talk.say_with("cli-node-enrolled", &args)
}

/// Why this machine isn't known, and what to do; with the program's own words, for support.
fn why(error: &EnrollError, words: &Words) -> String {
    let key = match error {
        EnrollError::Token => "cli-enroll-token",
        EnrollError::NotTheCentre => "cli-enroll-stranger",
        EnrollError::Line(LineError::Away(why)) => {
            return words.say_one("cli-node-away", "why", why.as_str());
        }
        EnrollError::Refused { code, text } | EnrollError::Line(LineError::Refused { code, text }) => {
            match code.as_str() {
                "bad-token" => "cli-enroll-bad-token",
                "certificate" => "cli-enroll-certificate",
                "no-centre" | "unreadable" => "cli-enroll-no-centre",
                _ => return refusal(code, text, words),
            }
        }
        EnrollError::Already | EnrollError::App(_) => return error.to_string(),
    };
    format!("{} ({error})", words.say(key))
}

fn any_province() -> Result<UnitId> {
    let (world, today) = (wire::world()?, SystemClock.now().day());
    let first = world.units.on(Tier::Province, today).next().map(|unit| unit.id.clone());
    first.context("no province today")
}

/// The token: as typed, else the first line of the standard input, which no list of processes shows.
fn token(args: &EnrollArgs, talk: Talk) -> Result<String> {
    let token = if let Some(token) = &args.token {
        token.clone()
    } else {
        if io::stdin().is_terminal() {
            talk.say_with("cli-node-type-token", &[])?;
        }
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        line
    };
    let token = token.trim().to_owned();
    if token.is_empty() {
        bail!(talk.words.say("cli-node-no-token"));
    }
    Ok(token)
}

/// Rounds until there is nothing more; a line that is cut meanwhile is waited for.
async fn fetch(app: &App, line: &Https, talk: Talk) -> Result<()> {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{msg} {spinner} {pos}") {
        bar.set_style(style);
    }
    bar.set_message(talk.words.say("cli-node-fetching"));
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut pace = Pace::default();
    loop {
        match app.round(line).await {
            Ok(round) => {
                pace.up();
                bar.inc(round.pushed + round.pulled + round.files_sent + round.files_fetched);
                if !round.more {
                    break;
                }
            }
            Err(RoundError::Line(LineError::Away(why))) => {
                tracing::info!(%why, "the line to the centre is cut; it is tried again");
                tokio::time::sleep(pace.cut(&OsChance)).await;
            }
            Err(error) => {
                bar.finish_and_clear();
                bail!(talk.words.say_one("cli-node-refused", "why", round_failed(&error, talk.words)));
            }
        }
    }
    // Whoever was handed here is taken over before anybody looks.
    app.between_tick().await?;
    let carried = bar.position();
    bar.finish_and_clear();
    talk.say_with("cli-node-fetched", &[("count", carried.into())])
}
