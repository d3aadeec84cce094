//! `motcua demo`: an office full of invented people, ready in a browser.

use super::Talk;
use crate::clock::SystemClock;
use crate::config::{DemoArgs, PlaceArgs};
use crate::demo::{self, accounts::Accounts};
use crate::http::{self, Site};
use crate::spool::Spool;
use crate::wire::{self, shown};
use crate::{identity, place, workers};
use anyhow::{Context as _, Result, bail};
use app::Clock as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Location, Store};

/// Sets up what is missing, and serves.
pub async fn run(args: &DemoArgs, talk: Talk) -> Result<ExitCode> {
    let dir = &args.dir;
    let asked = PlaceArgs { dir: Some(dir.clone()), db: args.db.clone(), db_ca: args.db_ca.clone() };
    let at = place::office(&asked, talk.words)?;
    let ready = look(&at, talk).await?;
    let listener = http::listen(args.listen, talk.words).await?;
    let url = http::url(&listener, false)?;
    let store = match ready {
        Some(store) => store,
        None => set_up(args, &at, &url, talk).await?,
    };
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    // Nobody invented is ever written to: notices of a demonstration stay in its folder.
    let out = Arc::new(Spool::of(app.store().dir())?);
    identity::open_door(&app, dir, false, talk.words)?;
    let stop = workers::Stop::on_signal()?;
    greet(dir, &url, talk)?;
    http::serve(app, Site::plain(listener, url, out), stop).await?;
    talk.say_with("cli-stopped", &[])?;
    Ok(ExitCode::SUCCESS)
}

/// The store of a demonstration that is whole; none where it must be made. What began and was interrupted is
/// taken away; anything else is left alone.
async fn look(at: &Location, talk: Talk) -> Result<Option<Store>> {
    let dir = &at.dir;
    let dir_arg = || [("dir", shown(dir).into())];
    if !wire::is_office(at, talk.words)? {
        let ours = |name: &str| name == "motcua.lock";
        let entries =
            if dir.exists() { fs::read_dir(dir).with_context(|| shown(dir))?.collect() } else { Vec::new() };
        for entry in entries {
            if !ours(&entry?.file_name().to_string_lossy()) {
                bail!(talk.words.say_with("cli-demo-foreign", &dir_arg()));
            }
        }
        return Ok(None);
    }
    let store = wire::open_store(at, talk.words)?;
    let facts = wire::facts(&store).await?;
    if facts.province.is_some() && !facts.invented {
        bail!(talk.words.say_with("cli-demo-real", &dir_arg()));
    }
    if facts.demo_complete {
        return Ok(Some(store));
    }
    if at.server.is_some() {
        // Somebody's server isn't ours to empty.
        bail!(talk.words.say_with("cli-demo-unfinished-server", &[("db", at.to_string().into())]));
    }
    talk.say_with("cli-demo-unfinished", &dir_arg())?;
    drop(store);
    clear(dir)?;
    Ok(None)
}

/// Takes away what setting up makes; nothing else in the folder.
fn clear(dir: &Path) -> Result<()> {
    for name in ["blobs", "spool"] {
        let path = dir.join(name);
        if path.exists() {
            fs::remove_dir_all(&path).with_context(|| shown(&path))?;
        }
    }
    // The database goes last: as long as it is there, the folder is known to be an unfinished demonstration.
    for name in ["accounts.json", "node.key", "motcua.db-wal", "motcua.db-shm", "motcua.db"] {
        let path = dir.join(name);
        if path.exists() {
            fs::remove_file(&path).with_context(|| shown(&path))?;
        }
    }
    Ok(())
}

async fn set_up(args: &DemoArgs, at: &Location, url: &str, talk: Talk) -> Result<Store> {
    talk.say_with("cli-demo-begin", &[("dir", shown(&args.dir).into())])?;
    let store = wire::open_store(at, talk.words)?;
    let accounts =
        demo::set_up(store.clone(), args.dossiers, SystemClock.now(), url.to_owned(), talk).await?;
    accounts.write(&args.dir)?;
    let facts = wire::facts(&store).await?;
    let province = facts.province.context("the province is not marked")?;
    wire::mark_demo_complete(&store, &province).await?;
    Ok(store)
}

/// The accounts, whose file names the address of this start before anybody is told of it.
fn moved(dir: &Path, url: &str) -> Result<Option<Accounts>> {
    let Some(mut accounts) = Accounts::read(dir)? else { return Ok(None) };
    if accounts.url != url {
        url.clone_into(&mut accounts.url);
        accounts.write(dir)?;
    }
    Ok(Some(accounts))
}

/// Says where it is, who may sign in, and what to do first.
fn greet(dir: &Path, url: &str, talk: Talk) -> Result<()> {
    let accounts = moved(dir, url)?;
    talk.say_with("cli-serving", &[("url", url.into())])?;
    let Some(accounts) = accounts else {
        return talk.say_with("cli-demo-no-accounts", &[("dir", shown(dir).into())]);
    };
    let mut unit = "";
    for a in &accounts.accounts {
        if a.unit != unit {
            unit = &a.unit;
            Talk::line(&format!("\n{}", a.unit_name))?;
        }
        let role = talk.words.say(&format!("role-{}", a.role));
        Talk::line(&format!("  {:<22} {:<20} {}", a.user_name, a.password, role))?;
    }
    Talk::line("")?;
    let first = accounts.accounts.first().map(|a| a.user_name.clone()).unwrap_or_default();
    talk.say_with("cli-demo-first", &[("login", first.into()), ("dir", shown(dir).into())])?;
    talk.say_with("cli-stop-how", &[])
}
