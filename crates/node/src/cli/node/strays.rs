//! `motcua node strays`: entries that a machine wrote for a unit that wasn't its own any more. The centre
//! keeps them beside the ledgers; a person decides what becomes of each.

use super::Talk;
use anyhow::{Result, bail};
use app::{App, AppError};
use paper::say;
use std::process::ExitCode;

/// Lists those that wait, or shows one whole.
pub async fn run(app: &App, key: Option<&str>, talk: Talk) -> Result<ExitCode> {
    if let Some(wanted) = key {
        let line = match app.stray_line(wanted).await {
            Ok(line) => line,
            Err(AppError::NotFound) => bail!(talk.words.say_one("cli-node-no-stray", "key", wanted)),
            Err(error) => return Err(error.into()),
        };
        Talk::line(&serde_json::to_string_pretty(&line.stray)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let view = app.nodes_view().await?;
    for line in view.strays.iter().filter(|line| line.stray.settled.is_none()) {
        let entry = &line.stray.entry;
        let code = line.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let parts = [say::moment(entry.at, talk.words), line.said(talk.words), code];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Talk::line(&line.key)?;
        Talk::line(&format!("    {} · {} · {}", parts.join(" · "), line.unit, line.node))?;
    }
    talk.say_with("cli-node-strays", &[("count", view.strays_open.into())])?;
    Ok(ExitCode::SUCCESS)
}
