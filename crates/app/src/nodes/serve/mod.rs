//! The centre: what a box's letter is answered. A letter is looked at from the outside in: who signed it,
//! whether it comes for the first time, what it asks, whose ledgers it is about. What fails anywhere is
//! refused whole, and put on record.

mod greet;
mod ledgers;
mod pull;
mod seen;
mod strays;

pub(super) use seen::{BoxSeen, Seen};
pub(super) use strays::{was_home, were_home};

use super::letter::{Header, MOST_BYTES, Sealed, seal};
use super::sessions::Stale;
use super::trouble::Trouble;
use super::units_of;
use super::wire::{Ask, FileGiven, HELLO_AGAIN, OLDEST};
use crate::{App, AppError};
use domain::nodes::{FaultCause, Home, Me, Node};
use domain::records::{Record, RecordKind};
use domain::words::{Moment, NodeId, UnitId};
use serde::Serialize;

/// How far a box's clock may be from ours before administrators hear of it.
const CLOCK_MINUTES: i64 = 5;
/// Most files in one list, most bytes of a file in one letter.
const MOST_FILES: u32 = 1_000;
const MOST_FILE_BYTES: usize = 1024 * 1024;
/// Most bytes of what is asked before there is a session: by anybody, where somebody enrols.
pub(super) const MOST_GREETING: usize = 16 * 1024;

/// What comes back for a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterAnswer {
    /// A sealed letter, also where it says no.
    Sealed(Vec<u8>),
    /// A sealed no to somebody who isn't known: no key on record signed the letter, or the invitation is
    /// wrong.
    Stranger(Vec<u8>),
    /// What came is no letter, or nobody here answers letters.
    Unreadable,
}

/// The body of an answer as JSON, and bytes of a file.
pub(super) type Answer = (Vec<u8>, Vec<u8>);

/// Who signed a letter.
pub(super) struct Sender {
    /// The node.
    pub id: NodeId,
    /// As it is on record.
    pub node: Node,
    /// The units whose home it is.
    pub homes: Vec<(UnitId, Home)>,
}

impl Sender {
    /// The units whose home it is.
    pub fn units(&self) -> Vec<UnitId> {
        self.homes.iter().map(|(unit, _)| unit.clone()).collect()
    }

    /// Whether it is the home of a unit.
    pub fn writes(&self, unit: &UnitId) -> bool {
        self.homes.iter().any(|(own, _)| own == unit)
    }
}

/// An answer without bytes of a file.
pub(super) fn text(answer: &impl Serialize) -> Result<Answer, Trouble> {
    let json = serde_json::to_vec(answer).map_err(AppError::fault)?;
    Ok((json, Vec::new()))
}

impl App {
    /// Answers a letter; never fails: what can't be answered as it wished is answered with a refusal. `from`
    /// is the peer's address, for reports.
    pub async fn letter(&self, letter: Vec<u8>, from: &str) -> LetterAnswer {
        let Ok(sealed) = Sealed::read(&letter) else { return LetterAnswer::Unreadable };
        let (answered, me) = match self.nodes_me().await {
            Ok(Some(me)) if me.centre => (self.answer(me, &sealed).await, Some(me.node)),
            Ok(_) => return LetterAnswer::Unreadable,
            Err(error) => (Err(error.into()), None),
        };
        let mut stranger = false;
        let answered = match answered {
            Ok(answer) => Ok(answer),
            Err(trouble) => {
                stranger = trouble.stranger;
                if let Some(fault) = trouble.fault {
                    let detail = format!("{from}: {}", trouble.no.text);
                    self.node_report(trouble.node, fault, &detail).await;
                }
                text(&trouble.no)
            }
        };
        let Ok((json, tail)) = answered else { return LetterAnswer::Unreadable };
        let Header { v, from, key, session, n, .. } = sealed.header;
        let key = key.map(|_| self.public_key());
        let header = Header { v, from: me, to: from, key, session, n, ..Header::default() };
        match seal(self.signer(), header, &json, &tail) {
            Ok(sealed) if stranger => LetterAnswer::Stranger(sealed),
            Ok(sealed) => LetterAnswer::Sealed(sealed),
            Err(error) => {
                tracing::error!(%error, "an answer to a node can't be sealed");
                LetterAnswer::Unreadable
            }
        }
    }

