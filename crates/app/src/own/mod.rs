//! What citizens see of their own dossiers, and what they do to them. Whose a dossier is, what may be done
//! and what the person is told is decided in `domain` ([`owns`], [`own_acts`], [`told`]).

mod acts;
mod follow;
mod sent;
mod taking;

pub use acts::Acted;
pub use domain::dossier::Doing;
pub use follow::Following;
pub use sent::{ActSent, ActStands};

use crate::citizen::SignedCitizen;
use crate::dossier::{Family, FileOut, Happening, Look, Pdf, attached};
use crate::{App, AppError};
use domain::dossier::{Dossier, OwnAct, Told, Wanted, left_behind, own_acts, owns, told};
use domain::identity::{Own, Scope};
use domain::packs::Definition;
use domain::words::{DossierId, Moment, StepId, UnitId};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::DossierRow;
use store::read::{Sort, WorklistFilter};

/// Most dossiers of a citizen that are listed.
const MOST: u32 = 200;

/// A citizen's dossiers, the newest first.
#[derive(Clone, Debug, Default)]
pub struct OwnList {
    /// What waits for the person.
    pub wanted: Vec<(Wanted, DossierRow)>,
    /// What the office works on.
    pub open: Vec<DossierRow>,
    /// What has ended.
    pub ended: Vec<DossierRow>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// Something that happened, as the person is told it.
#[derive(Clone, Debug)]
pub struct Happened {
    /// When.
    pub at: Moment,
    /// The unit that had the dossier.
    pub unit: UnitId,
    /// What.
    pub told: Told,
}

/// The course of a dossier for who asked for it: no officer is named.
#[derive(Clone, Debug)]
pub struct Course {
    /// The dossier.
    pub dossier: Dossier,
    /// The procedure in the revision that it keeps.
    pub definition: Arc<Definition>,
    /// The steps that were done; those behind it that aren't among them were passed over.
    pub left: BTreeSet<StepId>,
    /// What happened, the first first.
    pub happened: Vec<Happened>,
    /// What the person did last that was for the machine of its unit, and what became of it.
    pub sent: Option<ActSent>,
    /// What it waits for from the person.
    pub wanted: Option<Wanted>,
    /// What the person may do.
    pub acts: Vec<OwnAct>,
    /// Whether the result can be had as the pack prints it.
    pub printed: bool,
    /// Where the result's entry in a register is checked: a path on the public site.
    pub certificate: Option<String>,
}

impl Course {
    /// What the person was asked for last: papers or a payment.
    pub fn asked(&self) -> Option<&Happened> {
        let asks = |h: &&Happened| matches!(h.told, Told::PapersAsked { .. } | Told::PaymentAsked { .. });
        self.happened.iter().rev().find(asks)
    }
}

/// What is a citizen's own.
pub(crate) fn own_of(citizen: &SignedCitizen) -> Own {
    Own::of(citizen.person, &citizen.citizen)
}

impl App {
    /// A citizen's dossiers.
    pub async fn own_list(&self, citizen: &SignedCitizen) -> Result<OwnList, AppError> {
        let scope = Scope::Own(Box::new(own_of(citizen)));
        let all = WorklistFilter::default();
        let page = self.inner.store.read(move |r| r.worklist(&scope, &all, Sort::Newest, None, MOST)).await?;
        let mut list = OwnList { more: page.next.is_some(), ..OwnList::default() };
        for row in page.rows {
            let mut wanted = Wanted::of(row.stage, row.paid);
            // What the person did already waits for the unit's machine, not for the person.
            if wanted.is_some() && self.act_waits(row.id).await? {
                wanted = None;
            }
            match wanted {
                Some(wanted) => list.wanted.push((wanted, row)),
                None if row.stage.ended() => list.ended.push(row),
                None => list.open.push(row),
            }
        }
        Ok(list)
    }

    /// A citizen's own dossier; somebody else's is not there.
    async fn own_seen(&self, citizen: &SignedCitizen, id: DossierId) -> Result<Dossier, AppError> {
        let found = self.inner.store.read(move |r| r.dossier(id)).await?;
        let own = own_of(citizen);
        found.map(|f| f.dossier).filter(|d| owns(&own, d)).ok_or(AppError::NotFound)
    }

    /// Looks at a citizen's own dossier.
    pub async fn own_look(&self, citizen: &SignedCitizen, id: DossierId) -> Result<Course, AppError> {
        let dossier = self.own_seen(citizen, id).await?;
        let acts = own_acts(&dossier);
        let course = self.course(dossier).await?;
        // One thing at a time: nobody knows how it stands after what waits.
        let waits = course.sent.as_ref().is_some_and(ActSent::waits);
        Ok(Course { acts: if waits { Vec::new() } else { acts }, ..course })
    }

    /// A file of a citizen's own dossier: what was handed in, and the result.
    pub async fn own_file(
        &self,
        citizen: &SignedCitizen,
        id: DossierId,
        blob: &str,
    ) -> Result<FileOut, AppError> {
        let dossier = self.own_seen(citizen, id).await?;
        let attachment = attached(&dossier).find(|a| a.blob.as_str() == blob).cloned();
        self.file_out(attachment.ok_or(AppError::NotFound)?).await
    }

    /// The result of a citizen's own dossier, as the pack prints it. `base_url` is where its QR code leads.
    pub async fn own_result(
        &self,
        citizen: &SignedCitizen,
        id: DossierId,
        base_url: &str,
    ) -> Result<Pdf, AppError> {
        let dossier = self.own_seen(citizen, id).await?;
        self.result_pdf(dossier, base_url).await
    }

    /// The course of a dossier.
    async fn course(&self, dossier: Dossier) -> Result<Course, AppError> {
        let look = self.look_outside(dossier).await?;
        let printed = look.dossier.outcome.is_some() && look.result_paper().is_some();
        let entered = match look.dossier.outcome {
            Some(_) => self.entered(&look.dossier, &look.definition).await?,
            None => None,
        };
        let left = left_behind(&look.definition.process, look.events()).into_keys().collect();
        let happened = look.history.iter().filter_map(happened).collect();
        let sent = self.act_sent(&look.dossier).await?;
        let wanted = Wanted::of(look.dossier.stage, look.dossier.paid.is_some());
        let theirs = look.dossier.moved_to.is_none() && !sent.as_ref().is_some_and(ActSent::waits);
        Ok(Course {
            left,
            happened,
            sent,
            wanted: wanted.filter(|_| theirs),
            acts: Vec::new(),
            printed,
            certificate: entered.map(|(_, path)| path),
            definition: look.definition,
            dossier: look.dossier,
        })
    }

    /// A dossier with its history, and with nothing that only officers have around it.
    async fn look_outside(&self, dossier: Dossier) -> Result<Look, AppError> {
        let definition = self.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let history = self.history(dossier.id()).await?;
        Ok(Look {
            dossier,
            definition,
            offered: Vec::new(),
            unmet: Vec::new(),
            history,
            assignee: None,
            colleagues: Vec::new(),
            passings: Vec::new(),
            family: Family::default(),
            files_away: Vec::new(),
        })
    }

    async fn result_pdf(&self, dossier: Dossier, base_url: &str) -> Result<Pdf, AppError> {
        let look = self.look_outside(dossier).await?;
        self.pdf(self.print_result(&look, base_url).await?).await
    }
}

/// An entry as the person is told it.
fn happened(entry: &Happening) -> Option<Happened> {
    Some(Happened { at: entry.at, unit: entry.unit.clone(), told: told(entry.event.as_ref()?)? })
}
