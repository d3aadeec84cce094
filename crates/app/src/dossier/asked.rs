//! What a request is asked for, before it is received: worked out from what is filled in so far.

use super::Intake;
use crate::{App, AppError};
use domain::dossier::{self, Applicant, DossierCode, Filing};
use domain::identity::{Actor, Place, Right, may};
use domain::packs::catalogue::DocumentAsked;
use domain::words::{Channel, DossierId, ProcedureCode};
use uuid::Uuid;

/// What a request is asked for.
#[derive(Clone, Debug)]
pub struct AskedFor {
    /// The documents that it must bring.
    pub documents: Vec<DocumentAsked>,
    /// What it costs, in đồng.
    pub fee_vnd: i64,
    /// The procedures that begin together with it.
    pub with: Vec<ProcedureCode>,
}

impl App {
    /// What the actor's unit would ask of this request. Nothing is checked and nothing kept: fields may still
    /// be empty.
    pub fn dossier_asked(&self, actor: &Actor, intake: &Intake) -> Result<AskedFor, AppError> {
        if !may(actor, Right::DossierReceive, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        self.asked_at(&actor.place(), intake)
    }

    /// The same for a unit.
    pub(crate) fn asked_at(&self, place: &Place, intake: &Intake) -> Result<AskedFor, AppError> {
        let running = self.catalogue().find(&intake.procedure).cloned().ok_or(AppError::NotFound)?;
        let channel = match intake.channel.as_str() {
            "" => Channel::Counter,
            text => Channel::parse(text).ok_or_else(|| AppError::invalid("channel", "problem-channel"))?,
        };
        let mut problems = Vec::new();
        super::intake::form_data("data", &intake.data, None, &mut problems);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let code = DossierCode::new("H00", self.now().day(), 0);
        let applicant = Applicant {
            name: intake.applicant.name.clone(),
            personal_number: None,
            tax_code: None,
            phone: None,
            address: intake.applicant.address.clone(),
        };
        let filing = Filing {
            id: DossierId(Uuid::nil()),
            code: code.map_err(AppError::fault)?,
            unit: place.unit.clone(),
            province: place.province.clone(),
            procedure: running.definition.code().clone(),
            revision: running.revision.clone(),
            case: intake.case.parse().ok().filter(|code| running.definition.case(code).is_some()),
            channel,
            applicant,
            content: intake.content.clone(),
            documents: super::intake::pieces(&intake.documents, &mut problems),
            data: intake.data.clone(),
            fee_vnd: 0,
            submitter: None,
        };
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let asked = dossier::asked(&running.definition, &filing);
        told(&filing.procedure, &asked.faults);
        Ok(AskedFor {
            documents: asked.documents.into_iter().cloned().collect(),
            fee_vnd: asked.fee_vnd,
            with: asked.with.into_iter().map(|w| w.open.procedure.clone()).collect(),
        })
    }
}

/// Conditions that can't be answered are the pack's fault: who looks after the node reads of them.
pub(super) fn told(procedure: &ProcedureCode, faults: &[String]) {
    for fault in faults {
        tracing::warn!(%procedure, fault, "a pack's condition could not be answered");
    }
}
