//! `motcua node faults`: what was refused at the centre, how often, and what to do about it.

use super::{Talk, names, on_record};
use anyhow::Result;
use app::App;
use domain::nodes::NodeFault;
use paper::say;
use serde_json::json;
use std::process::ExitCode;

/// Shows what is open; fails when something is.
pub async fn run(app: &App, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let mut faults = on_record::<NodeFault>(app).await?;
    faults.retain(|(_, fault)| fault.settled.is_none());
    faults.sort_by_key(|(_, fault)| std::cmp::Reverse(fault.last));
    if as_json {
        let all: Vec<_> = faults.iter().map(|(key, fault)| json!({ "key": key, "fault": fault })).collect();
        Talk::line(&serde_json::to_string_pretty(&all)?)?;
    } else {
        let name = names(app).await?;
        faults.iter().try_for_each(|(_, fault)| show(app, fault, &name(fault.node), talk))?;
        if faults.is_empty() {
            talk.say_with("cli-node-no-faults", &[])?;
        }
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(app: &App, fault: &NodeFault, node: &str, talk: Talk) -> Result<()> {
    let (words, cause) = (talk.words, fault.cause.as_str());
    let unit = fault.unit.as_ref().map(|unit| app.world().unit_name(unit)).unwrap_or_default();
    let args = [
        ("times", fault.times.into()),
        ("first", say::moment(fault.first, words).into()),
        ("last", say::moment(fault.last, words).into()),
    ];
    let whose: Vec<&str> = [node, unit.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    Talk::line(&format!("! {cause} · {}", whose.join(" · ")))?;
    Talk::line(&format!("  {}", words.say(&format!("node-fault-{cause}"))))?;
    Talk::line(&format!("  {}", words.say_with("cli-node-fault-times", &args)))?;
    Talk::line(&format!("  {}", fault.detail))?;
    Talk::line(&format!("→ {}", words.say(&format!("node-fault-{cause}-do"))))
}
