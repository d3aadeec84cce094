//! `motcua node strays`: entries that a machine wrote for a unit that wasn't its own any more. The centre keeps
//! them beside the ledgers; a person decides what becomes of each.

use super::{Talk, names, on_record};
use anyhow::{Result, bail};
use app::App;
use domain::nodes::Stray;
use paper::say;
use std::process::ExitCode;

/// Lists those that wait, or shows one whole.
pub async fn run(app: &App, key: Option<&str>, talk: Talk) -> Result<ExitCode> {
    let strays = on_record::<Stray>(app).await?;
    if let Some(wanted) = key {
        let Some((_, stray)) = strays.iter().find(|(key, _)| key == wanted) else {
            bail!(talk.words.say_one("cli-node-no-stray", "key", wanted));
        };
        Talk::line(&serde_json::to_string_pretty(stray)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = names(app).await?;
    let mut waiting = 0_u64;
    for (key, stray) in strays.iter().filter(|(_, stray)| stray.settled.is_none()) {
        waiting += 1;
        let at = say::moment(stray.entry.at, talk.words);
        let unit = app.world().unit_name(&stray.unit);
        Talk::line(&format!("{key}  {at}  {}  {unit} · {}", stray.entry.kind, name(Some(stray.node))))?;
    }
    talk.say_with("cli-node-strays", &[("count", waiting.into())])?;
    Ok(ExitCode::SUCCESS)
}
