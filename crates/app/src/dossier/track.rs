//! Follow a dossier by its code, without signing in: code and progress only (Circular 01/2018/TT-VPCP art.
//! 16).

use crate::{App, AppError};
use domain::dossier::{DossierCode, Event, NationalState, Stage};
use domain::identity::Actor;
use domain::ledger::Digest;
use domain::packs::Text;
use domain::words::{DossierId, Moment, UnitId};
use paper::Proof;

/// A step on the way.
#[derive(Clone, Debug)]
pub struct Progress {
    /// What people call it.
    pub title: Text,
    /// Whether it lies behind.
    pub done: bool,
    /// Whether the dossier stands here.
    pub here: bool,
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
    /// The signature is this node's, and its ledger holds that entry.
    Genuine(Moment),
    /// The signature is this node's; the ledger that holds the entry isn't here.
    Signed,
    /// It isn't this node's signature.
    False,
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
        // At the end: all steps lie behind where it was decided, none is claimed where it broke off.
        let behind = here.unwrap_or(if d.outcome.is_some() { steps.len() } else { 0 });
        let progress = |(i, s): (usize, &domain::packs::Step)| Progress {
            title: s.title.clone(),
            done: i < behind,
            here: Some(i) == here,
        };
        Ok(Tracked {
            unit: d.moved_to.clone().unwrap_or_else(|| d.place()).unit,
            stage: d.stage,
            national: d.national(),
            steps: steps.iter().enumerate().map(progress).collect(),
            received: d.clock.as_ref().map(|c| c.received),
            due: d.clock.as_ref().map(|c| c.due.clone()),
            finished: d.finished(),
            paused: d.stage.paused(),
            code: d.filing.code,
        })
    }

    /// The proof that the receipt's QR carries: code and entry, signed by this node.
    pub async fn receipt_proof(&self, actor: &Actor, id: DossierId) -> Result<Proof, AppError> {
        let look = self.dossier_look(actor, id).await?;
        let began = |e: &Option<Event>| matches!(e, Some(Event::Received(_) | Event::Accepted(_)));
        let entry = look.history.iter().find(|h| began(&h.event)).ok_or(AppError::NotFound)?;
        Ok(self.signer().prove(&look.dossier.filing.code, &entry.hash))
    }

    /// Checks what a receipt's QR carries.
    pub async fn receipt_check(&self, proof: Proof) -> Result<Proven, AppError> {
        if !proof.verify(&self.signer().public_key()) {
            return Ok(Proven::False);
        }
        let (code, digest): (DossierCode, Digest) = (proof.code.clone(), proof.digest);
        let at = self.inner.store.read(move |r| {
            let Some(found) = r.dossier_by_code(&code)? else { return Ok(None) };
            let history = r.dossier_history(found.dossier.id())?;
            Ok(history.into_iter().find(|e| e.hash == digest).map(|e| e.head.at))
        });
        Ok(at.await?.map_or(Proven::Signed, Proven::Genuine))
    }
}
