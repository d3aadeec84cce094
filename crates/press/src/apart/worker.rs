//! One process that prints: sheets go in as lines of JSON, pictures as a line with their length and their
//! bytes; each answer comes back as a length and its bytes.

use crate::{Fault, Sheet, print, thumbnail};
use std::ffi::OsString;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Largest answer: a register book of thousands of pages is far below.
const LARGEST: u64 = 256 << 20;
/// Room for deep layouts.
const STACK: usize = 64 << 20;
/// The first byte of an answer: what follows is a paper, or a fault.
const GOOD: u8 = 1;
const BAD: u8 = 0;
/// What begins a line that is no sheet: the length of a picture whose bytes follow.
const PICTURE: &str = "picture ";

/// What is to be done.
#[derive(Clone, Copy)]
pub(super) enum Work<'a> {
    /// A sheet is printed.
    Sheet(&'a Sheet),
    /// A picture is made small.
    Picture(&'a [u8]),
}

type Answer = Result<Vec<u8>, Fault>;

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended {
    #[error("printing took longer than {0} s and was stopped")]
    Late(u64),
    #[error("printing broke off: too deep, or too much memory")]
    Died,
    #[error("no process to print in: {0}")]
    Broken(String),
}

/// A process that waits for sheets. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    sheets: ChildStdin,
    answers: Receiver<Answer>,
}

impl Worker {
    pub fn begin(program: &Path, args: &[OsString]) -> io::Result<Self> {
        let mut command = Command::new(program);
        // Nothing of the office is handed on: no settings, no secrets.
        command.args(args).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (Some(sheets), Some(mut said)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes"));
        };
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(answer) = receive(&mut said) {
                if sender.send(answer).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, sheets, answers })
    }

    /// Has something done; the worker comes back if it can be used again.
    pub fn have(mut self, work: Work<'_>, limit: Duration) -> (Result<Answer, Ended>, Option<Self>) {
        let sent = match work {
            Work::Sheet(sheet) => serde_json::to_vec(sheet).map_err(io::Error::from).and_then(|mut line| {
                line.push(b'\n');
                self.sheets.write_all(&line)
            }),
            Work::Picture(bytes) => {
                let line = format!("{PICTURE}{}\n", bytes.len());
                self.sheets.write_all(line.as_bytes()).and_then(|()| self.sheets.write_all(bytes))
            }
        };
        if let Err(e) = sent {
            return (Err(Ended::Broken(e.to_string())), None);
        }
        match self.answers.recv_timeout(limit) {
            Ok(answer) => (Ok(answer), Some(self)),
            Err(RecvTimeoutError::Timeout) => (Err(Ended::Late(limit.as_secs())), None),
            Err(RecvTimeoutError::Disconnected) => (Err(Ended::Died), None),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is waited for, so that nothing of it is left.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn receive(from: &mut impl Read) -> io::Result<Answer> {
    let (mut kind, mut length) = ([0; 1], [0; 8]);
    from.read_exact(&mut kind)?;
    from.read_exact(&mut length)?;
    let length = u64::from_be_bytes(length);
    if length > LARGEST {
        return Err(io::Error::other("too large"));
    }
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    match kind {
        [GOOD] => Ok(Ok(bytes)),
        _ => Ok(Err(serde_json::from_slice(&bytes)?)),
    }
}

fn send(to: &mut impl Write, answer: &Answer) -> io::Result<()> {
    let fault;
    let (kind, bytes) = match answer {
        Ok(bytes) => (GOOD, bytes),
        Err(found) => {
            fault = serde_json::to_vec(found)?;
            (BAD, &fault)
        }
    };
    to.write_all(&[kind])?;
    to.write_all(&(bytes.len() as u64).to_be_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Most memory of a process that prints, in bytes. What is only reserved counts too.
#[cfg(unix)]
const MEMORY: u64 = 4 << 30;

/// Prints one sheet after another until nobody sends any more. The process does nothing else.
pub fn serve(
    mut sheets: impl BufRead + Send + 'static,
    mut answers: impl Write + Send + 'static,
) -> io::Result<()> {
    #[cfg(unix)]
    rustix::process::setrlimit(
        rustix::process::Resource::As,
        rustix::process::Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) },
    )?;
    let work = move || work_through(&mut sheets, &mut answers);
    let ended = thread::Builder::new().stack_size(STACK).spawn(work)?.join();
    ended.unwrap_or_else(|_| Err(io::Error::other("printing panicked")))
}

fn work_through(sheets: &mut impl BufRead, answers: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    while sheets.read_line(&mut line)? > 0 {
        let answer = if let Some(length) = line.strip_prefix(PICTURE) {
            small(length, sheets)?
        } else {
            let sheet: Result<Sheet, _> = serde_json::from_str(&line);
            sheet.map_err(Fault::general).and_then(|sheet| print(&sheet))
        };
        send(answers, &answer)?;
        line.clear();
    }
    Ok(())
}

/// Reads the picture that follows, and makes it small.
fn small(length: &str, sheets: &mut impl Read) -> io::Result<Answer> {
    let length: u64 = length.trim().parse().map_err(io::Error::other)?;
    if length > LARGEST {
        return Err(io::Error::other("too large"));
    }
    let mut bytes = Vec::new();
    if sheets.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(thumbnail(&bytes).ok_or_else(|| Fault::general("no picture")))
}