    async fn answer(&self, me: Me, sealed: &Sealed<'_>) -> Result<Answer, Trouble> {
        let header = &sealed.header;
        if header.to.is_some_and(|to| to != me.node) {
            let other = Trouble::of(FaultCause::Altered, None, "a letter for another centre");
            return Err(other.stranger());
        }
        let Some(from) = header.from else {
            return self.enroll_answer(me, sealed).await.map_err(Trouble::stranger);
        };
        let sender = self.sender(from, sealed).await.map_err(Trouble::stranger)?;
        let answered = match &header.session {
            None => self.greeting(&sender, sealed),
            Some(session) => {
                let step = self.session_step(from, session, (header.v, header.n));
                match step {
                    Ok(()) => self.dispatch(&sender, sealed).await,
                    Err(Stale::Forgotten) => Err(Trouble::plain(HELLO_AGAIN, "no such session")),
                    Err(Stale::Replayed) => {
                        Err(Trouble::of(FaultCause::Replayed, None, format!("letter {}", header.n)))
                    }
                }
            }
        };
        answered.map_err(|trouble| trouble.by(from))
    }

    /// Who wrote the letter: a node that is on record, by the key that it enrolled with.
    async fn sender(&self, id: NodeId, sealed: &Sealed<'_>) -> Result<Sender, Trouble> {
        let (province, key) = (self.province(), id.to_string());
        let found = self.inner.store.read(move |r| {
            let record = r.record(&province, RecordKind::Node, &key)?;
            Ok((record, units_of(r, Me { node: id, centre: false })?))
        });
        let (record, homes) = found.await.map_err(AppError::from)?;
        let node = record.as_ref().map(Record::read::<Node>).transpose().map_err(AppError::fault)?;
        let unknown = || Trouble::of(FaultCause::UnknownKey, None, format!("node {id}"));
        let node = node.ok_or_else(unknown)?;
        let key = node.key.ok_or_else(unknown)?;
        if !sealed.signed_by(&key) {
            return Err(Trouble::of(FaultCause::Altered, None, "the signature doesn't fit").by(id));
        }
        if node.revoked.is_some() {
            return Err(Trouble::of(FaultCause::Revoked, None, node.name).by(id));
        }
        if node.centre || !node.trusted() {
            return Err(unknown().by(id));
        }
        Ok(Sender { id, node, homes })
    }

    /// A clock that is far off is no reason to refuse anything, but due dates are told by it.
    async fn clock_apart(&self, sender: &Sender, at: Moment) {
        let minutes = at.minutes_since(self.now());
        if minutes.abs() >= CLOCK_MINUTES {
            let fault = (FaultCause::Clock, None);
            self.node_report(Some(sender.id), fault, &format!("{minutes} minutes apart")).await;
        }
    }

    async fn dispatch(&self, sender: &Sender, sealed: &Sealed<'_>) -> Result<Answer, Trouble> {
        match ask(sealed, MOST_BYTES)? {
            Ask::Hello(_) | Ask::Enroll(_) => Err(Trouble::plain(HELLO_AGAIN, "a greeting has no session")),
            Ask::Standing(ask) => text(&self.serve_standing(sender, ask).await?),
            Ask::Push(ask) => text(&self.serve_push(sender, ask).await?),
            Ask::Pull(ask) => text(&self.serve_pull(sender, ask).await?),
            Ask::Restore(ask) => text(&self.serve_restore(sender, ask).await?),
            Ask::Strays(ask) => text(&self.serve_strays(sender, ask).await?),
            Ask::FileList(ask) => text(&self.files_list(sender, ask.most.min(MOST_FILES)).await?),
            Ask::FilePut(ask) => text(&self.file_take(sender.id, &ask, sealed.tail.to_vec()).await?),
            Ask::FileGet(ask) => {
                let most = usize::try_from(ask.most).unwrap_or(MOST_FILE_BYTES).min(MOST_FILE_BYTES);
                let units = sender.units();
                let given = self.file_give(&units, &ask.blob, ask.at, most, ask.thumbnail).await?;
                let (json, _) = text(&FileGiven { known: given.is_some() })?;
                Ok((json, given.unwrap_or_default()))
            }
        }
    }
}

/// What a genuine letter asks, of at most so many bytes.
pub(super) fn ask(sealed: &Sealed<'_>, most: usize) -> Result<Ask, Trouble> {
    let unreadable = |why: String| Trouble::of(FaultCause::Unreadable, None, why);
    if sealed.header.v < OLDEST {
        return Err(Trouble::of(FaultCause::Version, None, format!("speaks {}", sealed.header.v)));
    }
    let json = sealed.body_within(most).map_err(|fault| unreadable(fault.to_string()))?;
    Ask::read(&json).map_err(|error| unreadable(error.to_string()))
}
