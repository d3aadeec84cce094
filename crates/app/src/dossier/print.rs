//! The papers of a dossier, for who may see it: the law's (receipt, slips, control sheet) and its pack's
//! (results, what acts print). Each is filled once; a page shows it, the press makes a file of it.

mod book;
mod own;

pub use book::BookAsked;

use super::{Happening, Look};
use crate::{App, AppError};
use domain::dossier::Event;
use domain::identity::Actor;
use domain::packs::Definition;
use domain::packs::pack::{COMMON, Library};
use domain::words::{DossierId, Moment, UnitId};
use lang::{Lang, Words};
use paper::PaperError;
use paper::papers::{self, ControlSheet, Filled, Happened, Issuer, Receipt, Slip};
use press::{Dated, Sheet};
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

/// The name of the text that all papers share, among the papers of the common pack.
pub(crate) const SHARED: &str = "common";

/// Which paper of a dossier. Entries are named by the dossier's version after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperName {
    /// The receipt.
    Receipt,
    /// The control sheet.
    Control,
    /// What the law calls for after an entry: what is missing, a refusal, an apology, the notice of closing.
    Slip(u32),
    /// The result, as the procedure's pack lays it out.
    Result,
    /// What the pack prints for the act of an entry.
    Act(u32),
}

impl FromStr for PaperName {
    type Err = AppError;

    fn from_str(name: &str) -> Result<Self, AppError> {
        let version = |text: &str| text.parse().map_err(|_| AppError::NotFound);
        match name.split_once('-') {
            None if name == "receipt" => Ok(Self::Receipt),
            None if name == "control" => Ok(Self::Control),
            None if name == "result" => Ok(Self::Result),
            Some(("slip", of)) => version(of).map(Self::Slip),
            Some(("act", of)) => version(of).map(Self::Act),
            _ => Err(AppError::NotFound),
        }
    }
}

/// A paper, filled: to be shown, or printed by [`App::pdf`].
#[derive(Clone, Debug)]
pub struct Printed {
    filled: Filled,
    /// The pack whose template it is, and the template.
    pack: String,
    template: String,
    /// The texts that tell it from all others: a code, and which paper.
    of: String,
}

impl Printed {
    /// A body of printable HTML, escaped, to be put into a page as it is; empty for what is only printed.
    pub fn html(&self) -> &str {
        &self.filled.html
    }
}

/// A paper as a file.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// What a browser calls it: `H56.148-250815-0012-bm01-receipt.pdf`.
    pub name: String,
    /// PDF/A-2b.
    pub bytes: Vec<u8>,
}

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

/// Where a template lies among the packs.
pub(crate) fn path_of(pack: &str, name: &str) -> String {
    format!("{pack}/papers/{name}.typ")
}

/// A paper on its way to the press. A template sees itself and the shared text, nothing else.
pub(crate) fn sheet(packs: &Library, pack: &str, template: &str, filled: &Filled, of: &str) -> Sheet {
    let shared = packs.pack(COMMON).into_iter().flat_map(|p| &p.papers);
    let shared = shared.filter(|(name, _)| name.as_str() == SHARED).map(|(_, text)| text.clone());
    let mut texts: BTreeMap<String, String> = shared.map(|text| (path_of(COMMON, SHARED), text)).collect();
    let main = path_of(pack, &filled.name);
    texts.insert(main.clone(), template.to_owned());
    Sheet { texts, main, data: filled.data.clone(), ident: of.to_owned(), at: dated(filled.at) }
}

