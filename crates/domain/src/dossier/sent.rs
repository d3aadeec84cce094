//! What citizens do to own dossiers at the centre while the dossier's ledger is written by a machine of its
//! unit: a record of the province says what was done, when and by whom, and goes to that machine, which
//! decides it as if it had been done there, and writes beside it what came of it ([`SentTaken`]).

use super::{
    Answered, Attachment, Dossier, Event, OwnAct, Piece, Refusal, Rules, TellPaid, Withdraw, answer,
    tell_paid, withdraw,
};
use crate::identity::{Level, Own};
use crate::records::{Body, RecordKind};
use crate::words::{DossierId, Moment, PersonId, UnitId};
use serde::{Deserialize, Serialize};

/// What a citizen does to an own dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Doing {
    /// Answers a request for papers: an answer to each thing, in the order in which they were asked for.
    Supplement {
        /// The answers.
        answers: Vec<Answered>,
        /// What else is to be said.
        note: String,
    },
    /// Tells of a payment.
    Pay {
        /// Its reference.
        reference: String,
        /// What proves it.
        files: Vec<Attachment>,
        /// What the proof is called among the papers.
        proof: String,
    },
    /// Takes the request back.
    Withdraw {
        /// Why.
        reason: String,
    },
}

impl Doing {
    /// Which act it is.
    pub const fn act(&self) -> OwnAct {
        match self {
            Self::Supplement { .. } => OwnAct::Supplement,
            Self::Pay { .. } => OwnAct::Pay,
            Self::Withdraw { .. } => OwnAct::Withdraw,
        }
    }

    /// Whether an event is what comes of it.
    const fn leads_to(&self, event: &Event) -> bool {
        matches!(
            (self, event),
            (Self::Supplement { .. }, Event::Resumed(_))
                | (Self::Pay { .. }, Event::PaymentTold(_))
                | (Self::Withdraw { .. }, Event::Withdrawn(_))
        )
    }

    /// The event, and what was said in words. `expected` is the version that the citizen saw, `items` what
    /// was asked for.
    pub fn decide(
        &self,
        own: &Own,
        now: Moment,
        rules: Rules<'_>,
        dossier: &Dossier,
        expected: u32,
        items: &[String],
    ) -> Result<(Event, String), Refusal> {
        match self {
            Self::Supplement { answers, note } => {
                let (event, said) = answer(own, now, rules, dossier, expected, items, answers.clone())?;
                let parts = [said.as_str(), note.as_str()];
                let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Ok((event, said.join("\n")))
            }
            Self::Pay { reference, files, proof } => {
                let piece = Piece { name: proof.clone(), originals: 0, copies: 1, files: files.clone() };
                let documents = if files.is_empty() { Vec::new() } else { vec![piece] };
                let paid = TellPaid { reference: reference.clone(), documents };
                Ok((tell_paid(own, dossier, expected, paid)?, String::new()))
            }
            Self::Withdraw { reason } => {
                let back = Withdraw { reason: reason.clone() };
                Ok((withdraw(own, dossier, expected, back)?, String::new()))
            }
        }
    }
}

/// An act of a citizen that waits for the machine of the dossier's unit: on the province's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentAct {
    /// On which dossier.
    pub dossier: DossierId,
    /// The unit that has the dossier, as far as the centre knows: its machine takes the act up.
    pub unit: UnitId,
    /// The units that had it before, since the act: theirs don't any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<UnitId>,
    /// The version that the citizen saw.
    pub version: u32,
    /// When it was done.
    pub at: Moment,
    /// By whom. That the dossier is theirs was asked at the centre, which alone knows what is whose; their
    /// numbers don't go along.
    pub person: PersonId,
    /// The person's name, for those who read who did it.
    pub name: String,
    /// How sure the identity provider was of them.
    pub level: Level,
    /// What was done.
    pub doing: Doing,
}

impl Body for SentAct {
    const KIND: RecordKind = RecordKind::SentAct;
}

/// What happened to a dossier since a citizen looked at it, in the eyes of what the citizen did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing that the person's mind could change with.
    Nothing,
    /// Their act: it was taken up already.
    Done,
    /// Something else: they must look again.
    More,
}

impl SentAct {
    /// What the keys of all acts on a dossier begin with.
    pub fn keys_of(dossier: DossierId) -> String {
        format!("{dossier}/")
    }

    /// The key of the `n`th act on a dossier; keys follow each other as acts do.
    pub fn key(dossier: DossierId, n: usize) -> String {
        format!("{}{n:06}", Self::keys_of(dossier))
    }

    /// The units whose machines hear of it: also those that had the dossier before, so that they leave it
    /// alone.
    pub fn readers(self) -> Vec<UnitId> {
        let mut readers = self.before;
        readers.push(self.unit);
        readers
    }

    /// The same, where another unit has the dossier by now.
    #[must_use]
    pub fn sent_on(mut self, unit: UnitId) -> Self {
        let before = std::mem::replace(&mut self.unit, unit);
        if !self.before.contains(&before) {
            self.before.push(before);
        }
        self
    }

    /// Who did it, as decisions ask.
    pub const fn own(&self) -> Own {
        Own { person: self.person, level: self.level, personal_number: None, tax_codes: Vec::new() }
    }

    /// What happened since the version that the citizen saw: each entry's actor and event, in order; no event
    /// where it was erased. Who has the dossier, and at which step, is the office's own matter: days pass
    /// until a cut line is back, and nobody's act shall fail for that.
    pub fn since<'a>(&self, later: impl IntoIterator<Item = (&'a str, Option<&'a Event>)>) -> Since {
        let (person, mut since) = (self.person.to_string(), Since::Nothing);
        for (actor, event) in later {
            match event {
                Some(event) if actor == person && self.doing.leads_to(event) => return Since::Done,
                Some(
                    Event::HandedOver(_)
                    | Event::TakenOver(_)
                    | Event::Recalled(_)
                    | Event::Assigned(_)
                    | Event::Moved(_),
                ) => {}
                _ => since = Since::More,
            }
        }
        since
    }

    /// The moment from which it counts: when it arrived at the centre, which receives for every office, and
    /// not when a line was back. So an answer restarts the clock from there and a payment ends the pause
    /// there, and nobody loses time by a cut. Machines' clocks differ: it never counts from before it was
    /// asked for, nor from the future; and what is taken back ends no earlier than the step began to which
    /// it came meanwhile.
    pub fn counts_from(&self, dossier: &Dossier, now: Moment) -> Moment {
        let asked = dossier.clock.as_ref().and_then(|clock| clock.open_pause()).map(|pause| pause.from);
        let from = match self.doing {
            Doing::Withdraw { .. } => dossier.step_since.max(asked.unwrap_or(dossier.filed)),
            _ => asked.unwrap_or(dossier.filed),
        };
        self.at.max(from).min(now)
    }
}

/// What came of an act that waited: in the ledger of the unit that took it up, under the act's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTaken {
    /// On which dossier.
    pub dossier: DossierId,
    /// The dossier's version then.
    pub version: u32,
    /// The refusal's code; none where the act was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

impl Body for SentTaken {
    const KIND: RecordKind = RecordKind::SentTaken;
}
