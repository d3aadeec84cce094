//! `motcua node faults`: what was refused at the centre, how often, and what to do about it.

use super::Talk;
use anyhow::Result;
use app::App;
use app::nodes::FaultLine;
use paper::say;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Shows what is open; fails when something is.
pub async fn run(app: &App, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let mut faults = app.nodes_view().await?.faults;
    faults.retain(|line| line.fault.settled.is_none());
    if as_json {
        let all: Vec<Value> = faults.iter().map(value).collect();
        Talk::line(&serde_json::to_string_pretty(&all)?)?;
    } else {
        faults.iter().try_for_each(|line| show(line, talk))?;
        if faults.is_empty() {
            talk.say_with("cli-node-no-faults", &[])?;
        }
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn value(line: &FaultLine) -> Value {
    json!({ "key": line.key, "node": line.node, "unit": line.unit, "fault": line.fault })
}

fn show(line: &FaultLine, talk: Talk) -> Result<()> {
    let (words, fault, cause) = (talk.words, &line.fault, line.fault.cause.as_str());
    let args = [
        ("times", fault.times.into()),
        ("first", say::moment(fault.first, words).into()),
        ("last", say::moment(fault.last, words).into()),
    ];
    let whose: Vec<&str> = line.node.iter().chain(&line.unit).map(String::as_str).collect();
    Talk::line(&format!("! {cause} · {}", whose.join(" · ")))?;
    Talk::line(&format!("  {}", words.say(&format!("node-fault-{cause}"))))?;
    Talk::line(&format!("  {}", words.say_with("cli-node-fault-times", &args)))?;
    Talk::line(&format!("  {}", fault.detail))?;
    Talk::line(&format!("→ {}", words.say(&format!("node-fault-{cause}-do"))))
}
