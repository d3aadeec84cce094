//! `motcua node …`: a province's centre and the communes' own machines, by the operator at the machine.

mod administer;
mod anew;
mod enroll;
mod faults;
mod status;
mod strays;

use super::Talk;
use crate::clock::SystemClock;
use crate::config::{NodeCommand, PlaceArgs};
use crate::{place, wire};
use anyhow::{Result, anyhow, bail};
use app::nodes::{LineError, RoundError};
use app::{App, AppError, Clock as _};
use domain::words::{NodeId, UnitId};
use lang::{Arg, Words};
use std::process::ExitCode;
use std::sync::Arc;
use store::Options;

/// Does what was asked for.
pub async fn run(command: NodeCommand, talk: Talk) -> Result<ExitCode> {
    match command {
        NodeCommand::Invite { name, unit, replace, address, place } => {
            let app = open(&place, talk).await?;
            administer::invite(&app, &administer::Invite { name, unit, replace, address }, talk).await
        }
        NodeCommand::Revoke { node, reason, place } => {
            administer::revoke(&open(&place, talk).await?, &node, &reason, talk).await
        }
        NodeCommand::Give { node, unit, place } => {
            administer::give(&open(&place, talk).await?, &node, &unit, talk).await
        }
        NodeCommand::TakeBack { unit, place } => {
            administer::take_back(&open(&place, talk).await?, &unit, talk).await
        }
        NodeCommand::Enroll(args) => enroll::run(&args, talk).await,
        NodeCommand::BeginAnew { yes, enroll } => anew::run(&enroll, yes, talk).await,
        NodeCommand::Status { json, place } => status::run(&look(&place, talk).await?, json, talk).await,
        NodeCommand::Faults { json, place } => faults::run(&look(&place, talk).await?, json, talk).await,
        NodeCommand::Strays { show, place } => {
            strays::run(&look(&place, talk).await?, show.as_deref(), talk).await
        }
    }
}

/// The office, to change something. While it runs in another program the pages do the same.
async fn open(at: &PlaceArgs, talk: Talk) -> Result<App> {
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let store = wire::open_store_or(&at, Options::default(), "cli-node-in-use", talk.words)?;
    wire::open(store, Arc::new(SystemClock), talk.words).await
}

/// The office, to look at, also while it runs.
async fn look(at: &PlaceArgs, talk: Talk) -> Result<App> {
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    wire::open(wire::open_to_read(&at)?, Arc::new(SystemClock), talk.words).await
}

/// What went wrong, in words where it is the person's to mend.
fn told(error: AppError, words: &Words) -> anyhow::Error {
    let AppError::Invalid(problems) = error else { return error.into() };
    let said = |problem: &app::Problem| {
        let facts: Vec<(&str, Arg)> = problem.facts.iter().map(|(n, v)| (*n, v.as_str().into())).collect();
        words.say_with(problem.key, &facts)
    };
    anyhow!(problems.iter().map(said).collect::<Vec<_>>().join(" "))
}

/// Why the centre or the line says no: what to do, where there are words for it, and its own words for
/// support.
fn refusal(code: &str, text: &str, words: &Words) -> String {
    let key = format!("line-refused-{code}");
    if words.has(&key) { format!("{} ({code}: {text})", words.say(&key)) } else { format!("{code}: {text}") }
}

/// Why a round didn't come to its end.
fn round_failed(error: &RoundError, words: &Words) -> String {
    match error {
        RoundError::Refused { code, text } | RoundError::Line(LineError::Refused { code, text }) => {
            refusal(code, text, words)
        }
        RoundError::Line(LineError::Away(why)) => words.say_one("cli-node-away", "why", why.as_str()),
        RoundError::NotEnrolled | RoundError::Answer(_) | RoundError::App(_) => error.to_string(),
    }
}

/// The unit that carries a code today.
fn unit(app: &App, code: &str, talk: Talk) -> Result<UnitId> {
    let world = app.world();
    let found = world.unit_at(code, SystemClock.now().day()).map(|unit| unit.id.clone());
    found.ok_or_else(|| anyhow!(talk.words.say_one("cli-node-no-unit", "code", code)))
}

/// The node that is meant by an id or a name, with its name.
async fn node(app: &App, meant: &str, talk: Talk) -> Result<(NodeId, String)> {
    let view = app.nodes_view().await?;
    let all = view.boxes.into_iter().chain(view.invitations).chain(view.centre);
    let mut found: Vec<_> = all.filter(|n| n.name == meant || n.id.to_string() == meant).collect();
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok((one.id, one.name)),
        (Some(_), false) => bail!(talk.words.say_one("cli-node-many", "node", meant)),
        (None, _) => bail!(talk.words.say_one("cli-node-unknown", "node", meant)),
    }
}
