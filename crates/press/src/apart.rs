//! Who prints, and for how long. A template is a program, and Typst has no brake that holds for all of them:
//! it stops endless `while` loops and recursion, but not loops in loops, nor a text of a billion letters. So
//! an office prints in a process of its own, which is ended when a sheet takes too long or too much memory;
//! whoever asked gets a [`Fault`], and the next sheet a fresh process.

mod worker;

pub use worker::serve;

use crate::{Fault, Sheet, print, thumbnail};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use worker::{Ended, Work, Worker};

/// Processes that print side by side.
const SIDE_BY_SIDE: usize = 2;
/// How many wait for their turn; more are told to come again.
const WAITING: usize = 64;
/// How long a sheet may take.
const LIMIT: Duration = Duration::from_secs(10);

/// A press. Its calls wait: not for threads that serve others.
#[derive(Debug)]
pub struct Press(How);

#[derive(Debug)]
enum How {
    Here,
    Apart { program: PathBuf, args: Vec<OsString>, limit: Duration, room: Mutex<Room>, freed: Condvar },
}

#[derive(Debug, Default)]
struct Room {
    idle: Vec<Worker>,
    busy: usize,
    waiting: usize,
}

impl Press {
    /// Prints in this process, without limits: for tests and for templates that were printed before.
    pub const fn here() -> Self {
        Self(How::Here)
    }

    /// Prints in processes of this program, which calls [`serve`] when it is begun with these arguments.
    pub fn apart(program: PathBuf, args: Vec<OsString>) -> Self {
        let (room, freed) = (Mutex::default(), Condvar::new());
        Self(How::Apart { program, args, limit: LIMIT, room, freed })
    }

    /// The same with another limit.
    pub fn within(mut self, time: Duration) -> Self {
        if let How::Apart { limit, .. } = &mut self.0 {
            *limit = time;
        }
        self
    }

    /// Prints a sheet.
    pub fn print(&self, sheet: &Sheet) -> Result<Vec<u8>, Fault> {
        self.done(Work::Sheet(sheet))
    }

    /// A small picture of a JPEG or PNG; none of what can't be read, takes too long or too much memory.
    pub fn thumbnail(&self, picture: &[u8]) -> Option<Vec<u8>> {
        self.done(Work::Picture(picture)).ok()
    }

    fn done(&self, work: Work<'_>) -> Result<Vec<u8>, Fault> {
        let How::Apart { program, args, limit, room, freed } = &self.0 else { return work.here() };
        let kept = {
            let mut inside = room.lock().unwrap_or_else(PoisonError::into_inner);
            if inside.waiting >= WAITING {
                return Err(Fault::whole(work.name(), "the press is busy"));
            }
            inside.waiting += 1;
            let full = |room: &mut Room| room.busy >= SIDE_BY_SIDE;
            inside = freed.wait_while(inside, full).unwrap_or_else(PoisonError::into_inner);
            inside.waiting -= 1;
            inside.busy += 1;
            inside.idle.pop()
        };
        let begun = kept.map_or_else(|| Worker::begin(program, args), Ok);
        let (done, worker) = match begun {
            Ok(worker) => worker.have(work, *limit),
            Err(e) => (Err(Ended::Broken(e.to_string())), None),
        };
        let mut inside = room.lock().unwrap_or_else(PoisonError::into_inner);
        inside.busy -= 1;
        inside.idle.extend(worker);
        drop(inside);
        freed.notify_one();
        done.unwrap_or_else(|ended| Err(Fault::whole(work.name(), ended)))
    }
}

impl Work<'_> {
    /// Does it in this process.
    fn here(self) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Sheet(sheet) => print(sheet),
            Self::Picture(bytes) => thumbnail(bytes).ok_or_else(|| Fault::general("no picture")),
        }
    }

    /// What a fault of the whole is about: a sheet's main text.
    fn name(&self) -> &str {
        match self {
            Self::Sheet(sheet) => &sheet.main,
            Self::Picture(_) => "",
        }
    }
}
