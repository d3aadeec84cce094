//! Follow a dossier by its code, without signing in: code and progress only (Circular 01/2018/TT-VPCP art.
//! 16).

use super::Look;
use super::look::events;
use crate::{App, AppError};
use domain::dossier::{DossierCode, Event, NationalState, Stage, left_behind};
use domain::identity::Actor;
use domain::packs::Part;
use domain::words::{DossierId, Moment, UnitId};
use paper::Proof;

/// A step on the way.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Which part of the way.
    pub part: Part,
    /// Whether it lies behind.
    pub done: bool,
    /// Whether the dossier stands here.
    pub here: bool,
    /// Whether it was passed over.
    pub skipped: bool,
}

/// What everybody who knows the code may know.
#[derive(Clone, Debug)]
pub struct Tracked {
    /// The code.
    pub code: DossierCode,
    /// Who has it.
    pub unit: UnitId,
    /// Where it stands in the eyes of the law.
    pub stage: Stage,
    /// The same for the national portal.
    pub national: NationalState,
    /// The steps in their usual order.
    pub steps: Vec<Progress>,
    /// When it was received.
    pub received: Option<Moment>,
    /// What is promised.
    pub due: Option<domain::calendar::Due>,
    /// When it was decided or ended.
    pub finished: Option<Moment>,
    /// Whether the clock stands still.
    pub paused: bool,
}

/// What a receipt's proof says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven {
    /// A node of the province signed it, and a ledger that is here holds that entry.
    Genuine {
        /// When the entry was written.
        at: Moment,
        /// What the node is called.
        node: String,
    },
    /// A node of the province signed it; the entry hasn't come here, or never will.
    Signed {
        /// What the node is called.
        node: String,
        /// When its key was revoked: who stole it may have signed this, with an earlier day.
        revoked: Option<Moment>,
    },
    /// No node of the province signed it while its key counted.
    False,
}

/// Steps of one part as one: how many a process has, and what it calls them, tells the matter.
fn together(steps: impl Iterator<Item = Progress>) -> Vec<Progress> {
    let mut parts: Vec<Progress> = Vec::new();
    for step in steps {
        match parts.last_mut().filter(|last| last.part == step.part) {
            Some(last) => {
                *last = Progress {
                    part: step.part,
                    done: step.done,
                    here: last.here || step.here,
                    skipped: last.skipped && step.skipped,
                };
            }
            None => parts.push(step),
        }
    }
    parts
}

impl App {
    /// Follows a dossier.
    pub async fn track(&self, code: &str) -> Result<Tracked, AppError> {
        let code: DossierCode = code.parse().map_err(|_| AppError::NotFound)?;
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        let d = found.ok_or(AppError::NotFound)?.dossier;
        let definition = self.definition(&d.filing.procedure, &d.filing.revision).await?;
        let steps = &definition.process.steps;
        let here = steps.iter().position(|s| s.id == d.step);
        let history = self.history(d.id()).await?;
        let left = left_behind(&definition.process, events(&history));
        // At the end: all steps lie behind where it was decided, none is claimed where it broke off.
        let behind = here.unwrap_or(if d.outcome.is_some() { steps.len() } else { 0 });
        let progress = |((i, s), part): ((usize, &domain::packs::Step), Part)| Progress {
            part,
            done: i < behind,
            here: Some(i) == here,
            skipped: i < behind && !left.contains_key(&s.id),
        };
        let each = steps.iter().enumerate().zip(definition.process.parts()).map(progress);
        Ok(Tracked {
            unit: d.moved_to.clone().unwrap_or_else(|| d.place()).unit,
            stage: d.stage,
            national: d.national(),
            steps: together(each),
            received: d.clock.as_ref().map(|c| c.received),
            due: d.clock.as_ref().map(|c| c.due.clone()),
            finished: d.finished(),
            paused: d.stage.paused(),
            code: d.filing.code,
        })
    }

    /// The proof that the receipt's QR carries: code and entry, signed by this node.
    pub async fn receipt_proof(&self, actor: &Actor, id: DossierId) -> Result<Proof, AppError> {
        self.proof_of(&self.dossier_look(actor, id).await?)
    }

    /// The same of a dossier that was looked at.
    pub(crate) fn proof_of(&self, look: &Look) -> Result<Proof, AppError> {
        let began = |e: &Option<Event>| matches!(e, Some(Event::Received(_) | Event::Accepted(_)));
        let entry = look.history.iter().find(|h| began(&h.event)).ok_or(AppError::NotFound)?;
        Ok(self.signer().prove(&look.dossier.filing.code, &entry.hash))
    }
}
