//! An office to measure: the release binary's demo in a folder of its own.

use super::client::Client;
use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

pub struct Office {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// A bearer key of a reception officer.
    pub key: String,
}

impl Office {
    pub fn start() -> anyhow::Result<Self> {
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| crate::tree::root().join("target"), PathBuf::from);
        let dir = target.join("bench/demo");
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(target.join("bench"))?;
        let mut child = Command::new(target.join("release/motcua"))
            .args(["demo", "--listen", "127.0.0.1:0", "--dir"])
            .arg(&dir)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("target/release/motcua can't be started")?;
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_mins(3) {
            thread::sleep(Duration::from_millis(200));
            if let Some((address, key)) = accounts(&dir)
                && Client::connect(&address).is_ok()
            {
                return Ok(Self { child, address, key });
            }
            if let Some(status) = child.try_wait()? {
                bail!("the demo ended with {status}");
            }
        }
        child.kill()?;
        bail!("the demo didn't answer within three minutes")
    }

    /// Bytes of a page with its style and script, compressed, as a first visit loads them.
    pub fn weight(&self, path: &str) -> anyhow::Result<usize> {
        let mut client = Client::connect(&self.address)?;
        let (_, page) = client.ask("GET", path, "", "")?;
        let assets = Command::new("sh")
            .args([
                "-c",
                &format!("curl -s http://{}{path} | grep -o '/assets/[^\"]*' | sort -u", self.address),
            ])
            .output()?;
        let mut bytes = page.len();
        for asset in String::from_utf8_lossy(&assets.stdout).lines() {
            bytes += client.ask("GET", asset, "", "")?.1.len();
        }
        Ok(bytes)
    }

    /// Resident memory in megabytes.
    pub fn resident_megabytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|l| l.trim().split(' ').next()).and_then(|n| n.parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1_024
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // The folder is thrown away at the next run; nothing is lost by ending it hard.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A reception as the API takes it; persons are invented.
pub fn reception(n: usize) -> String {
    let name = format!("Lê Thị Đo {n}");
    json!({
        "procedure": "1.001193",
        "channel": "counter",
        "applicant": { "name": name, "phone": "0912345678" },
        "documents": [{ "name": "Giấy chứng sinh", "originals": 1, "copies": 0 }],
        "data": {},
    })
    .to_string()
}

fn accounts(dir: &std::path::Path) -> Option<(String, String)> {
    let text = fs::read_to_string(dir.join("accounts.json")).ok()?;
    let all: Value = serde_json::from_str(&text).ok()?;
    let address = all.get("url")?.as_str()?.strip_prefix("http://")?.trim_end_matches('/').to_owned();
    let reception = all.get("accounts")?.as_array()?.iter().find(|a| a["role"] == "reception")?;
    Some((address, reception.get("bearer_key")?.as_str()?.to_owned()))
}

/// What the figures were measured on.
pub fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|l| l.strip_prefix("model name")).unwrap_or_default();
    format!("{cores} cores, {}", model.trim_start_matches([' ', '\t', ':']))
}

/// The day, as the system says it.
pub fn today() -> String {
    let out = Command::new("date").arg("+%Y-%m-%d").output();
    out.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
}
