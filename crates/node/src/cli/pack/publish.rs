//! `motcua pack publish`: packs become versions on record in the province's ledger. A broken one is refused
//! whole, and what runs goes on.

use super::super::Talk;
use super::folder;
use crate::clock::SystemClock;
use crate::config::PlaceArgs;
use crate::place;
use crate::wire;
use anyhow::Result;
use app::packs::NotPublished;
use paper::say;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// The packs are refused and nothing changed.
const REFUSED: u8 = 2;

/// Publishes.
pub async fn run(dirs: &[PathBuf], at: &PlaceArgs, talk: Talk) -> Result<ExitCode> {
    let files = folder::files(dirs, talk)?;
    let at = place::office(at, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let store = wire::open_store(&at, talk.words)?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let published = match app.pack_publish(&files, "pack-publish").await {
        Ok(published) => published,
        Err(NotPublished::Faults(faults)) => {
            faults.iter().try_for_each(|fault| folder::say(fault, talk))?;
            let n = i64::try_from(faults.len()).unwrap_or(i64::MAX);
            talk.say_with("cli-pack-refused", &[("n", n.into())])?;
            return Ok(ExitCode::from(REFUSED));
        }
        Err(NotPublished::Version { id, version, known }) => {
            let args = [
                ("id", id.as_str().into()),
                ("version", version.to_string().into()),
                ("known", known.to_string().into()),
            ];
            talk.say_with("cli-pack-version", &args)?;
            return Ok(ExitCode::from(REFUSED));
        }
        Err(NotPublished::Other(error)) => return Err(error.into()),
    };
    for pack in published {
        let mut args = vec![
            ("id", pack.id.as_str().into()),
            ("version", pack.version.to_string().into()),
            ("procedures", i64::try_from(pack.procedures).unwrap_or(i64::MAX).into()),
        ];
        let key = match pack.from {
            Some(day) => {
                args.push(("day", say::day(day, talk.words).into()));
                "cli-pack-published-ahead"
            }
            None => "cli-pack-published",
        };
        talk.say_with(key, &args)?;
    }
    Ok(ExitCode::SUCCESS)
}
