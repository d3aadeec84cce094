//! `cargo xtask test`: the whole suite in one command, the cheapest stage first. It stops at the first stage
//! that fails, and its last line is the count of tests.

mod browser;
mod peers;
mod schemas;

use std::{
    io::{BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    thread,
    time::Instant,
};

use anyhow::Context as _;

use crate::{cargo_command, postgres, tidy};

/// How many tests ran, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// Runs every stage.
pub fn run() -> anyhow::Result<ExitCode> {
    if !stage("fmt", || checked(cargo_command().args(["fmt", "--all", "--check"])))? {
        return Ok(ExitCode::FAILURE);
    }
    if !stage("tidy", || Ok(tidy::run()? == ExitCode::SUCCESS))? {
        return Ok(ExitCode::FAILURE);
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    if !stage("clippy", || checked(cargo_command().args(clippy)))? {
        return Ok(ExitCode::FAILURE);
    }
    let mut tools = None;
    if !stage("browser", || {
        tools = browser::ready()?;
        Ok(tools.is_some())
    })? {
        return Ok(ExitCode::from(2));
    }
    let mut suite = None;
    if !stage("suite of JSON Schema", || {
        suite = schemas::ready()?;
        Ok(suite.is_some())
    })? {
        return Ok(ExitCode::from(2));
    }
    let mut peers = None;
    if !stage("peers", || {
        peers = peers::ready()?;
        Ok(peers.is_some())
    })? {
        return Ok(ExitCode::from(2));
    }
    let mut tally = Tally::default();
    // What the tests of both engines need beside the code.
    let beside: Vec<_> = tools.into_iter().chain(peers).flatten().collect();
    let all_pass = stage("tests", || {
        let mut runner = runner();
        runner.command.envs(beside.clone()).envs(suite);
        passed(runner, &mut tally)
    })?;
    let all_pass = all_pass
        && stage("tests on PostgreSQL", || {
            let Some(server) = postgres::Server::start()? else { return Ok(false) };
            let mut all = true;
            for (folder, program) in built(&["store", "app", "web", "node"])? {
                let mut command = Command::new(program);
                // A browser sees the same pages whatever engine is behind them.
                command.current_dir(folder).envs(beside.clone()).envs([server.variable()]);
                command.args(["--skip", "browser::"]);
                all &= passed(Runner { command, count: "test result:" }, &mut tally)?;
            }
            Ok(all)
        })?;
    let all_done = all_pass && after_tests()?;
    println!("{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.skipped);
    Ok(if all_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The integration tests of some crates as they were built for the whole workspace: each crate's folder, and
/// the program.
fn built(crates: &[&str]) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    let mut cargo = cargo_command();
    cargo.args(["test", "--workspace", "--all-targets", "--locked", "--no-run", "--message-format=json"]);
    let output = cargo.stderr(Stdio::inherit()).output().context("cargo can't be started")?;
    let mut found = Vec::new();
    for line in output.stdout.split(|b| *b == b'\n') {
        let Ok(message) = serde_json::from_slice::<serde_json::Value>(line) else { continue };
        let (manifest, program) = (text(&message, "/manifest_path"), text(&message, "/executable"));
        let (Some(manifest), Some(program)) = (manifest.map(Path::new), program) else { continue };
        let Some(folder) = manifest.parent() else { continue };
        let ours = folder.file_name().and_then(|n| n.to_str()).is_some_and(|n| crates.contains(&n));
        if ours && text(&message, "/target/kind/0") == Some("test") {
            found.push((folder.to_owned(), PathBuf::from(program)));
        }
    }
    Ok(found)
}

fn text<'a>(message: &'a serde_json::Value, at: &str) -> Option<&'a str> {
    message.pointer(at)?.as_str()
}

/// Runs tests and adds them to the count.
fn passed(runner: Runner, tally: &mut Tally) -> anyhow::Result<bool> {
    let (success, counted) = counted(runner)?;
    tally.add(counted);
    Ok(success && counted.failed == 0 && counted.passed > 0)
}

/// The stages that judge what stands beside the code.
fn after_tests() -> anyhow::Result<bool> {
    let doc = ["doc", "--workspace", "--no-deps", "--locked"];
    if !stage("doc", || checked(cargo_command().args(doc).env("RUSTDOCFLAGS", "-D warnings")))? {
        return Ok(false);
    }
    let deny = ["deny", "--locked", "check", "bans", "licenses", "sources"];
    for (name, args) in [("deny", &deny as &[&str]), ("machete", &["machete"])] {
        if !installed(name) {
            println!("== {name}: cargo-{name} isn't installed here, left out");
        } else if !stage(name, || checked(cargo_command().args(args)))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// One stage under its header; says how long it took.
fn stage(name: &str, work: impl FnOnce() -> anyhow::Result<bool>) -> anyhow::Result<bool> {
    println!("== {name}");
    let began = Instant::now();
    let success = work().with_context(|| name.to_owned())?;
    let outcome = if success { "done" } else { "FAILED" };
    println!("== {name} {outcome} in {:.1} s", began.elapsed().as_secs_f64());
    Ok(success)
}

fn checked(command: &mut Command) -> anyhow::Result<bool> {
    Ok(command.status().context("cargo can't be started")?.success())
}

fn installed(subcommand: &str) -> bool {
    let tool = format!("cargo-{subcommand}");
    Command::new(tool)
        .args([subcommand, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A test runner, and how the line begins in which it counts.
struct Runner {
    command: Command,
    count: &'static str,
}

/// nextest where it is installed, otherwise cargo's own runner. Both run on after a failure, so that the
/// count is whole.
fn runner() -> Runner {
    let mut command = cargo_command();
    // Colours would stand between us and the count.
    command.env("CARGO_TERM_COLOR", "never");
    if installed("nextest") {
        command.args(["nextest", "run", "--workspace", "--all-targets", "--locked", "--no-fail-fast"]);
        command.args(["--status-level", "fail"]);
        Runner { command, count: "Summary [" }
    } else {
        command.args(["test", "--workspace", "--all-targets", "--locked", "--no-fail-fast"]);
        Runner { command, count: "test result:" }
    }
}

/// Runs the tests, showing their output as it comes and reading the count from it.
fn counted(runner: Runner) -> anyhow::Result<(bool, Tally)> {
    let Runner { mut command, count } = runner;
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("the test runner can't be started")?;
    let stderr = child.stderr.take();
    // Both streams are read at once: a full pipe would stop the runner.
    let errors = thread::spawn(move || {
        stderr.map_or_else(Tally::default, |stream| shown(stream, count, |line| eprintln!("{line}")))
    });
    let stdout = child.stdout.take();
    let mut tally =
        stdout.map_or_else(Tally::default, |stream| shown(stream, count, |line| println!("{line}")));
    tally.add(errors.join().unwrap_or_default());
    Ok((child.wait()?.success(), tally))
}

fn shown(stream: impl Read, count: &str, show: impl Fn(&str)) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(&line);
        tally.add(Tally::read(&line, count));
    }
    tally
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// What a line that begins with `count` says; nothing for any other line.
    fn read(line: &str, count: &str) -> Self {
        let mut tally = Self::default();
        let Some(line) = line.trim_start().strip_prefix(count) else { return tally };
        let parts = line.split([',', ';', '.', ':', '(', ')']);
        for (number, what) in parts.filter_map(|part| part.trim().split_once(' ')) {
            let Ok(number) = number.parse::<u64>() else { continue };
            match what.split(' ').next() {
                Some("passed") => tally.passed = number,
                Some("failed" | "timed" | "exec") => tally.failed += number,
                Some("ignored" | "skipped") => tally.skipped = number,
                _ => {}
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(line: &str, count: &str) -> (u64, u64, u64) {
        let tally = Tally::read(line, count);
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn the_count_of_cargos_runner_is_read() {
        let read = |line| tally(line, "test result:");
        assert_eq!(
            read("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; finished in 0.00s"),
            (12, 0, 1)
        );
        assert_eq!(read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out"), (3, 2, 0));
        assert_eq!(read("test a::b ... 7 passed"), (0, 0, 0));
    }

    #[test]
    fn the_count_of_nextest_is_read_and_a_failing_tests_own_output_is_not() {
        let read = |line| tally(line, "Summary [");
        assert_eq!(
            read("     Summary [   0.123s] 30 tests run: 28 passed (1 slow), 2 failed, 4 skipped"),
            (28, 2, 4)
        );
        assert_eq!(
            read("     Summary [  9.1s] 3 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped"),
            (1, 2, 0)
        );
        assert_eq!(read("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), (0, 0, 0));
    }
}
