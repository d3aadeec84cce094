//! Ratings: who holds the receipt's proof says once how a dossier was served, after it was answered.
//!
//! A rating waits beside the ledger under the dossier's mark, which only the node can make, with its day
//! and no more of the time. No idempotency key is kept for it: its digest would give the answer away to
//! whoever tries all three. The mark makes repeating harmless. What is written and told of it: `gather`,
//! `figures`.

mod figures;
mod gather;
mod tablet;

pub use figures::{Heard, UnitSatisfaction};
pub use tablet::{OnTablet, TabletLink};

use crate::error::Problem;
use crate::{App, AppError};
use domain::dossier::{Dossier, DossierCode};
use domain::ratings::{Rating, RatingFault, Waiting, may_be_rated};
use domain::words::{DossierId, ProcedureCode, UnitId};
use store::Beside;
use store::read::Reader;

/// What became of a rating that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingSent {
    /// The dossier isn't answered yet.
    Early,
    /// It is taken.
    Taken,
    /// The dossier was rated before: the first rating counts.
    Again,
}

/// A dossier that somebody wants to rate: what everybody who has its proof may know. Whether it was rated is
/// told to nobody but who sends a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingAsked {
    /// The code.
    pub code: DossierCode,
    /// Who served.
    pub unit: UnitId,
    /// What was asked for.
    pub procedure: ProcedureCode,
    /// Whether it was answered, so that there is something to rate.
    pub answered: bool,
}

impl RatingAsked {
    fn of(dossier: &Dossier) -> Self {
        Self {
            code: dossier.filing.code.clone(),
            unit: dossier.place().unit,
            procedure: dossier.filing.procedure.clone(),
            answered: may_be_rated(dossier),
        }
    }
}

/// A rating as it was typed.
#[derive(Clone, Debug, Default)]
pub struct RatingInput {
    /// One of the three answers.
    pub answer: String,
    /// Reasons.
    pub reasons: Vec<String>,
    /// Free words.
    pub words: String,
}

impl RatingInput {
    /// Reads it; names every problem.
    pub fn read(&self) -> Result<Rating, AppError> {
        let reasons: Vec<&str> = self.reasons.iter().map(String::as_str).collect();
        let problem = |fault: RatingFault| {
            Problem::new(fault.field(), fault.key()).with("most", domain::ratings::WORDS)
        };
        let read = Rating::read(&self.answer, &reasons, &self.words);
        read.map_err(|faults| AppError::Invalid(faults.into_iter().map(problem).collect()))
    }
}

impl App {
    /// What lets somebody rate this dossier: for links in notices and on the page behind a receipt's QR code.
    pub fn rating_proof(&self, code: &DossierCode) -> String {
        self.signer().rating_proof(code)
    }

    /// Whether this is a unit's own machine: its dossiers are rated at the province's address.
    pub async fn rated_elsewhere(&self) -> Result<bool, AppError> {
        Ok(self.living().await?.at_box())
    }

    /// The dossier that a proof belongs to; not found where the proof is another's or none.
    pub async fn rating_ask(&self, code: &str, proof: &str) -> Result<RatingAsked, AppError> {
        Ok(RatingAsked::of(&self.proven(code, proof).await?))
    }

    /// Rates it, and says what became of that: nothing is written unless it could be rated. The tablet on
    /// which somebody answered is idle then, whatever became of it.
    pub async fn rate(
        &self,
        code: &str,
        proof: &str,
        input: &RatingInput,
        tablet: Option<&TabletLink>,
    ) -> Result<RatingSent, AppError> {
        let rating = input.read()?;
        let officer = tablet.map(|link| self.tablet_of(link)).transpose()?;
        let dossier = self.proven(code, proof).await?;
        // Who served: who had it when it was answered.
        let RatingAsked { code, unit, answered, .. } = RatingAsked::of(&dossier);
        if !answered {
            return Ok(RatingSent::Early);
        }
        let mark = self.signer().rating_mark(dossier.id());
        let rated = self.rated(dossier.id(), mark.clone()).await?;
        if !rated {
            let waiting = Waiting { mark, day: self.now().day(), rating };
            self.inner.store.put_beside(unit, vec![Beside::Rated(waiting)]).await?;
        }
        if let Some(officer) = officer {
            self.tablet_answered(officer, &code).await?;
        }
        Ok(if rated { RatingSent::Again } else { RatingSent::Taken })
    }

    /// Whether a dossier is rated. One that went on to another unit was perhaps rated before.
    async fn rated(&self, id: DossierId, mark: String) -> Result<bool, AppError> {
        let province = self.province();
        let read = move |r: &Reader<'_>| {
            for unit in r.dossier_units(id)? {
                if r.rated(&ledgers(&unit, &province), &unit, &mark)? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        Ok(self.inner.store.read(read).await?)
    }

    /// The dossier that a proof belongs to.
    async fn proven(&self, code: &str, proof: &str) -> Result<Dossier, AppError> {
        let code: DossierCode = code.parse().map_err(|_| AppError::NotFound)?;
        if !self.signer().proves_rating(&code, proof) {
            return Err(AppError::NotFound);
        }
        // Where everybody reaches it, and there alone: two nodes with two keys could not tell that it was
        // rated.
        if self.rated_elsewhere().await? {
            return Err(AppError::NotFound);
        }
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        Ok(found.ok_or(AppError::NotFound)?.dossier)
    }
}

/// The ledgers in which a unit's batches may stand: its own, and the province's where its own is written
/// elsewhere.
fn ledgers(unit: &UnitId, province: &UnitId) -> Vec<UnitId> {
    if unit == province { vec![unit.clone()] } else { vec![unit.clone(), province.clone()] }
}