fn dated(at: Moment) -> Dated {
    let (date, minute) = (at.day().0, at.minute_of_day());
    Dated {
        year: i32::from(date.year()),
        month: u8::try_from(date.month()).unwrap_or(1),
        day: u8::try_from(date.day()).unwrap_or(1),
        hour: u8::try_from(minute / 60).unwrap_or_default(),
        minute: u8::try_from(minute % 60).unwrap_or_default(),
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

    /// A paper of a dossier. `base_url` is where its QR code leads.
    pub async fn print(
        &self,
        actor: &Actor,
        id: DossierId,
        name: PaperName,
        base_url: &str,
        words: &Words,
    ) -> Result<Printed, AppError> {
        let look = self.dossier_look(actor, id).await?;
        match name {
            PaperName::Receipt => {
                let link = self.proof_link(actor, id, base_url).await?;
                self.of_law(&look, self.receipt(&look, &link, words)?)
            }
            PaperName::Control => self.of_law(&look, self.control(&look, words)?),
            PaperName::Slip(version) => self.of_law(&look, self.slip(&look, version, words)?),
            PaperName::Result | PaperName::Act(_) => {
                let link = self.proof_link(actor, id, base_url).await?;
                self.of_pack(&look, name, &link, base_url).await
            }
        }
    }

    /// The result as the pack lays it out, for who asked for it: once there is a decision, and not before.
    pub(crate) async fn print_result(&self, look: &Look, base_url: &str) -> Result<Printed, AppError> {
        if look.dossier.outcome.is_none() {
            return Err(AppError::NotFound);
        }
        let link = format!("{base_url}/verify?{}", self.proof_of(look)?.query());
        self.of_pack(look, PaperName::Result, &link, base_url).await
    }

    async fn proof_link(&self, actor: &Actor, id: DossierId, base_url: &str) -> Result<String, AppError> {
        Ok(format!("{base_url}/verify?{}", self.receipt_proof(actor, id).await?.query()))
    }

    /// A paper of the law, with its template.
    fn of_law(&self, look: &Look, filled: Filled) -> Result<Printed, AppError> {
        let of = look.dossier.filing.code.as_str().to_owned();
        self.templated(filled, of)
    }

    /// A filled paper of the common pack, with its template.
    fn templated(&self, filled: Filled, of: String) -> Result<Printed, AppError> {
        let world = self.world();
        let papers = world.packs.pack(COMMON).map(|pack| &pack.papers);
        let mut found = papers.into_iter().flatten().filter(|(name, _)| name.as_str() == filled.name);
        let template = found.next().map(|(_, text)| text.clone()).ok_or(AppError::NotFound)?;
        Ok(Printed { filled, pack: COMMON.to_owned(), template, of })
    }

    /// The paper as a file, printed apart: a template at fault is [`AppError::Paper`] and harms nobody else.
    pub async fn pdf(&self, paper: Printed) -> Result<Pdf, AppError> {
        let Printed { filled, pack, template, of } = paper;
        let ident = format!("{of}/{}/{}", filled.name, filled.at.rfc3339());
        let sheet = sheet(&self.world().packs, &pack, &template, &filled, &ident);
        let press = Arc::clone(&self.inner.press);
        let printed = tokio::task::spawn_blocking(move || press.print(&sheet)).await;
        let bytes = printed.map_err(AppError::fault)?.map_err(|fault| AppError::Paper(Box::new(fault)))?;
        Ok(Pdf { name: format!("{of}-{}.pdf", filled.name), bytes })
    }

    fn receipt(&self, look: &Look, link: &str, words: &Words) -> Result<Filled, AppError> {
        let office = self.office_of(&look.dossier.filing.unit);
        let decides = look.dossier.competent.as_ref().map(|place| &place.unit);
        let decides = decides.filter(|unit| **unit != look.dossier.filing.unit);
        let decides = decides.map(|unit| self.world().unit_name(unit)).unwrap_or_default();
        let began = |h: &&Happening| matches!(h.event, Some(Event::Received(_) | Event::Accepted(_)));
        let received_by = look.history.iter().find(began).map(|h| h.who(words)).unwrap_or_default();
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
            decides: &decides,
            result_at: &office.name,
            proof_link: link,
        };
        papers::receipt(&paper, words).map_err(broken)
    }

    /// The slip that an entry called for. The unit that called for it stands at its head, whoever has the
    /// dossier now.
    fn slip(&self, look: &Look, version: u32, words: &Words) -> Result<Filled, AppError> {
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
        papers::slip(&slip, words).map_err(broken)?.ok_or(AppError::NotFound)
    }

    fn control(&self, look: &Look, words: &Words) -> Result<Filled, AppError> {
        let Look { dossier, definition, history, .. } = look;
        let office = self.office_of(&dossier.place().unit);
        let world = self.world();
        let names: Vec<String> = history.iter().map(|h| h.who(words)).collect();
        let happened: Vec<Happened<'_>> = history
            .iter()
            .zip(&names)
            .filter_map(|(h, by)| Some(Happened { at: h.at, by, event: h.event.as_ref()? }))
            .collect();
        let sheet = ControlSheet {
            dossier,
            procedure_name: procedure_name(definition, words),
            issuer: office.as_issuer(),
            number: "",
            process: &definition.process,
            hours: world.hours(dossier.hours_of()),
            history: &happened,
            now: self.now(),
        };
        papers::control_sheet(&sheet, words).map_err(broken)
    }
}
