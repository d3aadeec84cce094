//! `motcua serve`: the office of a folder, until it is told to stop.

use super::Talk;
use crate::clock::SystemClock;
use crate::config::ServeArgs;
use crate::wire::{self, shown};
use crate::{http, workers};
use anyhow::{Result, bail};
use std::process::ExitCode;
use std::sync::Arc;

/// Serves.
pub async fn run(args: &ServeArgs, talk: Talk) -> Result<ExitCode> {
    if !wire::is_office(&args.dir) {
        bail!(talk.words.say_one("cli-no-office", "dir", shown(&args.dir)));
    }
    let store = wire::open_store(&args.dir, talk.words)?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let listener = http::listen(args.listen, talk.words).await?;
    let url = http::url(&listener)?;
    let base_url = args.base_url.clone().unwrap_or_else(|| url.clone());
    let stop = workers::Stop::on_signal()?;
    talk.say_with("cli-serving", &[("url", url.into())])?;
    http::serve(app, listener, base_url, stop).await?;
    talk.say_with("cli-stopped", &[])?;
    Ok(ExitCode::SUCCESS)
}
