//! What citizens do to their own dossiers: written like every act, by who did it, once.

use super::own_of;
use crate::catalogue::Running;
use crate::citizen::SignedCitizen;
use crate::dossier::{Answer, Bringer, Happening, text};
use crate::error::Problem;
use crate::{App, AppError, Once, World, key_in};
use domain::dossier::{Attachment, Doing, Dossier, Event, Refusal, RefusalCode, Rules, evolve, owns};
use domain::identity::Own;
use domain::words::{BlobId, DossierId, Moment, PersonId, UnitId};
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};

/// Most characters of what is said in words, and of a payment's reference.
const TEXT: usize = 2_000;
const REFERENCE: usize = 100;
/// Most files of one answer.
const FILES: usize = 40;

/// What came of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It is done.
    Done,
    /// It was sent before, and isn't done a second time.
    Again,
    /// It is on record, and waits for the machine of the dossier's unit.
    Sent,
}

/// Checked, and ready to be decided.
pub(super) struct Attempt {
    pub(super) own: Own,
    pub(super) doing: Doing,
    /// What was asked for.
    pub(super) items: Vec<String>,
    /// The version that the citizen saw.
    pub(super) version: u32,
    /// Who, and the moment from which it counts.
    pub(super) stamp: Stamp,
    pub(super) running: Running,
}

impl App {
    /// A citizen who brings files for an own dossier.
    pub fn own_bringer(&self, citizen: &SignedCitizen) -> Bringer {
        Bringer::new(citizen.person, self.province())
    }

    /// A file that the citizen brought before and now names by its digest; nobody names another's.
    pub async fn own_uploaded(&self, citizen: &SignedCitizen, digest: &str) -> Result<Attachment, AppError> {
        let wrong = || AppError::Invalid(vec![Problem::new("files", "problem-file-unknown")]);
        let blob: BlobId = digest.parse().map_err(|_| wrong())?;
        let (unit, wanted, person): (UnitId, _, _) = (self.province(), blob.clone(), citizen.person);
        let found = self.inner.store.read(move |r| r.uploads(&unit, &wanted)).await?;
        let found = found.into_iter().find(|upload| upload.person == person).ok_or_else(wrong)?;
        Ok(Attachment { blob, name: found.name, media: found.media, size_bytes: found.size_bytes })
    }

    /// Does something to an own dossier. `version` is the one that the citizen saw. Where the dossier's
    /// ledger is written by a machine of its unit, the act is put on record for that machine.
    pub async fn own_act(
        &self,
        citizen: &SignedCitizen,
        id: DossierId,
        version: u32,
        doing: Doing,
        once: Option<Once>,
    ) -> Result<Acted, AppError> {
        let now = self.now();
        let doing = checked(doing)?;
        let dossier = self.own_seen(citizen, id).await?;
        let unit = dossier.place().unit;
        self.works_on(&unit, now)?;
        let idempotency = key_in(once, citizen.person.to_string(), now)?;
        let (own, stamp) = (own_of(citizen), self.citizen_stamp(citizen.person, now));
        let attempt = self.attempt_of(&dossier, own, doing, version, stamp).await?;
        if !self.lives_here(&unit).await? {
            return self.act_send(citizen, dossier, attempt, idempotency).await;
        }
        let reads = Reads { dossier: Some(id), idempotency, ..Reads::of(unit) };
        let world = self.world();
        let decide = move |loaded: &Loaded| {
            let known = loaded.dossier.as_ref().filter(|d| owns(&attempt.own, d));
            // Under another revision by now: it is another version too, and refused as such.
            attempt.decide(&world, known.ok_or(AppError::NotFound)?)
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, replayed } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok(if replayed { Acted::Again } else { Acted::Done })
            }
            Outcome::Refused(error) => Err(error),
        }
    }

    /// A citizen's stamp.
    pub(super) fn citizen_stamp(&self, person: PersonId, at: Moment) -> Stamp {
        Stamp { at, actor: person.to_string(), salt: self.random() }
    }

    /// Finds out what is needed to decide an act on a dossier.
    pub(super) async fn attempt_of(
        &self,
        dossier: &Dossier,
        own: Own,
        doing: Doing,
        version: u32,
        stamp: Stamp,
    ) -> Result<Attempt, AppError> {
        let running = self.running(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let items = match doing {
            Doing::Supplement { .. } => self.items_asked(dossier.id()).await?,
            _ => Vec::new(),
        };
        Ok(Attempt { own, doing, items, version, stamp, running })
    }

    /// What was asked for last.
    async fn items_asked(&self, id: DossierId) -> Result<Vec<String>, AppError> {
        let history = self.history(id).await?;
        let asked = |h: &Happening| match &h.event {
            Some(Event::SupplementAsked(asked)) => Some(Some(asked.items.clone())),
            Some(Event::PaymentAsked(_)) => Some(None),
            _ => None,
        };
        Ok(history.iter().rev().find_map(asked).flatten().unwrap_or_default())
    }
}

/// What is too long or too much is named; nothing is cut off in silence.
fn checked(mut doing: Doing) -> Result<Doing, AppError> {
    let mut problems = Vec::new();
    match &mut doing {
        Doing::Supplement { answers, note } => {
            for (at, answer) in answers.iter_mut().enumerate() {
                answer.text = text(&format!("answers.{at}"), &answer.text, TEXT, &mut problems);
            }
            *note = text("note", note, TEXT, &mut problems);
            if answers.iter().map(|answer| answer.files.len()).sum::<usize>() > FILES {
                problems.push(Problem::new("answers", "problem-too-many-documents").with("most", FILES));
            }
        }
        Doing::Pay { reference, files, .. } => {
            *reference = text("reference", reference, REFERENCE, &mut problems);
            if files.len() > FILES {
                problems.push(Problem::new("files", "problem-too-many-documents").with("most", FILES));
            }
        }
        Doing::Withdraw { reason } => *reason = text("reason", reason, TEXT, &mut problems),
    }
    if problems.is_empty() { Ok(doing) } else { Err(AppError::Invalid(problems)) }
}

impl Attempt {
    /// The act on the dossier as it stands.
    pub(super) fn decide(&self, world: &World, dossier: &Dossier) -> Result<Writes, AppError> {
        let rules = Rules { definition: &self.running.definition, hours: world.hours(dossier.hours_of()) };
        let Self { own, doing, items, version, stamp, .. } = self;
        let (event, note) = doing.decide(own, stamp.at, rules, dossier, *version, items)?;
        let after = evolve(Some(dossier.clone()), stamp.at, &event);
        let after = after.ok_or(Refusal::from(RefusalCode::NotHere))?;
        let act = Act { stamp: stamp.clone(), dossier: dossier.id(), event, note };
        let answer = serde_json::to_string(&Answer::of(&after)).map_err(AppError::fault)?;
        Ok(Writes { acts: vec![act], answer, ..Writes::default() })
    }
}
