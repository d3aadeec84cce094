//! The finished program, serving.

use crate::client::{Client, Request};
use crate::told::Told;
use anyhow::{Context as _, bail};
use app::Location;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A running `motcua`; ended when it is dropped.
pub struct Served {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// From its start until it answered.
    pub answered: Duration,
}

impl Served {
    /// Starts a command that serves (`serve`, `demo`) at a place, and waits until it answers.
    pub fn start(told: &Told, command: &str, at: &Location) -> anyhow::Result<Self> {
        Self::start_with(told, command, at, &[], |address| {
            let page = Request { method: "GET", path: "/", ..Request::default() };
            Client::connect(address).and_then(|mut c| c.ask(&page)).is_ok_and(|(status, _)| status == 200)
        })
    }

    /// Starts a province's centre that speaks nothing but HTTPS, and waits until it can be reached.
    pub fn centre(told: &Told, at: &Location, tls: &[&str]) -> anyhow::Result<Self> {
        Self::start_with(told, "serve", at, tls, |address| TcpStream::connect(address).is_ok())
    }

    fn start_with(
        told: &Told,
        command: &str,
        at: &Location,
        more: &[&str],
        answers: impl Fn(&str) -> bool,
    ) -> anyhow::Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let mut program = Command::new(&told.motcua);
        program.arg(command).args(["--listen", &address]).args(more).arg("--dir").arg(&at.dir);
        if let Some(url) = &at.server {
            program.args(["--db", url]);
        }
        let begun = Instant::now();
        let child = program.stdout(Stdio::null()).spawn().context("motcua can't be started")?;
        let mut served = Self { child, address, answered: Duration::ZERO };
        while begun.elapsed() < Duration::from_mins(5) {
            if answers(&served.address) {
                served.answered = begun.elapsed();
                return Ok(served);
            }
            if let Some(status) = served.child.try_wait()? {
                bail!("motcua {command} ended with {status}");
            }
            thread::sleep(Duration::from_millis(2));
        }
        bail!("motcua {command} didn't answer within five minutes")
    }

    /// A line of what the system says about the process's memory, in megabytes: `VmRSS`, `RssAnon`.
    pub fn megabytes(&self, line: &str) -> f64 {
        let path = Path::new("/proc").join(self.child.id().to_string()).join("status");
        let status = fs::read_to_string(path).unwrap_or_default();
        let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
        let kilobytes = found.and_then(|l| l.split_whitespace().next()?.parse::<u32>().ok());
        f64::from(kilobytes.unwrap_or(0)) / 1_024.0
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // The place is thrown away; nothing is lost by ending it hard.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
