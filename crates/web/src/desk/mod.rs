//! Officers' pages: take in, work on, decide, hand over; the board.
//!
//! Reading order: `reception` (take in), `worklist` (what is to be done) and `approve` (several at once),
//! `dossier` (one of them, and its acts), `print` and `file` (what leaves the screen), `board` (how things
//! are), `registers` (what results feed), `territory` (what a reorganisation left to decide), `sync` (how
//! this node stands with the province).

pub mod approve;
pub mod board;
pub mod dossier;
pub mod file;
pub mod packs;
pub mod print;
pub mod queue;
pub mod reception;
pub mod recount;
pub mod registers;
pub mod reminders;
pub mod revisions;
pub mod sync;
pub mod tablet;
pub mod territory;
pub(crate) mod unit;
pub mod worklist;

use crate::brought::{Kept, keep_sent};
use crate::components::{Link, Notice, NoticeKind};
use crate::frame::{Fail, SentFile, Visit, Web};
use app::dossier::Bringer;
use app::{AppError, Problem};
use domain::identity::Actor;
use domain::words::DossierId;
use std::fmt::Write as _;

/// A new key for a form, so that sending it twice does one thing.
pub fn new_key(web: &Web) -> String {
    web.app.random::<16>().iter().fold(String::new(), |mut out, byte| {
        // Writing to a String can't fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The dossier that a path names; a text that is no id names none.
fn id_of(text: &str) -> Result<DossierId, Fail> {
    text.parse().map_err(|_| Fail(AppError::NotFound))
}

/// What just happened, as the page before said in its address: only sentences of this list are ever shown.
fn told(visit: &Visit, said: &str) -> Option<Notice> {
    const KNOWN: [(&str, &str); 2] =
        [("act-done", "desk-said-act-done"), ("act-again", "desk-said-act-again")];
    let (_, key) = KNOWN.into_iter().find(|(name, _)| *name == said)?;
    let text = visit.words.say(key);
    let link = Link::new("/desk/worklist", visit.words.say("desk-next-work"));
    Some(Notice { link: Some(link), ..Notice::new(visit.words, NoticeKind::Success, text) })
}

/// Keeps what a form sent, and what it named from an earlier try; what isn't taken becomes a problem of its
/// field.
async fn keep_files(
    web: &Web,
    actor: &Actor,
    files: Vec<SentFile>,
    named: Vec<(String, String)>,
) -> Result<(Kept, Vec<Problem>), AppError> {
    let (mut kept, mut problems) = (Kept::new(), Vec::new());
    for (field, digest) in named {
        match web.app.uploaded(actor, &[digest]).await {
            Ok(found) => kept.entry(field).or_default().extend(found),
            Err(AppError::Invalid(_)) => problems.push(Problem::new(field, "problem-file-unknown")),
            Err(other) => return Err(other),
        }
    }
    if !files.is_empty() {
        problems.extend(keep_sent(web, (&Bringer::of(actor)?, None), files, &mut kept).await?);
    }
    Ok((kept, problems))
}
