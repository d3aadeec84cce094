//! `motcua node strays`: entries that a machine wrote for a unit that wasn't its own any more. The centre
//! keeps them beside the ledgers; a person decides what becomes of each.

use super::Talk;
use anyhow::{Result, bail};
use app::App;
use paper::say;
use std::process::ExitCode;

/// Lists those that wait, or shows one whole.
pub async fn run(app: &App, key: Option<&str>, talk: Talk) -> Result<ExitCode> {
    let strays = app.nodes_view().await?.strays;
    if let Some(wanted) = key {
        let Some(line) = strays.iter().find(|line| line.key == wanted) else {
            bail!(talk.words.say_one("cli-node-no-stray", "key", wanted));
        };
        Talk::line(&serde_json::to_string_pretty(&line.stray)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut waiting = 0_u64;
    for line in strays.iter().filter(|line| line.stray.settled.is_none()) {
        waiting += 1;
        let entry = &line.stray.entry;
        let code = line.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let parts = [say::moment(entry.at, talk.words), entry.kind.clone(), code];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Talk::line(&line.key)?;
        Talk::line(&format!("    {} · {} · {}", parts.join(" · "), line.unit, line.node))?;
    }
    talk.say_with("cli-node-strays", &[("count", waiting.into())])?;
    Ok(ExitCode::SUCCESS)
}
