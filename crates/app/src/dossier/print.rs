//! The papers of a dossier, printed for who may see it: receipt, slips, control sheet.

use super::{Happening, Look};
use crate::{App, AppError};
use domain::dossier::Event;
use domain::identity::Actor;
use domain::packs::Definition;
use domain::words::{DossierId, UnitId};
use lang::{Lang, Words};
use paper::PaperError;
use paper::papers::{self, ControlSheet, Happened, Issuer, Receipt, Slip};

/// A body of printable HTML, escaped, to be put into a page as it is.
#[derive(Clone, Debug)]
pub struct Printed(pub String);

/// The names that stand at a paper's head; papers of the State name their issuer in Vietnamese.
struct Office {
    above: String,
    name: String,
    place: String,
}

impl Office {
    fn as_issuer(&self) -> Issuer<'_> {
        Issuer { above: &self.above, name: &self.name, place: &self.place }
    }
}

fn broken(error: PaperError) -> AppError {
    match error {
        PaperError::NotReceived => AppError::NotFound,
        other => AppError::fault(other),
    }
}

fn procedure_name<'a>(definition: &'a Definition, words: &Words) -> &'a str {
    let Some(title) = &definition.title else { return &definition.facts.name };
    match words.lang() {
        Lang::Vi => &title.vi,
        Lang::En => &title.en,
        Lang::Fr => &title.fr,
    }
}

impl App {
    fn office_of(&self, unit: &UnitId) -> Office {
        let (place, kind) = self.world().units.get(unit).map_or_else(
            || (unit.code().to_owned(), String::new()),
            |u| (u.name.clone(), u.kind.vi().to_owned()),
        );
        let full = format!("{kind} {place}").trim().to_owned();
        Office {
            above: format!("UBND {full}"),
            name: format!("Trung tâm Phục vụ hành chính công {full}"),
            place,
        }
    }

    /// The receipt, A5. `base_url` is where its QR code leads.
    pub async fn print_receipt(
        &self,
        actor: &Actor,
        id: DossierId,
        base_url: &str,
        words: &Words,
    ) -> Result<Printed, AppError> {
        let look = self.dossier_look(actor, id).await?;
        let proof = self.receipt_proof(actor, id).await?;
        let office = self.office_of(&look.dossier.filing.unit);
        let began = |h: &&Happening| matches!(h.event, Some(Event::Received(_) | Event::Accepted(_)));
        let received_by = look.history.iter().find(began).map(|h| h.who(words)).unwrap_or_default();
        let link = format!("{base_url}/verify?{}", proof.query());
        let case = look.dossier.filing.case.as_ref();
        let case = case.and_then(|code| paper::case_name(&look.definition, code, words));
        let paper = Receipt {
            dossier: &look.dossier,
            procedure_name: procedure_name(&look.definition, words),
            case: case.as_deref().unwrap_or_default(),
            issuer: office.as_issuer(),
            number: "",
            received_by: &received_by,
            sets: 1,
            result_at: &office.name,
            proof_link: &link,
        };
        papers::receipt(&paper, words).map(Printed).map_err(broken)
    }

    /// The slip that an entry called for: what is missing, a refusal, an apology. `version` is the dossier's
    /// after that entry. The unit that called for it stands at its head, whoever has the dossier now.
    pub async fn print_slip(
        &self,
        actor: &Actor,
        id: DossierId,
        version: u32,
        words: &Words,
    ) -> Result<Printed, AppError> {
        let look = self.dossier_look(actor, id).await?;
        let happening = look.history.iter().find(|h| h.version == version).ok_or(AppError::NotFound)?;
        let event = happening.event.as_ref().ok_or(AppError::NotFound)?;
        let office = self.office_of(&happening.unit);
        let slip = Slip {
            dossier: &look.dossier,
            procedure_name: procedure_name(&look.definition, words),
            issuer: office.as_issuer(),
            number: "",
            event,
            at: happening.at,
            by: &happening.who(words),
            phone: "",
        };
        papers::slip(&slip, words).map_err(broken)?.map(Printed).ok_or(AppError::NotFound)
    }

    /// The control sheet, A4.
    pub async fn print_control(
        &self,
        actor: &Actor,
        id: DossierId,
        words: &Words,
    ) -> Result<Printed, AppError> {
        let Look { dossier, definition, history, .. } = self.dossier_look(actor, id).await?;
        let office = self.office_of(&dossier.place().unit);
        let world = self.world();
        let names: Vec<String> = history.iter().map(|h| h.who(words)).collect();
        let happened: Vec<Happened<'_>> = history
            .iter()
            .zip(&names)
            .filter_map(|(h, by)| Some(Happened { at: h.at, by, event: h.event.as_ref()? }))
            .collect();
        let sheet = ControlSheet {
            dossier: &dossier,
            procedure_name: procedure_name(&definition, words),
            issuer: office.as_issuer(),
            number: "",
            process: &definition.process,
            hours: world.hours(&dossier.filing.unit),
            history: &happened,
            now: self.now(),
        };
        papers::control_sheet(&sheet, words).map(Printed).map_err(broken)
    }
}
