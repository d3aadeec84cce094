//! `motcua due`: when a limit ends, and why; one, or a table of them.

mod batch;

use super::Talk;
use crate::config::{DueArgs, PlaceArgs};
use crate::{place, wire};
use anyhow::{Result, anyhow};
use app::World;
use domain::calendar::{Hours, Limit, due};
use domain::words::{Channel, Day, Moment};
use paper::Why;
use std::process::ExitCode;
use std::sync::Arc;

/// Answers one question, or a table of them.
pub async fn run(args: &DueArgs, talk: Talk) -> Result<ExitCode> {
    let world = world(args.place.as_ref(), talk).await?;
    if let Some(file) = &args.batch {
        return batch::run(file, &world, args.unit.as_deref(), talk);
    }
    let wrong = |key: &str, value: &str| anyhow!(talk.words.say_one(key, "value", value));
    let received = args.received.as_deref().unwrap_or_default();
    let received = Moment::parse(received).ok_or_else(|| wrong("cli-due-received", received))?;
    let limit = args.limit.as_deref().unwrap_or_default();
    let limit: Limit = limit.parse().map_err(|_| wrong("cli-due-limit", limit))?;
    let via = Channel::parse(&args.via).ok_or_else(|| wrong("cli-due-via", &args.via))?;
    let hours = hours(&world, args.unit.as_deref(), received.day())
        .ok_or_else(|| wrong("cli-due-unit", args.unit.as_deref().unwrap_or_default()))?;
    let due = due(received, limit, via, hours, None);
    Talk::line(&due.at.civil().strftime("%Y-%m-%dT%H:%M").to_string())?;
    if args.explain {
        paper::why(&due, talk.words).iter().try_for_each(|why| Talk::line(&line(why)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What was applied, what it rests on, from when to when, what counted.
fn line(why: &Why) -> String {
    let Why { text, article, from, to, counted, .. } = why;
    let counted = counted.as_ref().map(|hours| format!(" · {hours}")).unwrap_or_default();
    format!("- {text} ({article}) · {from} → {to}{counted}")
}

/// What is built in, with what an office's units published over it. The office may be running.
async fn world(office: Option<&PlaceArgs>, talk: Talk) -> Result<Arc<World>> {
    let built_in = World::built_in()?;
    let Some(office) = office else { return Ok(Arc::new(built_in)) };
    let at = place::to_read(office, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let records = wire::open_to_read(&at)?.read(World::time_records).await?;
    Ok(Arc::new(built_in.with_time(&records)?))
}

/// The hours of the unit that has the code on a day; the usual ones without a code.
fn hours<'a>(world: &'a World, unit: Option<&str>, on: Day) -> Option<&'a Hours> {
    match unit {
        None => Some(world.usual_hours()),
        Some(code) => world.unit_at(code, on).map(|unit| world.hours(&unit.id)),
    }
}
