//! How a box becomes known. It shows the secret of an invitation, signed by the key that it made for itself;
//! the centre puts that key on record and makes the box the home of the units that the invitation names.
//!
//! Each step at the centre looks at what is there already, so the same box may ask again and gets the same
//! answer; another one with the same secret gets none.

use super::letter::{Header, Sealed, seal};
use super::line::{Line, LineError};
use super::serve::{Answer, MOST_GREETING, ask, text, was_home};
use super::token::{self, Token, fingerprint};
use super::trouble::Trouble;
use super::units_of;
use super::wire::{Ask, Asked, Enroll, NEWEST, No, OLDEST, TRY_AGAIN, Welcome, common};
use crate::{App, AppError};
use domain::ledger::Digest;
use domain::nodes::{FaultCause, Home, Me, Node, PublicKey};
use domain::records::{Body as _, RecordKind};
use domain::words::{NodeId, UnitId};
use paper::proof::letter::{decode, encode};
use store::{Beside, Loaded, Outcome, Reads, RecordChange, Writes};

/// What a box is from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The box.
    pub node: NodeId,
    /// Its province.
    pub province: UnitId,
    /// The units whose home it is.
    pub units: Vec<UnitId>,
    /// Whether invented personal numbers are let through: a demonstration.
    pub invented: bool,
}

/// Why a box isn't known.
#[derive(Debug, thiserror::Error)]
pub enum EnrollError {
    /// The text is no invitation's.
    #[error("the token can't be read")]
    Token,
    /// This folder belongs to a node already.
    #[error("this folder belongs to a node already")]
    Already,
    /// Who answers isn't the centre that invited.
    #[error("who answers is not the centre that the token names")]
    NotTheCentre,
    /// The line failed.
    #[error(transparent)]
    Line(LineError),
    /// The centre says no.
    #[error("the centre refuses ({code}): {text}")]
    Refused {
        /// The code: `bad-token`, `version`, …
        code: String,
        /// What is meant.
        text: String,
    },
    /// Something here went wrong.
    #[error(transparent)]
    App(#[from] AppError),
}

// The box.

impl App {
    /// Answers an invitation: makes this folder the node that the token invites. What its units wrote before
    /// comes with the rounds that follow; the office is to be opened anew, as it may be another province's.
    pub async fn enroll(&self, line: &dyn Line, token: &str) -> Result<Enrolled, EnrollError> {
        let token = Token::parse(token).ok_or(EnrollError::Token)?;
        if self.nodes_me().await?.is_some() {
            return Err(EnrollError::Already);
        }
        let number = u64::from_be_bytes(self.random::<8>());
        let ask = Enroll { min: OLDEST, max: NEWEST, secret: encode(&token.secret) };
        let json = serde_json::to_vec(&Asked::of(&ask)).map_err(AppError::fault)?;
        let header = Header { v: OLDEST, key: Some(self.public_key()), n: number, ..Header::default() };
        let letter = seal(self.signer(), header, &json, &[]).map_err(AppError::fault)?;
        let answer = line.carry(letter).await.map_err(EnrollError::Line)?;
        let welcome = welcome(&answer, &token, number)?;
        let Welcome { node, key, province, units, invented, .. } = welcome;
        let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
        // What it is comes last among them: they are kept together or not at all.
        let kept = vec![
            meta("province", province.to_string()),
            meta("invented", if invented { "1" } else { "0" }.to_owned()),
            meta("node-centre-key", key.to_string()),
            meta("node", node.to_string()),
        ];
        self.inner.store.put_beside(province.clone(), kept).await.map_err(AppError::from)?;
        Ok(Enrolled { node, province, units, invented })
    }
}

/// The centre's answer, if it is the centre's.
fn welcome(answer: &[u8], token: &Token, number: u64) -> Result<Welcome, EnrollError> {
    let stranger = || EnrollError::NotTheCentre;
    let sealed = Sealed::read(answer).map_err(|_| stranger())?;
    let key = sealed.header.key.ok_or_else(stranger)?;
    if fingerprint(&key) != token.centre || !sealed.signed_by(&key) || sealed.header.n != number {
        return Err(stranger());
    }
    let json = sealed.body().map_err(AppError::fault)?;
    if let Ok(No { error: code, text }) = serde_json::from_slice(&json) {
        return Err(match code.as_str() {
            TRY_AGAIN => EnrollError::Line(LineError::Away(text)),
            _ => EnrollError::Refused { code, text },
        });
    }
    let welcome: Welcome = serde_json::from_slice(&json).map_err(AppError::fault)?;
    if welcome.key == key { Ok(welcome) } else { Err(stranger()) }
}

// The centre.

/// An invitation, by the node that it made.
struct Invited {
    id: NodeId,
    node: Node,
}

impl App {
    /// Answers a box that was invited.
    pub(super) async fn enroll_answer(&self, me: Me, sealed: &Sealed<'_>) -> Result<Answer, Trouble> {
        let unknown = || Trouble::of(FaultCause::UnknownKey, None, "a letter without a sender");
        let key = sealed.header.key.ok_or_else(unknown)?;
        if !sealed.signed_by(&key) {
            return Err(Trouble::of(FaultCause::Altered, None, "the signature doesn't fit"));
        }
        let Ask::Enroll(Enroll { min, max, secret }) = ask(sealed, MOST_GREETING)? else {
            return Err(unknown());
        };
        if common(min, max).is_none() {
            return Err(Trouble::of(FaultCause::Version, None, format!("speaks {min} to {max}")));
        }
        let bad = |why: &str| Trouble::of(FaultCause::BadToken, None, why);
        let digest = decode(&secret).map(|secret| token::digest(&secret)).ok_or_else(|| bad("no token"))?;
        let Invited { id, node } = self.invited(digest).await?.ok_or_else(|| bad("no such invitation"))?;
        let node = match node.key {
            // It asks again: its answer was lost, or it stopped half-way.
            Some(known) if known == key && node.trusted() => node,
            Some(_) => return Err(bad("the invitation was used").by(id)),
            None if !node.invited_at(self.now()) => return Err(bad("the invitation isn't open").by(id)),
            None => self.enrolled(id, key).await?.ok_or_else(|| bad("the invitation was used").by(id))?,
        };
        for unit in &node.units {
            self.home_at(unit, id).await?;
        }
        self.reload().await?;
        let me_there = Me { node: id, centre: false };
        let homes = self.inner.store.read(move |r| units_of(r, me_there)).await.map_err(AppError::from)?;
        text(&Welcome {
            node: id,
            centre: me.node,
            key: self.public_key(),
            province: self.province(),
            units: homes.into_iter().map(|(unit, _)| unit).collect(),
            invented: self.settings().invented_numbers,
        })
    }

