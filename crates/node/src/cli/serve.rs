//! `motcua serve`: the office of a folder, until it is told to stop.

use super::Talk;
use crate::clock::SystemClock;
use crate::config::ServeArgs;
use crate::{http, place, wire, workers};
use anyhow::Result;
use std::process::ExitCode;
use std::sync::Arc;
use store::Options;

/// Serves.
pub async fn run(args: &ServeArgs, talk: Talk) -> Result<ExitCode> {
    let at = place::office(&args.place, talk.words)?;
    wire::must_be_office(&at, talk.words)?;
    let options = Options { files_quota_bytes: args.files_quota, ..Options::default() };
    let store = wire::open_store_with(&at, options, talk.words)?;
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
