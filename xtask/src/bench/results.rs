//! Figures as they are kept: `bench/results/<part>-<engine>.json`, with machine and day.

use anyhow::Context as _;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::{fs, thread};

/// What one part printed on one engine.
pub struct Results {
    /// On what it was measured.
    pub machine: String,
    /// When.
    pub day: String,
    /// The figures.
    pub figures: Vec<Value>,
}

impl Results {
    /// Figures that were measured just now.
    pub fn of_today(figures: Vec<Value>) -> Self {
        Self { machine: machine(), day: today(), figures }
    }

    /// Keeps them in the place of those before.
    pub fn keep(&self, part: &str, engine: &str) -> anyhow::Result<()> {
        let path = path(part, engine);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let kept = json!({ "machine": self.machine, "day": self.day, "figures": self.figures });
        fs::write(&path, format!("{kept:#}\n")).with_context(|| path.display().to_string())
    }

    /// Those that were kept last; none before the part was ever measured.
    pub fn read(part: &str, engine: &str) -> anyhow::Result<Option<Self>> {
        let path = path(part, engine);
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let kept: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        let word = |name: &str| kept.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let figures = kept.get("figures").and_then(Value::as_array).cloned().unwrap_or_default();
        Ok(Some(Self { machine: word("machine"), day: word("day"), figures }))
    }
}

fn path(part: &str, engine: &str) -> PathBuf {
    crate::tree::root().join(format!("bench/results/{part}-{engine}.json"))
}

/// What the figures were measured on.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|l| l.strip_prefix("model name")).unwrap_or_default();
    format!("{cores} cores, {}", model.trim_start_matches([' ', '\t', ':']))
}

/// The day, as the system says it.
fn today() -> String {
    let out = Command::new("date").arg("+%Y-%m-%d").output();
    out.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
}
