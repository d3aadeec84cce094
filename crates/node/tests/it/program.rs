//! Running the program and talking to it.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program with these arguments, in English.
pub fn motcua<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(args).args(["--lang", "en"]).env_remove("MOTCUA_LOG").env_remove("MOTCUA_LANG");
    command
}

/// Runs it to its end.
pub fn run<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Output {
    motcua(args).output().unwrap()
}

/// What it said, on both outputs.
pub fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A program that serves. Killed when it is dropped, unless it was stopped before.
pub struct Serving {
    child: Child,
    pub url: String,
    pub took: Duration,
}

impl Serving {
    /// Starts it and waits until it says where it serves.
    pub fn start(args: &[&str]) -> Self {
        let began = Instant::now();
        let mut child =
            motcua(args).stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("Motcua is running at ").map(|url| url.trim().to_owned()));
        let took = began.elapsed();
        // The rest is read too, so that the program never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url: url.expect("the program ended before it served"), took }
    }

    /// A demonstration in a folder.
    pub fn demo(dir: &Path) -> Self {
        Self::start(&["demo", "--dir", arg(dir), "--listen", "127.0.0.1:0", "--dossiers", "60"])
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder of its own with a demonstration that was set up once for all tests and stopped.
pub fn demo_folder() -> (TempDir, PathBuf) {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let temp = TempDir::new().unwrap();
        Serving::demo(&temp.path().join("office")).stop();
        temp
    });
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("office");
    copy(&made.path().join("office"), &dir);
    (temp, dir)
}

/// Copies a folder that no program writes.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The accounts of a demonstration.
pub fn accounts(dir: &Path) -> Value {
    serde_json::from_slice(&fs::read(dir.join("accounts.json")).unwrap()).unwrap()
}

/// The token of a role in a unit.
pub fn bearer(dir: &Path, unit: &str, role: &str) -> String {
    let accounts = accounts(dir);
    let all = accounts["accounts"].as_array().unwrap();
    let one = all.iter().find(|a| a["unit"] == unit && a["role"] == role).unwrap();
    one["bearer_key"].as_str().unwrap().to_owned()
}