    /// The invitation with a secret.
    async fn invited(&self, digest: Digest) -> Result<Option<Invited>, AppError> {
        let province = self.province();
        let read = move |r: &store::Reader<'_>| r.records_under(&province, RecordKind::Node, "");
        let records = self.inner.store.read(read).await?;
        let mut found = None;
        for record in records {
            let node: Node = record.read().map_err(AppError::fault)?;
            // All are looked at, and each as long as any other.
            if node.token.is_some_and(|token| token::same(&token, &digest)) {
                let id = record.key.parse().map_err(AppError::fault)?;
                found = Some(Invited { id, node });
            }
        }
        Ok(found)
    }

    /// Puts a box's key on record, once; none when another was faster.
    async fn enrolled(&self, id: NodeId, key: PublicKey) -> Result<Option<Node>, AppError> {
        let (stamp, now, record) = (self.system_stamp("nodes"), self.now(), id.to_string());
        let reads = Reads { records: vec![(RecordKind::Node, record.clone())], ..Reads::of(self.province()) };
        let run = move |loaded: &Loaded| -> Result<Writes, serde_json::Error> {
            let Some(before) = loaded.record(RecordKind::Node, &record) else { return Ok(Writes::default()) };
            let mut node: Node = before.read()?;
            if node.key.is_some_and(|known| known != key) || node.revoked.is_some() {
                return Ok(Writes::default());
            }
            if node.key.is_some() {
                return Ok(Writes { answer: node.text()?, ..Writes::default() });
            }
            (node.key, node.enrolled) = (Some(key), Some(now));
            let (stamp, kind, body) = (stamp.clone(), RecordKind::Node, node.text()?);
            let records = vec![RecordChange { stamp, kind, key: record.clone(), body: body.clone() }];
            Ok(Writes { records, answer: body, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { answer, .. } if answer.is_empty() => Ok(None),
            Outcome::Done { answer, .. } => serde_json::from_str(&answer).map(Some).map_err(AppError::fault),
            Outcome::Refused(error) => Err(AppError::fault(error)),
        }
    }

    /// Makes a node the home of a unit, unless it is already: an entry in the unit's own ledger, which raises
    /// its epoch and with that cuts off whoever wrote it before. A node that was home once and was replaced
    /// doesn't become it again by asking twice.
    async fn home_at(&self, unit: &UnitId, node: NodeId) -> Result<(), AppError> {
        let of = unit.clone();
        if self.inner.store.read(move |r| was_home(r, &of, node)).await? {
            return Ok(());
        }
        let (stamp, now) = (self.system_stamp("nodes"), self.now());
        let other = move |home: Option<&Home>| {
            let there = home.is_some_and(|home| home.node == node);
            Ok((!there).then(|| Home::next(home, node, now)))
        };
        self.home_move(stamp, unit, other).await
    }
}
