//! `motcua node begin-anew`: a box whose ledger forked, or whose disk was set back to an older day, can't go
//! on by itself. Its folder is put aside, whole, and a new one is made from the centre by a new invitation.

use super::{Talk, enroll, round_failed};
use crate::clock::SystemClock;
use crate::config::{EnrollArgs, PlaceArgs};
use crate::place;
use crate::wire::{self, Facts, shown};
use anyhow::{Context as _, Result, bail};
use app::Clock as _;
use app::nodes::RoundError;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::Location;

/// How a round ends where the ledger forked.
const FORK: &str = "fork";

/// Explains; with a yes, does it.
pub async fn run(args: &EnrollArgs, yes: bool, talk: Talk) -> Result<ExitCode> {
    let asked = PlaceArgs { dir: Some(args.dir.clone()), db: None, db_ca: None };
    let at = place::office(&asked, talk.words)?;
    if at.server.is_some() {
        bail!(talk.words.say("cli-node-anew-server"));
    }
    wire::must_be_office(&at, talk.words)?;
    let facts = last_word(&at, yes, talk).await?;
    if !facts.is_box() {
        bail!(talk.words.say_one("cli-serve-no-box", "dir", shown(&at.dir)));
    }
    let aside = beside(&at.dir, &format!("before-{}", SystemClock.now().millis()));
    if !yes {
        let dirs = [("dir", shown(&at.dir).into()), ("aside", shown(&aside).into())];
        talk.say_with("cli-node-anew-explain", &dirs)?;
        return Ok(ExitCode::FAILURE);
    }
    // The new folder is whole before the old one moves: what stops here leaves the old one as it was.
    let new = Location::from(beside(&at.dir, "new").as_path());
    store::carry_files(&at.dir, &new.dir)?;
    Box::pin(enroll::into(&new, args, &facts, talk)).await?;
    fs::rename(&at.dir, &aside).with_context(|| shown(&aside))?;
    fs::rename(&new.dir, &at.dir).with_context(|| shown(&at.dir))?;
    let dirs = [("dir", shown(&at.dir).into()), ("aside", shown(&aside).into())];
    talk.say_with("cli-node-anew-done", &dirs)?;
    Ok(ExitCode::SUCCESS)
}

/// What the folder says of itself. Before it is put aside it tells the centre, if it still can, what nobody
/// else has: that becomes stray entries there, which a person looks at.
async fn last_word(at: &Location, tell: bool, talk: Talk) -> Result<Facts> {
    if !tell {
        return wire::facts(&wire::open_to_read(at)?).await;
    }
    let store = wire::open_store(at, talk.words)?;
    let facts = wire::facts(&store).await?;
    if let Some(line) = wire::line(&facts, talk.words)? {
        let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
        let mut forked = false;
        loop {
            match app.round(&line).await {
                Ok(round) if round.more => {}
                Ok(_) => break,
                // A round that finds a fork has brought what only this machine has before it says so. The
                // centre may be the first to see it: then the round after this one brings it.
                Err(RoundError::Refused { code, .. }) if code == FORK => {
                    if std::mem::replace(&mut forked, true) {
                        talk.say_with("cli-node-anew-told", &[])?;
                        break;
                    }
                }
                Err(error) => {
                    let why = round_failed(&error, talk.words);
                    talk.say_with("cli-node-anew-untold", &[("why", why.into())])?;
                    break;
                }
            }
        }
    }
    Ok(facts)
}

/// A folder beside another one: `office.new` beside `office`.
fn beside(dir: &Path, end: &str) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(end);
    dir.with_file_name(name)
}
