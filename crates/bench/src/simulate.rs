//! A province's 46 days through the real use cases, as `motcua simulate` plays them.

use crate::figure::{Figure, rounded};
use crate::told::Told;
use anyhow::{Context as _, bail};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

/// Plays seed 1 and says how fast it went.
pub fn run(told: &Told) -> anyhow::Result<()> {
    let (place, json) = (told.place("simulate"), told.dir.join("simulate.json"));
    let (communal, provincial) = if told.quick { ("1500", "75") } else { ("149470", "7542") };
    let mut motcua = Command::new(&told.motcua);
    motcua.args(["simulate", "--province", "38", "--from", "2025-07-01", "--to", "2025-08-15"]);
    motcua.args(["--communal", communal, "--provincial", provincial, "--seed", "1", "--dir"]);
    motcua.arg(&place.dir).arg("--json").arg(&json);
    if let Some(url) = &place.server {
        motcua.args(["--db", url]);
    }
    // Figures are printed on one line each; its tables are for who watches.
    let status = motcua.stdout(Stdio::from(std::io::stderr())).status().context("motcua can't be started")?;
    if !status.success() {
        bail!("motcua simulate ended with {status}");
    }
    let said: Value = serde_json::from_slice(&fs::read(&json)?)?;
    let number = |name: &str| said.get(name).and_then(Value::as_f64).with_context(|| name.to_owned());
    for (what, name, unit) in [
        ("entries", "entries", ""),
        ("from beginning to end", "seconds", " s"),
        ("entries a second", "entries_per_second", "/s"),
    ] {
        Figure::of(told, what).with("value", rounded(number(name)?)).with("unit", unit).print();
    }
    Ok(())
}
