//! What citizens do to their own dossiers: written like every act, by who did it, once.

use super::own_of;
use crate::citizen::SignedCitizen;
use crate::dossier::{Answer, Bringer, text};
use crate::error::Problem;
use crate::{App, AppError, Once, key_in};
use domain::dossier::{
    self, Answered, Attachment, Dossier, Event, Piece, Refusal, RefusalCode, Rules, TellPaid, Told, Withdraw,
    evolve, owns,
};
use domain::identity::Own;
use domain::words::{BlobId, DossierId, UnitId};
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};

/// Most characters of what is said in words, and of a payment's reference.
const TEXT: usize = 2_000;
const REFERENCE: usize = 100;
/// Most files of one answer.
const FILES: usize = 40;

/// What a citizen does, besides the dossier and its version.
#[derive(Clone, Debug)]
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

/// Checked, and ready to be decided.
struct Attempt {
    app: App,
    own: Own,
    doing: Doing,
    items: Vec<String>,
    version: u32,
    stamp: Stamp,
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

    /// Does something to an own dossier. `version` is the one that the citizen saw. The answer says whether
    /// it is an earlier one given again.
    pub async fn own_act(
        &self,
        citizen: &SignedCitizen,
        id: DossierId,
        version: u32,
        doing: Doing,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let doing = checked(doing)?;
        let dossier = self.own_seen(citizen, id).await?;
        let unit = dossier.place().unit;
        self.works_on(&unit, now)?;
        let running = self.running(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let items = match doing {
            Doing::Supplement { .. } => self.items_asked(dossier).await?,
            _ => Vec::new(),
        };
        let idempotency = key_in(once, citizen.person.to_string(), now)?;
        let reads = Reads { dossier: Some(id), idempotency, ..Reads::of(unit) };
        let stamp = Stamp { at: now, actor: citizen.person.to_string(), salt: self.random() };
        let attempt = Attempt { app: self.clone(), own: own_of(citizen), doing, items, version, stamp };
        let decide = move |loaded: &Loaded| {
            let known = loaded.dossier.as_ref().filter(|d| owns(&attempt.own, d));
            let dossier = known.ok_or(AppError::NotFound)?;
            // Under another revision by now: it is another version too, and refused as such.
            let world = attempt.app.world();
            let hours = world.hours(dossier.hours_of());
            attempt.decide(dossier, Rules { definition: &running.definition, hours })
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, replayed } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok((answer, replayed))
            }
            Outcome::Refused(error) => Err(error),
        }
    }

    /// What was asked for last.
    async fn items_asked(&self, dossier: Dossier) -> Result<Vec<String>, AppError> {
        let course = self.course(dossier).await?;
        Ok(match course.asked().map(|asked| &asked.told) {
            Some(Told::PapersAsked { items, .. }) => items.clone(),
            _ => Vec::new(),
        })
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
    fn event(&self, dossier: &Dossier, rules: Rules<'_>) -> Result<(Event, String), Refusal> {
        let (own, version, now) = (&self.own, self.version, self.stamp.at);
        match &self.doing {
            Doing::Supplement { answers, note } => {
                let (event, said) =
                    dossier::answer(own, now, rules, dossier, version, &self.items, answers.clone())?;
                let parts = [said.as_str(), note.as_str()];
                let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Ok((event, said.join("\n")))
            }
            Doing::Pay { reference, files, proof } => {
                let piece = Piece { name: proof.clone(), originals: 0, copies: 1, files: files.clone() };
                let documents = if files.is_empty() { Vec::new() } else { vec![piece] };
                let paid = TellPaid { reference: reference.clone(), documents };
                Ok((dossier::tell_paid(own, dossier, version, paid)?, String::new()))
            }
            Doing::Withdraw { reason } => {
                let back = Withdraw { reason: reason.clone() };
                Ok((dossier::withdraw(own, dossier, version, back)?, String::new()))
            }
        }
    }

    fn decide(&self, dossier: &Dossier, rules: Rules<'_>) -> Result<Writes, AppError> {
        let (event, note) = self.event(dossier, rules)?;
        let after = evolve(Some(dossier.clone()), self.stamp.at, &event);
        let after = after.ok_or(Refusal::from(RefusalCode::NotHere))?;
        let act = Act { stamp: self.stamp.clone(), dossier: dossier.id(), event, note };
        let answer = serde_json::to_string(&Answer::of(&after)).map_err(AppError::fault)?;
        Ok(Writes { acts: vec![act], answer, ..Writes::default() })
    }
}
